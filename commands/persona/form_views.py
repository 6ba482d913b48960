"""The form of a persona, as a pure function of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.persona.persona_views import EDIT, NEW
from commands.persona.words import LABELS
from commands.reply import Block, View
from storage.models.columns import JsonObject

MAX_NAME = 80
MAX_PORTRAIT = 80
PICTURES = ("png", "jpg", "jpeg")
OFF = "picture_off"
MOST: Mapping[str, int] = {
    "demographics": 500,
    "goals": 1000,
    "motivations": 1000,
    "hindrances": 1000,
    "frustrations": 1000,
    "quote": 500,
    "evidence": 500,
}
_PLACEHOLDERS = {
    "demographics": "29, rents a small flat, no car, shops by phone on the tram",
    "goals": "Something green that survives, ready by the weekend",
    "motivations": "Wants to come home to something alive",
    "hindrances": "Things that need a car or a whole day at home",
    "frustrations": "Total that grows on the last page",
    "quote": "I can't wait in all day for a fern.",
    "evidence": "Seven interviews in spring, the delivery survey",
}
_PICTURE = (
    "PNG or JPEG, for the card. Only one that may be used: a drawing, or somebody who agreed."
)
_HINTS = {"evidence": "Where this comes from. Empty, it is shown as an assumption until seen."}


def add_form(*, name: str, context: Mapping[str, str]) -> View:
    """The form "Add a persona"."""
    return blocks.form(NEW, "Add a persona", _fields({"name": name}), submit="Add", context=context)


def edit_form(
    held: JsonObject,
    *,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
    has_picture: bool = False,
) -> View:
    """What it holds, to be changed; `notes` say what others changed meanwhile."""
    fields = _fields(held)
    if has_picture:
        off = blocks.checkbox("Take the picture away", OFF)
        place = next(at for at, each in enumerate(fields) if each["block_id"] == "picture")
        fields.insert(place + 1, blocks.field(OFF, "Picture as it is", off, optional=True))
    body = [*[blocks.section(note) for note in notes], *fields]
    return blocks.form(EDIT, "Edit persona", body, submit="Save", context=context)


def _fields(held: JsonObject) -> list[Block]:
    name = blocks.text_input(
        initial=held.get("name", ""),
        most=MAX_NAME,
        placeholder="Nadia, first balcony",
        focus=True,
    )
    portrait = blocks.text_input(
        initial=held.get("portrait", ""), most=MAX_PORTRAIT, placeholder=":woman: or any emoji"
    )
    picture = {"type": "file_input", "filetypes": list(PICTURES), "max_files": 1}
    body = [
        blocks.field("name", LABELS["name"], name),
        blocks.field("portrait", LABELS["portrait"], portrait, optional=True, hint="One emoji."),
        blocks.field("picture", LABELS["picture"], picture, optional=True, hint=_PICTURE),
    ]
    return body + [_text(column, most, held) for column, most in MOST.items()]


def _text(column: str, most: int, held: JsonObject) -> Block:
    element = blocks.text_input(
        initial=held.get(column, ""),
        most=most,
        multiline=True,
        placeholder=_PLACEHOLDERS[column],
    )
    return blocks.field(column, LABELS[column], element, optional=True, hint=_HINTS.get(column, ""))
