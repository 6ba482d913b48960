"""What came, went and changed, as three lists with a sign for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from charts.comparison.data import Change, Comparison
from charts.comparison.figures import draw_arrow
from charts.geometry import Box
from charts.option_label import OptionLabel, set_label
from charts.page import INNER, MARGIN
from charts.scene import Scene, Style
from charts.theme import GAP, PAGE_BODY, PAGE_NAME, PAGE_NOTE, Rgb, Theme
from charts.wrapping import Block, set_text

Sign = Literal["plus", "minus", "delta"]
LISTS: tuple[tuple[Sign, str], ...] = (("plus", "Came"), ("minus", "Went"), ("delta", "Changed"))
MOST_ENTRIES = 12
"""Of each list; how many more there are stands below it."""

INDENT = 36.0
MARK = 24.0
ARROW = 14.0
LINES = 12


@dataclass(frozen=True, slots=True)
class Entry:
    change: Change
    arrow: Box | None
    name: Block
    detail: Block


@dataclass(frozen=True, slots=True)
class Section:
    sign: Sign
    mark: Box
    label: Block
    entries: tuple[Entry, ...]
    more: Block
    bottom: float


def lay_changes(data: Comparison, y: float) -> tuple[Section, ...]:
    """Only the lists with something in them."""
    sections: list[Section] = []
    for (sign, name), changes in zip(LISTS, (data.came, data.went, data.changed), strict=True):
        if changes:
            sections.append(_lay(sign, f"{name}: {len(changes)}", changes, y))
            y = sections[-1].bottom + 2.5 * GAP
    return tuple(sections)


def _lay(sign: Sign, name: str, changes: Sequence[Change], y: float) -> Section:
    mark = Box(MARGIN, y, MARK, MARK)
    left, width = MARGIN + INDENT, INNER - INDENT
    label = set_text(name, PAGE_NAME, left, y, width, 1)
    y = label.box.bottom + 6
    entries = []
    for change in changes[:MOST_ENTRIES]:
        entries.append(_entry(change, left, y, width))
        y = entries[-1].detail.box.bottom + 9
    left_out = len(changes) - len(entries)
    told = f"and {left_out} more" if left_out else ""
    more = set_text(told, PAGE_NOTE, left, y, width, 1)
    return Section(sign, mark, label, tuple(entries), more, more.box.bottom if told else y - 9)


def _entry(change: Change, x: float, y: float, width: float) -> Entry:
    label = OptionLabel(change.number, change.name.strip() or "Unnamed")
    name = set_label(label, PAGE_BODY, x, y, width, LINES)
    told = " \u00b7 ".join(filter(None, (change.what, change.detail)))
    detail_y = name.box.bottom
    arrow = None
    if change.better is not None:
        arrow = Box(x, detail_y + 4, ARROW, ARROW)
    at = arrow.right + 7 if arrow else x
    detail = set_text(told, PAGE_NOTE, at, detail_y, x + width - at, LINES)
    return Entry(change, arrow, name, detail)


def section_colour(section: Section, theme: Theme) -> Rgb:
    return {"plus": theme.observed, "minus": theme.planned, "delta": theme.moment}[section.sign]


def draw_section(scene: Scene, section: Section, theme: Theme) -> None:
    _draw_sign(scene, section, theme)
    scene.block(section.label, theme.ink)
    for entry in section.entries:
        scene.block(entry.name, theme.ink)
        scene.block(entry.detail, theme.muted)
        if entry.arrow:
            better = bool(entry.change.better)
            draw_arrow(scene, entry.arrow, theme.best if better else theme.worst, up=better)
    scene.block(section.more, theme.muted)


def _draw_sign(scene: Scene, section: Section, theme: Theme) -> None:
    """Plus, minus or a small difference sign on a disc."""
    x, y = section.mark.centre
    scene.circle(Style(fill=section_colour(section, theme)), x, y, MARK / 2, 1)
    line = Style(stroke=theme.paper, width=2.4)
    if section.sign == "delta":
        scene.polygon(line, [(x - 5.5, y + 4.5), (x + 5.5, y + 4.5), (x, y - 5.5)], 2)
        return
    scene.polyline(line, [(x - 5.5, y), (x + 5.5, y)], 2)
    if section.sign == "plus":
        scene.polyline(line, [(x, y - 5.5), (x, y + 5.5)], 2)
