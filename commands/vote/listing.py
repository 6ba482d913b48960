"""Lists votes and shows one, to one person: `/vote list`, `/vote V-3`."""

from sqlmodel import Session

from commands.reply import Replace, Reply, Say, UpdateForm
from commands.request import Request
from commands.vote import (
    ballot,
    ballot_views,
    cast_views,
    close_rules,
    close_views,
    list_views,
    result,
)
from commands.vote.list_views import Row
from storage.models import Journey, VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import ballots
from storage.vote import lists as vote_lists
from storage.vote import turnout as vote_turnout

PAGE = 10


def show(request: Request, session: Session) -> Reply:
    """`/vote list`: what runs and what ran, with what is left to do."""
    return [Say(*_page(request, session, 1))]


def turn(request: Request, session: Session) -> Reply:
    """Another page in the same message."""
    number = int(request.value[:6]) if request.value[:6].isdecimal() else 1
    return [Replace(*_page(request, session, number))]


def open_one(request: Request, session: Session) -> Reply:
    """The button Open of a line."""
    seen = ballot.of_value(request, session)
    round = ballot.find(request, session, seen.number if seen else 0)
    if request.in_form and round.status == RoundStatus.CLOSED:
        told = result.in_words(session, round, request.now)
        return [UpdateForm(cast_views.result(round, told))]
    return one(request, session, round)


def one(request: Request, session: Session, round: VoteRound) -> Reply:
    """One vote: its ballot with what is left of one's own dots, or what came of it."""
    if round.status == RoundStatus.CLOSED:
        return result.show(session, round, request.now)
    shown = ballot.shown(session, round, request.now)
    manage = close_rules.may_manage(request, session, round)
    steps = close_views.steps(round) if manage and round.status == RoundStatus.OPEN else []
    text, body = ballot_views.ballot_message(shown, steps=steps)
    voter = ballot.may_vote(request, session, round)
    mine = list_views.left(round, _put(request, session, round), voter=voter)
    return [Say(text, list_views.with_mine(body, mine))]


def _page(request: Request, session: Session, number: int) -> tuple[str, list[dict[str, object]]]:
    found = vote_lists.page(session, viewer=request.viewer, number=number, size=PAGE)
    rows = [_row(request, session, round) for round in found.rounds]
    return list_views.list_message(rows, found, guest=request.person.guest)


def _row(request: Request, session: Session, round: VoteRound) -> Row:
    return Row(
        round=round,
        journey=session.get_one(Journey, round.journey_id).name,
        turnout=vote_turnout.of(session, round),
        put=_put(request, session, round),
        now=request.now,
        voter=ballot.may_vote(request, session, round),
    )


def _put(request: Request, session: Session, round: VoteRound) -> int:
    """How many dots this person has put; nothing is known of it where the key is destroyed."""
    if round.status != RoundStatus.OPEN:
        return 0
    voter = ballots.voter(round, request.person.id)
    return sum(ballots.mine(session, round=round, voter=voter).values())
