"""What the things in a history are called now: number and name, a query for each kind."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.history.lists import Changed
from storage.models import (
    Action,
    Journey,
    Kpi,
    Opportunity,
    PainPoint,
    Persona,
    Stage,
    Touchpoint,
    VoteRound,
)
from storage.statements import table_of


@dataclass(frozen=True, slots=True)
class Called:
    """Its number, where it has one, and its name."""

    number: int | None
    name: str


# The column that holds the name, and whether there is a number.
_KINDS: Mapping[str, tuple[Any, str, bool]] = {
    "journey": (Journey, "name", False),
    "binding": (Journey, "name", False),
    "stage": (Stage, "name", False),
    "touchpoint": (Touchpoint, "name", True),
    "pain": (PainPoint, "title", True),
    "vote": (VoteRound, "question", True),
    "opportunity": (Opportunity, "title", True),
    "action": (Action, "what", True),
    "persona": (Persona, "name", False),
    "empathy": (Persona, "name", False),
    "kpi": (Kpi, "name", True),
}


def called(
    session: Session, *, workspace_id: str, things: Collection[Changed]
) -> dict[Changed, Called]:
    """By thing; what is gone is missing."""
    found: dict[Changed, Called] = {}
    for subject in sorted({thing.subject for thing in things} & set(_KINDS)):
        model, name, numbered = _KINDS[subject]
        columns = table_of(model).c
        ids = [thing.subject_id for thing in things if thing.subject == subject]
        wanted = [columns["id"], columns[name], *([columns["number"]] if numbered else [])]
        rows = session.connection().execute(
            core_select(*wanted).where(
                columns["workspace_id"] == workspace_id, columns["id"].in_(ids)
            )
        )
        for thing_id, said, *number in rows:
            found[Changed(subject, thing_id)] = Called(number[0] if number else None, said)
    return found
