"""Sets who owns a journey and how often its touchpoints are reviewed."""

import re

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import which
from commands.reply import OpenForm, Reply, Say
from commands.request import Request
from commands.review import rhythm_views
from commands.text import plural
from commands.wording import title
from storage.identity import identity
from storage.journey import edits as journey_edits
from storage.journey.edits import LEAST_DAYS, MOST_DAYS
from storage.models import Journey

_EVERY = re.compile(
    r"every (?:(?P<count>[0-9]{1,4}) ?)?(?P<unit>day|week|month|quarter|year)s?", re.IGNORECASE
)
_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_PERSON = re.compile(r"[UW][A-Z0-9]{1,31}")
_RANGE = f"Choose between {LEAST_DAYS} and {MOST_DAYS} days."


def days_in(text: str) -> int | None:
    """The days that "every 90 days" or "every quarter" means; None for other words."""
    match = _EVERY.fullmatch(" ".join(text.split()))
    return int(match["count"] or 1) * _DAYS[match["unit"].casefold()] if match else None


def set_days(request: Request, session: Session, journey: Journey, days: int) -> Reply:
    """`/journey review every 90 days`."""
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise UserError(f"That is {plural(days, 'day')}. {_RANGE}")
    journey_edits.edit(
        session,
        journey=journey,
        changes={"review_days": days},
        actor_id=request.person.id,
        at=request.now,
    )
    return [Say(_saved(journey))]


def open_form(request: Request, session: Session) -> Reply:
    """The button Owner and reviews."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    view = rhythm_views.rhythm_form(
        journey_id=identity(journey),
        journey=journey.name,
        owner_id=journey.owner_id,
        days=journey.review_days,
    )
    return [OpenForm(view)]


def submit(request: Request, session: Session) -> Reply:
    """Only the owner or an administrator hands a journey over."""
    journey = which.current(request, session)
    if journey is None:
        raise UserError("This journey is no longer there. `/journey list` shows the others.")
    fields = Fields(request.values)
    owner = fields.value(rhythm_views.OWNER, missing="Choose who owns it.")
    days = fields.value(rhythm_views.DAYS, missing=_RANGE)
    if owner and not _PERSON.fullmatch(owner):
        fields.wrong(rhythm_views.OWNER, "Choose a person of this workspace.")
    if not days.isdecimal() or not LEAST_DAYS <= int(days[:6]) <= MOST_DAYS:
        fields.wrong(rhythm_views.DAYS, _RANGE)
    fields.check()
    may = request.person.admin or request.person.id == journey.owner_id
    if owner != journey.owner_id and not may:
        raise FieldError(
            {
                rhythm_views.OWNER: "Only the owner or an administrator of this workspace hands "
                "a journey over. Ask one of them."
            }
        )
    journey_edits.edit(
        session,
        journey=journey,
        changes={"owner_id": owner, "review_days": int(days)},
        actor_id=request.person.id,
        at=request.now,
    )
    return [Say(_saved(journey))]


def _saved(journey: Journey) -> str:
    return (
        f"*{title(journey.name)}* is owned by <@{journey.owner_id}>; each touchpoint is reviewed "
        f"every {plural(journey.review_days, 'day')}."
    )
