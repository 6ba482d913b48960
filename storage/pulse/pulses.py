"""Pulses: started once, found again, ended once, and told once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, text, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, func, select

from storage.folding import fold
from storage.history import entries as history
from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import Journey, Pulse, Touchpoint
from storage.models.pulses import PULSE_RUNS
from storage.pulse import results
from storage.statements import table_of, upsert
from storage.vocabulary import PulseAudience, PulseKind

LEAST_DAYS, MOST_DAYS = 2, 14

_P = table_of(Pulse)
_START = upsert(
    Pulse,
    lambda insert: insert.on_conflict_do_nothing(
        index_elements=["workspace_id", "touchpoint_id", "question_key"],
        index_where=text(PULSE_RUNS),
    ).returning(Pulse.id),
)


def start(
    session: Session,
    *,
    touchpoint: Touchpoint,
    channel_id: str,
    private: bool,
    question: str,
    kind: PulseKind,
    audience: PulseAudience,
    person_id: str,
    at: datetime,
    closes_at: datetime,
) -> Pulse | None:
    """A new pulse; None when the same question runs at this touchpoint already."""
    pulse_id = _START.run(
        session,
        workspace_id=touchpoint.workspace_id,
        journey_id=touchpoint.journey_id,
        touchpoint_id=identity(touchpoint),
        channel_id=channel_id,
        private=private,
        question=question,
        question_key=fold(question)[:200],
        kind=kind.value,
        audience=audience.value,
        started_by=person_id,
        created_at=at,
        closes_at=closes_at,
    ).scalar_one_or_none()
    if pulse_id is None:
        return None
    pulse = session.get_one(Pulse, pulse_id)
    note(session, pulse, "asked a pulse about", actor_id=person_id, at=at)
    return pulse


def get_or_none(session: Session, *, workspace_id: str, pulse_id: int) -> Pulse | None:
    """The pulse by its row."""
    return session.exec(
        select(Pulse).where(Pulse.workspace_id == workspace_id, Pulse.id == pulse_id)
    ).first()


def may_see(pulse: Pulse, viewer: Viewer) -> bool:
    """Whether what it is and what came of it may be shown here.

    What a private channel asked stays there, and with whoever asked it.
    """
    return (
        not pulse.private
        or pulse.channel_id == viewer.channel_id
        or (pulse.started_by == viewer.person_id and not viewer.guest)
    )


def page(
    session: Session, *, viewer: Viewer, journey_id: int, number: int, size: int
) -> tuple[Sequence[Pulse], int]:
    """One page of a journey's, running ones first, then newest first; and how many in all."""
    which = (
        Pulse.workspace_id == viewer.workspace_id,
        Pulse.journey_id == journey_id,
        seen_by(viewer),
    )
    total = session.exec(select(func.count()).select_from(Pulse).where(*which)).one()
    found = session.exec(
        select(Pulse)
        .where(*which)
        .order_by(col(Pulse.closed_at).is_not(None), col(Pulse.id).desc())
        .offset((number - 1) * size)
        .limit(size)
    )
    return found.all(), total


def latest_ended(session: Session, *, viewer: Viewer, touchpoint_id: int) -> Pulse | None:
    """The last one about a touchpoint that has an answer to show."""
    found = session.exec(
        select(Pulse)
        .where(
            Pulse.workspace_id == viewer.workspace_id,
            Pulse.touchpoint_id == touchpoint_id,
            col(Pulse.closed_at).is_not(None),
            seen_by(viewer),
        )
        .order_by(col(Pulse.closed_at).desc(), col(Pulse.id).desc())
    )
    return next((each for each in found if results.of(each).counts), None)


def due(session: Session, *, workspace_id: str, now: datetime) -> Sequence[int]:
    """What has to end now: its time is up, or there is nothing left to ask about."""
    found = session.exec(
        select(Pulse.id)
        .join(Touchpoint, col(Touchpoint.id) == col(Pulse.touchpoint_id))
        .join(Journey, col(Journey.id) == col(Pulse.journey_id))
        .where(
            Pulse.workspace_id == workspace_id,
            col(Pulse.closed_at).is_(None),
            or_(
                col(Pulse.closes_at) <= now,
                col(Touchpoint.retired_at).is_not(None),
                col(Journey.retired_at).is_not(None),
            ),
        )
        .order_by(col(Pulse.closes_at), col(Pulse.id))
    )
    return [each for each in found if each is not None]


def close(session: Session, *, pulse: Pulse, by: str | None, at: datetime) -> bool:
    """Ends it and keeps what came of it; False when it had ended already.

    `by` is who stopped it, None when it ended by itself. Answers wait for this transaction,
    and then find it over.
    """
    closed = session.connection().execute(
        update(_P).where(_this(pulse), _P.c.closed_at.is_(None)).values(closed_at=at, closed_by=by)
    )
    session.refresh(pulse)
    if not closed.rowcount:
        return False
    results.keep(session, pulse=pulse)
    what = "stopped a pulse about" if by else "finished a pulse about"
    note(session, pulse, what, actor_id=by or pulse.started_by, at=at)
    return True


def untold(session: Session, *, workspace_id: str) -> Sequence[Pulse]:
    """What ended and was not told to its channel, longest first."""
    return session.exec(
        select(Pulse)
        .where(
            Pulse.workspace_id == workspace_id,
            col(Pulse.told_at).is_(None),
            col(Pulse.closed_at).is_not(None),
        )
        .order_by(col(Pulse.closed_at), col(Pulse.id))
    ).all()


def told(session: Session, *, pulse: Pulse, at: datetime) -> bool:
    """Notes that its channel is told; False when it was before."""
    noted = session.connection().execute(
        update(_P).where(_this(pulse), _P.c.told_at.is_(None)).values(told_at=at)
    )
    return noted.rowcount == 1


def note(session: Session, pulse: Pulse, what: str, *, actor_id: str, at: datetime) -> None:
    """A line of the touchpoint's history; a private channel's question is not in it."""
    history.record(
        session,
        workspace_id=pulse.workspace_id,
        journey_id=pulse.journey_id,
        subject="touchpoint",
        subject_id=pulse.touchpoint_id,
        actor_id=actor_id,
        at=at,
        what=what,
        after=None if pulse.private else {"question": pulse.question},
    )


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """`may_see`, for the database."""
    own = [] if viewer.guest else [col(Pulse.started_by) == viewer.person_id]
    return or_(
        col(Pulse.private).is_(False), col(Pulse.channel_id) == (viewer.channel_id or ""), *own
    )


def _this(pulse: Pulse) -> ColumnElement[bool]:
    return (_P.c.workspace_id == pulse.workspace_id) & (_P.c.id == identity(pulse))
