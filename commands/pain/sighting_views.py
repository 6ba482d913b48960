"""The form "Add a sighting", and what people get after it, as pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.blocks import Option
from commands.pain import status_views
from commands.pain.detail_views import detail_fields, severity_field
from commands.pain.draft import Draft
from commands.pain.form_views import MAX_TOLD, field_names
from commands.reply import Block, Say, View
from commands.text import escape
from commands.wording import day, evidence, pain_number, title, touchpoint_number
from storage.models import PainPoint
from storage.pain.rows import PainRow
from storage.vocabulary import Kind, Status

SIGHTING_FORM = "pain.sighting"
ADD_SIGHTING = "pain.add_sighting"
DETAILS = "pain.sighting_details"
INSTEAD = "pain.log_instead"


def sighting_form(
    draft: Draft, row: PainRow, *, notes: Sequence[str] = (), personas: Sequence[Option] = ()
) -> View:
    """One tap when the words are typed already.

    Its fields are those of the form to log with, so that what was typed there stays.
    """
    words = blocks.text_input(
        initial=draft.text("what"),
        most=MAX_TOLD,
        multiline=True,
        placeholder="What you saw this time",
    )
    body = [
        blocks.section(about(row)),
        *[blocks.section(note) for note in notes],
        severity_field(draft),
        blocks.field("what", "What happened?", words, optional=True),
    ]
    steps = []
    if draft.details:
        body += detail_fields(draft, personas)
    else:
        steps.append(blocks.button("Add details", DETAILS))
    if draft.back:
        steps.append(blocks.button("It is something else", INSTEAD))
    if steps:
        body.append(blocks.actions(*steps))
    return blocks.form(
        SIGHTING_FORM,
        "Add a sighting",
        body,
        submit="Add",
        context=draft.context(field_names(body)),
    )


def about(row: PainRow) -> str:
    """Which one it is, in two lines."""
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    seen = evidence(row.sightings, row.reporters)
    return f"*{pain_number(row.number)}* {title(row.title)}\n{where} · {seen}"


def notes(named: PainPoint, pain: PainPoint) -> list[str]:
    """What the person should know of a pain point that is not simply open."""
    number = pain_number(pain.number)
    said = []
    if named.id != pain.id:
        said.append(
            f"{pain_number(named.number)} is a duplicate of {number}, so it is added to {number}."
        )
    if pain.status == Status.SOLVED:
        said.append(
            f"{number} is solved since {day(pain.status_at)}. A sighting now says that it "
            "still happens."
        )
    elif pain.status == Status.DECLINED:
        why = f": {escape(pain.reason)}" if pain.reason else "."
        said.append(f"{number} is declined{why}\nA sighting may change that.")
    return said


def receipt(
    row: PainRow, *, notes: Sequence[str], masked: str, may_reopen: bool, already: bool = False
) -> Say:
    """In the conversation, after the form closed."""
    said, body = _receipt_blocks(row, notes=notes, masked=masked, already=already)
    steps = [status_views.open_button(row.number)]
    if may_reopen:
        steps += status_views.steps(row.kind, row.number, row.status, action=status_views.SET)[:1]
    return Say(said, [*body, blocks.actions(*steps)])


def done_view(
    row: PainRow, *, notes: Sequence[str] = (), masked: str = "", already: bool = False
) -> View:
    """The same inside the form, which a click can't close."""
    _, body = _receipt_blocks(row, notes=notes, masked=masked, already=already)
    return blocks.form(SIGHTING_FORM, "Thank you", body, close="Done")


def _receipt_blocks(
    row: PainRow, *, notes: Sequence[str], masked: str, already: bool
) -> tuple[str, list[Block]]:
    number = pain_number(row.number)
    said = f"Sighting added to {number}. Thank you."
    if already:
        said = f"Your sighting of {number} is stored already; it counts once."
    body = [blocks.section(f"{said}\n{about(row)}")]
    body += [blocks.section(note) for note in notes]
    small = [masked] if masked else []
    if row.kind != Kind.DELIGHT:
        small.append("What happens next: I tell you whenever its status changes.")
    if small:
        body.append(blocks.context(*small))
    return said, body
