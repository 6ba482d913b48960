"""Ends a vote: by hand, at its deadline, and when everybody has voted."""

from datetime import datetime, timedelta

from sqlmodel import Session

from commands.reply import Effect, Reply, Say
from commands.request import Request
from commands.vote import ballot, close_rules, result
from commands.wording import vote_number
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import closing as vote_closing

EVERY = timedelta(seconds=30)
_TO = "close"


def clicked(request: Request, session: Session) -> Reply:
    """The button Close."""
    return _close(request, session, close_rules.clicked(request, session, to=_TO))


def typed(request: Request, session: Session) -> Reply:
    """`/vote close V-3`."""
    return _close(request, session, close_rules.typed(request, session, to=_TO))


def run(request: Request, session: Session) -> Reply:
    """The clock's job: deadlines, those too that passed while nobody looked."""
    due = vote_closing.close_due(session, workspace_id=request.workspace_id, now=request.now)
    return [effect for round in due for effect in ended(session, round, request.now)]


def if_all_voted(request: Request, session: Session, round: VoteRound) -> list[Effect]:
    """Ends a locked vote in which nobody is left to vote; nothing otherwise."""
    if not vote_closing.close_if_all_voted(session, round=round, at=request.now):
        return []
    return ended(session, round, request.now)


def if_over(request: Request, session: Session, round: VoteRound) -> list[Effect]:
    """Ends a locked vote whose time is up, before the clock has looked; nothing otherwise."""
    if round.closes_at is None or round.closes_at > request.now:
        return []
    if not vote_closing.close(session, round=round, by=None, at=request.now):
        return []
    return ended(session, round, request.now)


def ended(session: Session, round: VoteRound, now: datetime) -> list[Effect]:
    """What its channel sees once it is closed: the ballot's last state, and the result."""
    return [ballot.rebuild(round), result.post(session, round, now)]


def _close(request: Request, session: Session, round: VoteRound) -> Reply:
    if not vote_closing.close(session, round=round, by=request.person.id, at=request.now):
        return [Say(already(round))]
    number = vote_number(round.number)
    said = f"{number} is closed. Its result is on its way to <#{round.channel_id}>."
    return [*ended(session, round, request.now), Say(said)]


def already(round: VoteRound) -> str:
    """What somebody hears who wants to end what is not open."""
    number = vote_number(round.number)
    if round.status == RoundStatus.CANCELLED:
        return f"{number} was cancelled already, so there is nothing to close."
    return f"{number} is closed already. `/vote {number}` shows its result."
