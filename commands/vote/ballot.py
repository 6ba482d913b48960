"""The channel's message about a vote: posted once, built anew whenever something changed."""

import re
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from commands.errors import UserError
from commands.reply import Block, Post, Rebuild, Refresh, Reply
from commands.request import Request
from commands.vote import ballot_views, close_views, list_views
from commands.vote.ballot_views import Ballot
from commands.wording import vote_number
from storage.journey import bindings, journeys
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import choices as vote_choices
from storage.vote import members as vote_members
from storage.vote import results as vote_results
from storage.vote import rounds as vote_rounds
from storage.vote import turnout as vote_turnout
from storage.vote import undoing as vote_undoing
from storage.vote.turnout import Turnout
from storage.workspace import user_groups

NUMBER = re.compile(r"(?:v-?)?([0-9]{1,9})", re.IGNORECASE)


def build(request: Request, session: Session) -> Reply:
    """The message as it is now; its value is the number."""
    round = of_value(request, session)
    if round is None:
        return []
    text, body = message(session, round, request.now)
    return [Refresh(ballot_views.subject(round.number), text, body)]


def post(session: Session, round: VoteRound, now: datetime) -> Post:
    """Its first appearance."""
    text, body = message(session, round, now)
    return Post(round.channel_id, text, body, subject=ballot_views.subject(round.number))


def rebuild(round: VoteRound) -> Rebuild:
    """Asks for the message to be built anew, soon, and once for all who ask."""
    number = round.number
    return Rebuild(ballot_views.subject(number), ballot_views.BUILDER, str(number))


def message(session: Session, round: VoteRound, now: datetime) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    steps = (
        close_views.steps(round)
        if round.status == RoundStatus.OPEN
        else [list_views.result_button(round.number)]
    )
    return ballot_views.ballot_message(shown(session, round, now), steps=steps)


def shown(session: Session, round: VoteRound, now: datetime) -> Ballot:
    """All that the message tells; the standing only where everybody may see it by now."""
    public = round.live or round.status == RoundStatus.CLOSED
    return replace(
        uncounted(session, round, now),
        turnout=vote_turnout.of(session, round),
        tally=vote_results.tally(session, round=round) if public else None,
        group=group_name(session, round),
    )


def uncounted(session: Session, round: VoteRound, now: datetime) -> Ballot:
    """What somebody needs who votes: the options, without what others did."""
    options = vote_rounds.options(session, round)
    standings = vote_choices.standings(
        session, workspace_id=round.workspace_id, options=options, now=now
    )
    reopened = vote_undoing.was_reopened(session, round=round)
    return Ballot(round, options, Turnout(0, None), now, standings, reopened=reopened)


def group_name(session: Session, round: VoteRound) -> str:
    """The @handle of the user group that votes; empty where everybody does."""
    if round.group_id is None:
        return ""
    group = user_groups.get_or_none(
        session, workspace_id=round.workspace_id, group_id=round.group_id
    )
    return f"@{group.handle}" if group else ""


def of_value(request: Request, session: Session) -> VoteRound | None:
    """The round that a button's value names."""
    if not request.value.isdecimal() or not NUMBER.fullmatch(request.value):
        return None
    return vote_rounds.numbered(
        session, workspace_id=request.workspace_id, number=int(request.value)
    )


def find(request: Request, session: Session, number: int) -> VoteRound:
    """V-number, or words saying that there is none to be seen."""
    round = vote_rounds.numbered(session, workspace_id=request.workspace_id, number=number)
    if round is None or not may_see(request, session, round):
        raise UserError(unknown(number))
    return round


def unknown(number: int) -> str:
    return f"There is no {vote_number(number)} here. `/vote list` shows the votes of this journey."


def may_vote(request: Request, session: Session, round: VoteRound) -> bool:
    """Whoever sees the ballot, unless it is for a user group."""
    return round.group_id is None or vote_members.is_one(
        session, round=round, person_id=request.person.id
    )


def may_see(request: Request, session: Session, round: VoteRound) -> bool:
    """Whether a vote is for this person's eyes, here.

    In its channel everybody sees it; elsewhere those who may vote, and, where its channel is
    public, whoever sees its journey.
    """
    if request.place and request.place.id == round.channel_id:
        return True
    if vote_members.is_one(session, round=round, person_id=request.person.id):
        return True
    if not journeys.get_or_none(session, viewer=request.viewer, journey_id=round.journey_id):
        return False
    bound = bindings.channels(session, workspace_id=round.workspace_id, journey_id=round.journey_id)
    return any(each.channel_id == round.channel_id and not each.private for each in bound)
