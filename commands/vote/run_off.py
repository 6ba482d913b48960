"""Decides a tie: a new vote over exactly those that share the first place."""

from datetime import timedelta

from sqlmodel import Session

from commands.errors import UserError
from commands.reply import Reply, Say
from commands.request import Request
from commands.text import clip
from commands.vote import ballot, result, start_submit
from commands.wording import vote_number
from storage.identity import identity
from storage.models import VoteRound
from storage.vocabulary import About, Names, RoundStatus
from storage.vote import results as vote_results
from storage.vote import rounds as vote_rounds
from storage.vote import undoing as vote_undoing
from storage.vote.results import Counted
from storage.vote.rounds import NewOption, NewRound

MOST_QUESTION = 150
# A vote that was closed by hand right after it began leaves some time to decide its tie.
SHORTEST = timedelta(hours=1)


def begin(request: Request, session: Session) -> Reply:
    """The button Run-off: once, however many press it."""
    round = _held(request, session)
    before = vote_undoing.run_off(session, round=round)
    if before:
        number = vote_number(before.number)
        return [Say(f"The run-off has begun: it is {number}. `/vote {number}` shows it.")]
    tied = vote_results.tally(session, round=round).tied
    if round.status != RoundStatus.CLOSED or not tied:
        raise UserError(
            f"There is no tie to decide in {vote_number(round.number)}. `/vote` starts a new vote."
        )
    started = vote_rounds.start(
        session,
        workspace_id=round.workspace_id,
        journey_id=round.journey_id,
        channel_id=round.channel_id,
        starter_id=request.person.id,
        new=_settings(request, round, len(tied)),
        options=[_option(each) for each in sorted(tied, key=lambda each: each.position)],
        at=request.now,
    )
    asked = start_submit.begin(session, started)
    said = f"{vote_number(started.number)} is the run-off. Its ballot is on its way."
    return [
        ballot.post(session, started, request.now),
        *result.of_tied(session, started, request.now),
        *asked,
        Say(said),
    ]


def _held(request: Request, session: Session) -> VoteRound:
    seen = ballot.of_value(request, session)
    found = ballot.find(request, session, seen.number if seen else 0)
    round = vote_rounds.lock(session, workspace_id=request.workspace_id, number=found.number)
    if round is None:
        raise UserError(ballot.unknown(found.number))
    return round


def _settings(request: Request, round: VoteRound, options: int) -> NewRound:
    """The same, with as many dots as so few options ask for."""
    dots = vote_rounds.dots_each(options)
    ran = round.closes_at - round.created_at if round.closes_at else None
    return NewRound(
        question=clip(f"Run-off of {vote_number(round.number)}: {round.question}", MOST_QUESTION),
        about=About(round.about),
        dots=dots,
        most_on_one=min(round.most_on_one, dots),
        live=round.live,
        names=Names(round.names),
        group_id=round.group_id,
        quorum=round.quorum,
        closes_at=request.now + max(ran, SHORTEST) if ran else None,
        run_off_of_id=identity(round),
    )


def _option(tied: Counted) -> NewOption:
    return NewOption(tied.title, tied.pain_point_id, tied.opportunity_id)
