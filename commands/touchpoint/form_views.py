"""The forms that add, edit and move a touchpoint, as pure functions of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import Block, View
from commands.text import escape
from commands.touchpoint.draft import (
    FIELDS,
    LABELS,
    MAX_ACTION,
    MAX_DEPARTMENT,
    MAX_NAME,
    SIGNIFICANCES,
    Draft,
)
from commands.wording import CHANNEL_CHOICES, EMOTION_CHOICES, touchpoint_number

ADD_FORM = "touchpoint.add"
EDIT_FORM = "touchpoint.edit"
MOVE_FORM = "touchpoint.move"
FIRST = "first"
FIRST_CHOICE: Option = ("First in the stage", FIRST)

_ENDS = {1: "hardly matters", 5: "decides"}
_SIGNIFICANCE_CHOICES: list[Option] = [
    (f"{n} {_ENDS[n]}" if n in _ENDS else str(n), str(n)) for n in SIGNIFICANCES
]


def add_form(
    *,
    journey_id: int,
    journey: str,
    stages: Sequence[Option],
    draft: Draft,
    stage: str | None = None,
    notes: Sequence[str] = (),
) -> View:
    """The form "Add a touchpoint": three required fields, then what helps."""
    body = [
        *[blocks.section(note) for note in notes],
        _name(draft),
        blocks.field("stage", "Stage", blocks.select(stages, initial=stage)),
        *_details(draft),
        blocks.context(f"Journey: {escape(journey)}"),
    ]
    context = {"journey": str(journey_id)}
    return blocks.form(ADD_FORM, "Add a touchpoint", body, submit="Add", context=context)


def edit_form(
    *,
    number: int,
    stage: str,
    draft: Draft,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """The form "Edit T-7"; `notes` say what others changed while it was open."""
    said = touchpoint_number(number)
    where = f"Stage: {escape(stage)}. Another stage or place: `/touchpoint move {said}`"
    body = [
        *[blocks.section(note) for note in notes],
        _name(draft),
        *_details(draft),
        blocks.context(where),
    ]
    return blocks.form(EDIT_FORM, f"Edit {said}", body, submit="Save", context=context)


def move_form(
    *,
    number: int,
    name: str,
    stages: Sequence[Option],
    stage: str | None,
    behind: Option | None,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """The form "Move T-7": a stage, and whom it stands behind there."""
    said = touchpoint_number(number)
    body = [
        *[blocks.section(note) for note in notes],
        blocks.section(f"*{said}* {escape(name)}"),
        blocks.field("stage", "Stage", blocks.select(stages, initial=stage)),
        blocks.field(
            "behind",
            "Behind",
            blocks.type_ahead(initial=behind, placeholder="Type to find the touchpoint"),
            optional=True,
            hint="Leave it empty to put it last in the stage.",
        ),
    ]
    return blocks.form(MOVE_FORM, f"Move {said}", body, submit="Move", context=context)


def _name(draft: Draft) -> Block:
    element = blocks.text_input(
        initial=draft.name, most=MAX_NAME, placeholder="Checkout page", focus=True
    )
    return blocks.field("name", LABELS["name"], element)


def _details(draft: Draft) -> list[Block]:
    return [
        blocks.field(
            "channel",
            LABELS["channel"],
            blocks.select(CHANNEL_CHOICES, initial=draft.channel or None),
        ),
        _optional(
            "action",
            blocks.text_input(
                initial=draft.action,
                most=MAX_ACTION,
                multiline=True,
                placeholder="Enters the address and pays",
            ),
        ),
        _optional(
            "department",
            blocks.text_input(
                initial=draft.department, most=MAX_DEPARTMENT, placeholder="Online shop"
            ),
        ),
        _optional("owner_id", blocks.person_select(initial=draft.owner_id)),
        _optional(
            "significance",
            blocks.select(_SIGNIFICANCE_CHOICES, initial=_chosen(draft.significance)),
            hint="How much it matters to the customer.",
        ),
        _optional(
            "moment_of_truth",
            blocks.checkbox(
                "Here customers make up their minds about us",
                "yes",
                checked=draft.moment_of_truth,
            ),
        ),
        _optional(
            "planned_emotion",
            blocks.select(EMOTION_CHOICES, initial=_chosen(draft.planned_emotion)),
            hint="How should the customer feel here?",
        ),
    ]


def _optional(column: str, element: Block, *, hint: str = "") -> Block:
    return blocks.field(FIELDS[column], LABELS[column], element, optional=True, hint=hint)


def _chosen(number: int | None) -> str | None:
    return None if number is None else str(number)
