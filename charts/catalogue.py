"""The charts by name, drawn from their data as JSON holds it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from charts import names
from charts.cache import PictureCache
from charts.comparison import Comparison
from charts.comparison.picture import comparison_scene
from charts.emotion_curve import EmotionCurve
from charts.emotion_curve.picture import emotion_curve_scene
from charts.empathy_map import EmpathyMap
from charts.empathy_map.picture import empathy_map_scene
from charts.evidence import Evidence
from charts.evidence.picture import evidence_scene
from charts.flow import Flow
from charts.flow.picture import flow_scene
from charts.funnel import Funnel
from charts.funnel.picture import funnel_scene
from charts.heatmap import Heatmap
from charts.heatmap.picture import heatmap_scene
from charts.journey_map import JourneyMap
from charts.journey_map.picture import journey_map_scene
from charts.kpi import Kpi
from charts.kpi.picture import kpi_scene
from charts.output import Format, kept_bytes
from charts.persona_card import PersonaCard
from charts.persona_card.picture import persona_card_scene
from charts.priority_matrix import PriorityMatrix
from charts.priority_matrix.picture import priority_matrix_scene
from charts.scene import Scene
from charts.theme import LIGHT, Theme
from charts.vote_result import VoteResult
from charts.vote_result.picture import vote_result_scene


@dataclass(frozen=True, slots=True)
class Chart:
    """`read` makes the chart's data out of JSON, `scene` draws it in a theme."""

    read: Callable[[str], Any]
    scene: Callable[..., Scene]


CHARTS: dict[str, Chart] = {
    names.JOURNEY_MAP: Chart(JourneyMap.from_json, journey_map_scene),
    names.VOTE_RESULT: Chart(VoteResult.from_json, vote_result_scene),
    names.EVIDENCE: Chart(Evidence.from_json, evidence_scene),
    names.PRIORITY_MATRIX: Chart(PriorityMatrix.from_json, priority_matrix_scene),
    names.EMOTION_CURVE: Chart(EmotionCurve.from_json, emotion_curve_scene),
    names.FLOW: Chart(Flow.from_json, flow_scene),
    names.HEATMAP: Chart(Heatmap.from_json, heatmap_scene),
    names.EMPATHY_MAP: Chart(EmpathyMap.from_json, empathy_map_scene),
    names.PERSONA_CARD: Chart(PersonaCard.from_json, persona_card_scene),
    names.FUNNEL: Chart(Funnel.from_json, funnel_scene),
    names.COMPARISON: Chart(Comparison.from_json, comparison_scene),
    names.KPI: Chart(Kpi.from_json, kpi_scene),
}


def png(chart: str, data: Mapping[str, Any], *, cache: PictureCache) -> bytes:
    """The chart as PNG, drawn only when the cache doesn't have it.

    Raises LookupError for an unknown chart and pydantic's ValidationError for wrong data.
    """
    return draw(chart, json.dumps(data), cache=cache)


def draw(
    chart: str,
    data: str,
    *,
    format_: Format = "png",
    theme: Theme = LIGHT,
    cache: PictureCache | None = None,
) -> bytes:
    """The chart of its data as JSON, in any format and theme; raises as `png` does."""
    if chart not in CHARTS:
        raise LookupError(f"There is no chart called {chart}")
    read, scene = CHARTS[chart].read, CHARTS[chart].scene
    known = read(data)
    return kept_bytes(
        chart,
        known.to_json(),
        lambda: scene(known, theme=theme),
        format_=format_,
        theme=theme,
        title=getattr(known, "title", "") or getattr(known, "name", ""),
        cache=cache,
    )
