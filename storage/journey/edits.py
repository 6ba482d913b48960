"""Changes to a journey's own fields, each in the history."""

from datetime import datetime
from enum import Enum, auto

from sqlmodel import Session, select

from storage.folding import fold
from storage.history import entries as history
from storage.models import Journey
from storage.models.columns import JsonObject

# How often touchpoints may be reviewed.
LEAST_DAYS, MOST_DAYS = 7, 730


class Outcome(Enum):
    """What became of a change to a journey."""

    DONE = auto()
    ALREADY = auto()
    NAME_TAKEN = auto()


def edit(
    session: Session, *, journey: Journey, changes: JsonObject, actor_id: str, at: datetime
) -> Outcome:
    """Changes columns by name: done, or nothing differs, or another journey has the name."""
    session.exec(
        select(Journey)
        .where(Journey.workspace_id == journey.workspace_id, Journey.id == journey.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
    before, after = history.differences({name: getattr(journey, name) for name in changes}, changes)
    if not after:
        return Outcome.ALREADY
    columns = dict(after)
    if "name" in after:
        columns["name_key"] = fold(str(after["name"]))[:200]
        if _taken(session, journey, columns["name_key"]):
            return Outcome.NAME_TAKEN
    journey.sqlmodel_update(columns)
    session.add(journey)
    session.flush()
    history.note(
        session,
        journey,
        actor_id=actor_id,
        at=at,
        what="edited",
        before=before,
        after=after,
    )
    return Outcome.DONE


def _taken(session: Session, journey: Journey, key: str) -> bool:
    other = session.exec(
        select(Journey.id).where(
            Journey.workspace_id == journey.workspace_id,
            Journey.name_key == key,
            Journey.id != journey.id,
        )
    ).first()
    return other is not None
