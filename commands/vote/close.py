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
from storage.vote import rounds as vote_rounds

EVERY = timedelta(seconds=30)
_TO = "close"


def clicked(request: Request, session: Session) -> Reply:
    """The button Close."""
    return _close(request, session, close_rules.clicked(request, session, to=_TO))


def typed(request: Request, session: Session) -> Reply:
    """`/vote close V-3`."""
    return _close(request, session, close_rules.typed(request, session, to=_TO))


def due(session: Session, workspace_id: str, now: datetime) -> list[str]:
    """What the clock has to close: deadlines, those too that passed while nobody looked."""
    return [str(n) for n in vote_closing.due(session, workspace_id=workspace_id, now=now)]


def run(request: Request, session: Session) -> Reply:
    """The clock's job: one vote that is due, in a transaction of its own."""
    seen = ballot.of_value(request, session)
    if seen is None:
        return []
    round = vote_rounds.lock(session, workspace_id=request.workspace_id, number=seen.number)
    return if_over(request, session, round) if round else []


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
    """What its channel sees once it is closed: the ballot's last state, and the result.

    What a run-off decided is told in the result of the vote that was tied, too.
    """
    return [
        ballot.rebuild(round),
        result.post(session, round, now),
        *result.of_tied(session, round, now),
    ]


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
