"""The type-ahead behind “For”: open pain points of the journey, by number, by words, hottest."""

import re

from sqlmodel import Session

from commands.action import form_views
from commands.journey import which
from commands.reply import Offer, Reply
from commands.request import Request
from storage.identity import identity
from storage.models import Journey
from storage.pain import lists as pain_lists
from storage.pain import pains
from storage.pain import rows as pain_rows
from storage.pain.lists import Filter
from storage.pain.rows import PainRow
from storage.vocabulary import OPEN_STATUSES, Kind

_NUMBER = re.compile(r"(?:p\s?-?\s?|#)?([0-9]{1,9})(?:\s*·.*)?", re.IGNORECASE)
_MOST_WORDS = 8
_MOST_OFFERED = 30


def offer(request: Request, session: Session) -> Reply:
    """What can be chosen for what was typed."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    rows = _rows(request, session, journey)
    return [Offer([form_views.choice(row.number, row.title) for row in rows])]


def _rows(request: Request, session: Session, journey: Journey) -> list[PainRow]:
    typed = request.text.strip()
    number = _NUMBER.fullmatch(typed)
    if number:
        found = _numbered(request, session, journey, int(number[1]))
        if found:
            return found
    return pain_lists.hottest(
        session,
        workspace_id=request.workspace_id,
        which=Filter(identity(journey), words=tuple(typed.split()[:_MOST_WORDS])),
        now=request.now,
        limit=_MOST_OFFERED,
    )


def _numbered(request: Request, session: Session, journey: Journey, number: int) -> list[PainRow]:
    pain = pains.numbered(session, workspace_id=request.workspace_id, number=number)
    if (
        pain is None
        or pain.journey_id != journey.id
        or pain.kind != Kind.PAIN
        or pain.status not in OPEN_STATUSES
    ):
        return []
    return pain_rows.rows(session, request.workspace_id, [identity(pain)], request.now)
