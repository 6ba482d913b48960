"""The form that starts to collect empathy notes, as a pure function of plain data."""

from collections.abc import Mapping

from commands import blocks
from commands.blocks import Option
from commands.persona import words
from commands.reply import View
from commands.text import plural
from storage.models import Persona

HOW = "how"
BEGIN = "begin"
SILENT = "silent"
OPEN = "open"
_HOW: list[Option] = [
    ("Silently: everybody sees only their own notes until you reveal", SILENT),
    ("In the open: everybody sees every note at once", OPEN),
]


def start_form(
    persona: Persona, *, form_id: str, notes: int, ready: int, context: Mapping[str, str]
) -> View:
    """How it is collected, and whether to begin with what was really seen."""
    so_far = words.notes(notes) if notes else "no notes so far"
    body = [
        blocks.section(f"*{words.named(persona)}* · {so_far}"),
        blocks.field(HOW, "How do you collect?", blocks.radio(_HOW, initial=SILENT)),
    ]
    if ready:
        box = blocks.checkbox(
            f"Put {plural(ready, 'note')} onto the map that were really seen",
            "yes",
            checked=True,
        )
        hint = "What customers said, what hurt and what pleased them, from the sightings."
        body.append(blocks.field(BEGIN, "Begin with", box, optional=True, hint=hint))
    body.append(
        blocks.context(
            "One message goes to this channel, with a button to add notes. Silence keeps people "
            "from repeating each other. You, those who run the journey and administrators can end "
            "it."
        )
    )
    return blocks.form(form_id, "Empathy map", body, submit="Start", context=context)
