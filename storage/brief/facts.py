"""What the people at a touchpoint or in a stage should know: felt, planned, and fixed lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Select, and_, bindparam, func, type_coerce
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import BindParameter, ColumnElement
from sqlmodel import Session

from storage.identity import identity
from storage.models import PainPoint, Sighting, Stage, Touchpoint
from storage.models.columns import MILLISECOND, to_milliseconds
from storage.pain.heat import EMOTION, EMOTIONS, HAPPENED, NOW_MS
from storage.statements import table_of
from storage.vocabulary import Kind, Status

LATELY = timedelta(days=30)

_P, _S, _T = table_of(PainPoint), table_of(Sighting), table_of(Touchpoint)
_WORKSPACE: BindParameter[str] = bindparam("workspace_id")
_PLACE = bindparam("place_id", type_=BigInteger)
_IN_USE = and_(_T.c.workspace_id == _WORKSPACE, _T.c.stage_id == _PLACE, _T.c.retired_at.is_(None))
_WHERE: dict[type, ColumnElement[bool]] = {
    Touchpoint: _P.c.touchpoint_id == _PLACE,
    Stage: _P.c.touchpoint_id.in_(core_select(_T.c.id).where(_IN_USE)),
}
_SEEN = and_(_S.c.workspace_id == _P.c.workspace_id, _S.c.pain_point_id == _P.c.id)
_SOLVED_MS = type_coerce(_P.c.status_at, BigInteger)


def _felt(where: ColumnElement[bool]) -> Select[Any]:
    # Not a join: SQLite would read all sightings of the workspace first.
    here = core_select(_P.c.id).where(_P.c.workspace_id == _WORKSPACE, where)
    return core_select(EMOTION, EMOTIONS).where(
        _S.c.workspace_id == _WORKSPACE, _S.c.pain_point_id.in_(here), HAPPENED
    )


def _fixed(where: ColumnElement[bool]) -> Select[Any]:
    sightings = (
        core_select(func.count(_S.c.id)).where(_SEEN, HAPPENED).correlate(_P).scalar_subquery()
    )
    return (
        core_select(
            _P.c.number,
            _P.c.title,
            _P.c.reason,
            _P.c.status_at,
            sightings,
            func.count().over(),
        )
        .where(
            _P.c.workspace_id == _WORKSPACE,
            where,
            _P.c.kind == Kind.PAIN.value,
            _P.c.status == Status.SOLVED.value,
            _SOLVED_MS <= NOW_MS,
            _SOLVED_MS > NOW_MS - LATELY // MILLISECOND,
        )
        .order_by(_P.c.status_at.desc(), _P.c.number)
        .limit(bindparam("most"))
    )


_FELT = {kind: _felt(where) for kind, where in _WHERE.items()}
_FIXED = {kind: _fixed(where) for kind, where in _WHERE.items()}
_PLANNED = core_select(func.avg(_T.c.planned_emotion), func.count(_T.c.planned_emotion)).where(
    _IN_USE
)


@dataclass(frozen=True, slots=True)
class Felt:
    """The emotion customers were seen with: a weighted mean on -2..+2 over n sightings.

    planned is the touchpoint's own; in a stage the mean over the `planned_n` touchpoints in
    use that have one.
    """

    observed: float | None
    n: int
    planned: float | None
    planned_n: int


@dataclass(frozen=True, slots=True)
class Fixed:
    """A pain point that was solved: what customers can be told, when, and its sightings."""

    number: int
    title: str
    reason: str
    solved_at: datetime
    sightings: int


def felt(session: Session, *, place: Touchpoint | Stage, now: datetime) -> Felt:
    """What customers felt here up to a moment, whatever became of what was reported."""
    here = _here(place)
    asked = {**here, "now_ms": to_milliseconds(now)}
    observed, n = session.connection().execute(_FELT[type(place)], asked).one()
    if isinstance(place, Touchpoint):
        planned = place.planned_emotion
        return Felt(observed, n, planned, int(planned is not None))
    mean, planned_n = session.connection().execute(_PLANNED, here).one()
    return Felt(observed, n, None if mean is None else float(mean), planned_n)


def fixed(
    session: Session, *, place: Touchpoint | Stage, now: datetime, limit: int
) -> tuple[Sequence[Fixed], int]:
    """What was solved here in the 30 days before a moment, latest first; how many in all."""
    asked = {**_here(place), "now_ms": to_milliseconds(now), "most": limit}
    found = session.connection().execute(_FIXED[type(place)], asked).all()
    return [Fixed(*row[:-1]) for row in found], found[0][-1] if found else 0


def _here(place: Touchpoint | Stage) -> dict[str, object]:
    return {"workspace_id": place.workspace_id, "place_id": identity(place)}
