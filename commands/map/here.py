"""Which journey a query is about, as its arguments."""

from typing import TypedDict

from storage.identity import identity
from storage.models import Journey


class Here(TypedDict):
    """What every query about a journey needs."""

    workspace_id: str
    journey_id: int


def of(journey: Journey) -> Here:
    """As keyword arguments."""
    return Here(workspace_id=journey.workspace_id, journey_id=identity(journey))
