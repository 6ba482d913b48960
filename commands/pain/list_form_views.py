"""The form "Filter", as a pure function of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.blocks import Option
from commands.pain import list_heading
from commands.pain.list_query import (
    ALL_STATUSES,
    CLOSED_STATUSES,
    MAX_TYPED,
    Known,
    Named,
    Query,
    said_statuses,
)
from commands.pain.list_since import EXAMPLES
from commands.reply import Block, View
from commands.text import clip, escape
from commands.wording import touchpoint_number
from storage.pain.lists import Order
from storage.vocabulary import OPEN_STATUSES, Kind

FORM = "pain.filter"
# Offered by the type-ahead "where", which is told by what stands before the colon.
WHERE = "where:filter"
MAX_SINCE = 40
KINDS = [("Pain points", Kind.PAIN.value), ("Delights", Kind.DELIGHT.value)]
ORDERS = [("Hottest first", Order.HOTTEST.value), ("Newest first", Order.NEWEST.value)]


def filter_form(query: Query, known: Known, *, journey_id: int, journey: str) -> View:
    """What can be narrowed, prefilled with what is."""
    body = [
        blocks.field("kind", "What", blocks.radio(KINDS, initial=query.kind.value)),
        blocks.field("status", "Status", _status(query), optional=True),
        *_of("stage", "Stage", known.stages, query.stage),
        blocks.field(WHERE, "Touchpoint", _where(query.touchpoint), optional=True),
        *_of("persona", "Who is it about?", known.personas, query.persona),
        blocks.field("since", "Seen since", _since(query), optional=True, hint=f"Like {EXAMPLES}"),
        blocks.field("text", "Words", _text(query), optional=True),
        _tick("mine", "Mine", "Logged or seen by me", ticked=query.mine),
        _tick("rising", "Rising", "Heat doubled within 14 days", ticked=query.rising),
        blocks.field("order", "Sorted", blocks.radio(ORDERS, initial=query.sorted_by.value)),
        blocks.context(f"Journey: {escape(journey)}"),
    ]
    return blocks.form(FORM, "Filter", body, submit="Show", context={"journey": str(journey_id)})


def said_words(words: Sequence[str]) -> str:
    """Words as they are typed: phrases in quotation marks."""
    return " ".join(f'"{word}"' if " " in word else word for word in words)


def _status(query: Query) -> Block:
    groups = [OPEN_STATUSES, CLOSED_STATUSES, ALL_STATUSES, *[(each,) for each in ALL_STATUSES]]
    choices = [
        (list_heading.statuses(Query(statuses=tuple(group))), said_statuses(group))
        for group in groups
    ]
    now = said_statuses(query.statuses) if query.statuses else None
    if now and now not in [value for _, value in choices]:
        choices.insert(0, (list_heading.statuses(query), now))
    usual = "All of yours, else open ones"
    return blocks.select(choices, initial=now, placeholder=usual)


def _of(name: str, label: str, all_: Sequence[Named], chosen: Named | None) -> list[Block]:
    if not all_:
        return []
    choices: list[Option] = [(each.name, str(each.id)) for each in all_]
    element = blocks.select(choices, initial=str(chosen.id) if chosen else None, placeholder="Any")
    return [blocks.field(name, label, element, optional=True)]


def _where(chosen: Named | None) -> Block:
    initial = None
    if chosen:
        tail = f" · {touchpoint_number(chosen.number)}"
        initial = (clip(chosen.name, blocks.MAX_OPTION - len(tail)) + tail, str(chosen.id))
    return blocks.type_ahead(initial=initial, placeholder="Any; type to find it")


def _since(query: Query) -> Block:
    said = query.since.words if query.since else ""
    return blocks.text_input(initial=said, most=MAX_SINCE, placeholder="Any time")


def _text(query: Query) -> Block:
    said = said_words(query.words)
    return blocks.text_input(initial=said, most=MAX_TYPED, placeholder='voucher "gift card"')


def _tick(name: str, label: str, text: str, *, ticked: bool) -> Block:
    return blocks.field(name, label, blocks.checkbox(text, name, checked=ticked), optional=True)
