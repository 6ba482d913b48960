"""What is thought of and done about the pain points of a map, by the touchpoint they are met at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_
from sqlmodel import Session, col, select

from storage.action import pains as action_pains
from storage.action.seen import seen_by
from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import Action, Opportunity, PainPoint
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import pains as opportunity_pains
from storage.vocabulary import OPEN_ACTIONS, ActionStatus, OpportunityStatus

LATELY = timedelta(days=30)
"""So long what is done stays on the map."""

_STATUSES = (OpportunityStatus.OPEN, OpportunityStatus.PLANNED, OpportunityStatus.DONE)


@dataclass(frozen=True, slots=True)
class Decided:
    """An opportunity, or an action, and the touchpoints whose pain points it answers."""

    is_action: bool
    number: int
    title: str
    status: str
    touchpoint_ids: frozenset[int]


def decided(
    session: Session, *, workspace_id: str, journey_id: int, now: datetime, viewer: Viewer
) -> list[Decided]:
    """Opportunities, then actions, in order of number: what is open, and what was done lately.

    Of the actions those that the viewer may know of: an action may be a private channel's.
    """
    opportunities = _opportunities(session, workspace_id, journey_id, now)
    ids = [identity(each) for each in opportunities]
    answered: dict[int, set[int]] = {}
    for each in opportunity_pains.of(session, workspace_id=workspace_id, ids=ids):
        answered.setdefault(each.opportunity_id, set()).add(each.leads_to)
    actions = _actions(session, workspace_id, journey_id, now, viewer)
    solved = _pains_of(session, workspace_id, actions, answered)
    every = set().union(*answered.values(), *solved.values())
    where = _touchpoints(session, workspace_id, every)
    found = [
        Decided(False, one.number, one.title, one.status, _at(answered.get(identity(one)), where))
        for one in opportunities
    ]
    return found + [
        Decided(True, one.number, one.what, one.status, _at(solved.get(identity(one)), where))
        for one in actions
    ]


def _opportunities(
    session: Session, workspace_id: str, journey_id: int, now: datetime
) -> list[Opportunity]:
    found = opportunity_lists.of_journey(
        session, workspace_id=workspace_id, journey_id=journey_id, statuses=_STATUSES
    )
    return [
        one for one in found if one.status != OpportunityStatus.DONE or one.status_at > now - LATELY
    ]


def _actions(
    session: Session, workspace_id: str, journey_id: int, now: datetime, viewer: Viewer
) -> Sequence[Action]:
    done_lately = (col(Action.status) == ActionStatus.DONE.value) & (
        col(Action.status_at) > now - LATELY
    )
    return session.exec(
        select(Action)
        .where(
            Action.workspace_id == workspace_id,
            Action.journey_id == journey_id,
            or_(col(Action.status).in_([status.value for status in OPEN_ACTIONS]), done_lately),
            seen_by(viewer),
        )
        .order_by(col(Action.number))
    ).all()


def _pains_of(
    session: Session,
    workspace_id: str,
    actions: Sequence[Action],
    answered: dict[int, set[int]],
) -> dict[int, set[int]]:
    """By id of an action its pain points, or those of its opportunity when it has none."""
    numbers = action_pains.numbers(
        session, workspace_id=workspace_id, action_ids=[identity(each) for each in actions]
    )
    said = {number for each in numbers.values() for number in each}
    rows = session.exec(
        select(PainPoint.number, PainPoint.id).where(
            PainPoint.workspace_id == workspace_id, col(PainPoint.number).in_(said)
        )
    )
    ids = {number: pain_id for number, pain_id in rows if pain_id is not None}
    return {
        identity(each): {ids[number] for number in numbers.get(identity(each), ()) if number in ids}
        or answered.get(each.opportunity_id or 0, set())
        for each in actions
    }


def _touchpoints(session: Session, workspace_id: str, pain_ids: Iterable[int]) -> dict[int, int]:
    rows = session.exec(
        select(PainPoint.id, PainPoint.touchpoint_id).where(
            PainPoint.workspace_id == workspace_id, col(PainPoint.id).in_(list(pain_ids))
        )
    )
    return {pain_id: touchpoint_id for pain_id, touchpoint_id in rows if pain_id is not None}


def _at(pain_ids: set[int] | None, where: dict[int, int]) -> frozenset[int]:
    return frozenset(where[pain_id] for pain_id in pain_ids or () if pain_id in where)
