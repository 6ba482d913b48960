"""A team collects what a persona says, thinks, does and feels, silently or in the open."""

from datetime import datetime

from sqlalchemy import func, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import EmpathyNote, EmpathyRound, Persona
from storage.statements import table_of

_ROUND, _NOTE = table_of(EmpathyRound), table_of(EmpathyNote)


def start(
    session: Session,
    *,
    persona: Persona,
    channel_id: str,
    silent: bool,
    person_id: str,
    at: datetime,
) -> EmpathyRound:
    """A new round about a persona in a channel."""
    begun = EmpathyRound(
        workspace_id=persona.workspace_id,
        persona_id=identity(persona),
        channel_id=channel_id,
        silent=silent,
        started_by=person_id,
        created_at=at,
    )
    session.add(begun)
    session.flush()
    history.note(
        session,
        persona,
        subject="empathy",
        actor_id=person_id,
        at=at,
        what="began to write about",
        after={"silent": silent, "channel": channel_id},
    )
    return begun


def get_or_none(session: Session, *, workspace_id: str, round_id: int) -> EmpathyRound | None:
    """The round by its row."""
    return session.exec(
        select(EmpathyRound).where(
            EmpathyRound.workspace_id == workspace_id, EmpathyRound.id == round_id
        )
    ).first()


def hold(session: Session, *, persona: Persona) -> None:
    """Nobody else starts a round about the persona or adds to its map before this ends."""
    session.exec(
        select(Persona.id)
        .where(Persona.workspace_id == persona.workspace_id, Persona.id == persona.id)
        .with_for_update(key_share=True)
    ).one()


def latest(session: Session, *, persona: Persona, channel_id: str) -> EmpathyRound | None:
    """The last round about the persona in a channel."""
    return session.exec(
        select(EmpathyRound)
        .where(
            EmpathyRound.workspace_id == persona.workspace_id,
            EmpathyRound.persona_id == persona.id,
            EmpathyRound.channel_id == channel_id,
        )
        .order_by(col(EmpathyRound.id).desc())
    ).first()


def silent(session: Session, *, persona: Persona) -> EmpathyRound | None:
    """The last silent round about the persona that was not revealed yet, wherever it is."""
    return session.exec(
        select(EmpathyRound)
        .where(
            EmpathyRound.workspace_id == persona.workspace_id,
            EmpathyRound.persona_id == persona.id,
            col(EmpathyRound.silent).is_(True),
            col(EmpathyRound.revealed_at).is_(None),
        )
        .order_by(col(EmpathyRound.id).desc())
    ).first()


def is_hidden(begun: EmpathyRound | None) -> bool:
    """Whether everybody sees only their own notes of it."""
    return begun is not None and begun.silent and begun.revealed_at is None


def taken_part(session: Session, *, begun: EmpathyRound) -> tuple[int, int]:
    """How many notes it has, and of how many people."""
    found = session.connection().execute(
        core_select(func.count(), func.count(_NOTE.c.author_id.distinct())).where(
            _NOTE.c.workspace_id == begun.workspace_id,
            _NOTE.c.round_id == identity(begun),
            _NOTE.c.retired_at.is_(None),
        )
    )
    notes, people = found.one()
    return notes, people


def reveal(
    session: Session, *, begun: EmpathyRound, persona: Persona, person_id: str, at: datetime
) -> bool:
    """Shows everybody all notes of a silent round; False when somebody did before."""
    changed = session.connection().execute(
        update(_ROUND)
        .where(
            _ROUND.c.workspace_id == begun.workspace_id,
            _ROUND.c.id == identity(begun),
            _ROUND.c.revealed_at.is_(None),
        )
        .values(revealed_at=at)
    )
    session.refresh(begun)
    if not changed.rowcount:
        return False
    history.note(
        session,
        persona,
        subject="empathy",
        actor_id=person_id,
        at=at,
        what="revealed the notes on",
    )
    return True
