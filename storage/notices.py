"""Who is to be told what became of their reports, and who wants to hear it when.

A notice is one row for each person, pain point and kind. Whatever happens before it is
sent, it stays one, and what it says is what is true when it is sent.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import delete, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.models import Member, Muted, Notice, PainPoint, Sighting
from storage.statements import table_of, upsert

STATUS = "status"
STILL = "still"
KINDS = (STATUS, STILL)

# Changes within this time become one message.
SETTLE = timedelta(minutes=2)

_NOTICE = table_of(Notice)
_PEND = upsert(
    Notice,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "person_id", "pain_point_id", "kind"],
        set_={"pending_since": insert.excluded.pending_since},
        where=_NOTICE.c.pending_since.is_(None),
    ),
)
_MUTE = upsert(Muted, lambda insert: insert.on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class Due:
    """What one person is to be told now, of one kind."""

    person_id: str
    kind: str
    pain_ids: tuple[int, ...]


def reporters(session: Session, *, pain: PainPoint) -> Sequence[str]:
    """Everybody with a sighting of it, in order of their first."""
    table = table_of(Sighting)
    return (
        session.connection()
        .execute(
            core_select(table.c.reporter_id)
            .where(table.c.workspace_id == pain.workspace_id, table.c.pain_point_id == pain.id)
            .group_by(table.c.reporter_id)
            .order_by(table.c.reporter_id)
        )
        .scalars()
        .all()
    )


def about(session: Session, *, pain: PainPoint, kind: str, but: str, at: datetime) -> None:
    """Everybody with a sighting, without one person, is to be told about it."""
    for person_id in reporters(session, pain=pain):
        if person_id != but:
            _PEND.run(
                session,
                workspace_id=pain.workspace_id,
                person_id=person_id,
                pain_point_id=pain.id,
                kind=kind,
                pending_since=at,
            )


def take_due(session: Session, *, workspace_id: str, now: datetime) -> list[Due]:
    """What may be told now, taken so that nobody else tells it too.

    Left for later: what is not settled yet, and whatever falls into a person's quiet hours.
    What they switched off is dropped.
    """
    waiting = session.connection().execute(
        core_select(_NOTICE.c.person_id, _NOTICE.c.kind)
        .where(
            _NOTICE.c.workspace_id == workspace_id,
            _NOTICE.c.pending_since <= now - SETTLE,
        )
        .distinct()
        .order_by(_NOTICE.c.person_id, _NOTICE.c.kind)
    )
    due = []
    for person_id, kind in waiting.all():
        if not is_awake(session, workspace_id=workspace_id, person_id=person_id, now=now):
            continue
        taken = _take(session, workspace_id, person_id, kind, now)
        wanted = kind not in muted(session, workspace_id=workspace_id, person_id=person_id)
        if taken and wanted:
            due.append(Due(person_id, kind, taken))
    return due


def _take(
    session: Session, workspace_id: str, person_id: str, kind: str, now: datetime
) -> tuple[int, ...]:
    taken = session.connection().execute(
        update(_NOTICE)
        .where(
            _NOTICE.c.workspace_id == workspace_id,
            _NOTICE.c.person_id == person_id,
            _NOTICE.c.kind == kind,
            _NOTICE.c.pending_since <= now - SETTLE,
        )
        .values(pending_since=None, sent_at=now)
        .returning(_NOTICE.c.pain_point_id)
    )
    return tuple(sorted(taken.scalars().all()))


def is_awake(session: Session, *, workspace_id: str, person_id: str, now: datetime) -> bool:
    """Whether a moment lies outside a person's quiet hours, in their own zone."""
    member = session.exec(
        select(Member).where(Member.workspace_id == workspace_id, Member.id == person_id)
    ).first()
    if member is None:
        return True
    local = now.astimezone(_zone(member.zone))
    minute = local.hour * 60 + local.minute
    start, end = member.quiet_from, member.quiet_until
    if start == end:
        return True
    quiet = start <= minute < end if start < end else minute >= start or minute < end
    return not quiet


def _zone(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def muted(session: Session, *, workspace_id: str, person_id: str) -> Collection[str]:
    """The kinds a person switched off."""
    return set(
        session.exec(
            select(Muted.kind).where(
                Muted.workspace_id == workspace_id, Muted.person_id == person_id
            )
        ).all()
    )


def switch(session: Session, *, workspace_id: str, person_id: str, kind: str, on: bool) -> None:
    """Switches a kind on or off; harmless when it is so already."""
    if not on:
        _MUTE.run(session, workspace_id=workspace_id, person_id=person_id, kind=kind)
        return
    session.connection().execute(
        delete(table_of(Muted)).where(
            col(Muted.workspace_id) == workspace_id,
            col(Muted.person_id) == person_id,
            col(Muted.kind) == kind,
        )
    )


def set_quiet_hours(
    session: Session, *, workspace_id: str, person_id: str, start: int, end: int
) -> None:
    """Quiet from one minute of the day to another; the same minute twice means never."""
    session.connection().execute(
        update(table_of(Member))
        .where(col(Member.workspace_id) == workspace_id, col(Member.id) == person_id)
        .values(quiet_from=start, quiet_until=end)
    )
