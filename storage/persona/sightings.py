"""What personas meet: the sightings that name them, and what was seen and said there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, bindparam, or_
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from storage.folding import fold
from storage.models import PainPoint, Sighting
from storage.models.columns import to_milliseconds
from storage.pain.heat import HAPPENED, REPORTERS, SIGHTINGS
from storage.statements import table_of

_MOST_WORDS = 8
_SIGHTING = table_of(Sighting)


@dataclass(frozen=True, slots=True)
class Seen:
    """How many sightings name a persona, by how many people."""

    sightings: int = 0
    reporters: int = 0


@dataclass(frozen=True, slots=True)
class SightingRow:
    """A sighting of a persona: its own id, and the pain point (or delight) it is of."""

    id: int
    number: int
    kind: str
    title: str
    words: str
    quote: str
    seen_at: datetime


_SEEN = (
    core_select(col(Sighting.persona_id), SIGHTINGS, REPORTERS)
    .where(
        col(Sighting.workspace_id) == bindparam("workspace_id"),
        col(Sighting.persona_id).in_(bindparam("ids", expanding=True)),
        HAPPENED,
    )
    .group_by(col(Sighting.persona_id))
)


def seen(
    session: Session, *, workspace_id: str, ids: Sequence[int], now: datetime
) -> Mapping[int, Seen]:
    """Of each of these personas that was seen at all."""
    found = session.connection().execute(
        _SEEN, {"workspace_id": workspace_id, "ids": ids, "now_ms": to_milliseconds(now)}
    )
    return {persona_id: Seen(sightings, reporters) for persona_id, sightings, reporters in found}


def latest(
    session: Session, *, workspace_id: str, persona_id: int, limit: int, typed: str = ""
) -> Sequence[SightingRow]:
    """Sightings that name the persona, newest first; with words, those that hold each of them."""
    statement = (
        _of(workspace_id, persona_id)
        .where(*[_holds(word) for word in typed.split()[:_MOST_WORDS]])
        .order_by(col(Sighting.seen_at).desc(), col(Sighting.id).desc())
        .limit(limit)
    )
    return [SightingRow(*row) for row in session.connection().execute(statement)]


def one(
    session: Session, *, workspace_id: str, persona_id: int, sighting_id: int
) -> SightingRow | None:
    """The sighting, if it names the persona."""
    statement = _of(workspace_id, persona_id).where(col(Sighting.id) == sighting_id)
    row = session.connection().execute(statement).first()
    return SightingRow(*row) if row else None


def _of(workspace_id: str, persona_id: int) -> Select[int, int, str, str, str, str, datetime]:
    return (
        core_select(
            _SIGHTING.c.id,
            col(PainPoint.number),
            col(PainPoint.kind),
            col(PainPoint.title),
            col(Sighting.words),
            col(Sighting.quote),
            col(Sighting.seen_at),
        )
        .join(
            PainPoint,
            and_(
                col(PainPoint.workspace_id) == col(Sighting.workspace_id),
                col(PainPoint.id) == col(Sighting.pain_point_id),
            ),
        )
        .where(col(Sighting.workspace_id) == workspace_id, col(Sighting.persona_id) == persona_id)
    )


def _holds(word: str) -> ColumnElement[bool]:
    """Somewhere in what happened or was said; a P-number finds its pain point."""
    number = fold(word).removeprefix("p-")
    found = [
        col(PainPoint.search).contains(fold(word), autoescape=True),
        col(Sighting.words).icontains(word, autoescape=True),
        col(Sighting.quote).icontains(word, autoescape=True),
    ]
    if number.isascii() and number.isdecimal() and len(number) < 10:  # noqa: PLR2004 - as P-numbers
        found.append(col(PainPoint.number) == int(number))
    return or_(*found)
