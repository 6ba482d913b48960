"""The form of a KPI, whose fields follow its kind; pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.blocks import Option
from commands.kpi.held import Held
from commands.kpi.kpi_views import EDIT, KIND, NEW, PLACE
from commands.kpi.words import KINDS
from commands.reply import Block, View
from commands.text import escape
from storage.kpi.measures import CSAT_SCALES, PLAIN, KpiKind
from storage.opportunity.frameworks import Period

MAX_NAME = 80
MAX_UNIT = 24
MAX_NUMBER = 24
HIGH, LOW = "high", "low"
BOXES = (1, 2, 3)
_KINDS: list[Option] = [(words, kind.value) for kind, words in KINDS.items()]
_SCALES: list[Option] = [(f"{low} to {high}", f"{low}-{high}") for low, high in CSAT_SCALES]
_BOX_WORDS = {1: "Only the best answer", 2: "The two best answers", 3: "The three best answers"}
_BOXES: list[Option] = [(_BOX_WORDS[count], str(count)) for count in BOXES]
_DIRECTIONS: list[Option] = [("High is good", HIGH), ("Low is good", LOW)]
_PERIODS: list[Option] = [(f"One a {period.value}", period.value) for period in Period]
_EXAMPLES = {
    KpiKind.NPS: ("NPS after delivery", "+30", "+45"),
    KpiKind.CSAT: ("Satisfied with support", "72 %", "85 %"),
    KpiKind.CES_2: ("Returning was easy", "4.8", "6"),
    KpiKind.CES_1: ("Effort to return", "3.4", "2"),
    KpiKind.CONVERSION: ("Basket to order", "28 %", "35 %"),
    KpiKind.RETENTION: ("Came back within 90 days", "40 %", "50 %"),
    KpiKind.TIME: ("Wait on the phone", "6.5", "2"),
    KpiKind.COUNT: ("Calls about parcels", "1,200", "400"),
    KpiKind.CUSTOM: ("Average basket", "48", "60"),
}

_UNITS = {KpiKind.TIME: "minutes", KpiKind.COUNT: "calls", KpiKind.CUSTOM: "€"}


def kind_of(held: Held) -> KpiKind:
    said = held.text("kind")
    return KpiKind(said) if said in list(KpiKind) else KpiKind.NPS


def add_form(held: Held, *, place: Option | None) -> View:
    """The form "Add a KPI"."""
    body = _fields(held, place)
    context = held.hidden(_names(body))
    return blocks.form(NEW, "Add a KPI", body, submit="Add", context=context)


def edit_form(held: Held, *, place: Option | None, notes: Sequence[str] = ()) -> View:
    """What it holds, to be changed; `notes` say what others changed meanwhile."""
    fields = _fields(held, place)
    told = blocks.context(
        "Another kind, scale, box, unit, direction or period begins a new series: what was "
        "measured so far stays, and is never compared with what comes."
    )
    body = [*[blocks.section(note) for note in notes], *fields, told]
    context = held.hidden(_names(fields))
    return blocks.form(EDIT, "Edit KPI", body, submit="Save", context=context)


def _names(body: Sequence[Block]) -> list[str]:
    return [block["block_id"] for block in body if "block_id" in block]


def _fields(held: Held, place: Option | None) -> list[Block]:
    kind = kind_of(held)
    name, baseline, target = _EXAMPLES[kind]
    return [
        blocks.field(
            "name",
            "Name",
            blocks.text_input(initial=held.text("name"), most=MAX_NAME, placeholder=name),
        ),
        _kind(kind),
        *_method(held, kind),
        _number(held, "baseline", "Baseline", baseline, "Where it stood before you began."),
        _number(held, "target", "Target", target, "Where it should be."),
        _place(place),
        blocks.field("owner", "Owner", blocks.person_select(initial=held.text("owner") or None)),
        blocks.field(
            "period",
            "Period",
            blocks.select(_PERIODS, initial=held.text("period") or Period.MONTH.value),
            hint="There is one reading for each.",
        ),
    ]


def _kind(kind: KpiKind) -> Block:
    element = {**blocks.select(_KINDS, initial=kind.value), "action_id": KIND}
    return {**blocks.field("kind", "Kind", element), "dispatch_action": True}


def _method(held: Held, kind: KpiKind) -> list[Block]:
    if kind is KpiKind.CSAT:
        scale = blocks.select(_SCALES, initial=held.text("scale") or "1-5")
        box = blocks.select(_BOXES, initial=held.text("box") or "2")
        hint = "The answers that count as satisfied: on 1 to 5 the two best are 4 and 5."
        return [
            blocks.field("scale", "Scale", scale),
            blocks.field("box", "Box", box, hint=hint),
        ]
    if kind not in PLAIN:
        return []
    good = held.text("direction") or (HIGH if kind is KpiKind.CUSTOM else LOW)
    unit = blocks.text_input(initial=held.text("unit"), most=MAX_UNIT, placeholder=_UNITS[kind])
    return [
        blocks.field("unit", "Unit", unit, optional=kind is not KpiKind.TIME),
        blocks.field("direction", "Direction", blocks.select(_DIRECTIONS, initial=good)),
    ]


def _number(held: Held, name: str, label: str, example: str, hint: str) -> Block:
    element = blocks.text_input(initial=held.text(name), most=MAX_NUMBER, placeholder=example)
    return blocks.field(name, label, element, optional=True, hint=hint)


def _place(place: Option | None) -> Block:
    element = blocks.type_ahead(initial=place, placeholder="Type to find a stage or touchpoint")
    block = blocks.field(
        "place", "Stage or touchpoint", {**element, "action_id": PLACE}, optional=True
    )
    return {**block, "hint": blocks.plain("Empty: it is about the whole journey.", 100)}


def shortened(typed: str) -> str:
    """What was typed, as a note on a form shows it."""
    return f"“{escape(typed[:80])}”"
