"""Reads the form “Add an action”, and holds it against what there is to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from commands import days
from commands.action import action_words
from commands.action.form_views import (
    MAX_HYPOTHESIS,
    MAX_KPI,
    MAX_WHAT,
    MOST_PAINS,
    PAINS,
)
from commands.fields import Fields
from commands.pain import change_fields
from commands.request import Request
from commands.wording import pain_number
from storage.models import PainPoint
from storage.pain import merges, pains
from storage.vocabulary import Kind

_LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Read:
    """What the form holds; `masked` says what was taken out of it."""

    what: str
    owner_id: str
    due_on: date
    kpi: str
    hypothesis: str
    pains: Sequence[PainPoint]
    masked: str


def read(
    request: Request, session: Session, *, journey_id: int, was_due: date | None = None
) -> Read:
    """FieldError for what is wrong. `was_due` may stay, also when it has passed by now."""
    fields = Fields(request.values)
    what = fields.text("what", most=MAX_WHAT, missing="Say what is to be done.", lines=False)
    owner = owner_of(fields, "owner")
    due_on = due_day(fields, request, was_due=was_due)
    found = _pains(fields, request, session, journey_id)
    kpi = fields.text("kpi", most=MAX_KPI, lines=False)
    hypothesis = fields.text("hypothesis", most=MAX_HYPOTHESIS)
    fields.check()
    return Read(what, owner, due_on, kpi, hypothesis, found, fields.masked)


def owner_of(fields: Fields, name: str) -> str:
    """The chosen person; what is missing is noted in `fields`."""
    owner = change_fields.person(fields, name)
    if owner is None:
        fields.wrong(name, "Choose who does it. “Hand over” passes it on later.")
    return owner or ""


def due_day(fields: Fields, request: Request, *, was_due: date | None = None) -> date:
    """The chosen day, today at the earliest; what is wrong with it is noted in `fields`."""
    today = action_words.today(request)
    chosen = fields.value("due", missing="Choose a day.")
    try:
        due_on = date.fromisoformat(chosen)
    except ValueError:
        fields.wrong("due", "Choose a day.")
        return today
    if due_on < today and due_on != was_due:
        fields.wrong(
            "due",
            f"{days.calendar_day(due_on)} has passed. Choose today or a later day: that is "
            "when Cairn reminds the owner.",
        )
    return due_on


def _pains(fields: Fields, request: Request, session: Session, journey_id: int) -> list[PainPoint]:
    """The chosen pain points of the journey; a duplicate stands for the one it leads to."""
    raw = request.values.get(PAINS) or []
    chosen = [raw] if isinstance(raw, str) else raw
    found: dict[int, PainPoint] = {}
    for value in chosen:
        pain = (
            pains.numbered(session, workspace_id=request.workspace_id, number=int(value))
            if value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
            else None
        )
        if pain is None or pain.journey_id != journey_id or pain.kind != Kind.PAIN:
            fields.wrong(PAINS, "One of these is no longer here. Please choose again.")
            continue
        pain = merges.leads_to(session, pain=pain)
        found[pain.number] = pain
    if len(found) > MOST_PAINS:
        last = pain_number(sorted(found)[MOST_PAINS - 1])
        fields.wrong(
            PAINS,
            f"At most {MOST_PAINS} pain points for one action, for example up to {last}. "
            "What solves more is better made into several actions.",
        )
    return [found[number] for number in sorted(found)]
