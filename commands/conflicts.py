"""Compares an edit with what others changed while the form was open: pure data in and out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from storage.models import History
from storage.models.columns import JsonObject

INTRO = (
    "*Nothing is stored yet: this was changed while the form was open.* Your words are below. "
    "“Save” puts them in place of these, “Cancel” leaves these."
)


@dataclass(frozen=True, slots=True)
class Clash:
    """A column that both changed, and the latest change to it by somebody else."""

    column: str
    theirs: History


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changes` is what the person changed, by column; `clashes` stand against it."""

    changes: JsonObject
    clashes: tuple[Clash, ...]


def compare(
    *,
    stored: Mapping[str, object],
    sent: Mapping[str, object],
    since: Sequence[History],
    known: int,
    touched: Collection[str] = (),
) -> Comparison:
    """What to store of a form that was opened before the changes in `since`.

    Columns the person left as they were keep what others made of them. Changes up to the
    history entry `known` were shown to the person already, and the columns in `touched`
    were theirs in an earlier round.
    """
    edits = [entry for entry in since if entry.what == "edited"]
    opened = _opened(stored, edits)
    changes = {
        column: value
        for column, value in sent.items()
        if value != opened[column] or column in touched
    }
    clashes = [
        Clash(column, entry)
        for column, value in changes.items()
        if value != stored[column]
        and (entry := _latest(edits, column)) is not None
        and (entry.id or 0) > known
    ]
    return Comparison(changes, tuple(clashes))


def _opened(stored: Mapping[str, object], edits: Sequence[History]) -> dict[str, object]:
    """The columns as they were when the form opened: the changes taken back."""
    state = dict(stored)
    for entry in reversed(edits):
        state.update(
            {column: held for column, held in (entry.before or {}).items() if column in state}
        )
    return state


def _latest(edits: Sequence[History], column: str) -> History | None:
    return next((entry for entry in reversed(edits) if column in (entry.after or {})), None)


def carried(context: Mapping[str, str], name: str) -> int:
    """A number that travelled with a form."""
    value = context.get(name, "")
    return int(value) if value.isdecimal() else 0
