"""Finds the KPI that is meant, by number, name or button, as far as somebody may see it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from commands import naming
from commands.errors import FieldError, UserError
from commands.request import Request
from storage.folding import fold
from storage.identity import identity
from storage.journey import journeys
from storage.kpi import kpis
from storage.models import Journey, Kpi

_NUMBER = re.compile(r"k\s?-?\s?([0-9]{1,9})", re.IGNORECASE)
_GONE = "This KPI is no longer here for you to see. `/journey kpis` shows all there are."


@dataclass(frozen=True, slots=True)
class Found:
    """The one that is meant; or else up to three that may have been."""

    kpi: Kpi | None
    near: Sequence[Kpi] = ()


def said_number(text: str) -> int | None:
    """The number when the text is one as people say it: K-3, k3."""
    match = _NUMBER.fullmatch(text.strip())
    return int(match.group(1)) if match else None


def by_words(request: Request, session: Session, journey: Journey, typed: str) -> Found:
    """K-number of any journey in sight, or the journey's KPI of this name, its beginning or words.

    Retired ones are found when none in use is called so.
    """
    said = said_number(typed)
    if said is not None:
        numbered = _seen(request, session, said)
        if numbered:
            return Found(numbered)
    known = kpis.every(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return Found(*naming.find(known, typed))


def beginning(
    request: Request, session: Session, journey: Journey, typed: str
) -> tuple[Kpi, str] | None:
    """The KPI whose number or whole name the text begins with, the longest, and what follows."""
    first, _, rest = typed.partition(" ")
    said = said_number(first)
    numbered = _seen(request, session, said) if said is not None else None
    if numbered:
        return numbered, rest.strip()
    known = kpis.every(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    for kpi in sorted(known, key=lambda each: (-len(each.name), each.retired_at is not None)):
        length = len(kpi.name)
        if fold(typed[:length]) == fold(kpi.name) and typed[length : length + 1] in ("", " "):
            return kpi, typed[length:].strip()
    return None


def clicked(request: Request, session: Session) -> Kpi:
    """The one a button is about: its value begins with the number."""
    found = _carried(request, session, request.value.partition(" ")[0])
    if found is None:
        raise UserError(_GONE)
    return found


def of_form(request: Request, session: Session, *, field: str) -> Kpi:
    """The one an open form is about; FieldError beside `field` when it is gone."""
    found = _carried(request, session, request.context.get("kpi", ""))
    if found is None:
        raise FieldError({field: "This KPI is no longer here for you to see."})
    return found


def _carried(request: Request, session: Session, value: str) -> Kpi | None:
    said = said_number(f"K-{value}") if value.isascii() else None
    return _seen(request, session, said) if said is not None else None


def _seen(request: Request, session: Session, number: int) -> Kpi | None:
    """K-number, if its journey is for this person's eyes."""
    found = kpis.numbered(session, workspace_id=request.workspace_id, number=number)
    if found is None:
        return None
    journey = journeys.get_or_none(session, viewer=request.viewer, journey_id=found.journey_id)
    return found if journey else None
