"""Lists of pain points and delights, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from commands import blocks
from commands.pain import list_heading
from commands.pain.list_query import Query, typed
from commands.reply import Block
from commands.text import escape, plural
from commands.wording import day, evidence, heat, pain_number, title, touchpoint_number
from storage.pain.lists import Order, Page
from storage.pain.rows import PainRow
from storage.vocabulary import PLEASURES, Kind, Status

PAGE = "pain.page"
FILTER = "pain.filter"
RISING = "↗\u00a0rising"  # never broken between the two


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, what was asked for, and what may have been meant; names raw."""

    query: Query
    page: Page
    journey_id: int
    journey: str
    near: Sequence[tuple[str, Query]] = ()
    hints: Sequence[str] = ()
    votes: Mapping[int, str] = field(default_factory=dict)  # in words, by id


def list_message(listed: Listed) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    query, page = listed.query, listed.page
    heading = list_heading.heading(query, listed.journey)
    what = "delight" if query.kind is Kind.DELIGHT else "pain point"
    body = [blocks.section(f"*{heading}* · {plural(page.total, what)}")]
    body += [blocks.section(escape(hint)) for hint in listed.hints]
    if listed.near:
        body += _did_you_mean(listed)
    if not page.rows:
        body.append(blocks.section(_nothing(query)))
    body += [row_block(row, listed.votes.get(row.id, "")) for row in page.rows]
    turns = _turns(listed)
    if turns:
        body.append(blocks.actions(*turns))
    body.append(blocks.actions(*_ways_on(listed)))
    if page.rows:
        order = list_heading.order(query)
        place = f"Page {page.number:,} of {page.pages:,}, {order}"
        body.append(blocks.context(place if page.pages > 1 else order.capitalize()))
    return f"{heading}: {page.total:,}", body


def value(query: Query, *, journey_id: int, number: int = 1) -> str:
    """What a button carries to show the query's page: understood by listing.turn."""
    return f"{number} {journey_id} {typed(query)}".rstrip()


def row_block(row: PainRow, votes: str = "") -> Block:
    """One line of a list: what, where, how hot, what votes it got, and the way to its card."""
    number = pain_number(row.number)
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    facts = _delight_facts(row) if row.kind == Kind.DELIGHT else _pain_facts(row)
    facts += [votes] if votes else []
    return blocks.section(
        f"*{number}* {title(row.title)}\n{where} · {' · '.join(facts)}",
        accessory=blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}"),
    )


def _pain_facts(row: PainRow) -> list[str]:
    if row.status == Status.DUPLICATE and row.duplicate_of:
        return [f"Duplicate of {pain_number(row.duplicate_of)}"]
    facts = [f"heat {heat(row.heat)}", evidence(row.sightings, row.reporters), row.status]
    return [*facts, RISING] if row.rising else facts


def _delight_facts(row: PainRow) -> list[str]:
    facts = [evidence(row.sightings, row.reporters)]
    if row.degree:
        facts.insert(0, PLEASURES[row.degree])
    if row.last_seen_at:
        facts.append(f"last {day(row.last_seen_at)}")
    return facts


def _nothing(query: Query) -> str:
    """An empty list says what to do instead."""
    if replace(query, order=None) == Query():
        return "Nothing here yet. Seen something? Log it in half a minute."
    if replace(query, order=None) == Query(kind=Kind.DELIGHT):
        return "No delights yet. Did something please a customer? Log it in half a minute."
    if query.rising and replace(query, order=None) == Query(rising=True):
        return "Nothing is rising: no heat here doubled within 14 days."
    return "Nothing fits. *Filter* changes what you look for."


def _did_you_mean(listed: Listed) -> list[Block]:
    names = " or ".join(f"*{title(label, 80)}*" for label, _ in listed.near)
    buttons = [
        blocks.button(
            label, f"{PAGE}:near-{place}", value=value(query, journey_id=listed.journey_id)
        )
        for place, (label, query) in enumerate(listed.near)
    ]
    return [blocks.section(f"Did you mean {names}?"), blocks.actions(*buttons)]


def _turns(listed: Listed) -> list[Block]:
    page, turns = listed.page, []
    if page.number > 1:
        turns.append(_to("Previous", "previous", listed, listed.query, page.number - 1))
    if page.number < page.pages:
        turns.append(_to("Next", "next", listed, listed.query, page.number + 1))
    return turns


def _ways_on(listed: Listed) -> list[Block]:
    query = listed.query
    found = []
    if listed.page.total > 1 and query.kind is Kind.PAIN:
        other = Order.NEWEST if query.sorted_by is Order.HOTTEST else Order.HOTTEST
        found.append(
            _to(f"{other.capitalize()} first", "order", listed, replace(query, order=other))
        )
    carried = f"{listed.journey_id} {typed(query)}".rstrip()
    found.append(blocks.button("Filter", FILTER, value=carried))
    empty = "primary" if not listed.page.total else None
    if query.kind is Kind.DELIGHT:
        found.append(blocks.button("Log a delight", "pain.open_delight", style=empty))
    else:
        found.append(blocks.button("Log a pain point", "pain.open_log", style=empty))
    return found


def _to(text: str, suffix: str, listed: Listed, query: Query, number: int = 1) -> Block:
    return blocks.button(
        text, f"{PAGE}:{suffix}", value=value(query, journey_id=listed.journey_id, number=number)
    )
