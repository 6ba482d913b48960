"""Who is to be told what became of a pain point.

A notice is one row for each person, pain point and kind. Whatever happens before it is
sent, it stays one, and what it says is what is true when it is sent.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlmodel import Session

from storage.identity import identity
from storage.models import Member, Notice, PainPoint, Sighting
from storage.statements import table_of, upsert
from storage.workspace import preferences
from storage.workspace.preferences import STATUS

__all__ = ["OWNED", "STATUS", "about", "just_pending", "owner", "reporters"]

# One's own pain point was reopened by the people who still meet it; can't be switched off.
OWNED = "owned"

_NOTICE = table_of(Notice)
_MEMBER = table_of(Member)
_SIGHTING = table_of(Sighting)
_PEND = upsert(
    Notice,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "person_id", "pain_point_id", "kind"],
        set_={"pending_since": insert.excluded.pending_since},
        where=_NOTICE.c.pending_since.is_(None),
    ),
)


def reporters(session: Session, *, pain: PainPoint) -> Sequence[str]:
    """Everybody with a sighting of it."""
    return (
        session.connection()
        .execute(
            core_select(_SIGHTING.c.reporter_id)
            .where(
                _SIGHTING.c.workspace_id == pain.workspace_id,
                _SIGHTING.c.pain_point_id == pain.id,
            )
            .group_by(_SIGHTING.c.reporter_id)
            .order_by(_SIGHTING.c.reporter_id)
        )
        .scalars()
        .all()
    )


def about(session: Session, *, pain: PainPoint, kind: str, but: str, at: datetime) -> None:
    """Everybody with a sighting is to be told, without the one whose doing it is.

    That one knows how it stands, and what they may still have had to hear is history.
    """
    for person_id in reporters(session, pain=pain):
        if person_id != but:
            _pend(session, pain, person_id, kind, at)
    session.connection().execute(
        update(_NOTICE)
        .where(
            _NOTICE.c.workspace_id == pain.workspace_id,
            _NOTICE.c.person_id == but,
            _NOTICE.c.pain_point_id == pain.id,
            _NOTICE.c.kind == kind,
        )
        .values(pending_since=None, told=None)
    )


def owner(session: Session, *, pain: PainPoint, person_id: str, at: datetime) -> None:
    """The owner is to be told that their pain point was reopened; once is enough."""
    _pend(session, pain, person_id, OWNED, at)
    session.connection().execute(
        update(_NOTICE)
        .where(
            _NOTICE.c.workspace_id == pain.workspace_id,
            _NOTICE.c.person_id == person_id,
            _NOTICE.c.pain_point_id == pain.id,
            _NOTICE.c.kind == STATUS,
        )
        .values(pending_since=None, told=None)
    )


def _pend(session: Session, pain: PainPoint, person_id: str, kind: str, at: datetime) -> None:
    _PEND.run(
        session,
        workspace_id=pain.workspace_id,
        person_id=person_id,
        pain_point_id=identity(pain),
        kind=kind,
        pending_since=at,
    )


def just_pending(session: Session, *, workspace_id: str, since: datetime) -> Sequence[str]:
    """Who has opened their Home tab, of those about whose pain points something just changed."""
    found = session.connection().execute(
        core_select(_NOTICE.c.person_id)
        .distinct()
        .join(_MEMBER, preferences.is_member(_NOTICE.c.workspace_id, _NOTICE.c.person_id))
        .where(
            _NOTICE.c.workspace_id == workspace_id,
            _NOTICE.c.pending_since > since,
            _MEMBER.c.home_opened_at.is_not(None),
        )
        .order_by(_NOTICE.c.person_id)
    )
    return found.scalars().all()
