"""The form "Edit P-12", as a pure function of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import View
from commands.wording import pain_number
from storage.models.columns import JsonObject

FORM = "pain.edit"
MAX_TITLE = 150
MAX_DESCRIPTION = 3000
LABELS = {
    "title": "What happened?",
    "description": "More about it",
    "touchpoint_id": "Where?",
    "owner_id": "Owner",
    "persona_id": "Who is it about?",
}


def edit_form(
    number: int,
    *,
    held: JsonObject,
    where: Option | None,
    personas: Sequence[Option],
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """What the pain point holds, to be changed; `notes` say what others changed meanwhile."""
    title = blocks.text_input(initial=held["title"], most=MAX_TITLE, focus=True)
    description = blocks.text_input(
        initial=held["description"], most=MAX_DESCRIPTION, multiline=True
    )
    touchpoint = blocks.type_ahead(initial=where, placeholder="Type to find the touchpoint")
    body = [
        *[blocks.section(note) for note in notes],
        blocks.field("title", LABELS["title"], title),
        blocks.field("description", LABELS["description"], description, optional=True),
        blocks.field("where", LABELS["touchpoint_id"], touchpoint),
        blocks.field(
            "owner",
            LABELS["owner_id"],
            blocks.person_select(initial=held["owner_id"]),
            optional=True,
        ),
    ]
    if personas and "persona_id" in held:
        chosen = str(held["persona_id"]) if held["persona_id"] is not None else None
        persona = blocks.select(personas, initial=chosen)
        body.append(blocks.field("persona", LABELS["persona_id"], persona, optional=True))
    elif "persona_id" not in held:
        body.append(blocks.context("Its sightings are about several personas; each keeps its own."))
    return blocks.form(FORM, f"Edit {pain_number(number)}", body, submit="Save", context=context)
