"""Taking a thing off the map and its lists, and bringing it back; it is kept either way."""

from datetime import datetime

from sqlmodel import Session

from storage.history import entries as history
from storage.models import Kpi, Persona, Stage, Touchpoint

Retirable = Stage | Touchpoint | Persona | Kpi


def retire(session: Session, thing: Retirable, *, actor_id: str, at: datetime) -> bool:
    """Takes a locked one off; False when it was off before."""
    if thing.retired_at is not None:
        return False
    _set(session, thing, at)
    history.note(session, thing, actor_id=actor_id, at=at, what="retired")
    return True


def restore(session: Session, thing: Retirable, *, actor_id: str, at: datetime) -> bool:
    """Brings a locked one back; False when it was in use.

    The caller has made sure that its name is free and that there is room for it.
    """
    if thing.retired_at is None:
        return False
    _set(session, thing, None)
    history.note(session, thing, actor_id=actor_id, at=at, what="restored")
    return True


def _set(session: Session, thing: Retirable, retired_at: datetime | None) -> None:
    thing.retired_at = retired_at
    session.add(thing)
    session.flush()
