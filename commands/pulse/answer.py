"""Takes an answer to a pulse with one tap, and words beside it; whoever was asked may."""

import re

from sqlmodel import Session

from commands.errors import UserError
from commands.fields import Fields
from commands.pulse import ask, ask_views, find, pulse_views
from commands.reply import OpenForm, Refresh, Replace, Reply
from commands.request import Request
from storage.identity import identity
from storage.models import Pulse
from storage.pulse import answers
from storage.pulse.answers import Mine, Outcome

_VALUE = re.compile(r"([0-9]{1,18}) ([1-5])")
_OLD = "This pulse is not asked of you any more. `/journey notifications` tells what you get."
_OVER = "This pulse has ended, so nothing is changed any more. What came of it is in its channel."


def give(request: Request, session: Session) -> Reply:
    """One tap; the same one again changes nothing, another one changes the answer."""
    match = _VALUE.fullmatch(request.value)
    pulse, _ = _asked(request, session, match[1] if match else "")
    value = int(match[2]) if match else 0
    if value > answers.most(pulse.kind):
        raise UserError(_OLD)
    answers.give(session, pulse=pulse, person_id=request.person.id, value=value, at=request.now)
    session.refresh(pulse)
    return [Replace(*ask.message(session, pulse, request.person.id, request.now))]


def open_words(request: Request, session: Session) -> Reply:
    """The button Add words."""
    pulse, mine = _asked(request, session, request.value)
    if answers.is_over(pulse, request.now):
        raise UserError(_OVER)
    return [OpenForm(ask_views.words_form(pulse, identity(pulse), mine))]


def keep_words(request: Request, session: Session) -> Reply:
    """Stores them; the message shows them then."""
    pulse, _ = _asked(request, session, request.context.get("pulse", ""))
    fields = Fields(request.values)
    said = fields.text(ask_views.SAID, most=answers.MOST_WORDS)
    fields.check()
    outcome = answers.say(
        session,
        pulse=pulse,
        person_id=request.person.id,
        words=said,
        shown=fields.ticked(ask_views.SHOWN),
        at=request.now,
    )
    if outcome is Outcome.OVER:
        raise UserError(_OVER)
    text, body = ask.message(session, pulse, request.person.id, request.now)
    subject = pulse_views.subject(identity(pulse), request.person.id)
    return [Refresh(subject, text, body), *fields.masked_notice()]


def _asked(request: Request, session: Session, value: str) -> tuple[Pulse, Mine]:
    """The pulse, for those it was put to; guests may answer as everybody else."""
    pulse = find.row(request, session, value)
    mine = answers.mine(session, pulse=pulse, person_id=request.person.id) if pulse else None
    if pulse is None or mine is None:
        raise UserError(_OLD)
    return pulse, mine
