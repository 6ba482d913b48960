"""A journey's whole map as plain JSON: what snapshots keep, and what they are compared with."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.brief import briefs
from storage.brief.briefs import Place
from storage.identity import identity
from storage.map import maps
from storage.map.maps import NOTHING_OBSERVED, Observed
from storage.models import Journey, Persona, Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.persona import personas
from storage.snapshot import work

# 2 brought the personas, and what to say today at each place.
VERSION = 2

JOURNEY_FIELDS = ("name", "goal", "scope", "review_days", "owner_id", "framework")
STAGE_FIELDS = ("name", "goal", "funnel")
TOUCHPOINT_FIELDS = (
    "name",
    "channel",
    "action",
    "department",
    "owner_id",
    "significance",
    "moment_of_truth",
    "planned_emotion",
)


def frozen(session: Session, *, journey: Journey, at: datetime) -> JsonObject:
    """The map at a moment: every field of its stages and touchpoints, and what was seen there.

    Votes that are for a private channel's eyes alone are left out.
    """
    return {
        "version": VERSION,
        "journey": _fields(journey, JOURNEY_FIELDS),
        **_places(session, journey, at),
        "personas": _personas(session, journey),
        **work.pains(session, journey, at),
        **work.opportunities(session, journey, at),
        **work.actions(session, journey, at),
    }


def _fields(thing: Journey | Stage | Touchpoint | Persona, names: tuple[str, ...]) -> JsonObject:
    return {name: getattr(thing, name) for name in names}


def _all(session: Session, model: Any, journey: Journey) -> list[Any]:  # noqa: ANN401
    """Retired ones too, so that a restore can be taken back."""
    return list(
        session.exec(
            select(model)
            .where(
                col(model.workspace_id) == journey.workspace_id,
                col(model.journey_id) == identity(journey),
            )
            .order_by(col(model.position), col(model.id))
        )
    )


def _places(session: Session, journey: Journey, at: datetime) -> JsonObject:
    written = briefs.of_journey(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey)
    )
    return {
        "stages": [_stage(stage, written) for stage in _all(session, Stage, journey)],
        "touchpoints": _touchpoints(session, journey, at, written),
    }


def _stage(stage: Stage, written: Mapping[Place, str]) -> JsonObject:
    return {
        "id": stage.id,
        **_fields(stage, STAGE_FIELDS),
        "position": stage.position,
        "retired": stage.retired_at is not None,
        "brief": written.get(("stage_id", identity(stage)), ""),
    }


def _personas(session: Session, journey: Journey) -> list[JsonObject]:
    """Sightings and notes name them by id, so they need not be kept here."""
    every = personas.every(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return [
        {
            "id": persona.id,
            **_fields(persona, personas.COLUMNS),
            "retired": persona.retired_at is not None,
        }
        for persona in every
    ]


def _touchpoints(
    session: Session, journey: Journey, at: datetime, written: Mapping[Place, str]
) -> list[JsonObject]:
    observed = maps.observed(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey), now=at
    )
    return [
        {
            "id": point.id,
            "number": point.number,
            "stage_id": point.stage_id,
            "position": point.position,
            **_fields(point, TOUCHPOINT_FIELDS),
            "retired": point.retired_at is not None,
            "brief": written.get(("touchpoint_id", identity(point)), ""),
            **_observed(observed.get(identity(point), NOTHING_OBSERVED)),
        }
        for point in _all(session, Touchpoint, journey)
    ]


def _observed(seen: Observed) -> JsonObject:
    return {
        "heat": round(seen.heat, 2),
        "sightings": seen.sightings,
        "reporters": seen.reporters,
        "emotion": None if seen.emotion is None else round(seen.emotion, 2),
        "emotions_n": seen.emotions_n,
    }
