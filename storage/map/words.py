"""What stands on the map in people's own words: customers' quotes, and what to say today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, text
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.models import Brief, PainPoint, Sighting, Stage, Touchpoint
from storage.models.columns import to_milliseconds
from storage.models.pains import QUOTED
from storage.pain.heat import HAPPENED


@dataclass(frozen=True, slots=True)
class Briefs:
    """What to say, by the id of a touchpoint or of a stage."""

    at: Mapping[int, str]
    in_stage: Mapping[int, str]


def quote(
    session: Session,
    *,
    workspace_id: str,
    touchpoint_id: int,
    best: bool,
    now: datetime,
    persona_id: int | None = None,
) -> str:
    """What a customer said at a touchpoint when it felt best (or worst), the latest of equals.

    Never what was logged from a private conversation: the picture may be posted elsewhere.
    """
    emotion = col(Sighting.emotion)
    there = core_select(col(PainPoint.id)).where(
        col(PainPoint.workspace_id) == workspace_id, col(PainPoint.touchpoint_id) == touchpoint_id
    )
    statement = (
        core_select(col(Sighting.quote))
        .where(
            col(Sighting.workspace_id) == workspace_id,
            col(Sighting.pain_point_id).in_(there),
            text(f"sighting.{QUOTED}"),  # as the index has it, which no parameter would match
            col(Sighting.place_private).is_(False),
            emotion > 0 if best else emotion < 0,
            HAPPENED,
            *([] if persona_id is None else [col(Sighting.persona_id) == persona_id]),
        )
        .order_by(
            emotion.desc() if best else emotion,
            col(Sighting.seen_at).desc(),
            col(Sighting.id).desc(),
        )
        .limit(1)
    )
    found = session.connection().execute(statement, {"now_ms": to_milliseconds(now)}).first()
    return str(found[0]) if found else ""


def briefs(session: Session, *, workspace_id: str, journey_id: int) -> Briefs:
    """What was written for the touchpoints and stages of a journey."""
    points = core_select(col(Touchpoint.id)).where(
        col(Touchpoint.workspace_id) == workspace_id, col(Touchpoint.journey_id) == journey_id
    )
    stages = core_select(col(Stage.id)).where(
        col(Stage.workspace_id) == workspace_id, col(Stage.journey_id) == journey_id
    )
    found = session.exec(
        select(Brief).where(
            Brief.workspace_id == workspace_id,
            or_(col(Brief.touchpoint_id).in_(points), col(Brief.stage_id).in_(stages)),
        )
    ).all()
    return Briefs(
        {brief.touchpoint_id: brief.words for brief in found if brief.touchpoint_id is not None},
        {brief.stage_id: brief.words for brief in found if brief.stage_id is not None},
    )
