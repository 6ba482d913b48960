"""Cancels a vote: its votes are deleted, only the fact stays."""

from sqlmodel import Session

from commands.reply import Reply, Say
from commands.request import Request
from commands.vote import ballot, close_rules, result, result_words
from commands.wording import vote_number
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import undoing as vote_undoing

_TO = "cancel"


def clicked(request: Request, session: Session) -> Reply:
    """The button Cancel vote, which has asked whether it is meant."""
    return _cancel(request, session, close_rules.clicked(request, session, to=_TO))


def typed(request: Request, session: Session) -> Reply:
    """`/vote cancel V-3`."""
    return _cancel(request, session, close_rules.typed(request, session, to=_TO))


def _cancel(request: Request, session: Session, round: VoteRound) -> Reply:
    if vote_undoing.cancel(session, round=round, by=request.person.id, at=request.now):
        said = f"{vote_number(round.number)} is cancelled. All its votes are deleted."
        return [ballot.rebuild(round), *result.of_tied(session, round, request.now), Say(said)]
    if round.status == RoundStatus.CANCELLED:
        return [Say(result_words.cancelled(round))]
    number = vote_number(round.number)
    return [Say(f"{number} is closed, so its result stands. `/vote {number}` shows it.")]
