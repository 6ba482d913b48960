"""Workspaces and their members."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from storage.models import Member, Workspace
from storage.statements import table_of, upsert

_ENSURE_WORKSPACE = upsert(Workspace, lambda insert: insert.on_conflict_do_nothing())
_ENSURE_MEMBER = upsert(Member, lambda insert: insert.on_conflict_do_nothing())
_ENSURE_MEMBER_IN_ZONE = upsert(
    Member,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "id"], set_={"zone": insert.excluded.zone}
    ),
)
_REMEMBER_JOURNEY = (
    update(Member)
    .where(
        col(Member.workspace_id) == bindparam("of_workspace"), col(Member.id) == bindparam("of_id")
    )
    .values(journey_id=bindparam("to_journey"))
)
_MEMBER = table_of(Member)
_NOTE_HOME = (
    update(_MEMBER)
    .where(
        _MEMBER.c.workspace_id == bindparam("of_workspace"),
        _MEMBER.c.id == bindparam("of_id"),
        _MEMBER.c.home_opened_at.is_(None),
    )
    .values(home_opened_at=bindparam("first"))
)


def ensure(session: Session, *, workspace_id: str, at: datetime) -> None:
    """Makes the workspace known; harmless when it is."""
    _ENSURE_WORKSPACE.run(session, id=workspace_id, created_at=at)


def ensure_member(
    session: Session,
    *,
    workspace_id: str,
    person_id: str,
    at: datetime,
    zone: str | None = None,
) -> None:
    """Makes the person known in a known workspace, with their time zone's IANA name if told."""
    known = {"workspace_id": workspace_id, "id": person_id, "first_seen_at": at}
    if zone is None:
        _ENSURE_MEMBER.run(session, **known)
    else:
        _ENSURE_MEMBER_IN_ZONE.run(session, **known, zone=zone)


def every_id(session: Session) -> Sequence[str]:
    """All workspaces, for what happens by itself."""
    return session.exec(select(Workspace.id).order_by(Workspace.id)).all()


def note_home_opened(session: Session, *, workspace_id: str, person_id: str, at: datetime) -> None:
    """Notes that a known person opened their Home tab; the first time stays."""
    session.connection().execute(
        _NOTE_HOME, {"of_workspace": workspace_id, "of_id": person_id, "first": at}
    )


def remember_journey(
    session: Session, *, workspace_id: str, person_id: str, journey_id: int
) -> None:
    """Notes the journey a known person used last, where a channel doesn't say which."""
    session.connection().execute(
        _REMEMBER_JOURNEY,
        {"of_workspace": workspace_id, "of_id": person_id, "to_journey": journey_id},
    )
