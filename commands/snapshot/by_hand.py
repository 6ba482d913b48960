"""Takes a snapshot by hand: `/journey snapshot [name]`."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.masking import in_words, mask
from commands.reply import Reply, Say
from commands.request import Request
from commands.snapshot import list_views, taking
from commands.text import clean_line
from storage.models.columns import to_milliseconds
from storage.snapshot import snapshots


def take(request: Request, session: Session) -> Reply:
    """With the name that was typed, without customer data."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    masked = mask(clean_line(request.text))
    if len(masked.text) > snapshots.MOST_NAME:
        raise UserError(
            f"That name is {len(masked.text)} characters; there is room for "
            f"{snapshots.MOST_NAME}. Say it a little shorter."
        )
    taken = taking.take(
        session,
        journey=journey,
        slot=f"hand:{request.person.id}:{to_milliseconds(request.now)}",
        by=request.person.id,
        at=request.now,
        name=masked.text,
    )
    if taken is None:
        raise UserError("This snapshot is taken already. `/journey snapshots` lists them.")
    return [Say(*list_views.receipt(taken, journey.name, in_words(masked.found)))]


def clicked(request: Request, session: Session) -> Reply:
    """The button "Take a snapshot"."""
    return take(request, session)
