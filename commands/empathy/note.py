"""Takes an empathy note: the form, for a new one and for one's own."""

from dataclasses import dataclass

from sqlmodel import Session

from commands.empathy import note_find, note_views, rounds
from commands.empathy.map_show import split
from commands.empathy.note_views import MAX_WORDS, SEEN_IN, SIDE, STAGE, WORDS
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.persona import find, words
from commands.reply import Offer, OpenForm, Reply, Say
from commands.request import Request
from storage.empathy import collecting as empathy
from storage.empathy import map as empathy_map
from storage.empathy import notes as empathy_notes
from storage.identity import identity
from storage.journey import stages
from storage.models import EmpathyNote, EmpathyRound, Persona
from storage.models.columns import JsonObject
from storage.persona import sightings as persona_sightings
from storage.vocabulary import EmpathySide

_MOST_OFFERED = 100


def open_form(request: Request, session: Session) -> Reply:
    """The button "Add a note": persona and round."""
    persona = find.clicked(request, session)
    if persona.retired_at is not None:
        raise UserError(f"*{words.named(persona)}* is retired: nothing is added any more.")
    _, round_id = split(request.value, 2)
    begun = rounds.about(request, session, persona, round_id)
    return [_form(session, persona, {}, begun)]


def change_form(session: Session, persona: Persona, note: EmpathyNote) -> OpenForm:
    """The same with one's own note in it."""
    begun = note_find.round_of(session, note)
    held = {name: getattr(note, name) for name in empathy_notes.COLUMNS}
    return _form(session, persona, held, begun, note_id=identity(note))


def submit(request: Request, session: Session) -> Reply:
    """Stores it; without a sighting as an assumption."""
    persona = find.of_form(request, session, field=WORDS)
    if persona.retired_at is not None:
        raise FieldError({WORDS: "This persona was retired, so nothing was stored."})
    note = note_find.of_form(request, session, persona) if request.context.get("note") else None
    told = _read(request, session, persona, note)
    begun = (
        note_find.round_of(session, note)
        if note
        else rounds.about(request, session, persona, request.context.get("round", ""))
    )
    hidden = empathy.is_hidden(begun)
    if note:
        changed = empathy_notes.edit(
            session, persona=persona, note=note, changes=told.held, at=request.now, hidden=hidden
        )
        lead = "Your note is changed." if changed else "Your note stays as it was."
    else:
        note, is_new = empathy_notes.add(
            session,
            persona=persona,
            held=told.held,
            author_id=request.person.id,
            at=request.now,
            round_id=begun.id if begun else None,
            hidden=hidden,
        )
        lead = "Your note is stored." if is_new else "You had said that before; it is there once."
    alone = "Only you see it until the notes are revealed." if hidden else ""
    lead = " ".join(filter(None, (lead, alone, told.masked)))
    return [_receipt(session, persona, note, lead), *rounds.rebuilt(begun)]


def offer(request: Request, session: Session) -> Reply:
    """The type-ahead over the sightings that name the persona, newest first."""
    persona = find.or_none(request, session, request.context.get("persona", ""))
    if persona is None:
        return [Offer([])]
    rows = persona_sightings.latest(
        session,
        workspace_id=request.workspace_id,
        persona_id=identity(persona),
        typed=request.text,
        limit=_MOST_OFFERED,
    )
    return [Offer([note_views.sighting_choice(row) for row in rows])]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the form holds, and what was masked in it."""

    held: JsonObject
    masked: str


def _read(request: Request, session: Session, persona: Persona, note: EmpathyNote | None) -> _Told:
    fields = Fields(request.values)
    side = fields.choice(SIDE, [side.value for side in EmpathySide], missing="Choose a side.")
    said = fields.text(WORDS, most=MAX_WORDS, missing="Say it in a few words.", lines=False)
    known = _stages(session, persona, note.stage_id if note else None)
    stage = fields.choice(STAGE, [value for _, value in known])
    chosen = fields.value(SEEN_IN)
    sighting = (
        persona_sightings.one(
            session,
            workspace_id=persona.workspace_id,
            persona_id=identity(persona),
            sighting_id=int(chosen),
        )
        if chosen.isascii() and chosen.isdecimal() and len(chosen) < 19  # noqa: PLR2004 - as rows
        else None
    )
    if chosen and sighting is None:
        fields.wrong(SEEN_IN, "This sighting no longer names them. Please choose another.")
    fields.check()
    held: JsonObject = {
        "side": side,
        "words": said,
        "stage_id": int(stage) if stage else None,
        "sighting_id": sighting.id if sighting else None,
    }
    return _Told(held, fields.masked)


def _form(
    session: Session,
    persona: Persona,
    held: JsonObject,
    begun: EmpathyRound | None,
    *,
    note_id: int | None = None,
) -> OpenForm:
    workspace_id, persona_id = persona.workspace_id, identity(persona)
    some = persona_sightings.latest(
        session, workspace_id=workspace_id, persona_id=persona_id, limit=1
    )
    chosen = held.get("sighting_id")
    sighting = (
        persona_sightings.one(
            session, workspace_id=workspace_id, persona_id=persona_id, sighting_id=chosen
        )
        if chosen
        else None
    )
    context = {
        "journey": str(persona.journey_id),
        "persona": str(persona_id),
        "round": str(identity(begun)) if begun else "",
        "note": str(note_id or ""),
    }
    return OpenForm(
        note_views.note_form(
            persona,
            held,
            stages=_stages(session, persona, held.get("stage_id")),
            sighting=sighting,
            any_sightings=bool(some),
            hidden=empathy.is_hidden(begun),
            context=context,
        )
    )


def _stages(session: Session, persona: Persona, held: int | None) -> list[tuple[str, str]]:
    """The journey's stages, with the one that the note has, which may be retired by now."""
    known = [*stages.of(session, workspace_id=persona.workspace_id, journey_id=persona.journey_id)]
    if held is not None and held not in {stage.id for stage in known}:
        gone = stages.get_or_none(session, workspace_id=persona.workspace_id, stage_id=held)
        known += [gone] if gone else []
    return [(stage.name, str(identity(stage))) for stage in known]


def _receipt(session: Session, persona: Persona, note: EmpathyNote, lead: str) -> Say:
    row = empathy_map.row(session, note=note)
    return Say(lead, note_views.receipt_blocks(persona, row, lead=lead, round_id=note.round_id))
