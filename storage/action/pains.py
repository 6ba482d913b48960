"""Which pain points an action is to solve; a duplicate stands for the one it leads to."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, delete
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Action, ActionPain, PainPoint
from storage.pain import merges
from storage.statements import table_of, upsert
from storage.vocabulary import OPEN_ACTIONS

_LINK = table_of(ActionPain)
_PAIN = table_of(PainPoint)
_ADD = upsert(ActionPain, lambda insert: insert.on_conflict_do_nothing())


def link(session: Session, *, action: Action, pain_ids: Collection[int]) -> None:
    """Makes exactly these the pain points of an action."""
    action_id = identity(action)
    session.connection().execute(
        delete(_LINK).where(
            _LINK.c.workspace_id == action.workspace_id,
            _LINK.c.action_id == action_id,
            _LINK.c.pain_point_id.not_in(pain_ids),
        )
    )
    for pain_id in pain_ids:
        _ADD.run(
            session,
            workspace_id=action.workspace_id,
            action_id=action_id,
            pain_point_id=pain_id,
        )


def of(session: Session, *, action: Action) -> list[PainPoint]:
    """What an action is to solve, in order of number."""
    linked = session.exec(
        select(PainPoint)
        .join(ActionPain, _is_linked())
        .where(
            ActionPain.workspace_id == action.workspace_id,
            ActionPain.action_id == action.id,
        )
    ).all()
    return sorted(_leads(session, linked), key=lambda pain: pain.number)


def numbers(
    session: Session, *, workspace_id: str, action_ids: Collection[int]
) -> dict[int, list[int]]:
    """The P-numbers of several actions, by the action's id."""
    linked = session.exec(
        select(ActionPain.action_id, PainPoint)
        .join(PainPoint, _is_linked())
        .where(
            ActionPain.workspace_id == workspace_id,
            col(ActionPain.action_id).in_(action_ids),
        )
    ).all()
    found: dict[int, list[int]] = {}
    for action_id, pain in linked:
        (lead,) = _leads(session, [pain])
        found.setdefault(action_id, []).append(lead.number)
    return {action_id: sorted(set(each)) for action_id, each in found.items()}


def with_duplicates(session: Session, *, pain: PainPoint) -> list[int]:
    """The ids of a pain point and of everything merged into it, along the chain."""
    chain = (
        core_select(_PAIN.c.id)
        .where(_PAIN.c.workspace_id == pain.workspace_id, _PAIN.c.id == pain.id)
        .cte("chain", recursive=True)
    )
    chain = chain.union(
        core_select(_PAIN.c.id).where(
            _PAIN.c.workspace_id == pain.workspace_id, _PAIN.c.duplicate_of_id == chain.c.id
        )
    )
    return list(session.connection().execute(core_select(chain.c.id)).scalars())


def others_open(session: Session, *, pain: PainPoint, but: int) -> list[int]:
    """The A-numbers of what else is still being done about a pain point."""
    found = session.exec(
        select(Action.number)
        .join(
            ActionPain,
            and_(
                col(ActionPain.workspace_id) == col(Action.workspace_id),
                col(ActionPain.action_id) == col(Action.id),
            ),
        )
        .where(
            Action.workspace_id == pain.workspace_id,
            Action.id != but,
            col(Action.status).in_(OPEN_ACTIONS),
            col(ActionPain.pain_point_id).in_(with_duplicates(session, pain=pain)),
        )
        .distinct()
        .order_by(col(Action.number))
    )
    return list(found)


def _is_linked() -> ColumnElement[bool]:
    return and_(
        col(ActionPain.workspace_id) == col(PainPoint.workspace_id),
        col(ActionPain.pain_point_id) == col(PainPoint.id),
    )


def _leads(session: Session, pains: Sequence[PainPoint]) -> list[PainPoint]:
    found = [
        pain if pain.duplicate_of_id is None else merges.leads_to(session, pain=pain)
        for pain in pains
    ]
    return list({pain.id: pain for pain in found}.values())
