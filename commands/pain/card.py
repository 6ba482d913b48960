"""Shows one pain point: `/pain P-12`."""

import re

from sqlmodel import Session

from commands.errors import UserError
from commands.pain import card_views, form
from commands.reply import Reply, Say
from commands.request import Request
from commands.wording import pain_number, title
from storage import history, journeys, pain_rows, pains
from storage.identity import identity
from storage.models import PainPoint

_NUMBER = re.compile(r"p-?(\d{1,9})(?:\s|$)", re.IGNORECASE)


def number_or_text(request: Request, session: Session) -> Reply:
    """`/pain P-12` shows the card; any other text is what happened."""
    match = _NUMBER.match(request.text)
    if match is None:
        return form.open_log(request, session)
    return _show(request, session, int(match.group(1)))


def clicked(request: Request, session: Session) -> Reply:
    """A button that opens the card; its value is the number."""
    return _show(request, session, int(request.value) if request.value.isdigit() else 0)


def find(request: Request, session: Session, number: int) -> PainPoint:
    """The pain point of this number, or words saying that there is none to be seen."""
    pain = pains.numbered(session, workspace_id=request.workspace_id, number=number)
    if pain is None or not journeys.get_or_none(
        session, viewer=request.viewer, journey_id=pain.journey_id
    ):
        raise UserError(
            f"There is no {pain_number(number)} here. "
            "`/pain list` shows the pain points of this journey."
        )
    return pain


def _show(request: Request, session: Session, number: int) -> Reply:
    pain = find(request, session, number)
    pain_id = identity(pain)
    row = pain_rows.row(
        session, workspace_id=request.workspace_id, pain_id=pain_id, now=request.now
    )
    body = card_views.card_blocks(
        pain,
        row,
        sightings=pains.sightings(session, workspace_id=request.workspace_id, pain_id=pain_id),
        changes=history.of(
            session, workspace_id=request.workspace_id, subject="pain", subject_id=pain_id
        ),
    )
    return [Say(f"{pain_number(number)}: {title(pain.title)}", body)]
