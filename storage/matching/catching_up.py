"""Open pain points that the matcher doesn't know yet: imported ones, or older than itself."""

from sqlalchemy import bindparam, exists
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching.base import Matcher
from storage.models import PainPoint, PainWords
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind

_P = table_of(PainPoint)
_W = table_of(PainWords)
_UNKNOWN = (
    core_select(
        _P.c.id,
        _P.c.workspace_id,
        _P.c.journey_id,
        _P.c.touchpoint_id,
        _P.c.title,
        _P.c.description,
    )
    .where(
        _P.c.kind == Kind.PAIN.value,
        _P.c.status.in_([status.value for status in OPEN_STATUSES]),
        ~exists().where(_W.c.workspace_id == _P.c.workspace_id, _W.c.pain_point_id == _P.c.id),
    )
    .order_by(_P.c.id)
    .limit(bindparam("number"))
)


def catch_up(session: Session, matcher: Matcher, *, limit: int = 500) -> int:
    """Adds up to so many unknown open pain points of all workspaces; returns how many it were.

    Looks through the whole table: for starting and importing, not for requests.
    """
    found = session.connection().execute(_UNKNOWN, {"number": limit}).all()
    for pain_id, workspace_id, journey_id, touchpoint_id, title, description in found:
        matcher.add(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            touchpoint_id=touchpoint_id,
            pain_id=pain_id,
            # The description, where there is one, begins with what the title says.
            text=description or title,
        )
    return len(found)
