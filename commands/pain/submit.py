"""Stores what the form "Log a pain point" holds, once the person knows what was seen before."""

from dataclasses import replace

from sqlmodel import Session

from commands.errors import FieldError
from commands.pain import draft, form, form_views, message, observed, receipt_views, seen
from commands.pain.draft import Draft
from commands.pain.observed import Observed
from commands.reply import OpenForm, Post, Reply, Say, Tell
from commands.request import Request
from commands.wording import touchpoint_number
from storage.journey.journeys import JourneyRow
from storage.pain import pains
from storage.pain.rows import PainRow
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint.rows import PlaceRow


def submit(request: Request, session: Session) -> Reply:
    """Logs it as new, unless something alike was not shown yet: then the form comes back once."""
    held = draft.of(request)
    journey = form.journey_of(request, session)
    found = observed.read(request, session, held, must_tell=True)
    touchpoint = _chosen(request, session, held)
    # Before looking for what is alike: that would find what the first click just stored.
    if not observed.first(request, session):
        return [receipt_views.stored_already()]
    back = _once_more(request, session, journey, held, touchpoint)
    if back:
        observed.release(request, session)
        return [back]
    pain = pains.add(
        session,
        touchpoint=touchpoint,
        told=found.told,
        kind=held.kind,
        channel_id=request.place.id if request.place else None,
        sighting=found.sighting,
    )
    seen.learn_new(
        session,
        workspace_id=request.workspace_id,
        journey_id=touchpoint.journey_id,
        pain=pain,
        told=found.told,
    )
    return _told(request, session, held, pain, found)


def _told(
    request: Request, session: Session, held: Draft, pain: PainRow, found: Observed
) -> list[Say | Post | Tell]:
    """The receipt, the channel's message, and thanks to who made a delight happen."""
    channel = form.posted_in(request, session, held.journey_id)
    maker = found.sighting.made_by
    effects: list[Say | Post | Tell] = [
        receipt_views.receipt(pain, posted_in=channel, masked=found.masked, thanked=maker)
    ]
    if channel:
        effects.append(
            message.post(pain, reporter_id=request.person.id, channel_id=channel, made_by=maker)
        )
    if maker and maker != request.person.id:
        effects.append(receipt_views.thanks(pain, maker, reporter_id=request.person.id))
    return effects


def _once_more(
    request: Request, session: Session, journey: JourneyRow, held: Draft, touchpoint: PlaceRow
) -> OpenForm | None:
    """The form with what looks the same on top; None when the person knows it all."""
    if held.asked or held.looked == held.told_where():
        return None
    similar = seen.before(request, session, held, touchpoint)
    if {row.id for row in similar} <= set(held.shown):
        return None
    return OpenForm(form.drawn(request, session, journey, replace(held, asked=True)))


def _chosen(request: Request, session: Session, held: Draft) -> PlaceRow:
    value = held.text(form_views.WHERE)
    touchpoint = (
        touchpoint_rows.place_or_none(
            session, workspace_id=request.workspace_id, touchpoint_id=int(value)
        )
        if value.isascii() and value.isdigit()
        else None
    )
    if touchpoint is None or touchpoint.journey_id != held.journey_id:
        raise FieldError({"where": "This touchpoint no longer exists. Please choose another."})
    if touchpoint.retired:
        raise FieldError(
            {
                "where": f"{touchpoint_number(touchpoint.number)} was retired while this form was "
                "open. Please choose another."
            }
        )
    return touchpoint
