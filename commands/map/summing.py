"""The map in few words, for beside its picture."""

from collections.abc import Mapping

from charts.journey_map import JourneyMap, Touchpoint
from commands.map.views import HOTTEST, Hot, Moment, Summary


def summary(drawn: JourneyMap, votes: Mapping[str, str]) -> Summary:
    """The same, for the words beside the picture."""
    return Summary(
        title=drawn.title,
        as_of=drawn.as_of,
        filters=drawn.filters,
        stages=len(drawn.stages),
        touchpoints=len(drawn.touchpoints),
        observed=sum(point.observed is not None for point in drawn.touchpoints),
        pains=len(drawn.pains),
        best=_moment(drawn.best),
        worst=_moment(drawn.worst),
        hottest=[
            Hot(
                pain.number,
                pain.title,
                pain.heat,
                pain.sightings,
                votes.get(pain.number, ""),
            )
            for pain in drawn.pains[:HOTTEST]
        ],
    )


def _moment(point: Touchpoint | None) -> Moment | None:
    if point is None or point.observed is None:
        return None
    return Moment(point.number, point.name, point.observed, point.observed_n)
