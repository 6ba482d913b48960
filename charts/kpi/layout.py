"""Where everything of a KPI's picture goes: figure, plot, labels and the list of actions."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.geometry import Box
from charts.kpi import axis
from charts.kpi.data import Done, Kpi
from charts.kpi.marks import Flag, Mark, lay_flags, lay_labels, lay_marks
from charts.kpi.signs import legend_signs
from charts.legend import Legend, lay_legend
from charts.lettering import text_width
from charts.option_label import OptionLabel, set_label
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.theme import GAP, PAGE_BODY, PAGE_FIGURE, PAGE_LABEL, PAGE_LEAD, PAGE_NAME, PAGE_NOTE
from charts.wrapping import Block, set_fitting, set_text

HEIGHT = 360.0
SIDE = 26.0
LISTED = 6
EMPTY = "No reading yet: /journey kpi record adds the first."


@dataclass(frozen=True, slots=True)
class Tick:
    y: float
    words: Block


@dataclass(frozen=True, slots=True)
class Target:
    y: float
    words: Block
    pill: Box


@dataclass(frozen=True, slots=True)
class KpiLayout:
    height: float
    heading: Heading
    told: tuple[Block, ...]
    legend: Legend
    plot: Box
    unit: Block
    ticks: tuple[Tick, ...]
    target: Target | None
    marks: tuple[Mark, ...]
    labels: tuple[Block, ...]
    flags: tuple[Flag, ...]
    listed: tuple[Block, ...]


def lay_kpi(data: Kpi) -> KpiLayout:
    """The whole picture, as high as it needs to be."""
    heading = lay_heading("KPI", data.title or "Untitled KPI", data.subtitle, data.as_of)
    told = _told(data, heading.bottom + 2 * GAP)
    y = max(block.box.bottom for block in told) + 1.5 * GAP
    if not data.readings:
        nothing = Box(MARGIN, y, 0, 0)
        none = set_text("", PAGE_NOTE, MARGIN, y, INNER)
        return KpiLayout(
            y + MARGIN, heading, told, Legend((), y), nothing, none, (), None, (), (), (), ()
        )
    legend = lay_legend(legend_signs(data), y)
    unit = set_text(data.unit, PAGE_LABEL, MARGIN, legend.bottom + GAP, INNER, 1)
    rows = lay_flags(data, Box(MARGIN, 0, INNER, 0), 0.0)
    above = max((flag.pill.bottom for flag in rows if flag.pill), default=0.0)
    found = axis.scale(_values(data))
    left = MARGIN + _gutter(data, found.ticks)
    top = unit.box.bottom + GAP + above + (GAP if rows else 0)
    plot = Box(left, top, MARGIN + INNER - left, HEIGHT)
    inner = plot.inset(SIDE, 0)
    marks = lay_marks(data, inner, found)
    labels = lay_labels(data, marks, plot)
    flags = lay_flags(data, inner, unit.box.bottom + GAP)
    bottom = max((block.box.bottom for block in labels), default=plot.bottom)
    listed = _listed(data.actions, bottom + 2 * GAP)
    bottom = listed[-1].box.bottom if listed else bottom
    return KpiLayout(
        bottom + MARGIN, heading, told, legend, plot, unit, _ticks(data, plot, found),
        _target(data, plot, found, marks), marks, labels, flags, listed,
    )  # fmt: skip


def _told(data: Kpi, y: float) -> tuple[Block, ...]:
    """The latest value, how sure it is, and what changed."""
    if not data.readings:
        return (set_text(EMPTY, PAGE_LEAD, MARGIN, y, INNER, 3),)
    latest = data.readings[-1]
    figure = set_fitting(latest.words, PAGE_FIGURE, MARGIN, y, INNER * 0.6)
    wide = text_width(figure.lines[0], figure.type.size, figure.type.weight) if figure.lines else 0
    at = MARGIN + wide + 12
    when = set_text(latest.label, PAGE_NAME, at, y + 7, MARGIN + INNER - at, 1)
    facts = set_text(data.facts, PAGE_BODY, MARGIN, figure.box.bottom + 3, INNER, 3)
    trend = set_text(data.trend, PAGE_BODY, MARGIN, facts.box.bottom + 1, INNER, 3)
    return figure, when, facts, trend


def _values(data: Kpi) -> list[float]:
    found = [each.value for each in data.readings]
    found += [end for each in data.readings for end in (each.low, each.high) if end is not None]
    return found + ([data.target] if data.target is not None else [])


def _gutter(data: Kpi, ticks: Sequence[float]) -> float:
    widths = [
        text_width(axis.words(tick, signed=data.signed), PAGE_NOTE.size, PAGE_NOTE.weight)
        for tick in ticks
    ]
    return max([24.0, *widths]) + 14


def _ticks(data: Kpi, plot: Box, found: axis.Scale) -> tuple[Tick, ...]:
    line = PAGE_NOTE.size * PAGE_NOTE.leading
    ticks = []
    for value in found.ticks:
        y = plot.bottom - found.share(value) * plot.h
        words = axis.words(value, signed=data.signed)
        room = plot.x - MARGIN - 8
        ticks.append(Tick(y, set_text(words, PAGE_NOTE, MARGIN, y - line / 2, room, 1)))
    return tuple(ticks)


def _target(data: Kpi, plot: Box, found: axis.Scale, marks: Sequence[Mark]) -> Target | None:
    """Its words stand at that end of the line which is further from the readings."""
    if data.target is None:
        return None
    y = plot.bottom - found.share(data.target) * plot.h
    said = f"target {data.target_words}".strip()
    width = min(text_width(said, PAGE_LABEL.size, PAGE_LABEL.weight) + 3, plot.w / 2)
    line = PAGE_LABEL.size * PAGE_LABEL.leading
    top = y - line - 7 if y - line - 9 > plot.y else y + 7
    right = abs(marks[-1].y - y) > abs(marks[0].y - y)
    x = plot.right - 12 - width if right else plot.x + 12
    words = set_text(said, PAGE_LABEL, x, top, width, 1)
    return Target(y, words, Box(x - 6, top - 2, width + 12, line + 4))


def _listed(actions: Sequence[Done], y: float) -> tuple[Block, ...]:
    found = []
    for each in actions[-LISTED:]:
        words = OptionLabel(each.number, f"{each.name.strip() or 'Unnamed'}, done {each.date}")
        found.append(set_label(words, PAGE_BODY, MARGIN, y, INNER, 3))
        y = found[-1].box.bottom + 4
    if len(actions) > LISTED:
        rest = f"and {len(actions) - LISTED} more before them"
        found.append(set_text(rest, PAGE_NOTE, MARGIN, y, INNER, 1))
    return tuple(found)
