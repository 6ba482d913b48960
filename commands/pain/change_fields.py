"""Reads the form "Edit P-12", and holds it against what there is to choose from."""

import re

from sqlmodel import Session

from commands import masking
from commands.errors import FieldError
from commands.fields import Fields
from commands.pain.change_views import MAX_DESCRIPTION, MAX_TITLE
from commands.request import Request
from commands.text import clip
from commands.wording import touchpoint_number
from storage.models import PainPoint
from storage.models.columns import JsonObject
from storage.persona import personas
from storage.touchpoint import touchpoints

_PERSON = re.compile(r"[UW][A-Z0-9]{1,31}")


def person(fields: Fields, name: str) -> str | None:
    """The chosen person, or None; what is no person is noted in `fields`."""
    chosen = fields.value(name)
    if chosen and not _PERSON.fullmatch(chosen):
        fields.wrong(name, "Choose a person of this workspace.")
    return chosen or None


def read(request: Request) -> JsonObject:
    """What the form holds, by column; FieldError for what is wrong with it."""
    fields = Fields(request.values)
    title = fields.text(
        "title", most=MAX_TITLE, missing="Say in a few words what happened.", lines=False
    )
    description = fields.text("description", most=MAX_DESCRIPTION)
    where = fields.value("where", missing="Choose where it happened.")
    owner = person(fields, "owner")
    persona = fields.value("persona")
    for name, value in (("where", where), ("persona", persona)):
        if value and not value.isdecimal():
            fields.wrong(name, "This choice no longer exists. Please pick another.")
    fields.check()
    read: JsonObject = {
        "title": clip(masking.mask(title).text, MAX_TITLE),
        "description": clip(masking.mask(description).text, MAX_DESCRIPTION),
        "touchpoint_id": int(where),
        "owner_id": owner,
    }
    if "persona" in request.values:
        read["persona_id"] = int(persona) if persona else None
    return read


def check(session: Session, pain: PainPoint, changes: JsonObject) -> None:
    """The chosen touchpoint and persona are of the journey, and in use."""
    workspace_id = pain.workspace_id
    chosen = changes.get("touchpoint_id", pain.touchpoint_id)
    if chosen != pain.touchpoint_id:
        touchpoint = touchpoints.get_or_none(
            session, workspace_id=workspace_id, touchpoint_id=chosen
        )
        if touchpoint is None or touchpoint.journey_id != pain.journey_id:
            raise FieldError({"where": "This touchpoint no longer exists. Please choose another."})
        if touchpoint.retired_at is not None:
            number = touchpoint_number(touchpoint.number)
            raise FieldError({"where": f"{number} was retired. Please choose another."})
    if changes.get("persona_id") is not None:
        persona = personas.get_or_none(
            session, workspace_id=workspace_id, persona_id=changes["persona_id"]
        )
        if persona is None or persona.journey_id != pain.journey_id:
            raise FieldError({"persona": "This persona no longer exists. Please choose another."})
