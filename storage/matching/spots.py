"""Where on the map a question is asked, and how other places look from there."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching.features import Word, features
from storage.matching.judging import Seen
from storage.models import Touchpoint
from storage.statements import table_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A touchpoint with the words of its name, the touchpoints of its stage; or neither."""

    touchpoint_id: int | None
    name: Sequence[Word]
    in_stage: frozenset[int]

    def sees(self, touchpoint_id: int) -> Seen:
        """Where another touchpoint is, seen from here."""
        if touchpoint_id == self.touchpoint_id:
            return Seen.HERE
        if touchpoint_id in self.in_stage:
            # With the stage alone named, its touchpoints are as likely as any.
            return Seen.IN_STAGE if self.touchpoint_id is not None else Seen.UNKNOWN
        known = self.touchpoint_id is not None or bool(self.in_stage)
        return Seen.ELSEWHERE if known else Seen.UNKNOWN


NOWHERE = Spot(None, (), frozenset())

_T = table_of(Touchpoint)
_TOUCHPOINT = core_select(_T.c.name, _T.c.stage_id).where(
    _T.c.workspace_id == bindparam("workspace_id"), _T.c.id == bindparam("touchpoint_id")
)
# A touchpoint's journey and stage lead to its row by the index of the map.
_OF_STAGE = core_select(_T.c.id).where(
    _T.c.workspace_id == bindparam("workspace_id"),
    _T.c.journey_id == bindparam("journey_id"),
    _T.c.stage_id == bindparam("stage_id"),
)


def spot_of(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    touchpoint_id: int | None,
    stage_id: int | None,
) -> Spot:
    """The place of a touchpoint (its own stage counts) or, without one, of a stage."""
    connection = session.connection()
    name: Sequence[Word] = ()
    if touchpoint_id is not None:
        found = connection.execute(
            _TOUCHPOINT, {"workspace_id": workspace_id, "touchpoint_id": touchpoint_id}
        ).first()
        if found is not None:
            name, stage_id = features(found[0]), found[1]
    if stage_id is None:
        return Spot(touchpoint_id, name, frozenset())
    of_stage = {"workspace_id": workspace_id, "journey_id": journey_id, "stage_id": stage_id}
    return Spot(touchpoint_id, name, frozenset(connection.execute(_OF_STAGE, of_stage).scalars()))
