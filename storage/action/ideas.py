"""The opportunity that an action came from, and what else is done about it."""

from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Action, Opportunity
from storage.vocabulary import OPEN_ACTIONS, ActionStatus


def held(session: Session, *, action: Action) -> Opportunity | None:
    """The opportunity as it is now, held for this transaction; None where it came from none.

    The caller holds the action; pain points are held after it.
    """
    if action.opportunity_id is None:
        return None
    return session.exec(
        select(Opportunity)
        .where(
            Opportunity.workspace_id == action.workspace_id,
            Opportunity.id == action.opportunity_id,
        )
        # Not against those who make another action from it: they refer to it, too.
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).first()


def others(session: Session, *, action: Action, done: bool) -> list[int]:
    """The A-numbers of its other open actions, and with `done` of those that are done, too."""
    wanted = (*OPEN_ACTIONS, ActionStatus.DONE) if done else OPEN_ACTIONS
    found = session.exec(
        select(Action.number)
        .where(
            Action.workspace_id == action.workspace_id,
            Action.opportunity_id == action.opportunity_id,
            Action.id != identity(action),
            col(Action.status).in_([status.value for status in wanted]),
        )
        .order_by(col(Action.number))
    )
    return list(found)
