"""The list under a plot whose points bear only numbers: quadrant by quadrant, with all titles."""

from dataclasses import dataclass

from charts.geometry import Box
from charts.lettering import text_width
from charts.option_label import OptionLabel, set_label
from charts.page import INNER, MARGIN
from charts.scatter.data import Scatter, Spot, Zone
from charts.scatter.labelling import Labelling
from charts.scene import Scene, Style
from charts.theme import GAP, PAGE_BODY, PAGE_LABEL, PAGE_NAME, PAGE_NOTE, Theme
from charts.wrapping import Block, set_fitting, set_text

NUMBER = 78.0
LINES = 12
ENTRY_GAP = 9.0


@dataclass(frozen=True, slots=True)
class Entry:
    spot: Spot
    number: Block
    title: Block
    detail: Block


@dataclass(frozen=True, slots=True)
class Section:
    zone: Zone
    stripe: Box
    name: Block
    meaning: Block
    entries: tuple[Entry, ...]


def lay_list(data: Scatter, labelling: Labelling, y: float) -> tuple[Section, ...]:
    """Sections of the quadrants that hold anything, in the data's order."""
    rows = list(zip(data.spots, labelling.numbers, strict=True))
    groups = [(zone, [row for row in rows if data.zone(row[0]) is zone]) for zone in _zones(data)]
    sections = []
    for zone, found in groups:
        if found:
            sections.append(_section(zone, found, y))
            y = sections[-1].stripe.bottom + 2.25 * GAP
    return tuple(sections)


def _zones(data: Scatter) -> list[Zone]:
    return [data.zones[corner] for corner in data.order if corner in data.zones] or [data.together]


def _section(zone: Zone, rows: list[tuple[Spot, str]], top: float) -> Section:
    left = MARGIN + 18
    width = MARGIN + INNER - left
    name_width = min(width, text_width(zone.name, PAGE_NAME.size, PAGE_NAME.weight) + 2)
    name = set_text(zone.name, PAGE_NAME, left, top, name_width, 1)
    beside = left + name_width + 12
    meaning = set_fitting(zone.meaning, PAGE_NOTE, beside, top + 1.5, left + width - beside)
    y = name.box.bottom + 7
    told = [line for spot, _ in rows for line in spot.detail]
    detail_width = max(text_width(line, PAGE_NOTE.size, PAGE_NOTE.weight) for line in told)
    entries: list[Entry] = []
    for spot, number in rows:
        entries.append(_entry(spot, number, Box(left, y, width, 0), detail_width + 2))
        y = max(entries[-1].title.box.bottom, entries[-1].detail.box.bottom) + ENTRY_GAP
    stripe = Box(MARGIN, top + 2, 6, y - ENTRY_GAP - top)
    return Section(zone, stripe, name, meaning, tuple(entries))


def _entry(spot: Spot, told: str, box: Box, detail_width: float) -> Entry:
    number = set_fitting(told, PAGE_LABEL, box.x, box.y + 1.5, NUMBER - 10)
    left = box.x + NUMBER
    width = box.right - left - detail_width - 2 * GAP
    title = set_label(OptionLabel("", spot.label.title), PAGE_BODY, left, box.y, width, LINES)
    height = len(spot.detail) * PAGE_NOTE.size * PAGE_NOTE.leading
    right = Box(box.right - detail_width, box.y + 1, detail_width, height)
    detail = Block(spot.detail, PAGE_NOTE, right)
    return Entry(spot, number, title, detail)


def draw_list(scene: Scene, sections: tuple[Section, ...], theme: Theme) -> None:
    for section in sections:
        colour = section.zone.colour(theme)
        scene.rectangle(Style(fill=colour), section.stripe, 3.0)
        scene.block(section.name, colour)
        scene.block(section.meaning, theme.muted)
        for entry in section.entries:
            scene.block(entry.number, theme.ink)
            scene.block(entry.title, theme.ink)
            scene.block(entry.detail, theme.muted, align=1.0)
