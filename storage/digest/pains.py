"""What a digest tells of pain points: what was seen, what is new, what is hotter."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Float, and_, bindparam, case, distinct, func
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.digest.period import MOST, PAINS, SINCE, UNTIL, Period, Some
from storage.identity import identity
from storage.models import PainPoint, Sighting
from storage.models.columns import to_milliseconds
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.heat import HALF_LIFE, HAPPENED, HEAT, WEIGHT
from storage.pain.rows import PainRow
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Status

MOVERS = 5

_P, _S = table_of(PainPoint), table_of(Sighting)
_OPEN = _P.c.status.in_([status.value for status in OPEN_STATUSES])
_SEEN = and_(_S.c.workspace_id == _P.c.workspace_id, _S.c.pain_point_id == _P.c.id)
_IN_PERIOD = and_(_S.c.seen_at > SINCE, _S.c.seen_at <= UNTIL)
# All heats cool by the same factor, so that the heat of then follows from the weights of now.
_WARMER = bindparam("warmer", type_=Float)
_THEN = func.coalesce(
    func.sum(case((_S.c.seen_at <= SINCE, col(Sighting.severity) * WEIGHT))) * _WARMER, 0.0
)
_CHANGE = HEAT - _THEN


@dataclass(frozen=True, slots=True)
class Mover:
    """An open pain point and how much its heat changed in the period."""

    row: PainRow
    change: float


@dataclass(frozen=True, slots=True)
class Seen:
    """How much was seen in the period, by how many people."""

    sightings: int
    reporters: int


_COUNT = (
    core_select(func.count(), func.count(distinct(_S.c.reporter_id)))
    .select_from(_P)
    .join(_S, _SEEN)
    .where(PAINS, _P.c.last_seen_at > SINCE, _IN_PERIOD)
)
# Whatever was seen in the period may have moved either way; the rest only cooled, the hottest
# of it most.
_SEEN_MOVERS = (
    core_select(_P.c.id, _CHANGE)
    .select_from(_P)
    .join(_S, and_(_SEEN, HAPPENED))
    .where(PAINS, _OPEN, _P.c.last_seen_at > SINCE)
    .group_by(_P.c.id)
    .order_by(func.abs(_CHANGE).desc(), _P.c.id)
    .limit(MOST)
)
_COOLED = (
    core_select(_P.c.id)
    .where(PAINS, _OPEN, _P.c.last_seen_at <= SINCE)
    .order_by(_P.c.coldness, _P.c.number)
    .limit(MOST)
)
_NEW = (
    core_select(_P.c.id, func.count().over())
    .where(
        PAINS,
        _P.c.status != Status.DUPLICATE.value,
        _P.c.created_at > SINCE,
        _P.c.created_at <= UNTIL,
    )
    .order_by(_P.c.coldness, _P.c.number)
    .limit(MOST)
)


def seen(session: Session, *, period: Period) -> Seen:
    """How much was seen."""
    return Seen(*session.connection().execute(_COUNT, period.asked).one())


def movers(session: Session, *, period: Period) -> list[Mover]:
    """The open pain points whose heat changed most, up or down, by how much."""
    asked = {**period.asked, "now_ms": to_milliseconds(period.until), "most": MOVERS}
    warmer = 2.0 ** ((period.until - period.since) / HALF_LIFE)
    connection = session.connection()
    seen_since = connection.execute(_SEEN_MOVERS, {**asked, "warmer": warmer})
    changes = {pain_id: change for pain_id, change in seen_since}  # noqa: C416 - rows, not pairs
    cooled = connection.execute(_COOLED, asked).scalars().all()
    rows = {row.id: row for row in _rows(session, period, [*changes, *cooled])}
    for pain_id in cooled:
        if pain_id in rows:
            changes[pain_id] = rows[pain_id].heat * (1 - warmer)
    found = [Mover(rows[each], change) for each, change in changes.items() if each in rows]
    found.sort(key=lambda mover: (-abs(mover.change), mover.row.number))
    return [mover for mover in found[:MOVERS] if round(mover.change, 1)]


def new(session: Session, *, period: Period, most: int) -> Some[PainRow]:
    """What was reported for the first time, the hottest first."""
    found = session.connection().execute(_NEW, {**period.asked, "most": most}).all()
    rows = _rows(session, period, [pain_id for pain_id, _ in found])
    return Some(rows, found[0][1] if found else 0)


def rising(session: Session, *, period: Period, most: int) -> Some[PainRow]:
    """What doubled its heat within 14 days, as it stands at the end of the period."""
    which = pain_lists.Filter(journey_id=identity(period.journey), rising=True)
    page = pain_lists.page(
        session,
        workspace_id=period.journey.workspace_id,
        which=which,
        now=period.until,
        size=most,
    )
    return Some(page.rows, page.total)


def _rows(session: Session, period: Period, ids: Sequence[int]) -> list[PainRow]:
    return pain_rows.rows(session, period.journey.workspace_id, ids, period.until)
