"""The form "What to say today", as a pure function of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.brief.place_views import named
from commands.reply import View
from storage.models import Stage, Touchpoint

EDIT = "brief.edit"
FORM = "brief.write"
MOST_LINES = 6


def write_form(
    place: Touchpoint | Stage,
    *,
    held: str,
    most: int,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """The form "What to say today"; `notes` say what others wrote while it was open."""
    element = blocks.text_input(
        initial=held,
        most=most,
        multiline=True,
        placeholder="Offer to print the label here. Don't promise a date.",
        focus=True,
    )
    hint = f"At most {most} characters in {MOST_LINES} lines: it is read on a phone."
    body = [
        *[blocks.section(note) for note in notes],
        blocks.field("words", "What to say and do today", element, optional=True, hint=hint),
        blocks.context(f"For everybody at {named(place)}. Empty takes it away."),
    ]
    return blocks.form(FORM, "What to say today", body, submit="Save", context=context)
