"""The sheet of a picture that stands in a conversation, and how it begins.

Narrow, with large letters: a phone shows it 400 pixels across.
"""

from dataclasses import dataclass

from charts.lettering import text_width
from charts.scene import Scene
from charts.theme import GAP, PAGE_LABEL, PAGE_LEAD, PAGE_NOTE, PAGE_TITLE, Theme
from charts.wrapping import Block, set_text

WIDTH = 720.0
MARGIN = 30.0
INNER = WIDTH - 2 * MARGIN
TITLE_LINES = 8
KIND_LINES = 4


@dataclass(frozen=True, slots=True)
class Heading:
    """What kind of picture it is, of when, and its title."""

    kind: Block
    as_of: Block
    title: Block
    subtitle: Block
    bottom: float


def lay_heading(
    kind: str, title: str, subtitle: str, as_of: str = "", *, left: float = MARGIN
) -> Heading:
    """The heading from `left` to the right margin."""
    width = MARGIN + INNER - left
    date = f"as of {as_of}" if as_of else ""
    date_width = min(text_width(date, PAGE_NOTE.size, PAGE_NOTE.weight) + 4, INNER / 2)
    top = set_text(kind, PAGE_LABEL, left, MARGIN - 4, width - date_width - GAP, KIND_LINES)
    right = set_text(date, PAGE_NOTE, MARGIN + INNER - date_width, top.box.y, date_width, 1)
    name = set_text(title, PAGE_TITLE, left, top.box.bottom + 3, width, TITLE_LINES)
    lead = set_text(subtitle, PAGE_LEAD, left, name.box.bottom + 5, width, TITLE_LINES)
    bottom = lead.box.bottom if lead.lines else name.box.bottom
    return Heading(top, right, name, lead, bottom)


def draw_heading(scene: Scene, heading: Heading, theme: Theme) -> None:
    scene.block(heading.kind, theme.observed)
    scene.block(heading.as_of, theme.muted, align=1.0)
    scene.block(heading.title, theme.ink)
    scene.block(heading.subtitle, theme.muted)
