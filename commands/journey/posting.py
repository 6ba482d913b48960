"""Where a picture of a journey may be posted."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import binding
from commands.request import Request
from storage.models import Journey


def channel_id(request: Request, session: Session, journey: Journey) -> str:
    """The channel that was clicked in; UserError outside one, and where it would open a journey."""
    if request.place is None or not binding.in_channel(request):
        raise UserError("There is no channel here to post it in.")
    if binding.would_open(request, session, journey):
        raise UserError(
            "This journey is kept to a private channel. Post it there, so that nobody sees more "
            "than they may."
        )
    return request.place.id
