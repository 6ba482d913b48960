"""What came of a vote: the message in its channel, and the same for one person alone."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from charts.names import VOTE_RESULT
from charts.vote_result import Option, VoteResult, vote_result_alt_text
from commands.reply import Block, Effect, Picture, Post, Reply, Say
from commands.text import plural
from commands.vote import ballot_views, result_step_views, result_views
from commands.vote.result_views import Result
from commands.wording import month_day, vote_number
from storage.identity import identity
from storage.models import Journey, VoteOption, VoteRound
from storage.outbox import posted
from storage.vocabulary import About, RoundStatus
from storage.vote import choices as vote_choices
from storage.vote import departments as vote_departments
from storage.vote import names as vote_names
from storage.vote import results as vote_results
from storage.vote import rounds as vote_rounds
from storage.vote import undoing


def post(session: Session, round: VoteRound, now: datetime) -> Picture | Post:
    """The message for the channel; without a picture where nobody put a dot."""
    found = of(session, round, now)
    text, head, table = result_views.message(found)
    steps = result_step_views.steps(found)
    if not found.tally.dots:
        body = [*head, *table, *steps]
        return Post(round.channel_id, text, body, subject=result_views.subject(round))
    drawn = _drawn(session, found)
    return Picture(
        chart=VOTE_RESULT,
        data=json.loads(drawn.to_json()),
        title=f"Result of {vote_number(round.number)}",
        alt_text=vote_result_alt_text(drawn),
        text=text,
        channel_id=round.channel_id,
        above=head,
        below=[*table, *steps],
        subject=result_views.subject(round),
    )


def of_tied(session: Session, round: VoteRound, now: datetime) -> list[Effect]:
    """The result that a run-off decides, as it should look now, where it stands already."""
    tied = session.get(VoteRound, round.run_off_of_id) if round.run_off_of_id else None
    if tied is None or not posted.places(
        session, workspace_id=tied.workspace_id, subject=result_views.subject(tied)
    ):
        return []
    return [post(session, tied, now)]


def show(session: Session, round: VoteRound, now: datetime) -> Reply:
    """The same in words, to one person."""
    found = of(session, round, now)
    text, head, table = result_views.message(found)
    return [Say(text, [*head, *table, *result_step_views.steps(found)])]


def in_words(session: Session, round: VoteRound, now: datetime) -> list[Block]:
    """The same without what to do with it."""
    _, head, table = result_views.message(of(session, round, now))
    return [*head, *table]


def of(session: Session, round: VoteRound, now: datetime) -> Result:
    """Everything that is told of a closed vote."""
    options = vote_rounds.options(session, round)
    run_off = undoing.run_off(session, round=round)
    before = session.get(VoteRound, round.run_off_of_id) if round.run_off_of_id else None
    return Result(
        round=round,
        tally=vote_results.tally(session, round=round),
        labels=_labels(session, round, options, now),
        put=vote_names.by_option(session, round=round),
        run_off=run_off.number if run_off else None,
        run_off_of=before.number if before else None,
        decided=_decided(session, run_off, now),
        departments=vote_departments.offered(session, round=round),
        evidence=round.about == About.PAINS and len(options) > 1,
        may_reopen=undoing.may_reopen(session, round=round, at=now),
        reopened=undoing.was_reopened(session, round=round),
    )


def _decided(session: Session, run_off: VoteRound | None, now: datetime) -> str | None:
    """What a run-off came to, raw, with its number if it has one.

    None as long as it runs, empty when it is tied again.
    """
    if run_off is None or run_off.status != RoundStatus.CLOSED:
        return None
    first = vote_results.tally(session, round=run_off).first
    if len(first) != 1:
        return ""
    won = [each for each in vote_rounds.options(session, run_off) if each.id == first[0].option_id]
    return _labels(session, run_off, won, now)[first[0].option_id]


def _labels(
    session: Session, round: VoteRound, options: Sequence[VoteOption], now: datetime
) -> dict[int, str]:
    """What options are called, raw, by their ids: 'P-12 The till froze'."""
    stand = vote_choices.standings(
        session, workspace_id=round.workspace_id, options=options, now=now
    )
    return {
        identity(option): ballot_views.option_name(option, stand.get(identity(option)))
        for option in options
    }


def _drawn(session: Session, found: Result) -> VoteResult:
    round, tally = found.round, found.tally
    journey = session.get_one(Journey, round.journey_id)
    without = sum(not each.dots for each in tally.options)
    # Bars of nothing would only make the others too small to read; the words name them all.
    left_out = f" · {plural(without, 'option')} without a dot not shown" if without else ""
    return VoteResult(
        title=round.question,
        subtitle=f"{vote_number(round.number)} · {journey.name}{left_out}",
        options=tuple(
            Option(
                label=found.labels[each.option_id],
                dots=each.dots,
                share=each.share,
                voters=each.voters,
                rank=each.rank,
            )
            for each in tally.options
            if each.dots
        ),
        voters=tally.voters,
        eligible=tally.eligible,
        quorum_met=tally.quorum_met,
        as_of=month_day(round.closed_at or round.created_at),
        quorum=tally.quorum,
    )
