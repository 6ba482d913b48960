"""The charts by name, drawn from their data as JSON holds it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from charts import names
from charts.cache import PictureCache
from charts.evidence import Evidence
from charts.evidence import picture as evidence
from charts.journey_map import JourneyMap
from charts.journey_map import picture as journey_map
from charts.priority_matrix import PriorityMatrix
from charts.priority_matrix import picture as priority_matrix
from charts.vote_result import VoteResult
from charts.vote_result import picture as vote_result

Render = Callable[[str, PictureCache], bytes]
CHARTS: dict[str, Render] = {
    names.JOURNEY_MAP: lambda data, cache: journey_map.render(
        JourneyMap.from_json(data), cache=cache
    ),
    names.VOTE_RESULT: lambda data, cache: vote_result.render(
        VoteResult.from_json(data), cache=cache
    ),
    names.EVIDENCE: lambda data, cache: evidence.render(Evidence.from_json(data), cache=cache),
    names.PRIORITY_MATRIX: lambda data, cache: priority_matrix.render(
        PriorityMatrix.from_json(data), cache=cache
    ),
}


def png(chart: str, data: Mapping[str, Any], *, cache: PictureCache) -> bytes:
    """The chart as PNG, drawn only when the cache doesn't have it.

    Raises LookupError for an unknown chart and pydantic's ValidationError for wrong data.
    """
    if chart not in CHARTS:
        raise LookupError(f"There is no chart called {chart}")
    return CHARTS[chart](json.dumps(data), cache)
