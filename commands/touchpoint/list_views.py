"""The list of touchpoints, stage by stage, as pure functions of plain data."""

from collections.abc import Mapping
from dataclasses import dataclass

from commands import blocks
from commands.reply import Block
from commands.text import escape, plural
from commands.touchpoint import words
from commands.touchpoint.receipt_views import OPEN_ADD, map_button, open_button
from commands.wording import evidence, heat, title, touchpoint_number
from storage.map.maps import NOTHING_OBSERVED, Observed
from storage.touchpoint.rows import TouchpointRow

PAGE = "touchpoint.page"


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one stage on a page; `in_all` counts those on other pages too."""

    stage: str
    retired: bool
    in_all: int
    continued: bool
    rows: list[TouchpointRow]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list. `heading` is mrkdwn; `near` is what may have been meant."""

    heading: str
    groups: list[Group]
    observed: Mapping[int, Observed]
    total: int
    number: int
    pages: int
    query: str
    journey_id: int
    near: str


def list_message(page: Page) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    said = f"{page.heading}: {page.total:,}"
    body = [blocks.section(f"*{page.heading}* · {plural(page.total, 'touchpoint')}")]
    if not page.groups:
        return said, [*body, *_nothing(page)]
    for group in page.groups:
        body.append(blocks.section(_stage(group)))
        body += [_row(row, page.observed.get(row.id, NOTHING_OBSERVED)) for row in group.rows]
    body.append(blocks.actions(*_turns(page), _add_button(), map_button()))
    if page.pages > 1:
        body.append(blocks.context(f"Page {page.number} of {page.pages}, in the map's order"))
    return said, body


def _stage(group: Group) -> str:
    retired = " (a retired stage)" if group.retired else ""
    continued = "continued, " if group.continued else ""
    return f"*{title(group.stage, 80)}*{retired} · {continued}{group.in_all:,}"


def _row(row: TouchpointRow, observed: Observed) -> Block:
    facts = [
        words.channel(row.channel),
        evidence(observed.sightings, observed.reporters, measured=observed.measured),
        f"heat {heat(observed.heat)}",
    ]
    if row.retired:
        facts.insert(0, "retired")
    said = f"*{touchpoint_number(row.number)}* {title(row.name, 120)}\n{' · '.join(facts)}"
    return blocks.section(said, accessory=open_button(row.number))


def _turns(page: Page) -> list[Block]:
    turns = []
    if page.number > 1:
        turns.append(_to("Previous", "previous", page.number - 1, page, page.query))
    if page.number < page.pages:
        turns.append(_to("Next", "next", page.number + 1, page, page.query))
    return turns


def _nothing(page: Page) -> list[Block]:
    """An empty list says what to do instead."""
    if not page.query:
        said = "Nothing here yet. Where do customers meet you first?"
        return [blocks.section(said), blocks.actions(_add_button(primary=True))]
    buttons = []
    said = "Nothing fits."
    if page.near:
        said += f" Did you mean *{escape(page.near)}*?"
        buttons.append(_to(page.near, "near", 1, page, page.near))
    buttons.append(_to("All touchpoints", "all", 1, page, ""))
    return [blocks.section(said), blocks.actions(*buttons, _add_button())]


def _to(text: str, suffix: str, number: int, page: Page, query: str) -> Block:
    return blocks.button(
        text, f"{PAGE}:{suffix}", value=f"{number} {page.journey_id} {query}".rstrip()
    )


def _add_button(*, primary: bool = False) -> Block:
    return blocks.button("Add a touchpoint", OPEN_ADD, style="primary" if primary else None)
