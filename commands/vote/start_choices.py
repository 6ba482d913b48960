"""What the form "Start a vote" offers while somebody types: things to vote on, and who votes."""

import re
from collections.abc import Sequence

from sqlmodel import Session

from commands import blocks
from commands.blocks import Option
from commands.journey import which
from commands.reply import Offer, Reply
from commands.request import Request
from commands.text import clean_line, plural
from commands.vote import start_views
from commands.vote.start_draft import FIELDS, Draft
from storage.identity import identity
from storage.models import UserGroup
from storage.pain import pains
from storage.vocabulary import About
from storage.vote import choices as vote_choices
from storage.vote.choices import Choice
from storage.workspace import user_groups

_NUMBER = re.compile(r"(?:p-?)?([0-9]{1,9})", re.IGNORECASE)
_MOST_WORDS = 8
LEAST_OPTIONS = 2


def offer_pains(request: Request, session: Session) -> Reply:
    """Open pain points by number or by words in them, hottest first."""
    return _offer(request, session, About.PAINS)


def offer_opportunities(request: Request, session: Session) -> Reply:
    """Open opportunities, likewise."""
    return _offer(request, session, About.OPPORTUNITIES)


def offer_groups(request: Request, session: Session) -> Reply:
    """Everybody in the channel, then the user groups."""
    typed = clean_line(request.text)
    found = user_groups.matching(
        session, workspace_id=request.workspace_id, typed=typed, limit=blocks.MAX_OPTIONS - 1
    )
    everybody = typed.casefold() in start_views.THE_CHANNEL[0].casefold()
    offered = [group_option(group, people) for group, people in found]
    return [Offer([start_views.THE_CHANNEL, *offered] if everybody else offered)]


def group_option(group: UserGroup, people: int | None = None) -> Option:
    """'@store-crew · Store crew (2 people)'."""
    count = f" ({plural(people, 'person', 'people')})" if people is not None else ""
    return f"@{group.handle} · {group.name}"[: blocks.MAX_OPTION - len(count)] + count, group.id


def hottest(
    request: Request,
    session: Session,
    about: About,
    *,
    journey_id: int,
    typed: str = "",
    limit: int = blocks.MAX_OPTIONS,
) -> list[Choice]:
    """What there is to vote on, with these words in it."""
    workspace_id, now = request.workspace_id, request.now
    if about is About.OPPORTUNITIES:
        return vote_choices.opportunities(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            now=now,
            typed=typed,
            limit=limit,
        )
    match = _NUMBER.fullmatch(typed)
    pain = (
        pains.numbered(session, workspace_id=workspace_id, number=int(match[1])) if match else None
    )
    if pain:
        return vote_choices.open_pains(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            ids=[identity(pain)],
            now=now,
        )
    return vote_choices.pains(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        now=now,
        words=typed.split()[:_MOST_WORDS],
        limit=limit,
    )


def too_few(request: Request, session: Session, *, journey_id: int) -> bool:
    """Whether there are too few open opportunities to vote on."""
    found = hottest(
        request, session, About.OPPORTUNITIES, journey_id=journey_id, limit=LEAST_OPTIONS
    )
    return len(found) < LEAST_OPTIONS


def chosen(request: Request, session: Session, held: Draft) -> Sequence[Choice]:
    """What the form has chosen, as long as it can be voted on."""
    if held.about is About.TYPED:
        return []
    find = vote_choices.open_pains if held.about is About.PAINS else vote_choices.open_opportunities
    return find(
        session,
        workspace_id=request.workspace_id,
        journey_id=held.journey_id,
        ids=held.ids(FIELDS[held.about]),
        now=request.now,
    )


def _offer(request: Request, session: Session, about: About) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    found = hottest(
        request, session, about, journey_id=identity(journey), typed=clean_line(request.text)
    )
    return [Offer([start_views.choice(about, each) for each in found])]
