"""Which pain points an opportunity answers, and which opportunities answer a pain point.

A pain point that was merged stands for the one its chain of duplicates leads to: what was
linked stays linked, and is right again when the merge is taken back.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CTE, delete
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Opportunity, OpportunityPain, PainPoint
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.filters import Filter
from storage.pain.rows import PainRow
from storage.statements import table_of, upsert
from storage.vocabulary import OPEN_STATUSES, Kind

# A number alone, or one as people say it with more behind it, as the choices have.
_NUMBER = re.compile(r"(?:(?:p\s?-?\s?|#)?([0-9]{1,9})|p-([0-9]{1,9})\b.*)", re.IGNORECASE)
_MOST_WORDS = 8

_LINK, _PAIN = table_of(OpportunityPain), table_of(PainPoint)
_PUT = upsert(OpportunityPain, lambda insert: insert.on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class Answered:
    """A pain point behind an opportunity: ids of both, and where the pain point leads to."""

    opportunity_id: int
    pain_id: int
    number: int
    leads_to: int


def numbers(session: Session, *, opportunity: Opportunity) -> list[int]:
    """The P-numbers it was said to answer, in order."""
    found = session.exec(
        select(PainPoint.number)
        .join(OpportunityPain, col(OpportunityPain.pain_point_id) == col(PainPoint.id))
        .where(
            OpportunityPain.workspace_id == opportunity.workspace_id,
            OpportunityPain.opportunity_id == opportunity.id,
        )
        .order_by(col(PainPoint.number))
    )
    return list(found)


def known(
    session: Session, *, workspace_id: str, journey_id: int, numbers: Iterable[int]
) -> dict[int, int]:
    """Those of the P-numbers that are pain points of the journey, in order, with their ids."""
    found = session.connection().execute(
        core_select(_PAIN.c.number, _PAIN.c.id)
        .where(
            _PAIN.c.workspace_id == workspace_id,
            _PAIN.c.journey_id == journey_id,
            _PAIN.c.kind == Kind.PAIN.value,
            _PAIN.c.number.in_(list(numbers)),
        )
        .order_by(_PAIN.c.number)
    )
    return {row[0]: row[1] for row in found}


def put(session: Session, *, opportunity: Opportunity, numbers: Iterable[int]) -> None:
    """Makes these P-numbers of its journey what it answers, and no others."""
    workspace_id, opportunity_id = opportunity.workspace_id, identity(opportunity)
    wanted = known(
        session,
        workspace_id=workspace_id,
        journey_id=opportunity.journey_id,
        numbers=numbers,
    ).values()
    session.connection().execute(
        delete(_LINK).where(
            _LINK.c.workspace_id == workspace_id,
            _LINK.c.opportunity_id == opportunity_id,
            _LINK.c.pain_point_id.not_in(list(wanted)),
        )
    )
    for pain_id in wanted:
        _PUT.run(
            session,
            workspace_id=workspace_id,
            opportunity_id=opportunity_id,
            pain_point_id=pain_id,
        )


def of(session: Session, *, workspace_id: str, ids: Sequence[int]) -> list[Answered]:
    """What each of these opportunities answers, in order of P-number."""
    linked = session.connection().execute(
        core_select(_LINK.c.opportunity_id, _PAIN.c.id, _PAIN.c.number, _PAIN.c.duplicate_of_id)
        .join(_PAIN, _LINK.c.pain_point_id == _PAIN.c.id)
        .where(_LINK.c.workspace_id == workspace_id, _LINK.c.opportunity_id.in_(ids))
        .order_by(_PAIN.c.number)
    )
    rows = linked.all()
    ends = _ends(session, workspace_id, [row[1] for row in rows if row[3] is not None])
    return [
        Answered(opportunity_id, pain_id, number, ends.get(pain_id, pain_id))
        for opportunity_id, pain_id, number, _ in rows
    ]


def answering(session: Session, *, pain: PainPoint, limit: int) -> Sequence[Opportunity]:
    """The opportunities that answer a pain point or what was merged into it, oldest first."""
    chain = _merged_into(pain)
    return session.exec(
        select(Opportunity)
        .where(
            Opportunity.workspace_id == pain.workspace_id,
            col(Opportunity.id).in_(
                core_select(_LINK.c.opportunity_id).where(
                    _LINK.c.workspace_id == pain.workspace_id,
                    _LINK.c.pain_point_id.in_(core_select(chain.c.id)),
                )
            ),
        )
        .order_by(col(Opportunity.number))
        .limit(limit)
    ).all()


def offered(
    session: Session, *, workspace_id: str, journey_id: int, typed: str, now: datetime, limit: int
) -> list[PainRow]:
    """Open pain points of a journey to choose from: by number, by words, else the hottest."""
    number = _NUMBER.fullmatch(typed.strip())
    if number:
        said = int(number.group(1) or number.group(2))
        ids = session.exec(
            select(PainPoint.id).where(
                PainPoint.workspace_id == workspace_id,
                PainPoint.journey_id == journey_id,
                PainPoint.number == said,
                PainPoint.kind == Kind.PAIN.value,
                col(PainPoint.status).in_(OPEN_STATUSES),
            )
        ).all()
        found = [one for one in ids if one is not None]
        return pain_rows.rows(session, workspace_id, found, now)
    which = Filter(journey_id=journey_id, words=tuple(typed.split()[:_MOST_WORDS]))
    return pain_lists.hottest(session, workspace_id=workspace_id, which=which, now=now, limit=limit)


def _merged_into(pain: PainPoint) -> CTE:
    """Ids of the pain point and of all that was merged into it, however long the chain."""
    here = core_select(_PAIN.c.id).where(
        _PAIN.c.workspace_id == pain.workspace_id, _PAIN.c.id == identity(pain)
    )
    chain = here.cte("merged_into", recursive=True)
    return chain.union(core_select(_PAIN.c.id).join(chain, _PAIN.c.duplicate_of_id == chain.c.id))


def _ends(session: Session, workspace_id: str, ids: Sequence[int]) -> dict[int, int]:
    """Where the chain of each of these duplicates ends."""
    if not ids:
        return {}
    start = core_select(_PAIN.c.id.label("start"), _PAIN.c.id.label("at")).where(
        _PAIN.c.workspace_id == workspace_id, _PAIN.c.id.in_(ids)
    )
    chain = start.cte("leads_to", recursive=True)
    chain = chain.union(
        core_select(chain.c.start, _PAIN.c.duplicate_of_id).where(
            _PAIN.c.id == chain.c.at, _PAIN.c.duplicate_of_id.is_not(None)
        )
    )
    ends = (
        core_select(chain.c.start, chain.c.at)
        .join(_PAIN, _PAIN.c.id == chain.c.at)
        .where(_PAIN.c.duplicate_of_id.is_(None))
    )
    found = session.connection().execute(ends)
    return {row[0]: row[1] for row in found}
