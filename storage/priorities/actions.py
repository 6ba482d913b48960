"""What is being done about pain points and opportunities: their open actions, soonest due first.

Only those that the viewer may know of: a private channel's actions are its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.action.seen import seen_by
from storage.journey.visibility import Viewer
from storage.models import Action, ActionPain, PainPoint
from storage.statements import table_of
from storage.vocabulary import OPEN_ACTIONS

_A, _LINK, _P = table_of(Action), table_of(ActionPain), table_of(PainPoint)
_OPEN = tuple(status.value for status in OPEN_ACTIONS)


@dataclass(frozen=True, slots=True)
class Doing:
    """An open action, as A-number."""

    number: int
    owner_id: str
    status: str


def of_pains(
    session: Session, *, viewer: Viewer, ids: Sequence[int]
) -> Mapping[int, Sequence[Doing]]:
    """By pain point, those about what was merged into it among them."""
    start = core_select(_P.c.id.label("lead"), _P.c.id.label("at")).where(
        _P.c.workspace_id == viewer.workspace_id, _P.c.id.in_(ids)
    )
    merged = start.cte("merged_into", recursive=True)
    merged = merged.union(
        core_select(merged.c.lead, _P.c.id).join(merged, _P.c.duplicate_of_id == merged.c.at)
    )
    linked = and_(_LINK.c.workspace_id == _A.c.workspace_id, _LINK.c.action_id == _A.c.id)
    return _by_thing(
        session,
        core_select(merged.c.lead, _A.c.number, _A.c.owner_id, _A.c.status)
        .distinct()
        .add_columns(_A.c.due_on)
        .select_from(merged)
        .join(
            _LINK,
            and_(_LINK.c.workspace_id == viewer.workspace_id, _LINK.c.pain_point_id == merged.c.at),
        )
        .join(_A, linked)
        .where(_A.c.status.in_(_OPEN), seen_by(viewer))
        .order_by(_A.c.due_on, _A.c.number),
    )


def of_opportunities(
    session: Session, *, viewer: Viewer, ids: Sequence[int]
) -> Mapping[int, Sequence[Doing]]:
    """By opportunity."""
    return _by_thing(
        session,
        core_select(_A.c.opportunity_id, _A.c.number, _A.c.owner_id, _A.c.status, _A.c.due_on)
        .where(
            _A.c.workspace_id == viewer.workspace_id,
            _A.c.opportunity_id.in_(ids),
            _A.c.status.in_(_OPEN),
            seen_by(viewer),
        )
        .order_by(_A.c.due_on, _A.c.number),
    )


def _by_thing(session: Session, statement: Select[Any]) -> dict[int, list[Doing]]:
    found: dict[int, list[Doing]] = {}
    for thing, number, owner_id, status, _ in session.connection().execute(statement):
        found.setdefault(thing, []).append(Doing(number, owner_id, status))
    return found
