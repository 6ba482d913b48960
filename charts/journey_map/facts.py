"""Where the tiles go that tell what stands out in all of the map."""

from dataclasses import dataclass, replace
from typing import Literal

from charts.geometry import Box
from charts.journey_map.columns import frame_of
from charts.journey_map.data import JourneyMap, Stage, Touchpoint
from charts.journey_map.layers import EMOTIONS, PAINS
from charts.numerals import counted, heat_words, signed
from charts.theme import FIGURE, GAP, GOAL, HEADLINE, LABEL, SMALL
from charts.wrapping import Block, set_text

Kind = Literal["best", "worst", "pain"]
FACT_GAP = 14.0
FIGURE_WIDTH = 92.0
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


def lay_facts(data: JourneyMap, box: Box) -> tuple[Fact, ...]:
    """What stands out, as far as its layer shows."""
    kinds: list[Kind] = ["best", "worst"] if data.has(EMOTIONS) else []
    kinds += ["pain"] if data.has(PAINS) else []
    if not data.touchpoints or not kinds:
        return ()
    if frame_of(data.view).phone:
        return _stacked(data, kinds, box)
    width = (box.w - (len(kinds) - 1) * FACT_GAP) / len(kinds)
    facts = []
    for index, kind in enumerate(kinds):
        place = Box(box.x + index * (width + FACT_GAP), box.y, width, 0)
        facts.append(_what(data, kind, place))
    height = max(fact.box.h for fact in facts)
    return tuple(replace(fact, box=replace(fact.box, h=height)) for fact in facts)


def _stacked(data: JourneyMap, kinds: list[Kind], box: Box) -> tuple[Fact, ...]:
    """One below the other, for a narrow picture."""
    facts: list[Fact] = []
    for kind in kinds:
        facts.append(_what(data, kind, box))
        box = replace(box, y=facts[-1].box.bottom + GAP)
    return tuple(facts)


def _what(data: JourneyMap, kind: Kind, box: Box) -> Fact:
    return _pain(data, box) if kind == "pain" else _moment(data, kind, box)


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
