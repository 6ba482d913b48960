"""A workspace with very many pain points, as people use it: sightings, a channel, an index."""

import collections
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert, text

from benchmarks.matching_world import WORKSPACE, crowd
from benchmarks.slack_stub import TEAM
from benchmarks.world import CHANNELS, PEOPLE, World
from storage.db import open_engine, transaction
from storage.journey import journeys
from storage.models import Counter, Sighting
from storage.statements import table_of
from storage.workspace import workspaces

DAYS = 400
SIGHTINGS_EACH = 3
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Busy:
    """What requests refer to, and what people write: as often the same words as in the world."""

    world: World
    told: tuple[str, ...]
    common: str
    seldom: str


def build(database_url: str, number: int, *, asked: int) -> Busy:
    """Fills an empty database with so many open pain points and three sightings of each."""
    if WORKSPACE != TEAM:
        raise RuntimeError("The crowd must be in the workspace that the stub speaks for")
    engine = open_engine(database_url)
    filled = crowd(engine, number, asked=asked)
    _open_to_people(engine, filled.journey_id)
    _keep_up(engine, number)
    _see(engine, number)
    engine.dispose()
    told = tuple(words for words, _ in filled.questions)
    often = collections.Counter(word for words in told for word in words.split()).most_common()
    return Busy(World(filled.journey_id, filled.place_ids), told, often[0][0], often[-1][0])


def _open_to_people(engine: Engine, journey_id: int) -> None:
    """The channels people write in work on this journey."""
    now = datetime.now(UTC)
    with transaction(engine) as session:
        for person in PEOPLE:
            workspaces.ensure_member(session, workspace_id=TEAM, person_id=person, at=now)
        for channel in CHANNELS:
            journeys.bind(
                session,
                workspace_id=TEAM,
                journey_id=journey_id,
                channel_id=channel,
                private=False,
                person_id=PEOPLE[0],
                at=now,
            )


def _keep_up(engine: Engine, number: int) -> None:
    """What the verbs keep past which the crowd was written."""
    with transaction(engine) as session:
        session.add(Counter(workspace_id=TEAM, kind="pain", last=number))
        session.connection().execute(text("UPDATE pain_point SET search = lower(title)"))


def _see(engine: Engine, number: int) -> None:
    now = datetime.now(UTC)
    count = number * SIGHTINGS_EACH
    for start in range(0, count, BATCH):
        rows = [
            {
                "workspace_id": TEAM,
                "pain_point_id": 1 + each * 7_919 % number,
                "reporter_id": PEOPLE[each * 7 % len(PEOPLE)],
                "seen_at": now - timedelta(minutes=1 + each * 6_151 % (DAYS * 1_440)),
                "severity": 1 + each * 3 % 5,
                "emotion": each % 5 - 2,
            }
            for each in range(start, min(start + BATCH, count))
        ]
        with transaction(engine) as session:
            session.connection().execute(insert(table_of(Sighting)), rows)
    if engine.dialect.name == "postgresql":  # as its autovacuum would, after a while
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
