"""Reads the forms of an opportunity, and holds them against what there is to choose from."""

import re
from collections.abc import Iterable

from sqlmodel import Session

from commands.fields import Fields
from commands.opportunity import form_views
from commands.pain.change_fields import person
from commands.request import Request
from commands.text import clean_line
from storage.models.columns import JsonObject
from storage.opportunity import pains as opportunity_pains
from storage.opportunity.frameworks import CONFIDENCES, IMPACTS, Period

# Whole people, with whatever people put between thousands.
_WHOLE = re.compile(r"[0-9]{1,3}(?:[ .,'\u2019][0-9]{3})+|[0-9]+")
_DECIMAL = re.compile(r"[0-9]{1,4}(?:[.,][0-9]{1,3})?|[.,][0-9]{1,3}")
_MOST_PEOPLE = 10_000_000_000
_MOST_MONTHS = 1000


def told(request: Request, session: Session, fields: Fields, *, journey_id: int) -> JsonObject:
    """What the form holds, by column, with "pains" as P-numbers; `fields` notes what is wrong."""
    reach = _people(fields)
    period = fields.choice("reach_period", [each.value for each in Period])
    impact = fields.choice("impact", [f"{each:g}" for each in IMPACTS])
    return {
        "title": fields.text(
            "title",
            most=form_views.MAX_TITLE,
            missing="Give it a name, in a few words.",
            lines=False,
        ),
        "how_might_we": fields.text("how_might_we", most=form_views.MAX_HOW),
        "pains": _pains(request, session, fields, journey_id=journey_id),
        "reach": reach,
        "reach_period": (period or Period.MONTH.value) if reach is not None else None,
        "impact": float(impact) if impact else None,
        "confidence": fields.number("confidence", CONFIDENCES),
        "effort": _months(fields),
    }


def edited(request: Request, session: Session, fields: Fields, *, journey_id: int) -> JsonObject:
    """The same with the owner."""
    held = told(request, session, fields, journey_id=journey_id)
    return {**held, "owner_id": person(fields, "owner")}


def ice(request: Request, session: Session, fields: Fields, *, journey_id: int) -> JsonObject:
    """The three judgements of ICE."""
    del request, session, journey_id
    scale = range(1, form_views.MOST_ICE + 1)
    return {
        name: fields.number(name, scale, missing="Choose a number from 1 to 10.")
        for name in ("ice_impact", "ice_confidence", "ice_ease")
    }


def _people(fields: Fields) -> float | None:
    typed = clean_line(fields.value("reach"))
    if not typed:
        return None
    if not _WHOLE.fullmatch(typed):
        fields.wrong("reach", "Say it as a whole number of people, like 3,000.")
        return None
    people = int(re.sub(r"[^0-9]", "", typed))
    if not 0 < people <= _MOST_PEOPLE:
        fields.wrong("reach", f"Say how many people, from 1 to {_MOST_PEOPLE:,}.")
        return None
    return float(people)


def _months(fields: Fields) -> float | None:
    typed = clean_line(fields.value("effort"))
    if not typed:
        return None
    if not _DECIMAL.fullmatch(typed):
        fields.wrong("effort", "Say it as a number of person-months, like 4 or 1.5.")
        return None
    months = float(typed.replace(",", "."))
    if not 0 < months <= _MOST_MONTHS:
        fields.wrong("effort", f"Effort is more than 0 and at most {_MOST_MONTHS:,} person-months.")
        return None
    return months


def _pains(request: Request, session: Session, fields: Fields, *, journey_id: int) -> list[int]:
    chosen = request.values.get(form_views.PAINS)
    values = chosen if isinstance(chosen, list) else []
    numbers = {int(value) for value in values if _is_number(value)}
    if len(values) > form_views.MAX_PAINS:
        fields.wrong(form_views.PAINS, f"Choose at most {form_views.MAX_PAINS} pain points.")
    known = opportunity_pains.known(
        session, workspace_id=request.workspace_id, journey_id=journey_id, numbers=numbers
    )
    if len(known) != len(set(values)):
        fields.wrong(form_views.PAINS, _gone(set(numbers) - set(known)))
    return list(known)


def _gone(numbers: Iterable[int]) -> str:
    named = ", ".join(f"P-{number}" for number in sorted(numbers))
    return f"{named or 'A choice'} is no longer there. Please take it out."


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal() and len(value) < 10  # noqa: PLR2004 - as P-numbers
