"""What an action can come from besides a pain point: an opportunity, or what won a vote."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Opportunity, OpportunityPain, PainPoint, VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import results as vote_results


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an action comes from: what it may be called, and the P-numbers it is about."""

    journey_id: int
    what: str = ""
    pains: tuple[int, ...] = ()
    opportunity_id: int | None = None
    round_id: int | None = None


def opportunity(session: Session, *, workspace_id: str, number: int) -> Origin | None:
    """O-number with the pain points it answers."""
    found = session.exec(
        select(Opportunity).where(
            Opportunity.workspace_id == workspace_id, Opportunity.number == number
        )
    ).first()
    if found is None:
        return None
    pains = _answered(session, workspace_id, [identity(found)])
    return Origin(found.journey_id, found.title, pains, opportunity_id=found.id)


def vote(session: Session, *, workspace_id: str, number: int) -> Origin | None:
    """V-number with what won; as long as it runs nobody is told what leads."""
    found = session.exec(
        select(VoteRound).where(VoteRound.workspace_id == workspace_id, VoteRound.number == number)
    ).first()
    if found is None:
        return None
    if found.status != RoundStatus.CLOSED:
        return Origin(found.journey_id, round_id=found.id)
    won = vote_results.tally(session, round=found).first
    pain_ids = [each.pain_point_id for each in won if each.pain_point_id is not None]
    ideas = [each.opportunity_id for each in won if each.opportunity_id is not None]
    pains = (*_numbers(session, workspace_id, pain_ids), *_answered(session, workspace_id, ideas))
    alone = won[0] if len(won) == 1 else None
    return Origin(
        found.journey_id,
        what=alone.title if alone else "",
        pains=tuple(dict.fromkeys(pains)),
        opportunity_id=alone.opportunity_id if alone else None,
        round_id=found.id,
    )


def number_of(
    session: Session, *, workspace_id: str, opportunity_id: int | None, round_id: int | None
) -> tuple[int | None, int | None]:
    """The O-number and the V-number behind an action's ids."""
    idea = session.exec(
        select(Opportunity.number).where(
            Opportunity.workspace_id == workspace_id, Opportunity.id == opportunity_id
        )
    ).first()
    round_ = session.exec(
        select(VoteRound.number).where(
            VoteRound.workspace_id == workspace_id, VoteRound.id == round_id
        )
    ).first()
    return idea, round_


def _answered(session: Session, workspace_id: str, ids: list[int]) -> tuple[int, ...]:
    if not ids:
        return ()
    linked = session.exec(
        select(OpportunityPain.pain_point_id).where(
            OpportunityPain.workspace_id == workspace_id,
            col(OpportunityPain.opportunity_id).in_(ids),
        )
    ).all()
    return _numbers(session, workspace_id, list(linked))


def _numbers(session: Session, workspace_id: str, ids: list[int]) -> tuple[int, ...]:
    found = session.exec(
        select(PainPoint.number)
        .where(PainPoint.workspace_id == workspace_id, col(PainPoint.id).in_(ids))
        .order_by(col(PainPoint.number))
    )
    return tuple(found)
