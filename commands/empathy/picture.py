"""An empathy map as a picture, for oneself or for the channel."""

import json
from collections.abc import Mapping

from sqlmodel import Session

from charts.empathy_map import EmpathyMap, Note, empathy_map_alt_text
from charts.names import EMPATHY_MAP
from commands import blocks
from commands.empathy import empathy_views
from commands.journey import posting
from commands.persona import find, persona_views, portraits, words
from commands.reply import Picture, Reply, Say
from commands.request import Request
from commands.wording import month_day, pain_number
from storage.empathy import map as empathy_map
from storage.empathy.map import NoteRow, Side, Whose
from storage.identity import identity
from storage.models import Journey, Persona
from storage.vocabulary import EmpathySide

# Of each side; more would make a ribbon that nobody reads on a phone.
_MOST = 8


def show(request: Request, session: Session) -> Reply:
    """The button "Picture": sent to the person alone, with their own hidden notes."""
    persona = find.clicked(request, session)
    said = "The map is being drawn; you find it in your messages with Cairn in a moment."
    return [Say(said, [blocks.context(said)]), picture(request, session, persona)]


def post(request: Request, session: Session) -> Reply:
    """The button "Post the picture": what everybody may see, for the channel."""
    persona = find.clicked(request, session)
    journey = session.get_one(Journey, persona.journey_id)
    channel_id = posting.channel_id(request, session, journey)
    said = "The map is being drawn and will appear here in a moment."
    drawn = picture(request, session, persona, channel_id=channel_id)
    return [Say(said, [blocks.context(said)]), drawn]


def picture(
    request: Request, session: Session, persona: Persona, *, channel_id: str | None = None
) -> Picture:
    """The map as it stands now, for a channel or for the person alone."""
    reader_id = None if channel_id else request.person.id
    drawn, standing = data(request, session, persona, reader_id=reader_id)
    told = f"*Empathy map of {words.named(persona)}* · {standing}"
    return Picture(
        chart=EMPATHY_MAP,
        data=json.loads(drawn.to_json()),
        title=f"Empathy map of {persona.name}",
        alt_text=empathy_map_alt_text(drawn),
        text=told,
        channel_id=channel_id,
        only_for=None if channel_id else request.person.id,
        above=[blocks.section(told)],
        below=[blocks.actions(persona_views.empathy_button(persona, "All notes"))],
    )


def data(
    request: Request, session: Session, persona: Persona, *, reader_id: str | None
) -> tuple[EmpathyMap, str]:
    """What the picture is drawn from, as a reader (or everybody) may see it, and it in words."""
    whose = Whose(persona.workspace_id, identity(persona), reader_id=reader_id)
    sides = empathy_map.by_side(session, whose, most=_MOST)
    standing = empathy_views.standing(sides)

    def notes(side: EmpathySide) -> tuple[Note, ...]:
        return tuple(_note(row) for row in sides[side].rows)

    drawn = EmpathyMap(
        title=persona.name,
        subtitle=f"{session.get_one(Journey, persona.journey_id).name}{_left_out(sides)}",
        as_of=month_day(request.now),
        portrait=portraits.drawn(persona.portrait),
        says=notes(EmpathySide.SAYS),
        thinks=notes(EmpathySide.THINKS),
        does=notes(EmpathySide.DOES),
        feels=notes(EmpathySide.FEELS),
        pains=notes(EmpathySide.PAINS),
        gains=notes(EmpathySide.GAINS),
    )
    return drawn, standing


def _left_out(sides: Mapping[EmpathySide, Side]) -> str:
    """How many notes there are in all, where not all of them are drawn."""
    total = empathy_views.total(sides)
    drawn = sum(len(side.rows) for side in sides.values())
    return "" if drawn == total else f" · {drawn:,} of {total:,} notes, those seen first"


def _note(row: NoteRow) -> Note:
    source = "" if row.seen_in is None else pain_number(row.seen_in)
    return Note(words=row.words, assumption=row.assumed, source=source)
