"""How pain points stand now, as their reporters are told; and whose business they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.models import Notice, PainPoint, Sighting
from storage.pain import merges
from storage.statements import table_of

_SIGHTING = table_of(Sighting)
_NOTICE = table_of(Notice)


@dataclass(frozen=True, slots=True)
class News:
    """One pain point as it stands; `into` is where it was merged."""

    number: int
    title: str
    status: str
    reason: str
    into: int | None


def of(session: Session, *, workspace_id: str, pain_ids: Sequence[int]) -> list[News]:
    """In the order of the ids."""
    found = session.exec(
        select(PainPoint).where(
            PainPoint.workspace_id == workspace_id, col(PainPoint.id).in_(pain_ids)
        )
    )
    by_id = {pain.id: pain for pain in found}
    return [about(session, pain=by_id[pain_id]) for pain_id in pain_ids if pain_id in by_id]


def about(session: Session, *, pain: PainPoint) -> News:
    """One of them."""
    into = merges.leads_to(session, pain=pain).number if pain.duplicate_of_id else None
    return News(pain.number, pain.title, pain.status, pain.reason, into)


def is_theirs(session: Session, *, pain: PainPoint, person_id: str) -> bool:
    """Whether they reported it or saw it too, also when it was merged since."""
    if person_id in (pain.reporter_id, pain.owner_id):
        return True
    seen = core_select(_SIGHTING.c.id).where(
        _SIGHTING.c.workspace_id == pain.workspace_id,
        _SIGHTING.c.pain_point_id == pain.id,
        _SIGHTING.c.reporter_id == person_id,
    )
    told = core_select(_NOTICE.c.kind).where(
        _NOTICE.c.workspace_id == pain.workspace_id,
        _NOTICE.c.pain_point_id == pain.id,
        _NOTICE.c.person_id == person_id,
    )
    found = session.connection().execute(core_select(or_(seen.exists(), told.exists())))
    return bool(found.scalar_one())
