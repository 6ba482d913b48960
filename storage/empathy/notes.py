"""Empathy notes: what a team writes down about a persona, and what changes about a note."""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.empathy import collecting as empathy
from storage.folding import fold
from storage.history import entries as history
from storage.identity import identity
from storage.models import EmpathyNote, Persona
from storage.models.columns import JsonObject

# What its author may change.
COLUMNS = ("side", "words", "stage_id", "sighting_id")


def add(
    session: Session,
    *,
    persona: Persona,
    held: JsonObject,
    author_id: str,
    at: datetime,
    round_id: int | None = None,
    hidden: bool = False,
) -> tuple[EmpathyNote, bool]:
    """A note with these columns; the one that was there, and False, when they said it before.

    `hidden`: the history doesn't tell its words, because nobody else may see them yet.
    """
    empathy.hold(session, persona=persona)
    before = _same(session, persona, held, author_id)
    if before:
        return before, False
    note = EmpathyNote(
        workspace_id=persona.workspace_id,
        persona_id=identity(persona),
        side=held["side"],
        words=held["words"],
        stage_id=held.get("stage_id"),
        sighting_id=held.get("sighting_id"),
        round_id=round_id,
        author_id=author_id,
        created_at=at,
    )
    session.add(note)
    session.flush()
    after = {"side": note.side, **({} if hidden else {"words": note.words})}
    _note(session, persona, note, author_id, at, what="added a note to", after=after)
    return note, True


def use(
    session: Session, *, persona: Persona, held: JsonObject, author_id: str, at: datetime
) -> bool:
    """Makes a note of what was really seen; False when the map holds it already.

    It is nobody's guess, so everybody sees it at once, whatever is collected meanwhile.
    """
    empathy.hold(session, persona=persona)
    known = session.exec(
        select(EmpathyNote.words).where(
            EmpathyNote.workspace_id == persona.workspace_id,
            EmpathyNote.persona_id == persona.id,
            EmpathyNote.side == held["side"],
            col(EmpathyNote.sighting_id).is_not(None),
            col(EmpathyNote.round_id).is_(None),
            col(EmpathyNote.retired_at).is_(None),
        )
    )
    if fold(held["words"]) in {fold(words) for words in known}:
        return False
    _, is_new = add(session, persona=persona, held=held, author_id=author_id, at=at)
    return is_new


def get_or_none(session: Session, *, workspace_id: str, note_id: int) -> EmpathyNote | None:
    """The note by its row, taken back or not."""
    return session.exec(
        select(EmpathyNote).where(
            EmpathyNote.workspace_id == workspace_id, EmpathyNote.id == note_id
        )
    ).first()


def edit(
    session: Session,
    *,
    persona: Persona,
    note: EmpathyNote,
    changes: JsonObject,
    at: datetime,
    hidden: bool = False,
) -> bool:
    """Its author changes it; False when nothing differs."""
    held = {name: getattr(note, name) for name in COLUMNS}
    before, after = history.differences(held, changes)
    if not after:
        return False
    note.sqlmodel_update(after)
    session.add(note)
    session.flush()
    if hidden:
        before.pop("words", None)
        after.pop("words", None)
    _note(
        session,
        persona,
        note,
        note.author_id,
        at,
        what="changed a note on",
        before=before,
        after=after,
    )
    return True


def take_back(
    session: Session,
    *,
    persona: Persona,
    note: EmpathyNote,
    actor_id: str,
    at: datetime,
    hidden: bool = False,
) -> bool:
    """Takes it off the map, keeping it; False when it was off before."""
    if note.retired_at is not None:
        return False
    note.retired_at, note.retired_by = at, actor_id
    session.add(note)
    session.flush()
    told = {} if hidden else {"words": note.words}
    _note(session, persona, note, actor_id, at, what="took a note from", after=told)
    return True


def put_back(
    session: Session,
    *,
    persona: Persona,
    note: EmpathyNote,
    actor_id: str,
    at: datetime,
    hidden: bool = False,
) -> bool:
    """Puts it onto the map again; False when it is there."""
    if note.retired_at is None:
        return False
    note.retired_at = note.retired_by = None
    session.add(note)
    session.flush()
    told = {} if hidden else {"words": note.words}
    _note(session, persona, note, actor_id, at, what="put a note back on", after=told)
    return True


def _same(
    session: Session, persona: Persona, held: JsonObject, author_id: str
) -> EmpathyNote | None:
    """What the same person said on the same side in the same words."""
    mine = session.exec(
        select(EmpathyNote).where(
            EmpathyNote.workspace_id == persona.workspace_id,
            EmpathyNote.persona_id == persona.id,
            EmpathyNote.side == held["side"],
            EmpathyNote.author_id == author_id,
            col(EmpathyNote.retired_at).is_(None),
        )
    )
    key = fold(held["words"])
    return next((note for note in mine if fold(note.words) == key), None)


def _note(
    session: Session,
    persona: Persona,
    note: EmpathyNote,
    actor_id: str,
    at: datetime,
    *,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
) -> None:
    """The history is the persona's; each entry names the note."""
    told = {"note": identity(note), **(after or {})}
    history.note(
        session,
        persona,
        subject="empathy",
        actor_id=actor_id,
        at=at,
        what=what,
        before=before,
        after=told,
    )
