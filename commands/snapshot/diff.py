"""Compares two moments of the map: `/journey diff [from] [to]`."""

import json

from sqlmodel import Session

from charts.comparison import comparison_alt_text
from charts.names import COMPARISON
from commands.errors import UserError
from commands.journey import which
from commands.reply import Picture, Replace, Reply, Say
from commands.request import Request
from commands.snapshot import comparison, diff_views, find
from commands.snapshot.compare import compare
from commands.snapshot.diff_views import Shown
from commands.snapshot.find import NOW, Side
from commands.snapshot.list_views import when
from commands.text import clip, escape
from storage.models import Journey


def typed(request: Request, session: Session) -> Reply:
    """In words, with a button for the picture."""
    return _in_words(request, session, request.text)


def clicked(request: Request, session: Session) -> Reply:
    """A button that names both moments."""
    return _in_words(request, session, request.value)


def turn(request: Request, session: Session) -> Reply:
    """Another page in the same message."""
    page, _, refs = request.value.partition(" ")
    journey = _journey(request, session, refs)
    number = int(page[:4]) if page[:4].isdecimal() else 1
    shown = _shown(*find.sides(request, session, journey, refs), journey, number)
    return [Replace(*diff_views.diff_message(shown))]


def picture(request: Request, session: Session) -> Reply:
    """The same as a picture, sent to the person."""
    journey = _journey(request, session, request.value)
    before, after = find.sides(request, session, journey, request.value)
    shown = _shown(before, after, journey)
    drawn = comparison.comparison(journey.name, before, after, shown.compared)
    text, body = diff_views.diff_message(shown)
    return [
        Say("It is being drawn; you find it in your messages with Cairn in a moment."),
        Picture(
            chart=COMPARISON,
            data=json.loads(drawn.to_json()),
            title=f"{journey.name}, {drawn.before} and {drawn.after}",
            alt_text=comparison_alt_text(drawn),
            text=text,
            only_for=request.person.id,
            above=body[:1],
        ),
    ]


def _in_words(request: Request, session: Session, words: str) -> Reply:
    journey = _meant(request, session, words)
    if journey is None:
        return which.ask(request, session)
    shown = _shown(*find.sides(request, session, journey, words), journey)
    return [Say(*diff_views.diff_message(shown))]


def _meant(request: Request, session: Session, words: str) -> Journey | None:
    """The journey of the snapshot that is named first, else the one meant here."""
    number = find.said_number(words.split(maxsplit=1)[0]) if words.split() else None
    if number is not None:
        return find.numbered(request, session, number)[1]
    return which.current(request, session)


def _journey(request: Request, session: Session, words: str) -> Journey:
    journey = _meant(request, session, words)
    if journey is None:
        raise UserError("This button no longer works here. `/journey snapshots` lists them anew.")
    return journey


def _shown(before: Side, after: Side, journey: Journey, page: int = 1) -> Shown:
    compared = compare(before.data, after.data)
    shown = Shown(
        journey=journey.name,
        refs=(before.ref, after.ref),
        between=f"From {_told(before)} to {_told(after)}",
        notes=tuple(_nearest(side) for side in (before, after) if side.nearest_to),
        compared=compared,
    )
    if page == 1:
        return shown
    return Shown(
        shown.journey, shown.refs, shown.between, shown.notes, compared, min(page, shown.pages)
    )


def _told(side: Side) -> str:
    return "now" if side.ref == NOW else f"*{side.said}* ({when(side.at)})"


def _nearest(side: Side) -> str:
    words = escape(clip(side.nearest_to, 40))
    return f"The snapshot nearest to “{words}” is {side.said} of {when(side.at)}."
