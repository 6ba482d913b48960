"""Where the map's title, key facts and legend go."""

from dataclasses import dataclass, replace
from typing import Literal

from charts.geometry import Box
from charts.journey_map.data import JourneyMap, Stage, Touchpoint
from charts.journey_map.layers import EMOTIONS, KPIS, PAINS, TOUCHPOINTS, hidden
from charts.journey_map.parts import stages_words
from charts.lettering import text_width
from charts.numerals import counted, heat_words, signed
from charts.theme import FIGURE, GAP, GOAL, HEADLINE, LABEL, LEAD, SMALL, TITLE
from charts.wrapping import Block, set_text

Kind = Literal["best", "worst", "pain"]
FACT_GAP = 14.0
FIGURE_WIDTH = 92.0
LEGEND: tuple[tuple[str, float, str, frozenset[str]], ...] = (
    ("observed", 44.0, "observed (n sightings)", frozenset({EMOTIONS})),
    ("spread", 34.0, "spread (\u00b11 SD)", frozenset()),
    ("planned", 40.0, "planned", frozenset({EMOTIONS})),
    ("moment", 14.0, "moment of truth", frozenset({EMOTIONS, TOUCHPOINTS})),
    ("significance", 44.0, "significance 1\u20135", frozenset({TOUCHPOINTS})),
    ("heat", 48.0, "heat of pain points", frozenset({PAINS, TOUCHPOINTS})),
    ("badge", 32.0, "dashed: assumed", frozenset({TOUCHPOINTS})),
)
"""Name, width of the mark and words of each entry, and the layers that use it."""

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
    quote: Block


@dataclass(frozen=True, slots=True)
class LegendItem:
    name: str
    mark: Box
    words: Block


@dataclass(frozen=True, slots=True)
class Header:
    title: Block
    subtitle: Block
    filters: Block
    kpis: Block
    as_of: Block
    facts: tuple[Fact, ...]
    legend: tuple[LegendItem, ...]
    bottom: float


def lay_header(data: JourneyMap, box: Box) -> Header:
    """The header from the top of `box` down; only the width of `box` is kept."""
    date = " \u00b7 ".join(filter(None, (stages_words(data), _date(data))))
    date_width = min(text_width(date, SMALL.size, SMALL.weight) + 4, box.w / 3)
    as_of = set_text(date, SMALL, box.right - date_width, box.y + 14, date_width)
    wide = box.w - date_width - 3 * GAP
    title = set_text(data.title or "Untitled journey", TITLE, box.x, box.y, wide, 4)
    goes_on = data.shown is not None and data.shown[0] > 0
    goal = "" if goes_on else data.subtitle
    subtitle = set_text(goal, LEAD, box.x, title.box.bottom + 4, wide, 4)
    filters = set_text(data.filters, HEADLINE, box.x, subtitle.box.bottom + 5, wide, 3)
    last = filters.box.bottom if filters.lines else subtitle.box.bottom
    measured = [] if goes_on or KPIS in hidden(data.layers) else data.kpis
    kpis = set_text(" \u00b7 ".join(measured), HEADLINE, box.x, last + 7, box.w, 6)
    last = kpis.box.bottom if kpis.lines else last
    y = max(last, as_of.box.bottom) + 2 * GAP
    facts = () if goes_on else _lay_facts(data, Box(box.x, y, box.w, 0))
    y = facts[0].box.bottom + 2 * GAP if facts else y
    legend = _lay_legend(data, Box(box.x, y, box.w, 0)) if data.stages else ()
    y = max((item.mark.bottom for item in legend), default=y)
    return Header(title, subtitle, filters, kpis, as_of, facts, legend, y)


def _date(data: JourneyMap) -> str:
    return f"as of {data.as_of}" if data.as_of else ""


