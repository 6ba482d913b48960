"""'Seen before?': what others logged that may be the same."""

from collections.abc import Sequence

from commands import blocks
from commands.reply import Block
from commands.wording import evidence, heat, pain_number, title, touchpoint_number
from storage.pain.rows import PainRow

SEEN_TOO = "pain.seen_too"


def similar_blocks(rows: Sequence[PainRow]) -> list[Block]:
    """Each with what is needed to recognise it, and the button that spares a duplicate."""
    if not rows:
        return []
    return [blocks.section("*Seen before?*"), *[_row(row) for row in rows]]


def came_back_blocks() -> list[Block]:
    """Why the form is still open after it was sent."""
    return [
        blocks.section(
            "Nothing is logged yet: this looks like something your team knows. Is it the same?"
        )
    ]


def _row(row: PainRow) -> Block:
    number = pain_number(row.number)
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    facts = f"heat {heat(row.heat)} · {evidence(row.sightings, row.reporters)}"
    button = blocks.button(
        "I've seen this too",
        f"{SEEN_TOO}:{row.number}",
        value=str(row.number),
        label=f"I've seen this too: {number}",
    )
    return blocks.section(f"*{number}* {title(row.title)}\n{where} · {facts}", accessory=button)
