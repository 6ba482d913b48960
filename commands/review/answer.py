"""Takes what owners say of their touchpoints: Still true, Retire, Later; Edit is the usual form."""

import re
from dataclasses import replace
from datetime import timedelta

from sqlmodel import Session

from commands.errors import UserError
from commands.reply import Again, Replace, Reply
from commands.request import Kind, Request
from commands.review import listing, views
from commands.touchpoint import find, words
from storage.models import Journey, Touchpoint
from storage.models.columns import EPOCH
from storage.review import reviews
from storage.review.reviews import Answer
from storage.touchpoint import touchpoints

HOME = "h"
# T-number, and where the button stood: a message of that moment, a page of the list, the Home tab.
_VALUE = re.compile(r"([0-9]{1,9}) (?:d([0-9]{1,14})|l([0-9]{1,4}m?)|h)")
_OLD = "This button no longer works. `/journey review` shows what is to be reviewed."
_DONE = {
    Answer.STILL: "*{named}* is still true. Thank you.",
    Answer.RETIRE: "*{named}* is retired: off the map, and kept.",
    Answer.LATER: "*{named}*: its owner is asked again in a week.",
}


def still(request: Request, session: Session) -> Reply:
    """One tap: it is still true."""
    return _answer(request, session, Answer.STILL)


def later(request: Request, session: Session) -> Reply:
    """One tap: ask again in a week."""
    return _answer(request, session, Answer.LATER)


def retire(request: Request, session: Session) -> Reply:
    """One tap, after Slack's own question: off the map."""
    return _answer(request, session, Answer.RETIRE)


def _answer(request: Request, session: Session, said: Answer) -> Reply:
    match = _VALUE.fullmatch(request.value)
    if match is None:
        raise UserError(_OLD)
    touchpoint = _meant(request, session, int(match[1]))
    done = reviews.answer(
        session, touchpoint=touchpoint, person_id=request.person.id, said=said, at=request.now
    )
    named = words.named(touchpoint)
    lead = (
        _DONE[said].format(named=named)
        if done
        else f"*{named}* was taken care of already; nothing is changed."
    )
    if match[2]:
        return [_message(request, session, int(match[2]))]
    if match[3]:
        return [listing.replaced(request, session, match[3], lead)]
    return [Again(replace(request, kind=Kind.HOME, name="home", value=""))]


def _message(request: Request, session: Session, moment_ms: int) -> Replace:
    """The direct message that was clicked in, as everything in it stands now."""
    moment = EPOCH + timedelta(milliseconds=moment_ms)
    asked = reviews.asked_at(
        session, workspace_id=request.workspace_id, person_id=request.person.id, moment=moment
    )
    if not asked:
        raise UserError(_OLD)
    return Replace(*views.question(asked, moment))


def _meant(request: Request, session: Session, number: int) -> Touchpoint:
    """T-number, as far as the person may see it or was asked about it."""
    found = touchpoints.numbered(session, workspace_id=request.workspace_id, number=number)
    if found and (
        found.owner_id == request.person.id
        or session.get_one(Journey, found.journey_id).owner_id == request.person.id
        or reviews.was_asked(session, touchpoint=found, person_id=request.person.id)
    ):
        return found
    return find.numbered(request, session, number)
