"""The status of pain points, opportunities and actions: moved on from what the person saw.

When somebody else was faster nothing is overwritten, and the answer tells what happened
meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from storage.history import entries as history
from storage.models import Action, History, Opportunity, PainPoint

# How far back the entry that gave the present status is looked for.
_MOST_ENTRIES = 50


class Outcome(StrEnum):
    """What became of a change."""

    DONE = "done"
    ALREADY = "already"  # it was so before: a double click, or two people of one mind
    OVERTAKEN = "overtaken"  # it is something else than what the person saw


@dataclass(frozen=True, slots=True)
class Changed:
    """The outcome, and the change that led to the present status when nothing was done."""

    outcome: Outcome
    last: History | None = None


def move_on(
    session: Session,
    thing: PainPoint | Opportunity | Action,
    *,
    seen: str,
    status: StrEnum,
    reason: str,
    actor_id: str,
    at: datetime,
) -> Changed:
    """Gives a locked one another status, if it still has the one the person saw.

    Another reason for the status that it has is a change, too.
    """
    if thing.status == status and (not reason or reason == thing.reason):
        return Changed(Outcome.ALREADY, last_status(session, thing))
    if thing.status != seen:
        return Changed(Outcome.OVERTAKEN, last_status(session, thing))
    before, after = history.differences(
        {"status": thing.status, "reason": thing.reason},
        {"status": status.value, "reason": reason},
    )
    if "status" in after:
        thing.status_at = at
    thing.sqlmodel_update(after)
    session.add(thing)
    session.flush()
    history.note(
        session, thing, actor_id=actor_id, at=at, what="status", before=before, after=after
    )
    return Changed(Outcome.DONE)


def last_status(session: Session, thing: PainPoint | Opportunity | Action) -> History | None:
    """The latest entry of its history that changed the status."""
    entries = history.latest(session, thing, limit=_MOST_ENTRIES)
    return next((entry for entry in entries if changes_status(entry)), None)


def changes_status(entry: History) -> bool:
    """Whether this change was one of the status."""
    return "status" in (entry.after or {})
