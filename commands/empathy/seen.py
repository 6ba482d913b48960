"""Puts what was really seen onto a persona's empathy map."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.empathy import map_show, rounds, seen_views
from commands.empathy.map_show import OLD, page_of, split
from commands.errors import UserError
from commands.persona import find, words
from commands.reply import Replace, Reply
from commands.request import Request
from commands.wording import title
from storage.empathy import notes as empathy_notes
from storage.empathy import seen as empathy_seen
from storage.empathy.seen import Ready
from storage.models import Persona


def show(request: Request, session: Session) -> Reply:
    """The button "What was seen": persona, round and page."""
    persona = find.clicked(request, session)
    _, round_id, page = split(request.value, 3)
    ready = empathy_seen.ready(session, persona=persona)
    text, body = seen_views.seen_blocks(
        persona, ready, page=_within(ready, page), round_id=_number(round_id)
    )
    return [map_show.turned(request)(text, body)]


def use(request: Request, session: Session) -> Reply:
    """The button "Use as says": once on the map, however often it is clicked."""
    persona = find.clicked(request, session)
    _, round_id, page, side, sighting_id = split(request.value, 5)
    if persona.retired_at is not None:
        raise UserError(f"*{words.named(persona)}* is retired: nothing is added any more.")
    lead = _use(request, session, persona, side, sighting_id)
    ready = empathy_seen.ready(session, persona=persona)
    text, body = seen_views.seen_blocks(
        persona, ready, page=_within(ready, page), round_id=_number(round_id), lead=lead
    )
    begun = rounds.about(request, session, persona, round_id)
    return [Replace(text, body), *rounds.rebuilt(begun)]


def _use(request: Request, session: Session, persona: Persona, side: str, sighting_id: str) -> str:
    """Stores it; what to say."""
    chosen = next(
        (
            each
            for each in empathy_seen.ready(session, persona=persona)
            if (each.side.value, str(each.sighting_id)) == (side, sighting_id)
        ),
        None,
    )
    if chosen is None:
        raise UserError(OLD)
    is_new = empathy_notes.use(
        session, persona=persona, held=chosen.held, author_id=request.person.id, at=request.now
    )
    done = "is on the map" if is_new else "is on the map already"
    return f"*{words.SIDES[chosen.side]}* “{title(chosen.words, 120)}” {done}."


def _within(ready: Sequence[Ready], page: str) -> int:
    return min(page_of(page), max(1, -(-len(ready) // seen_views.PAGE)))


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 19 else 0  # noqa: PLR2004 - as rows
