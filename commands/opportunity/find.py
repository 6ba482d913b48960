"""Finds the opportunity that is meant, if it is for the person's eyes."""

import re

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.request import Request
from commands.wording import opportunity_number
from storage.journey import journeys
from storage.models import Journey, Opportunity
from storage.opportunity import opportunities

NUMBER = re.compile(r"(?:o\s?-?\s?|#)?([0-9]{1,9})", re.IGNORECASE)


def by_number(request: Request, session: Session, number: int) -> Opportunity:
    """O-number, or words saying that there is none to be seen."""
    found = or_none(request, session, number)
    if found is None:
        raise UserError(
            f"There is no {opportunity_number(number)} here. "
            "`/journey opportunity list` shows the opportunities of this journey."
        )
    return found


def or_none(request: Request, session: Session, number: int) -> Opportunity | None:
    """O-number, unless it is not for this person's eyes."""
    found = opportunities.numbered(session, workspace_id=request.workspace_id, number=number)
    if found is None or journey_of(request, session, found) is None:
        return None
    return found


def clicked(request: Request, session: Session) -> Opportunity:
    """The one a button is about; its value begins with the number."""
    number = request.value.partition(" ")[0].removeprefix("O-")
    return by_number(request, session, int(number) if number.isdecimal() else 0)


def locked(request: Request, session: Session, *, field: str) -> Opportunity:
    """The one an open form is about, held; FieldError beside `field` when it is gone."""
    carried = request.context.get("opportunity", "")
    number = int(carried) if carried.isdecimal() else 0
    found = or_none(request, session, number) and opportunities.lock(
        session, workspace_id=request.workspace_id, number=number
    )
    if found is None:
        raise FieldError({field: "This opportunity is no longer here for you to see."})
    return found


def journey_of(request: Request, session: Session, opportunity: Opportunity) -> Journey | None:
    """Its journey, if the person may see it."""
    return journeys.get_or_none(session, viewer=request.viewer, journey_id=opportunity.journey_id)
