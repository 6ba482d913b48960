"""The charts by name, drawn from their data as JSON holds it."""

import json
from collections.abc import Mapping
from typing import Any

from charts.cache import PictureCache
from charts.journey_map import JourneyMap
from charts.journey_map.picture import render
from charts.names import JOURNEY_MAP


def png(chart: str, data: Mapping[str, Any], *, cache: PictureCache) -> bytes:
    """The chart as PNG, drawn only when the cache doesn't have it.

    Raises LookupError for an unknown chart and pydantic's ValidationError for wrong data.
    """
    if chart != JOURNEY_MAP:
        raise LookupError(f"There is no chart called {chart}")
    return render(JourneyMap.from_json(json.dumps(data)), cache=cache)
