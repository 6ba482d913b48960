"""Gathers what cards and messages show of a pain point besides its own row."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commands import wording
from commands.pain.status_words import Names
from commands.wording import title, touchpoint_number
from storage.identity import identity
from storage.models import History, PainPoint, Touchpoint
from storage.pain import notices
from storage.pain import rows as pain_rows
from storage.pain.rows import PainRow
from storage.persona import personas
from storage.touchpoint import touchpoints
from storage.vote import outcomes as vote_outcomes


def row(session: Session, pain: PainPoint, now: datetime) -> PainRow:
    """With heat and evidence; a duplicate has none of its own, its sightings moved on."""
    found = pain_rows.rows(session, pain.workspace_id, [identity(pain)], now)
    if found:
        return found[0]
    touchpoint = session.get_one(Touchpoint, pain.touchpoint_id)
    return PainRow(
        id=identity(pain),
        number=pain.number,
        kind=pain.kind,
        title=pain.title,
        status=pain.status,
        touchpoint_id=identity(touchpoint),
        touchpoint_number=touchpoint.number,
        touchpoint=touchpoint.name,
        heat=0.0,
        sightings=0,
        reporters=0,
    )


def votes(
    session: Session, *, workspace_id: str, ids: Sequence[int], channel_id: str | None
) -> dict[int, str]:
    """By id, what pain points got when they were last voted on, as it may be told here."""
    found = vote_outcomes.of_pains(
        session, workspace_id=workspace_id, ids=ids, channel_id=channel_id
    )
    return {
        pain_id: wording.votes(voted.dots, voted.voters, voted.round)
        for pain_id, voted in found.items()
    }


def names(session: Session, pain: PainPoint, changes: Sequence[History]) -> Names:
    """What the ids in a history are called now, by column and id."""
    ids = {
        (column, held)
        for entry in changes
        for side in (entry.before or {}, entry.after or {})
        for column, held in side.items()
        if column in ("touchpoint_id", "persona_id") and isinstance(held, int)
    }
    found = {}
    for column, held in ids:
        called = _called(session, pain.workspace_id, column, held)
        if called:
            found[column, held] = called
    return found


def personas_of(session: Session, pain: PainPoint) -> dict[int, str]:
    """The names, raw, of whom its sightings may be about; who was retired since says so."""
    every = personas.every(session, workspace_id=pain.workspace_id, journey_id=pain.journey_id)
    return {
        identity(persona): persona.name + (" (retired)" if persona.retired_at else "")
        for persona in every
    }


def others_hear(session: Session, pain: PainPoint, *, but: str) -> str:
    """That others are told of a change, if there are any."""
    others = [one for one in notices.reporters(session, pain=pain) if one != but]
    return " Those who reported it will hear of it." if others else ""


def _called(session: Session, workspace_id: str, column: str, held: int) -> str:
    if column == "touchpoint_id":
        touchpoint = touchpoints.get_or_none(session, workspace_id=workspace_id, touchpoint_id=held)
        if touchpoint is None:
            return ""
        return f"{touchpoint_number(touchpoint.number)} {title(touchpoint.name, 80)}"
    persona = personas.get_or_none(session, workspace_id=workspace_id, persona_id=held)
    return title(persona.name, 80) if persona else ""
