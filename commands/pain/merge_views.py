"""Merging two pain points: the form, the choices and the answers, as pure functions."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.pain import status_views
from commands.pain.status_words import named
from commands.reply import Block, Say, View
from commands.text import clip, plural
from commands.wording import pain_number
from storage.models import PainPoint
from storage.pain.rows import PainRow

FORM = "pain.merge"
OTHER = "duplicate_of"


def choice(row: PainRow) -> Option:
    """'P-4 · The queue was long', clipped in its title rather than in its number."""
    head = f"{pain_number(row.number)} · "
    title = " ".join(row.title.split())
    return f"{head}{clip(title, blocks.MAX_OPTION - len(head))}", str(row.id)


def other_field(name: str, *, initial: Option | None = None, optional: bool = False) -> Block:
    """Where the other one is chosen; its choices come while the person types."""
    return blocks.field(
        name,
        "Which one is it the same as?" if not optional else "Duplicate of",
        blocks.type_ahead(initial=initial, placeholder="Type a number or words"),
        optional=optional,
    )


def merge_form(
    pain: PainPoint,
    *,
    context: Mapping[str, str],
    initial: Option | None = None,
    notes: Sequence[str] = (),
) -> View:
    """The form "Duplicate of …"."""
    body = [
        *[blocks.section(note) for note in notes],
        blocks.section(f"*{named(pain)}*"),
        other_field(OTHER, initial=initial),
        blocks.context(
            "Its sightings move over and nothing is lost. Unmerge brings everything back."
        ),
    ]
    heading = f"Merge {pain_number(pain.number)}"
    return blocks.form(FORM, heading, body, submit="Merge", context=context)


def merged(pain: PainPoint, into: PainPoint, *, moved: int, via: int | None, heard: str) -> Say:
    """What was done, and the way back beside it; `via` is the duplicate that was chosen."""
    through = f" ({pain_number(via)} is a duplicate of it itself)" if via else ""
    number = pain_number(pain.number)
    said = (
        f"*{number}* is a duplicate of *{named(into)}* now{through}: "
        f"{plural(moved, 'sighting')} moved over.{heard}"
    )
    undo = status_views.unmerge_button(pain, into.number)
    return Say(said, [blocks.section(said), blocks.actions(_open(into), undo)])


def _open(pain: PainPoint) -> Block:
    return blocks.button(f"Open {pain_number(pain.number)}", "pain.card", value=str(pain.number))
