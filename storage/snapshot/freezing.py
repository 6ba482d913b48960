"""A journey's whole map as plain JSON: what snapshots keep, and what they are compared with."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from storage.action import rows as action_rows
from storage.action.rows import ActionRow
from storage.identity import identity
from storage.map import maps
from storage.map.maps import NOTHING_OBSERVED, Observed
from storage.models import Journey, Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import rows as opportunity_rows
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.lists import Filter
from storage.pain.rows import PainRow
from storage.vocabulary import Framework
from storage.vote import results as vote_results

VERSION = 1
# Each part is kept whole up to so many, the hottest or most urgent; the counts are of all.
MOST = 1000

JOURNEY_FIELDS = ("name", "goal", "scope", "review_days")
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
        "journey": _fields(journey, (*JOURNEY_FIELDS, "owner_id", "framework")),
        "stages": [_stage(stage) for stage in _all(session, Stage, journey)],
        "touchpoints": _touchpoints(session, journey, at),
        **_pains(session, journey, at),
        **_opportunities(session, journey, at),
        **_actions(session, journey, at),
    }


def _fields(thing: Journey | Stage | Touchpoint, names: tuple[str, ...]) -> JsonObject:
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


def _stage(stage: Stage) -> JsonObject:
    return {
        "id": stage.id,
        **_fields(stage, STAGE_FIELDS),
        "position": stage.position,
        "retired": stage.retired_at is not None,
    }


def _touchpoints(session: Session, journey: Journey, at: datetime) -> list[JsonObject]:
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


def _pains(session: Session, journey: Journey, at: datetime) -> JsonObject:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    which = Filter(journey_id=journey_id)
    rows = pain_lists.hottest(session, workspace_id=workspace_id, which=which, now=at, limit=MOST)
    voted = vote_results.for_pains(session, workspace_id=workspace_id, journey_id=journey_id)
    numbers = {row.id: row.number for row in pain_rows.rows(session, workspace_id, [*voted], at)}
    return {
        "pains": [_pain(row) for row in rows],
        "pains_in_all": pain_lists.count(session, workspace_id=workspace_id, which=which),
        "votes": [
            {"pain": numbers[pain_id], "dots": got.dots, "voters": got.voters, "round": got.round}
            for pain_id, got in voted.items()
            if pain_id in numbers
        ],
    }


def _pain(row: PainRow) -> JsonObject:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "status": row.status,
        "touchpoint_id": row.touchpoint_id,
        "heat": round(row.heat, 2),
        "sightings": row.sightings,
        "reporters": row.reporters,
    }


def _opportunities(session: Session, journey: Journey, at: datetime) -> JsonObject:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    page = opportunity_rows.page(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        framework=Framework(journey.framework),
        now=at,
        size=MOST,
    )
    return {
        "opportunities": [
            {
                "number": row.number,
                "title": row.title,
                "status": row.status,
                "heat": round(row.heat, 2),
                "points": row.points.value if row.points else None,
            }
            for row in page.rows
        ],
        "opportunities_in_all": opportunity_lists.count(
            session, workspace_id=workspace_id, journey_id=journey_id
        ),
    }


def _actions(session: Session, journey: Journey, at: datetime) -> JsonObject:
    which = action_rows.Filter(today=at.date(), journey_id=identity(journey))
    page = action_rows.page(
        session, workspace_id=journey.workspace_id, which=which, number=1, size=MOST
    )
    return {"actions": [_action(row) for row in page.rows], "actions_in_all": page.total}


def _action(row: ActionRow) -> JsonObject:
    return {
        "number": row.number,
        "what": row.what,
        "status": row.status,
        "owner_id": row.owner_id,
        "due_on": row.due_on.isoformat(),
    }
