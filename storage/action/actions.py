"""Actions: what somebody does about pain points, by when, and what came of it.

Whoever changes something says what they saw. When somebody else was faster nothing is
overwritten, and the answer tells what happened meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from storage.action import pains as action_pains
from storage.history import entries as history
from storage.models import Action, PainPoint
from storage.models.columns import JsonObject
from storage.numbers import next_number
from storage.status import Changed, move_on
from storage.vocabulary import OPEN_ACTIONS, ActionStatus

# What people may change of an action's own row, besides its status.
COLUMNS = ("what", "owner_id", "due_on", "kpi", "hypothesis")


@dataclass(frozen=True, slots=True)
class NewAction:
    """What is to be done; `pain_ids` are of the same journey."""

    what: str
    owner_id: str
    due_on: date
    kpi: str = ""
    hypothesis: str = ""
    pain_ids: Sequence[int] = ()
    opportunity_id: int | None = None
    round_id: int | None = None
    channel_id: str | None = None


def add(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    new: NewAction,
    actor_id: str,
    at: datetime,
) -> Action:
    """An open action; its number is the next one of the workspace."""
    action = Action(
        workspace_id=workspace_id,
        number=next_number(session, workspace_id=workspace_id, kind="action"),
        journey_id=journey_id,
        channel_id=new.channel_id,
        what=new.what,
        owner_id=new.owner_id,
        due_on=new.due_on,
        kpi=new.kpi,
        hypothesis=new.hypothesis,
        status=ActionStatus.OPEN.value,
        status_at=at,
        opportunity_id=new.opportunity_id,
        round_id=new.round_id,
        created_by=actor_id,
        created_at=at,
    )
    session.add(action)
    session.flush()
    action_pains.link(session, action=action, pain_ids=new.pain_ids)
    after: JsonObject = {"what": new.what, "owner_id": new.owner_id, "due_on": _day(new.due_on)}
    history.note(session, action, actor_id=actor_id, at=at, what="added", after=after)
    return action


def numbered(session: Session, *, workspace_id: str, number: int) -> Action | None:
    """A-number of any journey of the workspace."""
    return session.exec(
        select(Action).where(Action.workspace_id == workspace_id, Action.number == number)
    ).first()


def lock(session: Session, *, workspace_id: str, number: int) -> Action | None:
    """A-number as it is now, held for this transaction: nobody changes it in between."""
    return session.exec(
        select(Action)
        .where(Action.workspace_id == workspace_id, Action.number == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def set_status(
    session: Session,
    *,
    action: Action,
    seen: str,
    status: ActionStatus,
    reason: str,
    actor_id: str,
    at: datetime,
) -> Changed:
    """Moves a locked action on, if it still has the status the person saw.

    `reason` is what came of it, or why it was dropped.
    """
    return move_on(
        session, action, seen=seen, status=status, reason=reason, actor_id=actor_id, at=at
    )


def edit(
    session: Session, *, action: Action, changes: JsonObject, actor_id: str, at: datetime
) -> tuple[str, ...]:
    """Changes what `editable` tells of a locked action; the columns that differed."""
    before, after = history.differences(editable(session, action=action), changes)
    if not after:
        return ()
    if "pains" in after:
        ids = _pain_ids(session, action, after["pains"])
        action_pains.link(session, action=action, pain_ids=ids)
    held = {name: value for name, value in after.items() if name in COLUMNS}
    if "due_on" in held:
        held["due_on"] = date.fromisoformat(held["due_on"])
    action.sqlmodel_update(held)
    session.add(action)
    session.flush()
    history.note(
        session, action, actor_id=actor_id, at=at, what="edited", before=before, after=after
    )
    return tuple(after)


def editable(session: Session, *, action: Action) -> JsonObject:
    """What people may change, as history holds it: days as text, pain points by number."""
    held: JsonObject = {name: getattr(action, name) for name in COLUMNS}
    pains = [pain.number for pain in action_pains.of(session, action=action)]
    return {**held, "due_on": _day(action.due_on), "pains": pains}


def is_open(action: Action) -> bool:
    """Whether there is something left to do."""
    return action.status in OPEN_ACTIONS


def _pain_ids(session: Session, action: Action, numbers: Sequence[int]) -> list[int]:
    found = session.exec(
        select(PainPoint.id).where(
            PainPoint.workspace_id == action.workspace_id,
            PainPoint.journey_id == action.journey_id,
            col(PainPoint.number).in_(numbers),
        )
    )
    return [pain_id for pain_id in found if pain_id is not None]


def _day(day: date) -> str:
    return day.isoformat()
