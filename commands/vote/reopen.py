"""Opens a vote again that was closed a moment ago."""

from sqlmodel import Session

from commands.reply import Effect, Post, Refresh, Replace, Reply, Say
from commands.request import Kind, Request
from commands.vote import ballot, close_rules, reopen_views, result, result_views
from storage.models import VoteRound
from storage.vote import undoing as vote_undoing
from storage.vote.undoing import Reopened

_TO = "reopen"


def clicked(request: Request, session: Session) -> Reply:
    """The button Reopen; the result it stands in goes."""
    seen = ballot.of_value(request, session)
    over = _over(request, session, seen.number) if seen else None
    return over or _reopen(request, session, close_rules.clicked(request, session, to=_TO))


def typed(request: Request, session: Session) -> Reply:
    """`/vote reopen V-3`."""
    return _reopen(request, session, close_rules.typed(request, session, to=_TO))


def _over(request: Request, session: Session, number: int) -> Reply | None:
    """Nobody is sent to ask for what nobody can do any more."""
    round = ballot.find(request, session, number)
    against = vote_undoing.refused(session, round=round, at=request.now)
    if against not in (Reopened.TOO_LATE, Reopened.NOT_STORED):
        return None
    return [Say(reopen_views.refused(round, against, None))]


def _reopen(request: Request, session: Session, round: VoteRound) -> Reply:
    stands = result_views.subject(round)
    became = vote_undoing.reopen(session, round=round, by=request.person.id, at=request.now)
    if became is not Reopened.DONE:
        run_off = vote_undoing.run_off(session, round=round)
        return [Say(reopen_views.refused(round, became, run_off.number if run_off else None))]
    text, body = reopen_views.reopened(round, by=request.person.id)
    in_channel = request.place is not None and request.place.id == round.channel_id
    # A result that only this person was shown must not be taken for the channel's.
    effects: list[Effect] = [
        ballot.rebuild(round),
        Post(round.channel_id, text, body),
        # The picture goes with it: a result that no longer holds must not be taken for one.
        Refresh(stands, *reopen_views.withdrawn(round)),
        *result.of_tied(session, round, request.now),
    ]
    if request.kind is Kind.ACTION and in_channel:
        effects.append(Replace(*reopen_views.withdrawn(round)))
    else:
        effects.append(Say(text))
    return effects
