"""Which journey is meant here, and asking when nothing tells."""

import json
from dataclasses import replace

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError
from commands.fields import Fields
from commands.journey import new
from commands.reply import Again, OpenForm, Reply
from commands.request import Kind, Request
from commands.text import escape
from storage import journeys, workspaces
from storage.identity import identity
from storage.models import Journey
from storage.vocabulary import PlaceKind

FORM = "journey.which"
CARRIED = 2000


def current(request: Request, session: Session) -> Journey | None:
    """The form's journey, else the channel's, the person's last, or the only one."""
    carried = request.context.get("journey", "")
    if carried.isdigit():
        return journeys.get_or_none(session, viewer=request.viewer, journey_id=int(carried))
    return journeys.current(session, viewer=request.viewer)


def ask(request: Request, session: Session) -> Reply:
    """A form that asks which journey is meant, then goes on with the request.

    Where there is no journey yet it is the form that makes the first one.
    """
    choices = journeys.visible(session, viewer=request.viewer)
    if not choices:
        intro = "There is no journey yet. Make the first one, then log and add to it right away."
        return [OpenForm(new.new_form(intro=intro))]
    body = [
        blocks.section("Cairn can't tell which journey you mean here."),
        blocks.field(
            "journey", "Journey", blocks.select([(j.name, str(identity(j))) for j in choices])
        ),
    ]
    if request.place and request.place.kind is not PlaceKind.DIRECT:
        remember = blocks.checkbox("Use it for this channel from now on", "channel", checked=True)
        body.append(blocks.field("remember", "Remember", remember, optional=True))
    asked = {"kind": request.kind.value, "name": request.name, "value": request.value}
    context = {"asked": json.dumps({**asked, "text": request.text[:CARRIED]})}
    return [OpenForm(blocks.form(FORM, "Which journey?", body, submit="Continue", context=context))]


def submit(request: Request, session: Session) -> Reply:
    """Remembers the choice, for the channel or the person, and goes on."""
    fields = Fields(request.values)
    chosen = fields.value("journey", missing="Choose a journey.")
    fields.check()
    journey = (
        journeys.get_or_none(session, viewer=request.viewer, journey_id=int(chosen))
        if chosen.isdigit()
        else None
    )
    if journey is None:
        raise FieldError({"journey": "This journey no longer exists. Choose another."})
    remember(request, session, journey, for_channel=fields.ticked("remember"))
    asked = json.loads(request.context["asked"])
    return [
        Again(
            replace(
                request,
                kind=Kind(asked["kind"]),
                name=asked["name"],
                value=asked["value"],
                text=asked["text"],
                values={},
                context={"journey": str(identity(journey))},
            )
        )
    ]


def remember(request: Request, session: Session, journey: Journey, *, for_channel: bool) -> None:
    """Notes the journey for the channel it was used in, or for the person."""
    place = request.place
    if for_channel and place and place.kind is not PlaceKind.DIRECT:
        journeys.bind(
            session,
            workspace_id=request.workspace_id,
            journey_id=identity(journey),
            channel_id=place.id,
            private=place.kind is PlaceKind.PRIVATE,
            person_id=request.person.id,
            at=request.now,
        )
    else:
        workspaces.remember_journey(
            session,
            workspace_id=request.workspace_id,
            person_id=request.person.id,
            journey_id=identity(journey),
        )


def named(journey: Journey) -> str:
    """The journey's name, safe in mrkdwn."""
    return escape(journey.name)
