"""How much journeys and stages hold."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.journey.journeys import visible
from storage.journey.visibility import Viewer
from storage.models import ChannelBinding, Journey, PainPoint, Stage, Touchpoint
from storage.vocabulary import OPEN_STATUSES, Kind


@dataclass(frozen=True, slots=True)
class Size:
    """Touchpoints in use, and open pain points."""

    touchpoints: int = 0
    pains: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """A journey in a list: what it holds, and the channels that work on it."""

    journey: Journey
    stages: int
    touchpoints: int
    pains: int
    channels: tuple[str, ...]


def of_stages(session: Session, *, workspace_id: str, journey_id: int) -> dict[int, Size]:
    """What each stage of a journey holds, by the stage's id; empty stages are left out."""
    touchpoints = session.exec(
        select(Touchpoint.stage_id, func.count())
        .where(
            Touchpoint.workspace_id == workspace_id,
            Touchpoint.journey_id == journey_id,
            col(Touchpoint.retired_at).is_(None),
        )
        .group_by(col(Touchpoint.stage_id))
    )
    held = {stage_id: Size(count) for stage_id, count in touchpoints}
    pains = session.exec(
        select(Touchpoint.stage_id, func.count())
        .join(PainPoint, col(PainPoint.touchpoint_id) == Touchpoint.id)
        .where(
            PainPoint.workspace_id == workspace_id,
            PainPoint.journey_id == journey_id,
            PainPoint.kind == Kind.PAIN.value,
            col(PainPoint.status).in_(OPEN_STATUSES),
        )
        .group_by(col(Touchpoint.stage_id))
    )
    for stage_id, count in pains:
        held[stage_id] = Size(held.get(stage_id, Size()).touchpoints, count)
    return held


def of_journeys(session: Session, *, viewer: Viewer) -> list[Listed]:
    """All journeys the viewer may see, by name."""
    journeys = visible(session, viewer=viewer)
    stages = _counts(session, Stage, viewer.workspace_id)
    touchpoints = _counts(session, Touchpoint, viewer.workspace_id)
    pains = _pain_counts(session, viewer.workspace_id)
    channels = _channels(session, viewer)
    return [
        Listed(
            journey,
            stages.get(identity(journey), 0),
            touchpoints.get(identity(journey), 0),
            pains.get(identity(journey), 0),
            tuple(channels[identity(journey)]),
        )
        for journey in journeys
    ]


def _counts(
    session: Session, model: type[Stage] | type[Touchpoint], workspace_id: str
) -> dict[int, int]:
    counted = session.exec(
        select(model.journey_id, func.count())
        .where(col(model.workspace_id) == workspace_id, col(model.retired_at).is_(None))
        .group_by(col(model.journey_id))
    )
    return dict(_pairs(counted.all()))


def _pain_counts(session: Session, workspace_id: str) -> dict[int, int]:
    counted = session.exec(
        select(PainPoint.journey_id, func.count())
        .where(
            PainPoint.workspace_id == workspace_id,
            PainPoint.kind == Kind.PAIN.value,
            col(PainPoint.status).in_(OPEN_STATUSES),
        )
        .group_by(col(PainPoint.journey_id))
    )
    return dict(_pairs(counted.all()))


def _pairs(rows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in rows]


def _channels(session: Session, viewer: Viewer) -> defaultdict[int, list[str]]:
    """The channels of each journey; a private one is not even named to those outside it."""
    bindings = session.exec(
        select(ChannelBinding)
        .where(
            ChannelBinding.workspace_id == viewer.workspace_id,
            or_(
                col(ChannelBinding.private).is_(False),
                col(ChannelBinding.channel_id) == viewer.channel_id,
            ),
        )
        .order_by(ChannelBinding.channel_id)
    )
    channels: defaultdict[int, list[str]] = defaultdict(list)
    for binding in bindings:
        channels[binding.journey_id].append(binding.channel_id)
    return channels
