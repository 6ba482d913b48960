"""What can be voted on and scored is labelled with its number and its title: "P-12 Slow till"."""

import re
from dataclasses import dataclass
from typing import Self

from charts.geometry import Box
from charts.lettering import text_width
from charts.script import begins_from_right, drawable
from charts.theme import Type
from charts.wrapping import RIGHT_TO_LEFT_MARK, Block, wrap

NUMBERED = re.compile(r"\s*([A-Z]-\d{1,9})\s+(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OptionLabel:
    """`number` is empty for what somebody typed into a list."""

    number: str
    title: str

    @classmethod
    def of(cls, label: str, unnamed: str = "Unnamed") -> Self:
        found = NUMBERED.fullmatch(label)
        return cls(found[1], found[2]) if found else cls("", label.strip() or unnamed)


def set_label(
    label: OptionLabel, type_: Type, x: float, y: float, width: float, most: int
) -> Block:
    """Number and title in one block that runs in the direction of the title."""
    title = drawable(label.title, type_.weight)
    mark = RIGHT_TO_LEFT_MARK if label.number and begins_from_right(title) else ""
    text = f"{mark}{label.number} {title}".strip()
    lines = wrap(text, type_.size, type_.weight, width, most)
    return Block(lines, type_, Box(x, y, width, len(lines) * type_.size * type_.leading))


def narrowed(block: Block) -> Block:
    """The block in a box no wider than its widest line."""
    widths = [text_width(line, block.type.size, block.type.weight) for line in block.lines]
    box = block.box
    return Block(block.lines, block.type, Box(box.x, box.y, max(widths, default=0.0) + 1, box.h))
