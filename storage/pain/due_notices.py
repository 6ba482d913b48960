"""What people are told now: settled, news to them, wanted, and in their waking hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, update
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.models import Member, Muted, Notice
from storage.pain import heard
from storage.pain.notices import OWNED
from storage.statements import table_of
from storage.workspace import preferences
from storage.workspace.quiet_hours import QuietHours, of_row

# Changes within this time of the first become one message.
SETTLE = timedelta(minutes=2)

_NOTICE = table_of(Notice)
_MEMBER = table_of(Member)
_MUTED = table_of(Muted)


@dataclass(frozen=True, slots=True)
class Due:
    """What one person is to be told now, of one kind: pain points with news, oldest first."""

    person_id: str
    kind: str
    pain_ids: tuple[int, ...]


def take_due(session: Session, *, workspace_id: str, now: datetime) -> list[Due]:
    """What may be told now, taken so that nobody else tells it too.

    Left for later: what is not settled yet, and whatever falls into a person's quiet hours.
    Dropped: what they switched off, and what stands again as they last heard it.
    """
    due = []
    for waiting in _settled(session, workspace_id, now):
        if waiting.quiet.cover(now):
            continue
        news = _take(session, workspace_id, waiting, now)
        if news:
            due.append(Due(waiting.person_id, waiting.kind, news))
    return due


@dataclass(frozen=True, slots=True)
class _Waiting:
    person_id: str
    kind: str
    muted: bool
    quiet: QuietHours


def _settled(session: Session, workspace_id: str, now: datetime) -> list[_Waiting]:
    """For whom the first change is long enough ago."""
    quiet = (_MEMBER.c.quiet_from, _MEMBER.c.quiet_until, _MEMBER.c.zone)
    of = (_NOTICE.c.workspace_id, _NOTICE.c.person_id)
    statement = (
        core_select(_NOTICE.c.person_id, _NOTICE.c.kind, _MUTED.c.kind, *quiet)
        .outerjoin(_MEMBER, preferences.is_member(*of))
        .outerjoin(_MUTED, preferences.has_muted(*of, _NOTICE.c.kind))
        .where(_NOTICE.c.workspace_id == workspace_id, _NOTICE.c.pending_since.is_not(None))
        .group_by(_NOTICE.c.person_id, _NOTICE.c.kind, _MUTED.c.kind, *quiet)
        .having(func.min(_NOTICE.c.pending_since) <= now - SETTLE)
        .order_by(_NOTICE.c.person_id, _NOTICE.c.kind)
    )
    return [
        _Waiting(person_id, kind, muted is not None, of_row(*hours))
        for person_id, kind, muted, *hours in session.connection().execute(statement)
    ]


def _take(session: Session, workspace_id: str, waiting: _Waiting, now: datetime) -> tuple[int, ...]:
    """Takes all that waits for one person, the youngest too; the ids of what is news."""
    theirs = (
        _NOTICE.c.workspace_id == workspace_id,
        _NOTICE.c.person_id == waiting.person_id,
        _NOTICE.c.kind == waiting.kind,
        _NOTICE.c.pending_since.is_not(None),
    )
    taken = (
        session.connection()
        .execute(
            core_select(_NOTICE.c.pain_point_id, _NOTICE.c.pending_since, _NOTICE.c.told)
            .where(*theirs)
            .order_by(_NOTICE.c.pending_since, _NOTICE.c.pain_point_id)
            # What another process is telling, it tells alone.
            .with_for_update(skip_locked=True)
        )
        .all()
    )
    stand = heard.standings(
        session, workspace_id=workspace_id, pain_ids=[pain_id for pain_id, _, _ in taken]
    )
    news = []
    for pain_id, since, told in taken:
        if waiting.kind == OWNED or heard.is_news(
            session,
            workspace_id=workspace_id,
            pain_id=pain_id,
            told=told,
            stands=stand[pain_id],
            since=since,
        ):
            news.append(pain_id)
        session.connection().execute(
            update(_NOTICE)
            .where(*theirs, _NOTICE.c.pain_point_id == pain_id)
            .values(
                pending_since=None,
                sent_at=now,
                # Who switched it off has heard nothing.
                told=None if waiting.muted else stand[pain_id],
            )
        )
    return () if waiting.muted else tuple(news)
