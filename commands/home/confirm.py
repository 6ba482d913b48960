"""Confirms a pain point from the Home tab, which then shows what is left."""

from dataclasses import replace

from sqlmodel import Session

from commands.pain import status_views
from commands.reply import Again, Reply
from commands.request import Kind, Request


def confirm(request: Request, session: Session) -> Reply:
    """The same step as on the card; then the Home tab afresh."""
    del session
    step = replace(request, name=f"{status_views.SET}:next")
    home = replace(request, kind=Kind.HOME, name="home", value="")
    return [Again(step), Again(home)]
