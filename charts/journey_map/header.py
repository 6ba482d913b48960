"""Where the map's title, key facts and legend go."""

from dataclasses import dataclass

from charts.geometry import Box
from charts.journey_map.columns import frame_of
from charts.journey_map.data import JourneyMap
from charts.journey_map.facts import Fact, lay_facts
from charts.journey_map.layers import EMOTIONS, KPIS, LANES, PAINS, TOUCHPOINTS, hidden
from charts.journey_map.parts import stages_words
from charts.lettering import text_width
from charts.theme import GAP, HEADLINE, LEAD, SMALL, STAGE, TITLE
from charts.wrapping import Block, set_text

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
    frame = frame_of(data.view)
    date_width = min(text_width(date, SMALL.size, SMALL.weight) + 4, box.w / (3 - 2 * frame.phone))
    as_of = set_text(date, SMALL, box.right - date_width, box.y + 14, date_width)
    wide, top, size = box.w - date_width - 3 * GAP, box.y, TITLE
    if frame.phone:
        # One above the other, and small where the picture goes on.
        as_of = set_text(date, SMALL, box.x - 4, box.y, date_width)
        wide, top = box.w, as_of.box.bottom + 2
        size = TITLE if data.opens else STAGE
    goes_on = not data.opens
    title = set_text(data.title or "Untitled journey", size, box.x, top, wide, 4)
    goal = "" if goes_on else data.subtitle
    subtitle = set_text(goal, LEAD, box.x, title.box.bottom + 4, wide, 4)
    filters = set_text(data.filters, HEADLINE, box.x, subtitle.box.bottom + 5, wide, 3)
    last = filters.box.bottom if filters.lines else subtitle.box.bottom
    measured = [] if goes_on or KPIS in hidden(data.layers) else data.kpis
    kpis = set_text(" \u00b7 ".join(measured), HEADLINE, box.x, last + 7, box.w, 6)
    last = kpis.box.bottom if kpis.lines else last
    y = max(last, as_of.box.bottom) + 2 * GAP
    facts = () if goes_on else lay_facts(data, Box(box.x, y, box.w, 0))
    y = facts[-1].box.bottom + 2 * GAP if facts else y
    legend = _lay_legend(data, Box(box.x, y, box.w, 0)) if data.stages else ()
    y = max((item.mark.bottom for item in legend), default=y)
    return Header(title, subtitle, filters, kpis, as_of, facts, legend, y)


def _date(data: JourneyMap) -> str:
    return f"as of {data.as_of}" if data.as_of else ""


def _lay_legend(data: JourneyMap, box: Box) -> tuple[LegendItem, ...]:
    items = []
    x, y = box.x, box.y
    shown = [layer for layer in LANES if data.has(layer)] if data.view != "overview" else [EMOTIONS]
    spread = EMOTIONS in shown and any(point.spread for point in data.touchpoints)
    for name, mark_width, words, layers in LEGEND:
        if not (spread if name == "spread" else any(layer in shown for layer in layers)):
            continue
        width = text_width(words, SMALL.size, SMALL.weight) + 2
        if x > box.x and x + mark_width + 6 + width > box.right:
            x, y = box.x, y + LEGEND_HEIGHT + 4
        mark = Box(x, y, mark_width, LEGEND_HEIGHT)
        text_y = y + (LEGEND_HEIGHT - SMALL.size * SMALL.leading) / 2
        items.append(LegendItem(name, mark, set_text(words, SMALL, mark.right + 6, text_y, width)))
        x = mark.right + 6 + width + 2.25 * GAP
    return tuple(items)
