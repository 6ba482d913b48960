"""What the sample's team wrote down: what to say today, and what it knows of its personas."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from bot.practice.sample_moments import Calendar, person_of
from storage.brief import briefs
from storage.empathy import notes
from storage.models import Persona, Sighting, Touchpoint
from storage.pain.rows import PainRow

Content = Mapping[str, Any]
Event = tuple[datetime, Callable[[], None]]


def written(
    session: Session, content: Content, calendar: Calendar, places: Mapping[str, Touchpoint]
) -> list[Event]:
    """Each brief at its moment."""

    def write(entry: Content, at: datetime) -> None:
        briefs.write(
            session,
            place=places[entry["touchpoint"]],
            words=entry["words"],
            actor_id=person_of(entry["by"]),
            at=at,
        )

    moments = ((entry, calendar.moment(entry["days_ago"])) for entry in content["brief"])
    return [(at, partial(write, entry, at)) for entry, at in moments]


def noted(
    session: Session,
    content: Content,
    calendar: Calendar,
    personas: Mapping[str, Persona],
    pains: Mapping[str, PainRow],
) -> list[Event]:
    """Each empathy note at its moment; one that was seen names its sighting."""

    def note(entry: Content, at: datetime) -> None:
        persona = personas[entry["persona"]]
        notes.add(
            session,
            persona=persona,
            held={
                "side": entry["side"],
                "words": entry["words"],
                "sighting_id": _sighting(session, persona, pains.get(entry.get("seen", ""))),
            },
            author_id=person_of(entry["by"]),
            at=at,
        )

    moments = ((entry, calendar.moment(entry["days_ago"])) for entry in content["note"])
    return [(at, partial(note, entry, at)) for entry, at in moments]


def _sighting(session: Session, persona: Persona, pain: PainRow | None) -> int | None:
    """The latest one of a pain point so far, one about the persona before others."""
    if pain is None:
        return None
    return session.exec(
        select(Sighting.id)
        .where(Sighting.workspace_id == persona.workspace_id, Sighting.pain_point_id == pain.id)
        .order_by(
            (col(Sighting.persona_id) == persona.id).is_(True).desc(), col(Sighting.seen_at).desc()
        )
        .limit(1)
    ).first()
