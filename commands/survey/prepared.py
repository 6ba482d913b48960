"""A file made ready beside the writer: its table, with no customer data left in what is kept.

Masking ten thousand comments takes seconds; nobody else's click may wait for that. So this is a
pure function of the file and of the columns that somebody chose, which the shell runs on a thread
of its own.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from commands.masking import mask
from commands.survey import columns, table
from commands.survey.columns import Role
from commands.survey.decoding import UnreadableError
from commands.survey.table import Row, Table
from commands.text import clean, clean_line

COLUMNS = "columns"
# What is kept word by word.
_TEXTS = (Role.COMMENT, Role.SEGMENT)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The table with its kept texts masked, or the `problem` in words for the person."""

    table: Table | None = None
    columns: Mapping[Role, int] = field(default_factory=dict)
    masked: tuple[str, ...] = ()
    digest: str = ""
    problem: str = ""


def prepare(content: bytes, how: Mapping[str, str]) -> Prepared:
    """Reads a file. `how` may name columns by role as JSON; else they are told by their heads."""
    try:
        read = table.read(content)
    except UnreadableError as error:
        return Prepared(problem=str(error))
    chosen = {Role(role): index for role, index in json.loads(how.get(COLUMNS) or "{}").items()}
    # A file that was changed meanwhile may have fewer.
    fitting = {role: index for role, index in chosen.items() if index < len(read.names)}
    found = fitting or columns.guess(read)
    masked: Counter[str] = Counter()
    texts = [(role, found[role]) for role in _TEXTS if role in found]
    rows = tuple(_masked(row, texts, masked) for row in read.rows)
    return Prepared(
        replace(read, rows=rows), found, tuple(masked), hashlib.sha256(content).hexdigest()
    )


def how(chosen: Mapping[Role, int]) -> dict[str, str]:
    """The columns as `prepare` takes them."""
    return {COLUMNS: json.dumps({role.value: index for role, index in chosen.items()})}


def _masked(row: Row, texts: list[tuple[Role, int]], masked: Counter[str]) -> Row:
    cells = list(row.cells)
    for role, index in texts:
        if index < len(cells) and cells[index].strip():
            tidy = clean if role is Role.COMMENT else clean_line
            found = mask(tidy(cells[index]))
            masked.update(found.found)
            cells[index] = found.text
    return Row(row.line, tuple(cells))
