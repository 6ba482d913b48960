"""Adds an action: `/journey action`, the buttons that lead there, and the form."""

import re
from dataclasses import replace

from sqlmodel import Session

from commands.action import (
    action_views,
    action_words,
    card,
    form_fields,
    form_views,
    ideas,
    message,
    moves,
    prefill,
    receipt_views,
)
from commands.action.form_fields import Read
from commands.action.form_views import MOST_PAINS, Held
from commands.errors import UserError
from commands.journey import which
from commands.pain.form import posted_in
from commands.reply import Again, Effect, OpenForm, Reply
from commands.request import Kind, Request
from commands.text import clean_line, clip
from storage.action import actions
from storage.action import reminders as action_reminders
from storage.action.actions import NewAction
from storage.action.origins import Origin
from storage.identity import identity
from storage.models import Action, Journey
from storage.pain import pains

_ALONE = re.compile(r"(?:a-?|#)([0-9]{1,9})", re.IGNORECASE)


def typed(request: Request, session: Session) -> Reply:
    """`/journey action A-5` shows it; P-12, O-4, V-3 or words open the form with them."""
    number = _ALONE.fullmatch(request.text)
    if number:
        return card.show(request, session, int(number[1]))
    named = prefill.FROM.fullmatch(request.text)
    # As a button, whose route is not for guests.
    return [
        Again(
            replace(
                request,
                kind=Kind.ACTION,
                name=action_views.NEW,
                word="",
                value=request.text if named else "",
                text="" if named else request.text,
            )
        )
    ]


def begin(request: Request, session: Session) -> Reply:
    """The form, with what is known already."""
    journey, origin = prefill.journey_and_origin(request, session)
    if journey is None:
        return which.ask(request, session)
    today = action_words.today(request)
    chosen = origin.pains if origin else ()
    held = Held(
        owner_id=request.person.id,
        due_on=action_words.two_weeks(today),
        what=clip(
            clean_line(request.text) or (prefill.what(origin) if origin else ""),
            form_views.MAX_WHAT,
        ),
        pains=[
            form_views.choice(number, _title(request, session, number))
            for number in chosen[:MOST_PAINS]
        ],
    )
    notes = (
        [f"The first {MOST_PAINS} of its {len(chosen)} pain points are chosen below."]
        if len(chosen) > MOST_PAINS
        else []
    )
    context = {"journey": str(identity(journey)), "from": request.value if origin else ""}
    return [OpenForm(form_views.add_form(held, context=context, notes=notes))]


def submit(request: Request, session: Session) -> Reply:
    """Stores it, tells the channel and the owner, and moves its pain points on."""
    journey = which.current(request, session)
    if journey is None:
        raise UserError(
            "The journey of this form is not here any more: it was retired, or is kept to a "
            "private channel now. Copy your words; `/journey action` opens the form anew."
        )
    read = form_fields.read(request, session, journey_id=identity(journey))
    origin = prefill.again(request, session)
    action = _stored(request, session, journey, read, origin)
    idea = ideas.planned(request, session, action)
    moved = moves.planned(request, session, action)
    said = f"{moved.words}{idea.words}"
    effects: list[Effect] = [receipt_views.added(action, said, masked=read.masked, more=idea.undo)]
    if action.channel_id:
        effects.append(message.post(session, action))
    effects += message.given(session, action, by=request.person.id)
    return [*effects, *moved.refreshed]


def _stored(
    request: Request, session: Session, journey: Journey, read: Read, origin: Origin | None
) -> Action:
    journey_id = identity(journey)
    # What belongs to another journey by now is no origin any more.
    known = origin if origin and origin.journey_id == journey_id else Origin(journey_id)
    action = actions.add(
        session,
        workspace_id=request.workspace_id,
        journey_id=journey_id,
        new=NewAction(
            what=read.what,
            owner_id=read.owner_id,
            due_on=read.due_on,
            kpi=read.kpi,
            hypothesis=read.hypothesis,
            pain_ids=[identity(pain) for pain in read.pains],
            opportunity_id=known.opportunity_id,
            round_id=known.round_id,
            channel_id=posted_in(request, session, journey_id),
        ),
        actor_id=request.person.id,
        at=request.now,
    )
    action_reminders.told(session, action=action, now=request.now)
    return action


def _title(request: Request, session: Session, number: int) -> str:
    pain = pains.numbered(session, workspace_id=request.workspace_id, number=number)
    return pain.title if pain else ""
