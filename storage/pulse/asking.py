"""Whom to ask a pulse, and when: each person once, one a day, in their waking hours."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, delete, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage import requests
from storage.identity import identity
from storage.models import (
    Journey,
    Member,
    Muted,
    PainPoint,
    Pulse,
    PulseAnswer,
    Sighting,
    Touchpoint,
)
from storage.pulse.results import LEAST_SHOWN
from storage.statements import table_of, upsert
from storage.vocabulary import PulseAudience
from storage.workspace.preferences import PULSES, has_muted, is_member
from storage.workspace.quiet_hours import of_row

_P, _A, _J, _T = table_of(Pulse), table_of(PulseAnswer), table_of(Journey), table_of(Touchpoint)
_MEMBER, _MUTED = table_of(Member), table_of(Muted)
_ADD = upsert(PulseAnswer, lambda insert: insert.on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class Ask:
    """One person to be asked now."""

    pulse_id: int
    person_id: str


def loggers(session: Session, *, touchpoint: Touchpoint) -> set[str]:
    """Who logged something at a touchpoint, pain points and delights alike."""
    found = session.exec(
        select(Sighting.reporter_id)
        .join(PainPoint, col(PainPoint.id) == col(Sighting.pain_point_id))
        .where(
            PainPoint.workspace_id == touchpoint.workspace_id,
            PainPoint.touchpoint_id == identity(touchpoint),
        )
        .distinct()
    )
    return set(found)


def running(session: Session, *, workspace_id: str, now: datetime) -> Sequence[Pulse]:
    """What runs now and has not reached its end."""
    return session.exec(
        select(Pulse)
        .where(
            Pulse.workspace_id == workspace_id,
            col(Pulse.closed_at).is_(None),
            col(Pulse.closes_at) > now,
        )
        .order_by(col(Pulse.id))
    ).all()


def add(session: Session, *, pulse: Pulse, people: Iterable[str]) -> None:
    """People to be asked; harmless for those who are already."""
    # In one order for everybody: two processes never wait for each other in turn.
    rows = [
        {"workspace_id": pulse.workspace_id, "pulse_id": identity(pulse), "person_id": each}
        for each in sorted(people)
    ]
    if rows:
        statement = _ADD.by_dialect[session.get_bind().dialect.name]
        session.connection().execute(
            statement, [{**row, "words": "", "shown": False} for row in rows]
        )


def hear(session: Session, *, pulse: Pulse, people: Collection[str], at: datetime) -> int:
    """Keeps whom Slack names in the channel now; returns how many people the pulse is for.

    Who left and was not asked is not any more. Fewer than five are not asked at all: nothing of
    what they say could be shown. Of those who logged something only people of the channel are
    asked when it is private.
    """
    wanted = set(people)
    if pulse.audience == PulseAudience.LOGGERS:
        wanted &= loggers(session, touchpoint=session.get_one(Touchpoint, pulse.touchpoint_id))
    known = {row.person_id: row.asked_at for row in session.connection().execute(_known(pulse))}
    asked = {person_id for person_id, asked_at in known.items() if asked_at is not None}
    whole = wanted | asked
    if len(whole) < LEAST_SHOWN:
        whole = asked
    _drop(session, pulse, known.keys() - whole)
    add(session, pulse=pulse, people=whole - known.keys())
    session.connection().execute(
        update(_P)
        .where(_P.c.workspace_id == pulse.workspace_id, _P.c.id == identity(pulse))
        .values(heard_at=at)
    )
    session.refresh(pulse)
    return len(wanted | asked)


def take_due(session: Session, *, workspace_id: str, now: datetime, most: int) -> list[Ask]:
    """Who is asked now, taken so that nobody else asks them too; at most so many people.

    Of several pulses the one that ends first; the next one on another day of their calendar.
    """
    asked: list[Ask] = []
    seen: set[str] = set()
    for row in session.connection().execute(_waiting(workspace_id, now)):
        if row.person_id in seen or len(asked) == most:
            continue
        seen.add(row.person_id)
        quiet = of_row(row.quiet_from, row.quiet_until, row.zone)
        if quiet.cover(now):
            continue
        key = f"pulse.ask:{row.person_id}:{quiet.local(now).date()}"
        if not requests.claim(session, workspace_id=workspace_id, key=key, at=now):
            continue
        if _mark(session, workspace_id, row.pulse_id, row.person_id, now):
            asked.append(Ask(row.pulse_id, row.person_id))
    return asked


def _known(pulse: Pulse) -> Select[tuple[str, datetime | None]]:
    return core_select(_A.c.person_id, _A.c.asked_at).where(
        _A.c.workspace_id == pulse.workspace_id, _A.c.pulse_id == identity(pulse)
    )


def _drop(session: Session, pulse: Pulse, people: Collection[str]) -> None:
    """Who waits; whoever was asked meanwhile stays."""
    if people:
        session.connection().execute(
            delete(_A).where(
                _A.c.workspace_id == pulse.workspace_id,
                _A.c.pulse_id == identity(pulse),
                _A.c.person_id.in_(sorted(people)),
                _A.c.asked_at.is_(None),
            )
        )


def _waiting(workspace_id: str, now: datetime) -> Select[Any]:
    return (
        core_select(
            _A.c.pulse_id,
            _A.c.person_id,
            _MEMBER.c.quiet_from,
            _MEMBER.c.quiet_until,
            _MEMBER.c.zone,
        )
        .join(_P, and_(_P.c.workspace_id == _A.c.workspace_id, _P.c.id == _A.c.pulse_id))
        .join(_J, and_(_J.c.workspace_id == _P.c.workspace_id, _J.c.id == _P.c.journey_id))
        .join(_T, and_(_T.c.workspace_id == _P.c.workspace_id, _T.c.id == _P.c.touchpoint_id))
        .outerjoin(_MEMBER, is_member(workspace_id, _A.c.person_id))
        .outerjoin(_MUTED, has_muted(workspace_id, _A.c.person_id, PULSES))
        .where(
            _A.c.workspace_id == workspace_id,
            _A.c.asked_at.is_(None),
            _P.c.closed_at.is_(None),
            _P.c.closes_at > now,
            _J.c.retired_at.is_(None),
            _T.c.retired_at.is_(None),
            _MUTED.c.kind.is_(None),
        )
        .order_by(_P.c.closes_at, _P.c.id, _A.c.person_id)
    )


def _mark(
    session: Session, workspace_id: str, pulse_id: int, person_id: str, now: datetime
) -> bool:
    marked = session.connection().execute(
        update(_A)
        .where(
            _A.c.workspace_id == workspace_id,
            _A.c.pulse_id == pulse_id,
            _A.c.person_id == person_id,
            _A.c.asked_at.is_(None),
        )
        .values(asked_at=now)
    )
    return marked.rowcount == 1
