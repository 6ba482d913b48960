"""What the form “Add an action” begins with: words, a pain point, an opportunity, a vote."""

import re

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.pain import card
from commands.request import Request
from commands.vote import ballot
from storage.action import origins as action_origins
from storage.action.origins import Origin
from storage.journey import journeys
from storage.models import Journey, PainPoint
from storage.pain import merges
from storage.vocabulary import Kind
from storage.vote import rounds as vote_rounds

# What a button carries, and what may be typed in place of words.
FROM = re.compile(r"([POV])-?([0-9]{1,9})", re.IGNORECASE)


def journey_and_origin(request: Request, session: Session) -> tuple[Journey | None, Origin | None]:
    """The journey the action is for, and what it comes from if that was named.

    UserError for what is not there, or not for this person's eyes.
    """
    match = FROM.fullmatch(request.value)
    if match is None:
        return which.current(request, session), None
    origin = _origin(request, session, match[1].upper(), int(match[2]))
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=origin.journey_id)
        if origin
        else None
    )
    if journey is None:
        raise UserError(
            f"There is no {match[1].upper()}-{match[2]} here. "
            "`/journey action` opens the form without it."
        )
    return journey, origin


def what(origin: Origin) -> str:
    """What the action may be called: a pain point's title is no action yet, an idea's is."""
    solves = origin.what and origin.pains and origin.opportunity_id is None
    return f"Solve: {origin.what}" if solves else origin.what


def again(request: Request, session: Session) -> Origin | None:
    """The origin that travelled with an open form, as it is now."""
    match = FROM.fullmatch(request.context.get("from", ""))
    return _origin(request, session, match[1].upper(), int(match[2])) if match else None


def _origin(request: Request, session: Session, kind: str, number: int) -> Origin | None:
    workspace_id = request.workspace_id
    if kind == "O":
        return action_origins.opportunity(session, workspace_id=workspace_id, number=number)
    if kind == "V":
        return _of_vote(request, session, number)
    pain = card.find_or_none(request, session, number)
    return _of_pain(session, pain) if pain else None


def _of_vote(request: Request, session: Session, number: int) -> Origin | None:
    """What won a private channel's vote is told to nobody outside."""
    workspace_id = request.workspace_id
    held = vote_rounds.numbered(session, workspace_id=workspace_id, number=number)
    if held is None or not ballot.may_see(request, session, held):
        return None
    return action_origins.vote(session, workspace_id=workspace_id, number=number)


def _of_pain(session: Session, pain: PainPoint) -> Origin:
    if pain.kind == Kind.DELIGHT:
        return Origin(pain.journey_id)
    lead = merges.leads_to(session, pain=pain)
    return Origin(lead.journey_id, pains=(lead.number,))
