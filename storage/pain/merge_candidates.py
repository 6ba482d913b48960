"""Which open pain points one may be merged into: by number, by words, else the likely ones."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from storage.models import PainPoint
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.lists import Filter
from storage.pain.rows import PainRow
from storage.vocabulary import OPEN_STATUSES, Kind

# A number alone, or one as people say it with more behind it, as the choices have.
_NUMBER = re.compile(r"(?:(?:p\s?-?\s?|#)?([0-9]{1,9})|p-([0-9]{1,9})\b.*)", re.IGNORECASE)
_MOST_WORDS = 8


def offered(
    session: Session,
    *,
    pain: PainPoint,
    typed: str,
    similar: Sequence[int],
    now: datetime,
    limit: int,
) -> list[PainRow]:
    """Open pain points of the same journey, best first, never the one itself.

    `similar` are ids found by likeness; they lead where nothing is typed.
    """
    number = _NUMBER.fullmatch(typed.strip())
    words = typed.casefold().split()[:_MOST_WORDS]
    if number:
        ids = _numbered(session, pain, int(number.group(1) or number.group(2)))
    elif words:
        ids = _with_words(session, pain, words, limit)
    else:
        ids = [*similar, *_hottest(session, pain, now, limit)]
    others = [one for one in dict.fromkeys(ids) if one != pain.id]
    found = pain_rows.rows(session, pain.workspace_id, others[:limit], now)
    return [row for row in found if row.status in OPEN_STATUSES]


def _numbered(session: Session, pain: PainPoint, number: int) -> list[int]:
    found = session.exec(
        select(PainPoint.id).where(
            PainPoint.workspace_id == pain.workspace_id,
            PainPoint.journey_id == pain.journey_id,
            PainPoint.number == number,
            PainPoint.kind == Kind.PAIN.value,
        )
    )
    return [one for one in found if one is not None]


def _with_words(session: Session, pain: PainPoint, words: Sequence[str], limit: int) -> list[int]:
    """Whose title or description has every word, newest first."""
    told = func.lower(col(PainPoint.title) + " " + col(PainPoint.description))
    found = session.exec(
        select(PainPoint.id)
        .where(
            PainPoint.workspace_id == pain.workspace_id,
            PainPoint.journey_id == pain.journey_id,
            PainPoint.kind == Kind.PAIN.value,
            col(PainPoint.status).in_(OPEN_STATUSES),
            *[told.contains(word, autoescape=True) for word in words],
        )
        .order_by(col(PainPoint.id).desc())
        .limit(limit + 1)
    )
    return [one for one in found if one is not None]


def _hottest(session: Session, pain: PainPoint, now: datetime, limit: int) -> list[int]:
    """At the same touchpoint first, then anywhere in the journey."""
    journey = Filter(journey_id=pain.journey_id)
    here = Filter(journey_id=pain.journey_id, touchpoint_id=pain.touchpoint_id)
    return [
        row.id
        for which in (here, journey)
        for row in pain_lists.hottest(
            session, workspace_id=pain.workspace_id, which=which, now=now, limit=limit + 1
        )
    ]


def found_by(session: Session, *, pain: PainPoint, value: str) -> PainPoint | None:
    """The pain point of the same journey with this row, as a form names it."""
    if not value.isdecimal():
        return None
    return session.exec(
        select(PainPoint).where(
            PainPoint.workspace_id == pain.workspace_id,
            PainPoint.journey_id == pain.journey_id,
            PainPoint.id == int(value),
            PainPoint.kind == Kind.PAIN.value,
        )
    ).first()
