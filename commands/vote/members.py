"""Who may vote: asked when a vote starts, while it runs, and when somebody unknown votes."""

import json
from datetime import timedelta

from sqlmodel import Session

from commands.reply import AskGroups, AskMembers, Effect, Reply
from commands.request import Request
from commands.vote import ballot, ballot_views, close
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote import members as vote_members
from storage.vote import rounds as vote_rounds
from storage.workspace import user_groups
from storage.workspace.user_groups import Group

MEMBERS = "vote.members"
GROUPS = "vote.groups"
EVERY = timedelta(minutes=10)


def ask(session: Session, round: VoteRound) -> list[AskMembers]:
    """Asks who is in the channel, unless Slack is being asked that already."""
    asked = vote_members.is_asked(
        session, workspace_id=round.workspace_id, channel_id=round.channel_id
    )
    return [] if asked else [AskMembers(round.channel_id, MEMBERS, str(round.number))]


def heard_members(request: Request, session: Session) -> Reply:
    """Slack told who is in a channel; all its votes hear it."""
    of = ballot.of_value(request, session)
    people = request.values.get("people")
    if of is None or not isinstance(people, list):
        return []
    news: list[Effect] = []
    for round in vote_rounds.open_ones(session, workspace_id=request.workspace_id):
        if round.channel_id == of.channel_id and round.group_id is None:
            news += _news(request, session, round, people)
    return news


def heard_groups(request: Request, session: Session) -> Reply:
    """Slack told of its user groups; those that vote are looked at again."""
    told = request.values.get("groups")
    if not isinstance(told, list):
        return []
    groups = [Group(**json.loads(each)) for each in told]
    user_groups.hear(session, workspace_id=request.workspace_id, groups=groups, at=request.now)
    named = {group.id: group.people for group in groups}
    news: list[Effect] = []
    for round in vote_rounds.open_ones(session, workspace_id=request.workspace_id):
        if round.group_id in named:
            news += _news(request, session, round, list(named[round.group_id]))
    return news


def look_again(request: Request, session: Session) -> Reply:
    """The clock's job: who may vote by now, and messages whose time left reads otherwise."""
    rounds = vote_rounds.open_ones(session, workspace_id=request.workspace_id)
    asked = {each.channel_id: each for each in rounds if each.group_id is None}
    effects: list[Effect] = [effect for each in asked.values() for effect in ask(session, each)]
    if any(each.group_id for each in rounds):
        effects.append(AskGroups(GROUPS))
    for round in rounds:
        before = ballot_views.time_left(round, request.now - EVERY)
        if ballot_views.time_left(round, request.now) != before:
            effects.append(ballot.rebuild(round))
    return effects


def ask_groups(request: Request, session: Session) -> Reply:
    """The clock's job: which user groups there are, so that a vote may be for one."""
    del request, session
    return [AskGroups(GROUPS)]


def _news(request: Request, session: Session, round: VoteRound, people: list[str]) -> list[Effect]:
    locked = vote_rounds.lock(session, workspace_id=round.workspace_id, number=round.number)
    if locked is None or locked.status != RoundStatus.OPEN:
        return []
    changed = vote_members.hear(session, round=locked, people=people)
    # Who left without voting may have been the last one missing.
    ended = close.if_all_voted(request, session, locked)
    return ended or ([ballot.rebuild(locked)] if changed else [])
