"""Finds the scoring that is meant, and says how its message stands."""

from sqlmodel import Session

from commands.errors import UserError
from commands.reply import Post, Rebuild, Refresh, Reply
from commands.request import Request
from commands.scoring import message_views
from commands.scoring.message_views import BUILDER, Shown, subject
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey, ScoreRound
from storage.opportunity import scores

_LONGEST_ID = 18
GONE = "This scoring is no longer here for you to see."


def of_value(request: Request, session: Session, value: str) -> ScoreRound:
    """The round a button or form is about; UserError when it isn't for this person's eyes."""
    round_id = int(value) if value.isdecimal() and len(value) <= _LONGEST_ID else 0
    found = scores.get_or_none(session, workspace_id=request.workspace_id, round_id=round_id)
    if found is None or not journeys.get_or_none(
        session, viewer=request.viewer, journey_id=found.journey_id
    ):
        raise UserError(f"{GONE} `/journey score` starts another one.")
    return found


def message(request: Request, session: Session) -> Reply:
    """The channel's message, built when it is sent; the value is the round's row."""
    begun = scores.get_or_none(
        session,
        workspace_id=request.workspace_id,
        round_id=int(request.value) if request.value.isdecimal() else 0,
    )
    if begun is None:
        return []
    text, body = message_views.message_blocks(shown(session, begun))
    return [Refresh(subject(identity(begun)), text, body)]


def post(session: Session, begun: ScoreRound) -> Post:
    """The first appearance."""
    text, body = message_views.message_blocks(shown(session, begun))
    return Post(begun.channel_id, text, body, subject=subject(identity(begun)))


def rebuilt(begun: ScoreRound) -> Rebuild:
    """The message is to show how it stands."""
    round_id = identity(begun)
    return Rebuild(subject(round_id), BUILDER, str(round_id))


def shown(session: Session, begun: ScoreRound) -> Shown:
    """The round with what the message needs."""
    return Shown(
        begun=begun,
        items=scores.items(session, begun=begun),
        scorers=scores.scorers(session, begun=begun),
        journey=session.get_one(Journey, begun.journey_id).name,
    )
