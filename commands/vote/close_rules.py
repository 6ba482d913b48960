"""Who may end a vote, take its end back or cancel it, and finding the vote that is meant."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import roles
from commands.request import Request
from commands.vote import ballot
from commands.wording import vote_number
from storage.models import Journey, VoteRound
from storage.vote import rounds as vote_rounds


def may_manage(request: Request, session: Session, round: VoteRound) -> bool:
    """Its starter, the journey's owner and facilitators, and workspace administrators."""
    if request.person.guest:
        return False
    journey = session.get_one(Journey, round.journey_id)
    return request.person.id == round.starter_id or roles.runs(request, session, journey)


def held(request: Request, session: Session, number: int, *, to: str) -> VoteRound:
    """V-number, held for this transaction, for somebody who may do this to it.

    Raises UserError saying who may, or that there is no such vote to be seen.
    """
    ballot.find(request, session, number)
    round = vote_rounds.lock(session, workspace_id=request.workspace_id, number=number)
    if round is None:
        raise UserError(ballot.unknown(number))
    if not may_manage(request, session, round):
        raise UserError(_ask_somebody(session, round, to))
    return round


def clicked(request: Request, session: Session, *, to: str) -> VoteRound:
    """The same for a button, whose value is the number."""
    round = ballot.of_value(request, session)
    return held(request, session, round.number if round else 0, to=to)


def typed(request: Request, session: Session, *, to: str) -> VoteRound:
    """The same for `/vote close V-3` and the like."""
    match = ballot.NUMBER.fullmatch(request.text.strip())
    if match is None:
        raise UserError(
            f"Say which vote, like `/vote {request.word.casefold() or to} V-3`. "
            "`/vote list` shows them with their numbers."
        )
    return held(request, session, int(match[1]), to=to)


def _ask_somebody(session: Session, round: VoteRound, to: str) -> str:
    owner_id = session.get_one(Journey, round.journey_id).owner_id
    may = f"<@{round.starter_id}>, who started it,"
    if owner_id != round.starter_id:
        may += f" <@{owner_id}>, who owns the journey,"
    return (
        f"To {to} {vote_number(round.number)}, ask {may} a facilitator or a workspace "
        "administrator."
    )
