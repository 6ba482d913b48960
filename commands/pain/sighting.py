"""Adds a sighting to a known pain point: `/pain P-12 <text>`, "I've seen this too", a button."""

import re
from dataclasses import replace

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.pain import card, card_facts, draft, form, message, observed, seen, sighting_views
from commands.pain.detail_views import DETAILS, severity_name
from commands.pain.draft import Draft
from commands.pain.observed import Observed
from commands.reply import OpenForm, Reply, UpdateForm, View
from commands.request import Request
from commands.text import clean
from storage.identity import identity
from storage.journey import journeys
from storage.models import PainPoint
from storage.pain import merges, pains
from storage.persona import personas
from storage.vocabulary import Kind, Status

# `/pain P-12 4 the till froze`: how bad it was may come first.
_SEVERITY = re.compile(r"([1-5])(?:\s+|$)")
_DIGITS = 9


def open_typed(request: Request, session: Session, *, number: int, text: str) -> Reply:
    """`/pain P-12 <text>`: the form with the words in it, and how bad if they begin with it."""
    pain = card.find(request, session, number)
    told = clean(text)
    match = _SEVERITY.match(told)
    severity = match.group(1) if match else ""
    words = told[match.end() :] if match else told
    values = {"what": words, severity_name(Kind(pain.kind)): severity}
    held = Draft(pain.journey_id, values=values, pain=number)
    return [OpenForm(_form(request, session, pain, held))]


def open_clicked(request: Request, session: Session) -> Reply:
    """A button that adds a sighting; its value is the number."""
    pain = card.find(request, session, _number(request.value))
    return [OpenForm(_form(request, session, pain, Draft(pain.journey_id, pain=pain.number)))]


def detailed(request: Request, session: Session) -> Reply:
    """The optional fields, too."""
    held = replace(draft.of(request), details=True)
    pain = card.find(request, session, held.pain)
    return [UpdateForm(_form(request, session, pain, held))]


def instead(request: Request, session: Session) -> Reply:
    """Back to the form that logs a new one, with everything in it."""
    held = replace(draft.of(request), pain=0, back=False)
    return [UpdateForm(form.redrawn(request, session, held))]


def seen_too(request: Request, session: Session) -> Reply:
    """Adds what is filled in so far; asks only for how bad it was when that is missing."""
    pain = card.find(request, session, _number(request.value))
    held = draft.of(request)
    held = replace(
        held,
        kind=Kind(pain.kind),
        pain=pain.number,
        back=True,
        details=held.details or any(held.values.get(name) for name in DETAILS),
    )
    try:
        found = observed.read(request, session, held, must_tell=False)
    except FieldError:
        return [UpdateForm(_form(request, session, pain, held))]
    if not observed.first(request, session):
        _, target = _target(request, session, pain)
        row = card_facts.row(session, target, request.now)
        return [UpdateForm(sighting_views.done_view(row, already=True))]
    named, target = _store(request, session, pain, found)
    row = card_facts.row(session, target, request.now)
    view = sighting_views.done_view(
        row, notes=sighting_views.notes(named, target), masked=found.masked
    )
    return [UpdateForm(view), message.refresh(session, identity(target), request.now)]


def submit(request: Request, session: Session) -> Reply:
    """The form "Add a sighting"."""
    held = draft.of(request)
    pain = card.find(request, session, held.pain)
    found = observed.read(request, session, replace(held, kind=Kind(pain.kind)), must_tell=False)
    first = observed.first(request, session)
    named, target = (
        _store(request, session, pain, found) if first else _target(request, session, pain)
    )
    row = card_facts.row(session, target, request.now)
    receipt = sighting_views.receipt(
        row,
        notes=sighting_views.notes(named, target),
        masked=found.masked,
        may_reopen=target.status == Status.SOLVED and _decides(request, session, target),
        already=not first,
    )
    if not first:
        return [receipt]
    return [receipt, message.refresh(session, identity(target), request.now)]


def _store(
    request: Request, session: Session, pain: PainPoint, found: Observed
) -> tuple[PainPoint, PainPoint]:
    """The pain point that was named, and the one that got the sighting."""
    named, target = _target(request, session, pain)
    pains.add_sighting(
        session,
        workspace_id=request.workspace_id,
        pain_id=identity(target),
        sighting=found.sighting,
    )
    seen.learn_seen(
        session,
        workspace_id=request.workspace_id,
        pain_id=identity(target),
        told=found.sighting.words,
    )
    return named, target


def _target(request: Request, session: Session, pain: PainPoint) -> tuple[PainPoint, PainPoint]:
    """A duplicate leads to the one that gets its sightings, held so that no merge comes between."""
    named, target = merges.lock(session, pain=pain)
    return named, card.find(request, session, target.number)


def _form(request: Request, session: Session, pain: PainPoint, held: Draft) -> View:
    target = merges.leads_to(session, pain=pain)
    if not journeys.get_or_none(session, viewer=request.viewer, journey_id=target.journey_id):
        raise UserError("This pain point is kept to a channel that you are not in here.")
    known = (
        personas.of(session, workspace_id=request.workspace_id, journey_id=target.journey_id)
        if held.details
        else ()
    )
    return sighting_views.sighting_form(
        replace(held, kind=Kind(pain.kind), journey_id=target.journey_id),
        card_facts.row(session, target, request.now),
        notes=sighting_views.notes(pain, target),
        personas=[(persona.name, str(identity(persona))) for persona in known],
    )


def _decides(request: Request, session: Session, pain: PainPoint) -> bool:
    """Whether the person decides on it: its owner, the journey's, an administrator."""
    journey = journeys.get_or_none(session, viewer=request.viewer, journey_id=pain.journey_id)
    owners = {pain.owner_id, journey.owner_id if journey else None}
    return request.person.admin or request.person.id in owners


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) <= _DIGITS else 0
