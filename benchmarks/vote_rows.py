"""The rows of a vote written by nothing but sqlite3: what no bot can do better than."""

import sqlite3
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.slack_stub import TEAM
from benchmarks.vote_world import VOTERS, Round
from storage.db import SQLITE_PRAGMAS
from storage.models.columns import to_milliseconds

_CLAIM = "INSERT INTO handled_request (workspace_id, key, at) VALUES (?, ?, ?)"
_BALLOT = (
    "INSERT INTO ballot (workspace_id, round_id, voter, department, cast_at) "
    "VALUES (?, ?, ?, NULL, ?)"
)
_DOT = "INSERT INTO dot (workspace_id, round_id, voter, option_id, dots) VALUES (?, ?, ?, ?, ?)"


def write(path: Path, round: Round, votes: int, *, together: int) -> float:
    """Seconds for so many votes, so many in one transaction, then taken back.

    The same rows, indexes and settings as Cairn has: who repeated the request, the ballot, and
    a row for each option with dots on it.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    (round_id,) = connection.execute(
        "SELECT id FROM vote_round WHERE workspace_id = ? AND number = ?", (TEAM, round.number)
    ).fetchone()
    at = to_milliseconds(datetime.now(UTC))
    began = time.perf_counter()
    for start in range(0, votes, together):
        connection.execute("BEGIN IMMEDIATE")
        _put(connection, round, round_id, range(start, min(start + together, votes)), at)
        connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.execute("DELETE FROM dot WHERE round_id = ?", (round_id,))
    connection.execute("DELETE FROM ballot WHERE round_id = ?", (round_id,))
    connection.execute("DELETE FROM handled_request WHERE key LIKE 'raw:%'")
    connection.close()
    return seconds


def _put(
    connection: sqlite3.Connection, round: Round, round_id: int, voters: Sequence[int], at: int
) -> None:
    for voter in voters:
        who = VOTERS[voter % len(VOTERS)]
        connection.execute(_CLAIM, (TEAM, f"raw:{round_id}:{voter}", at))
        connection.execute(_BALLOT, (TEAM, round_id, who, at))
        for option_id, count in round.dots(voter).items():
            connection.execute(_DOT, (TEAM, round_id, who, option_id, count))
