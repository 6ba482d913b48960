"""Pain points and delights, and the sightings they are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import insert
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import PainPoint, Sighting
from storage.numbers import next_number
from storage.pain.filters import searchable
from storage.pain.rows import PainRow
from storage.statements import table_of
from storage.vocabulary import Kind, Status


@dataclass(frozen=True, slots=True)
class NewSighting:
    """What one person observed."""

    reporter_id: str
    seen_at: datetime
    severity: int
    emotion: int | None = None
    words: str = ""
    quote: str = ""
    source: str | None = None
    persona_id: int | None = None
    told_by: str = ""
    permalink: str | None = None
    place_id: str | None = None
    place_private: bool = False
    thanked_by_name: bool = False
    made_by: str | None = None


class Place(Protocol):
    """A stored touchpoint, whole or as a row of it."""

    @property
    def id(self) -> int | None: ...
    @property
    def workspace_id(self) -> str: ...
    @property
    def journey_id(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def name(self) -> str: ...


TITLE = 150

_ADD_PAIN = insert(table_of(PainPoint)).returning(table_of(PainPoint).c.id)
_ADD_SIGHTING = insert(table_of(Sighting)).inline()


def add(
    session: Session,
    *,
    touchpoint: Place,
    told: str,
    kind: Kind,
    channel_id: str | None,
    sighting: NewSighting,
) -> PainRow:
    """A new pain point with its first sighting; `told` is what happened, in full."""
    workspace_id = touchpoint.workspace_id
    title, description = titled(told)
    number = next_number(session, workspace_id=workspace_id, kind="pain")
    pain_id: int = (
        session.connection()
        .execute(
            _ADD_PAIN,
            {
                "workspace_id": workspace_id,
                "number": number,
                "kind": kind.value,
                "journey_id": touchpoint.journey_id,
                "touchpoint_id": touchpoint.id,
                "title": title,
                "description": description,
                "coldness": 0.0,
                "search": searchable(title, description),
                "status": Status.NEW.value,
                "status_at": sighting.seen_at,
                "reason": "",
                "reporter_id": sighting.reporter_id,
                "channel_id": channel_id,
                "created_at": sighting.seen_at,
            },
        )
        .scalar_one()
    )
    add_sighting(session, workspace_id=workspace_id, pain_id=pain_id, sighting=sighting)
    history.record(
        session,
        workspace_id=workspace_id,
        journey_id=touchpoint.journey_id,
        subject="pain",
        subject_id=pain_id,
        actor_id=sighting.reporter_id,
        at=sighting.seen_at,
        what="added",
        after={"title": title, "touchpoint": touchpoint.number, "severity": sighting.severity},
    )
    return PainRow(
        id=pain_id,
        number=number,
        kind=kind.value,
        title=title,
        status=Status.NEW.value,
        touchpoint_id=identity(touchpoint),
        touchpoint_number=touchpoint.number,
        touchpoint=touchpoint.name,
        heat=float(sighting.severity) if kind is Kind.PAIN else 0.0,
        sightings=1,
        reporters=1,
    )


def titled(told: str) -> tuple[str, str]:
    """What happened as (title, description): the description is empty when the title says all."""
    first = " ".join(told.split("\n", 1)[0].split())
    if len(first) > TITLE:
        first = first[: TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return first, "" if first == told else told


def add_sighting(
    session: Session, *, workspace_id: str, pain_id: int, sighting: NewSighting
) -> None:
    """One more observation of a known pain point."""
    session.connection().execute(
        _ADD_SIGHTING,
        {
            "workspace_id": workspace_id,
            "pain_point_id": pain_id,
            "reporter_id": sighting.reporter_id,
            "seen_at": sighting.seen_at,
            "severity": sighting.severity,
            "emotion": sighting.emotion,
            "words": sighting.words,
            "quote": sighting.quote,
            "source": sighting.source,
            "persona_id": sighting.persona_id,
            "told_by": sighting.told_by,
            "permalink": sighting.permalink,
            "place_id": sighting.place_id,
            "place_private": sighting.place_private,
            "thanked_by_name": sighting.thanked_by_name,
            "made_by": sighting.made_by,
        },
    )


def numbered(session: Session, *, workspace_id: str, number: int) -> PainPoint | None:
    """P-number of any journey of the workspace."""
    return session.exec(
        select(PainPoint).where(PainPoint.workspace_id == workspace_id, PainPoint.number == number)
    ).first()


def sightings(
    session: Session, *, workspace_id: str, pain_id: int, limit: int = 5
) -> Sequence[Sighting]:
    """The latest sightings of a pain point, newest first."""
    return session.exec(
        select(Sighting)
        .where(Sighting.workspace_id == workspace_id, Sighting.pain_point_id == pain_id)
        .order_by(col(Sighting.seen_at).desc(), col(Sighting.id).desc())
        .limit(limit)
    ).all()
