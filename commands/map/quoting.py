"""The best and the worst moment in the customers' own words."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from charts.journey_map import JourneyMap
from commands.text import clip
from storage.map import words as map_words

# A quote stands beside a moment, not in its place.
MOST_QUOTED = 160


def quoted(
    session: Session,
    drawn: JourneyMap,
    ids: Mapping[str, int],
    workspace_id: str,
    *,
    now: datetime,
    persona_id: int | None,
) -> JourneyMap:
    """The map with quotes; `ids` are the touchpoints' by number."""
    said = {
        point.number: map_words.quote(
            session,
            workspace_id=workspace_id,
            touchpoint_id=ids[point.number],
            best=best,
            now=now,
            persona_id=persona_id,
        )
        for point, best in ((drawn.best, True), (drawn.worst, False))
        if point
    }
    columns = [
        replace(
            stage,
            touchpoints=tuple(
                replace(
                    point, quote=clip(" ".join(said.get(point.number, "").split()), MOST_QUOTED)
                )
                for point in stage.touchpoints
            ),
        )
        for stage in drawn.stages
    ]
    return replace(drawn, stages=tuple(columns))
