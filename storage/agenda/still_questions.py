"""Whether solved pain points still happen: when that is asked next, and when it was last."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.agenda import waking
from storage.agenda.moments import Moment, Thing, gathered
from storage.models import PainPoint, StillHappening
from storage.pain import still_questions
from storage.pain.still_questions import ASK_AFTER, ASK_UNTIL
from storage.statements import table_of

_ROW, _P = table_of(StillHappening), table_of(PainPoint)


def coming(
    session: Session, *, workspace_id: str, journey_ids: Sequence[int], now: datetime
) -> list[Moment]:
    """When the first of those who saw it are asked, for each pain point."""
    first: dict[int, datetime] = {}
    for each in still_questions.waiting(
        session, workspace_id=workspace_id, since=now - ASK_UNTIL, until=now
    ):
        at = waking.from_moment(each.quiet, max(now, each.solved_at + ASK_AFTER))
        first[each.pain_id] = min(at, first.get(each.pain_id, at))
    rows = session.connection().execute(
        core_select(_P.c.id, _P.c.number, _P.c.title).where(
            _P.c.workspace_id == workspace_id,
            _P.c.id.in_(first),
            _P.c.journey_id.in_(journey_ids),
        )
    )
    return gathered((first[pain_id], Thing(number, title)) for pain_id, number, title in rows)


def came(
    session: Session, *, workspace_id: str, journey_ids: Sequence[int], limit: int
) -> list[Moment]:
    """The last times, whoever was asked."""
    rows = session.connection().execute(
        core_select(_ROW.c.asked_at, _P.c.number, _P.c.title)
        .distinct()
        .join(_P, and_(_P.c.workspace_id == _ROW.c.workspace_id, _P.c.id == _ROW.c.pain_point_id))
        .where(_ROW.c.workspace_id == workspace_id, _P.c.journey_id.in_(journey_ids))
        .order_by(_ROW.c.asked_at.desc())
        .limit(limit)
    )
    return gathered((at, Thing(number, title)) for at, number, title in rows)