def _lay_facts(data: JourneyMap, box: Box) -> tuple[Fact, ...]:
    """What stands out, as far as its layer shows."""
    kinds: list[Kind] = ["best", "worst"] if data.has(EMOTIONS) else []
    kinds += ["pain"] if data.has(PAINS) else []
    if not data.touchpoints or not kinds:
        return ()
    width = (box.w - (len(kinds) - 1) * FACT_GAP) / len(kinds)
    facts = []
    for index, kind in enumerate(kinds):
        place = Box(box.x + index * (width + FACT_GAP), box.y, width, 0)
        facts.append(_pain(data, place) if kind == "pain" else _moment(data, kind, place))
    height = max(fact.box.h for fact in facts)
    return tuple(replace(fact, box=replace(fact.box, h=height)) for fact in facts)


def _moment(data: JourneyMap, kind: Kind, box: Box) -> Fact:
    label = "Best moment" if kind == "best" else "Worst moment"
    point = data.best if kind == "best" else data.worst
    if point is None or point.observed is None:
        words = "Not observed yet" if data.best is None else "All moments feel the same so far"
        return _fact(kind, box, label, "\u2013", words, "Log what you see with /pain")
    detail = " \u00b7 ".join((point.number, _stage_of(data, point).name, f"n {point.observed_n}"))
    said = f"\u201c{point.quote}\u201d" if point.quote else ""
    return _fact(kind, box, label, signed(point.observed), point.name, detail, said)


def _pain(data: JourneyMap, box: Box) -> Fact:
    label = "Hottest pain point"
    if not data.pains:
        return _fact("pain", box, label, "\u2013", "None reported yet", "Log the first with /pain")
    pain = data.pains[0]
    told = (pain.number, counted(pain.sightings, "sighting"), pain.votes, pain.status)
    detail = " \u00b7 ".join(filter(None, told))
    return _fact("pain", box, label, heat_words(pain.heat), pain.title, detail)


def _fact(
    kind: Kind, box: Box, label: str, figure: str, headline: str, detail: str, said: str = ""
) -> Fact:
    pad = 1.5 * GAP
    left = box.x + pad + FIGURE_WIDTH
    width = box.w - FIGURE_WIDTH - 2 * pad
    top = set_text(label, LABEL, left, box.y + pad, width, 1)
    words = set_text(headline, HEADLINE, left, top.box.bottom + 3, width, 3)
    quote = set_text(said, GOAL, left, words.box.bottom + 5, width, 4)
    y = quote.box.bottom if quote.lines else words.box.bottom
    under = set_text(detail, SMALL, left, y + 4, width, 2)
    number = set_text(figure, FIGURE, box.x + pad + 8, box.y + pad + 8, FIGURE_WIDTH - 12, 1)
    caption = set_text("heat" if kind == "pain" else "", SMALL, number.box.x, number.box.bottom, 80)
    height = max(under.box.bottom, number.box.bottom + CAPTION) - box.y + pad
    return Fact(kind, replace(box, h=height), top, number, caption, words, under, quote)


def _stage_of(data: JourneyMap, point: Touchpoint) -> Stage:
    return next(stage for stage in data.stages if point in stage.touchpoints)


def _lay_legend(data: JourneyMap, box: Box) -> tuple[LegendItem, ...]:
    items = []
    x, y = box.x, box.y
    spread = data.has(EMOTIONS) and any(point.spread for point in data.touchpoints)
    for name, mark_width, words, layers in LEGEND:
        if not (spread if name == "spread" else any(data.has(layer) for layer in layers)):
            continue
        width = text_width(words, SMALL.size, SMALL.weight) + 2
        if x > box.x and x + mark_width + 6 + width > box.right:
            x, y = box.x, y + LEGEND_HEIGHT + 4
        mark = Box(x, y, mark_width, LEGEND_HEIGHT)
        text_y = y + (LEGEND_HEIGHT - SMALL.size * SMALL.leading) / 2
        items.append(LegendItem(name, mark, set_text(words, SMALL, mark.right + 6, text_y, width)))
        x = mark.right + 6 + width + 2.25 * GAP
    return tuple(items)
