"""The time a digest tells of, and what all its questions share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import Integer, and_, bindparam

from storage.identity import identity
from storage.models import Journey, PainPoint
from storage.models.columns import UtcTime
from storage.statements import table_of
from storage.vocabulary import Kind

T = TypeVar("T")

_P = table_of(PainPoint)
SINCE = bindparam("since", type_=UtcTime)
UNTIL = bindparam("until", type_=UtcTime)
MOST = bindparam("most", type_=Integer)
PAINS = and_(
    _P.c.workspace_id == bindparam("workspace_id"),
    _P.c.journey_id == bindparam("journey_id"),
    _P.c.kind == Kind.PAIN.value,
)


@dataclass(frozen=True, slots=True)
class Period:
    """Which journey, and what happened after `since` up to `until`."""

    journey: Journey
    since: datetime
    until: datetime

    @property
    def asked(self) -> dict[str, object]:
        """The parameters that every question has."""
        return {
            "workspace_id": self.journey.workspace_id,
            "journey_id": identity(self.journey),
            "since": self.since,
            "until": self.until,
        }


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first few, and how many there are."""

    rows: Sequence[T]
    total: int
