"""What `/journey list` shows, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.reply import Block
from commands.text import plural
from commands.wording import title
from storage.identity import identity
from storage.journey.sizes import Listed

_CHANNELS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the journeys; `here_id` is the one that is used where it is shown."""

    rows: Sequence[Listed]
    total: int
    number: int
    pages: int
    here_id: int | None
    in_channel: bool
    guest: bool


def list_blocks(page: Page) -> list[Block]:
    """The page, with the way to the other pages and to a new journey."""
    if not page.rows:
        return _empty(guest=page.guest)
    body = [blocks.section(f"*Journeys* · {plural(page.total, 'journey')}")]
    body += [_row(page, row) for row in page.rows]
    buttons = []
    if page.number > 1:
        buttons.append(
            blocks.button("Previous", "journey.page:previous", value=str(page.number - 1))
        )
    if page.number < page.pages:
        buttons.append(blocks.button("Next", "journey.page:next", value=str(page.number + 1)))
    if not page.guest:
        buttons.append(blocks.button("New journey", "journey.open_new"))
    if buttons:
        body.append(blocks.actions(*buttons))
    if page.pages > 1:
        body.append(blocks.context(f"Page {page.number} of {page.pages}, by name"))
    return body


def _empty(*, guest: bool) -> list[Block]:
    if guest:
        return [blocks.section("There is no journey in this channel yet.")]
    new = blocks.button("New journey", "journey.open_new", style="primary")
    return [blocks.section("There is no journey yet. Make the first one."), blocks.actions(new)]


def _row(page: Page, row: Listed) -> Block:
    journey = row.journey
    used = row.journey.id == page.here_id
    mark = f" · ✓ {'used here' if page.in_channel else 'used by you'}" if used else ""
    held = " · ".join(
        [
            plural(row.stages, "stage"),
            plural(row.touchpoints, "touchpoint"),
            plural(row.pains, "open pain point"),
        ]
    )
    lines = [f"*{title(journey.name)}*{mark}", f"Owner <@{journey.owner_id}> · {held}"]
    if row.channels:
        lines.append(_channels(row.channels))
    use = blocks.button(
        "Use",
        f"journey.use:{journey.id}",
        value=str(identity(journey)),
        label=f"Use {journey.name}",
    )
    return blocks.section("\n".join(lines), accessory=None if used or page.guest else use)


def _channels(channels: Sequence[str]) -> str:
    named = " ".join(f"<#{channel}>" for channel in channels[:_CHANNELS_SHOWN])
    more = len(channels) - _CHANNELS_SHOWN
    return f"In {named} and {more} more" if more > 0 else f"In {named}"
