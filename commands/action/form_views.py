"""The form “Add an action”, which also edits one: pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from commands import blocks
from commands.blocks import Option
from commands.reply import Block, View
from commands.text import clip
from commands.wording import action_number, pain_number

FORM = "action.add"
EDIT_FORM = "action.edit"
# The type-ahead is found by this name, so it is unlike any other form's.
PAINS = "action_pains"
MAX_WHAT = 150
MAX_KPI = 150
MAX_HYPOTHESIS = 1000
# As many as boxes can be ticked beside "Which does it solve?".
MOST_PAINS = 10


@dataclass(frozen=True, slots=True)
class Held:
    """What the fields hold; `pains` are choices by P-number."""

    owner_id: str | None
    due_on: date
    what: str = ""
    kpi: str = ""
    hypothesis: str = ""
    pains: Sequence[Option] = field(default=())


def choice(number: int, title: str) -> Option:
    """'P-4 · The queue was long', clipped in its title rather than in its number."""
    head = f"{pain_number(number)} · "
    return f"{head}{clip(' '.join(title.split()), blocks.MAX_OPTION - len(head))}", str(number)


def add_form(held: Held, *, context: Mapping[str, str], notes: Sequence[str] = ()) -> View:
    """What somebody will do, by when, and for what."""
    return _form(FORM, "Add an action", "Add", held, context, notes)


def edit_form(
    number: int, held: Held, *, context: Mapping[str, str], notes: Sequence[str] = ()
) -> View:
    """The same with what is stored, to change it."""
    heading = f"Edit {action_number(number)}"
    return _form(EDIT_FORM, heading, "Save", held, context, notes)


def _form(
    form_id: str,
    heading: str,
    submit: str,
    held: Held,
    context: Mapping[str, str],
    notes: Sequence[str],
) -> View:
    body = [
        *[blocks.section(note) for note in notes],
        *_what_who_when(held),
        _pains(held),
        blocks.field(
            "kpi",
            "KPI it should move",
            blocks.text_input(
                initial=held.kpi, most=MAX_KPI, placeholder="Calls about parcel labels a week"
            ),
            optional=True,
        ),
        blocks.field(
            "hypothesis",
            "Hypothesis",
            blocks.text_input(
                initial=held.hypothesis,
                most=MAX_HYPOTHESIS,
                multiline=True,
                placeholder="If the desk prints labels, half of these calls stop",
            ),
            optional=True,
        ),
    ]
    return blocks.form(form_id, heading, body, submit=submit, context=context)


def _what_who_when(held: Held) -> list[Block]:
    what = blocks.text_input(
        initial=held.what,
        most=MAX_WHAT,
        placeholder="Print parcel labels at the service desk",
        focus=True,
    )
    return [
        blocks.field("what", "What", what),
        blocks.field(
            "owner",
            "Owner",
            blocks.person_select(initial=held.owner_id),
            hint="They get it as a direct message, and a reminder two days before it is due.",
        ),
        blocks.field("due", "Due", blocks.date_picker(initial=held.due_on.isoformat())),
    ]


def _pains(held: Held) -> Block:
    return blocks.field(
        PAINS,
        "For",
        blocks.multi_type_ahead(
            initial=held.pains, placeholder="Pain points: type a number or words", most=MOST_PAINS
        ),
        optional=True,
        hint="New and Confirmed pain points become Planned. They are In progress when somebody "
        "starts, and Solved when it is done.",
    )
