"""Where the map's title, key facts and legend go."""

from dataclasses import dataclass, replace
from typing import Literal

from charts.geometry import Box
from charts.journey_map.data import JourneyMap, Stage, Touchpoint
from charts.lettering import text_width
from charts.numerals import counted, heat_words, signed
from charts.theme import FIGURE, GAP, HEADLINE, LABEL, LEAD, SMALL, TITLE
from charts.wrapping import Block, set_text

Kind = Literal["best", "worst", "pain"]
FACT_GAP = 14.0
FIGURE_WIDTH = 92.0
LEGEND: tuple[tuple[str, float, str], ...] = (
    ("observed", 44.0, "observed feeling (n sightings)"),
    ("planned", 40.0, "planned feeling"),
    ("moment", 14.0, "moment of truth"),
    ("significance", 44.0, "significance 1\u20135"),
    ("heat", 48.0, "heat of pain points"),
    ("badge", 32.0, "evidence (dashed: assumed)"),
)
"""Name, width of the mark and words of each entry."""

LEGEND_HEIGHT = 20.0
CAPTION = 30.0
"""Room under the figure for a face or a word."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One tile of the strip that can still be read in a small preview."""

    kind: Kind
    box: Box
    label: Block
    figure: Block
    caption: Block
    headline: Block
    detail: Block


@dataclass(frozen=True, slots=True)
class LegendItem:
    name: str
    mark: Box
    words: Block


@dataclass(frozen=True, slots=True)
class Header:
    title: Block
    subtitle: Block
    as_of: Block
    facts: tuple[Fact, ...]
    legend: tuple[LegendItem, ...]
    bottom: float


def lay_header(data: JourneyMap, box: Box) -> Header:
    """The header from the top of `box` down; only the width of `box` is kept."""
    date = f"as of {data.as_of}" if data.as_of else ""
    date_width = min(text_width(date, SMALL.size, SMALL.weight) + 4, box.w / 3)
    as_of = set_text(date, SMALL, box.right - date_width, box.y + 14, date_width)
    wide = box.w - date_width - 3 * GAP
    title = set_text(data.title or "Untitled journey", TITLE, box.x, box.y, wide, 4)
    subtitle = set_text(data.subtitle, LEAD, box.x, title.box.bottom + 4, wide, 4)
    y = max(subtitle.box.bottom, as_of.box.bottom) + 2 * GAP
    facts = _lay_facts(data, Box(box.x, y, box.w, 0))
    y = max((fact.box.bottom for fact in facts), default=y) + 2 * GAP
    legend = _lay_legend(Box(box.x, y, box.w, 0)) if data.stages else ()
    y = max((item.mark.bottom for item in legend), default=y)
    return Header(title, subtitle, as_of, facts, legend, y)


def _lay_facts(data: JourneyMap, box: Box) -> tuple[Fact, ...]:
    if not data.touchpoints:
        return ()
    width = (box.w - 2 * FACT_GAP) / 3
    boxes = [Box(box.x + i * (width + FACT_GAP), box.y, width, 0) for i in range(3)]
    facts = [
        _moment(data, "best", boxes[0]),
        _moment(data, "worst", boxes[1]),
        _pain(data, boxes[2]),
    ]
    height = max(fact.box.h for fact in facts)
    return tuple(replace(fact, box=replace(fact.box, h=height)) for fact in facts)


def _moment(data: JourneyMap, kind: Literal["best", "worst"], box: Box) -> Fact:
    label = "Best moment" if kind == "best" else "Worst moment"
    point = data.best if kind == "best" else data.worst
    if point is None or point.observed is None:
        words = "Not observed yet" if data.best is None else "All moments feel the same so far"
        return _fact(kind, box, label, "\u2013", words, "Log what you see with /pain")
    detail = " \u00b7 ".join((point.number, _stage_of(data, point).name, f"n {point.observed_n}"))
    return _fact(kind, box, label, signed(point.observed), point.name, detail)


def _pain(data: JourneyMap, box: Box) -> Fact:
    label = "Hottest pain point"
    if not data.pains:
        return _fact("pain", box, label, "\u2013", "None reported yet", "Log the first with /pain")
    pain = data.pains[0]
    detail = " \u00b7 ".join((pain.number, counted(pain.sightings, "sighting"), pain.status))
    return _fact("pain", box, label, heat_words(pain.heat), pain.title, detail)


def _fact(kind: Kind, box: Box, label: str, figure: str, headline: str, detail: str) -> Fact:
    pad = 1.5 * GAP
    left = box.x + pad + FIGURE_WIDTH
    width = box.w - FIGURE_WIDTH - 2 * pad
    top = set_text(label, LABEL, left, box.y + pad, width, 1)
    words = set_text(headline, HEADLINE, left, top.box.bottom + 3, width, 3)
    under = set_text(detail, SMALL, left, words.box.bottom + 4, width, 2)
    number = set_text(figure, FIGURE, box.x + pad + 8, box.y + pad + 8, FIGURE_WIDTH - 12, 1)
    caption = set_text("heat" if kind == "pain" else "", SMALL, number.box.x, number.box.bottom, 80)
    height = max(under.box.bottom, number.box.bottom + CAPTION) - box.y + pad
    return Fact(kind, replace(box, h=height), top, number, caption, words, under)


def _stage_of(data: JourneyMap, point: Touchpoint) -> Stage:
    return next(stage for stage in data.stages if point in stage.touchpoints)


def _lay_legend(box: Box) -> tuple[LegendItem, ...]:
    items = []
    x, y = box.x, box.y
    for name, mark_width, words in LEGEND:
        width = text_width(words, SMALL.size, SMALL.weight) + 2
        if x > box.x and x + mark_width + 6 + width > box.right:
            x, y = box.x, y + LEGEND_HEIGHT + 4
        mark = Box(x, y, mark_width, LEGEND_HEIGHT)
        text_y = y + (LEGEND_HEIGHT - SMALL.size * SMALL.leading) / 2
        items.append(LegendItem(name, mark, set_text(words, SMALL, mark.right + 6, text_y, width)))
        x = mark.right + 6 + width + 2.25 * GAP
    return tuple(items)
