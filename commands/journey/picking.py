"""Choosing one of the journeys a person may see: a menu, or a type-ahead when there are many."""

import difflib
from collections.abc import Sequence

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError
from commands.fields import Fields
from commands.reply import Block, Offer, Reply
from commands.request import Request
from storage.folding import fold
from storage.identity import identity
from storage.journey import journeys
from storage.journey.journeys import JourneyRow
from storage.models import Journey

FIELD = "journey"
_LONGEST_ID = 18


def field(choices: Sequence[Journey]) -> Block:
    """The form's field."""
    if len(choices) > blocks.MAX_OPTIONS:
        element = blocks.type_ahead(placeholder="Type to find the journey")
    else:
        element = blocks.select([_option(journey) for journey in choices])
    return blocks.field(FIELD, "Journey", element)


def offer(request: Request, session: Session) -> Reply:
    """The type-ahead's answers: beginnings first, then anywhere in the name."""
    typed = fold(request.text)
    found = [
        (not name.startswith(typed), name, journey)
        for journey in journeys.visible(session, viewer=request.viewer)
        if typed in (name := fold(journey.name))
    ]
    best = sorted(found, key=lambda entry: entry[:2])
    return [Offer([_option(journey) for _, _, journey in best[: blocks.MAX_OPTIONS]])]


def chosen(request: Request, session: Session) -> Journey:
    """The journey that was picked; FieldError when there is none or it is gone."""
    fields = Fields(request.values)
    value = fields.value(FIELD, missing="Choose a journey.")
    fields.check()
    journey = by_id(request, session, value)
    if journey is None:
        raise FieldError({FIELD: "This journey no longer exists. Choose another."})
    return journey


def by_id(request: Request, session: Session, value: str) -> Journey | None:
    """The journey whose id travelled in a button or a form, if the person may see it."""
    if not _is_id(value):
        return None
    return journeys.get_or_none(session, viewer=request.viewer, journey_id=int(value))


def row_by_id(request: Request, session: Session, value: str) -> JourneyRow | None:
    """The same, only its id and name."""
    if not _is_id(value):
        return None
    return journeys.row_or_none(session, viewer=request.viewer, journey_id=int(value))


def near(request: Request, session: Session, typed: str) -> list[Journey]:
    """Up to three journeys that may have been meant."""
    by_name = {fold(j.name): j for j in journeys.visible(session, viewer=request.viewer)}
    wanted = fold(typed)
    holding = [name for name in by_name if wanted in name]
    alike = difflib.get_close_matches(wanted, by_name, n=3, cutoff=0.6)
    return [by_name[name] for name in dict.fromkeys([*alike, *holding])][:3]


def _is_id(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= _LONGEST_ID


def _option(journey: Journey) -> blocks.Option:
    return journey.name, str(identity(journey))
