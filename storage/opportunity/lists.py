"""Which opportunities a journey has: all of a status, how many, and those to choose from."""

from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from storage.folding import fold
from storage.models import Opportunity
from storage.opportunity.opportunities import OPEN_STATUSES
from storage.vocabulary import OpportunityStatus


def of_journey(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    statuses: Sequence[OpportunityStatus] = OPEN_STATUSES,
) -> Sequence[Opportunity]:
    """All of these statuses, in order of number."""
    return session.exec(
        select(Opportunity)
        .where(
            Opportunity.workspace_id == workspace_id,
            Opportunity.journey_id == journey_id,
            col(Opportunity.status).in_([status.value for status in statuses]),
        )
        .order_by(col(Opportunity.number))
    ).all()


def count(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    statuses: Sequence[OpportunityStatus] = OPEN_STATUSES,
) -> int:
    """How many there are."""
    return session.exec(
        select(func.count())
        .select_from(Opportunity)
        .where(
            Opportunity.workspace_id == workspace_id,
            Opportunity.journey_id == journey_id,
            col(Opportunity.status).in_([status.value for status in statuses]),
        )
    ).one()


def matching(
    session: Session, *, workspace_id: str, journey_id: int, typed: str, limit: int | None
) -> list[Opportunity]:
    """Open opportunities to choose from, by number or words of the title, in order of number."""
    wanted = fold(typed).split()
    found = of_journey(
        session, workspace_id=workspace_id, journey_id=journey_id, statuses=OPEN_STATUSES
    )
    said = [
        one
        for one in found
        if all(word in fold(f"O-{one.number} · {one.title}") for word in wanted)
    ]
    return said[:limit]
