"""Adds an opportunity: `/journey opportunity`, and the button on a pain point's card."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from commands.errors import FieldError
from commands.fields import Fields
from commands.journey import which
from commands.opportunity import card, form_fields, form_views, words
from commands.reply import Offer, OpenForm, Reply
from commands.request import Request
from commands.text import clean_line, clip
from storage.identity import identity
from storage.opportunity import opportunities
from storage.opportunity import pains as opportunity_pains
from storage.pain import pains
from storage.pain import rows as pain_rows
from storage.vocabulary import Kind

_PAIN = re.compile(r"P-([0-9]{1,9})")
_MOST_OFFERED = 20


def open_form(request: Request, session: Session) -> Reply:
    """The form, with the title that was typed."""
    return _form(request, session, title=clean_line(request.text))


def clicked(request: Request, session: Session) -> Reply:
    """A button; where its value names a pain point, in that one's journey and with it chosen."""
    asked = _PAIN.fullmatch(request.value)
    pain = asked and pains.numbered(
        session, workspace_id=request.workspace_id, number=int(asked.group(1))
    )
    if not pain or pain.kind != Kind.PAIN:
        return _form(request, session)
    here = replace(request, context={"journey": str(pain.journey_id)})
    return _form(here, session, pain_ids=[identity(pain)])


def submit(request: Request, session: Session) -> Reply:
    """Stores it, and shows its card."""
    journey = which.current(request, session)
    if journey is None:
        raise FieldError({"title": "This journey is no longer here for you to see."})
    fields = Fields(request.values)
    held = form_fields.told(request, session, fields, journey_id=identity(journey))
    fields.check()
    added = opportunities.add(
        session, journey=journey, held=held, actor_id=request.person.id, at=request.now
    )
    lead = " ".join(filter(None, (f"*{words.named(added)}* is added.", fields.masked)))
    return [card.answer(request, session, added, lead=lead)]


def offer_pains(request: Request, session: Session) -> Reply:
    """The type-ahead: open pain points of the journey by number or words, else the hottest."""
    journey = which.current(request, session)
    if journey is None:
        return [Offer([])]
    rows = opportunity_pains.offered(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        typed=request.text,
        now=request.now,
        limit=_MOST_OFFERED,
    )
    return [Offer([form_views.pain_choice(row) for row in rows])]


def _form(
    request: Request, session: Session, *, title: str = "", pain_ids: Sequence[int] = ()
) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    rows = pain_rows.rows(session, request.workspace_id, pain_ids, request.now)
    view = form_views.add_form(
        title=clip(title, form_views.MAX_TITLE),
        pains=[form_views.pain_choice(row) for row in rows],
        context={"journey": str(identity(journey))},
    )
    return [OpenForm(view)]
