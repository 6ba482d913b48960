"""What the pictures of a journey are made from, in plain rows: its places, its scored ideas."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from storage.folding import fold
from storage.identity import identity
from storage.journey import stages
from storage.map import maps
from storage.map.maps import NOTHING_OBSERVED, Observed
from storage.models import Journey, Opportunity, Stage, Touchpoint
from storage.opportunity.opportunities import OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class Place:
    """A touchpoint in use and what was observed there."""

    touchpoint: Touchpoint
    seen: Observed


@dataclass(frozen=True, slots=True)
class StagePlaces:
    """A stage with its touchpoints in order."""

    stage: Stage
    places: tuple[Place, ...]


def places(
    session: Session, *, workspace_id: str, journey_id: int, now: datetime
) -> list[StagePlaces]:
    """The journey's stages in order, with what was observed up to a moment."""
    seen = maps.observed(session, workspace_id=workspace_id, journey_id=journey_id, now=now)
    by_stage: dict[int, list[Place]] = {}
    for point in maps.touchpoints(session, workspace_id=workspace_id, journey_id=journey_id):
        place = Place(point, seen.get(identity(point), NOTHING_OBSERVED))
        by_stage.setdefault(point.stage_id, []).append(place)
    return [
        StagePlaces(stage, tuple(by_stage.get(identity(stage), ())))
        for stage in stages.of(session, workspace_id=workspace_id, journey_id=journey_id)
    ]


def open_opportunities(
    session: Session, *, workspace_id: str, journey_id: int, ids: Collection[int]
) -> Sequence[Opportunity]:
    """Those of these opportunities that still stand to be decided or done, by number."""
    return session.exec(
        select(Opportunity)
        .where(
            Opportunity.workspace_id == workspace_id,
            Opportunity.journey_id == journey_id,
            col(Opportunity.id).in_(list(ids)),
            col(Opportunity.status).in_([status.value for status in OPEN_STATUSES]),
        )
        .order_by(col(Opportunity.number))
    ).all()


def journeys_called(session: Session, *, name: str) -> Sequence[Journey]:
    """The journeys of this name (all, when it is empty), of whatever workspace.

    Only for who has the database itself, on the command line: nobody in Slack sees another
    workspace.
    """
    used = select(Journey).where(col(Journey.retired_at).is_(None))
    found = session.exec(used.order_by(Journey.name_key, Journey.workspace_id)).all()
    return [journey for journey in found if not name or fold(journey.name) == fold(name)]
