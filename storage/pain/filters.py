"""What a list of pain points is narrowed to, as conditions in SQL."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, union_all
from sqlalchemy import select as core_select
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement, UnaryExpression
from sqlalchemy.sql.operators import custom_op
from sqlmodel import col

from storage.folding import fold
from storage.models import PainPoint, Sighting, Touchpoint
from storage.pain.heat import HAPPENED, NOW_MS, RISING, RISING_SINCE
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind

_LAST_SEEN = table_of(PainPoint).c.last_seen_at
# Read from the index that the list is in the order of: the plus keeps it from being looked up
# in one of its own. What was seen since a month is a good part of all; each alone is dearer.
_LAST_SEEN_IN_ORDER: ColumnElement[Any] = UnaryExpression(
    _LAST_SEEN, operator=custom_op("+"), type_=_LAST_SEEN.type
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which pain points a list shows; everything given must hold.

    `statuses` are those of now, whatever moment is asked about; none means any, duplicates
    included. `reporter_id` is whoever logged it or added a sighting, `since` the moment from
    which on it was seen at least once, `words` stand in title or description, each somewhere,
    without regard to case and accents.
    """

    journey_id: int
    kind: Kind = Kind.PAIN
    statuses: tuple[str, ...] = tuple(OPEN_STATUSES)
    stage_id: int | None = None
    touchpoint_id: int | None = None
    reporter_id: str | None = None
    persona_id: int | None = None
    since: datetime | None = None
    words: tuple[str, ...] = ()
    rising: bool = False


def searchable(title: str, description: str) -> str:
    """What PainPoint.search holds: a description repeats the title it is longer than."""
    return fold(description or title)


def conditions(workspace_id: str, which: Filter, *, settled: bool) -> list[ColumnElement[bool]]:
    """The filter's conditions on pain_point.

    `settled` promises that nothing happened after the moment asked about; then less needs to
    be looked at.
    """
    found = [
        col(PainPoint.workspace_id) == workspace_id,
        col(PainPoint.journey_id) == which.journey_id,
        col(PainPoint.kind) == which.kind.value,
        *_columns(which),
    ]
    if not settled:
        found.append(col(PainPoint.created_at) <= NOW_MS)
    if which.stage_id is not None:
        of_stage = core_select(col(Touchpoint.id)).where(
            col(Touchpoint.workspace_id) == workspace_id,
            col(Touchpoint.stage_id) == which.stage_id,
        )
        found.append(col(PainPoint.touchpoint_id).in_(of_stage))
    if which.reporter_id is not None:
        found.append(col(PainPoint.id).in_(_told_by(workspace_id, which.reporter_id)))
    if which.persona_id is not None:
        about = _seen(workspace_id).where(col(Sighting.persona_id) == which.persona_id)
        found.append(col(PainPoint.id).in_(about if settled else about.where(HAPPENED)))
    if which.since is not None:
        recent = _seen(workspace_id).where(col(Sighting.seen_at) >= which.since, HAPPENED)
        found.append(
            which.since <= _LAST_SEEN_IN_ORDER if settled else col(PainPoint.id).in_(recent)
        )
    if which.rising:
        found.append(col(PainPoint.id).in_(_rising(workspace_id)))
    return found


def _columns(which: Filter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if which.statuses:
        found.append(col(PainPoint.status).in_(which.statuses))
    if which.touchpoint_id is not None:
        found.append(col(PainPoint.touchpoint_id) == which.touchpoint_id)
    found += [col(PainPoint.search).contains(fold(word), autoescape=True) for word in which.words]
    return found


def _seen(workspace_id: str) -> Select[int]:
    return core_select(col(Sighting.pain_point_id)).where(
        col(Sighting.workspace_id) == workspace_id
    )


def _told_by(workspace_id: str, person_id: str) -> ColumnElement[int]:
    """After a merge the sighting is the other one's, but the report is still there."""
    return union_all(
        _seen(workspace_id).where(col(Sighting.reporter_id) == person_id),
        core_select(col(PainPoint.id)).where(
            col(PainPoint.workspace_id) == workspace_id, col(PainPoint.reporter_id) == person_id
        ),
    ).scalar_subquery()


def _rising(workspace_id: str) -> Select[int]:
    """Only what was seen within the time can have risen in it."""
    recent = aliased(PainPoint)
    recently_seen = core_select(col(recent.id)).where(
        col(recent.workspace_id) == workspace_id, col(recent.last_seen_at) > RISING_SINCE
    )
    return (
        _seen(workspace_id)
        .where(col(Sighting.pain_point_id).in_(recently_seen), HAPPENED)
        .group_by(col(Sighting.pain_point_id))
        .having(RISING)
    )
