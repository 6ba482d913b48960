"""Lists of pain points, a page at a time."""

from collections.abc import Sequence

from commands import blocks
from commands.reply import Block
from commands.text import plural
from commands.wording import (
    evidence,
    heat,
    pain_number,
    title,
    touchpoint_number,
)
from storage.pain_rows import PainRow


def list_blocks(
    heading: str, rows: Sequence[PainRow], *, total: int, page: int, pages: int, query: str
) -> list[Block]:
    """A page of pain points, hottest first, with the way to the other pages."""
    body = [blocks.section(f"*{heading}* · {plural(total, 'pain point')}")]
    if not rows:
        body.append(blocks.section("Nothing here yet. Seen something? Log it in half a minute."))
        body.append(
            blocks.actions(blocks.button("Log a pain point", "pain.open_log", style="primary"))
        )
        return body
    body += [_row(row) for row in rows]
    turns = []
    if page > 1:
        turns.append(blocks.button("Previous", "pain.page:previous", value=f"{page - 1} {query}"))
    if page < pages:
        turns.append(blocks.button("Next", "pain.page:next", value=f"{page + 1} {query}"))
    if turns:
        body.append(blocks.actions(*turns))
        body.append(blocks.context(f"Page {page} of {pages}, hottest first"))
    return body


def _row(row: PainRow) -> Block:
    number = pain_number(row.number)
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    facts = f"heat {heat(row.heat)} · {evidence(row.sightings, row.reporters)} · {row.status}"
    return blocks.section(
        f"*{number}* {title(row.title)}\n{where} · {facts}",
        accessory=blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}"),
    )
