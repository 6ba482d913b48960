"""Where everything of the flow goes: stages, a row for each step, a row for each hand-off."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.curves.signs import moment_sign
from charts.flow.data import Flow, HandOff, Step
from charts.flow.lanes import Lane, channel_sign, channel_words, lanes_right, lay_lanes
from charts.geometry import Box
from charts.legend import Legend, Sign, lay_legend
from charts.numerals import counted
from charts.option_label import OptionLabel, set_label
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.theme import GAP, PAGE_LABEL, PAGE_NAME, PAGE_NOTE
from charts.wrapping import Block, set_text

ROW = 46.0
APART = 16.0
SIGN = 38.0
HEAD_PAD = 9.0
LINES = 12
EMPTY = "No touchpoints yet: /touchpoint adds the first."
NO_STEPS = "No touchpoint here yet"


@dataclass(frozen=True, slots=True)
class Stop:
    """A step: its place in its lane, its name, and where and whose it is."""

    step: Step
    x: float
    y: float
    name: Block
    where: Block


@dataclass(frozen=True, slots=True)
class Change:
    """A hand-off between two stops, told between them."""

    hand_off: HandOff
    box: Box
    words: Block


@dataclass(frozen=True, slots=True)
class Head:
    box: Box
    name: Block


@dataclass(frozen=True, slots=True)
class FlowLayout:
    height: float
    heading: Heading
    facts: Block
    legend: Legend
    lanes: tuple[Lane, ...]
    heads: tuple[Head, ...]
    stops: tuple[Stop, ...]
    changes: tuple[Change, ...]
    notes: tuple[Block, ...]


def lay_flow(data: Flow) -> FlowLayout:
    """The whole picture, as high as it needs to be."""
    title = data.title or "Untitled journey"
    heading = lay_heading("Flow across channels", title, data.subtitle, data.as_of)
    y = heading.bottom + 2 * GAP
    facts = set_text(_facts(data), PAGE_LABEL, MARGIN, y, INNER, 4)
    legend = lay_legend(_signs(data), facts.box.bottom + 6, SIGN)
    rows = _Rows(data, lay_lanes(data.channels))
    bottom = rows.lay(legend.bottom + 2 * GAP)
    return FlowLayout(
        bottom + MARGIN - 6, heading, facts, legend, rows.lanes, tuple(rows.heads),
        tuple(rows.stops), tuple(rows.changes), tuple(rows.notes),
    )  # fmt: skip


def _facts(data: Flow) -> str:
    if not data.steps:
        return EMPTY
    facts = [
        counted(len(data.steps), "touchpoint"),
        counted(data.channel_changes, "change of channel", "changes of channel"),
        counted(
            len(data.hand_offs), "hand-off between departments", "hand-offs between departments"
        ),
    ]
    if data.without_department:
        facts.append(f"{data.without_department} without a department")
    return " \u00b7 ".join(facts)


def _signs(data: Flow) -> list[Sign]:
    signs = [Sign(channel_words(name), SIGN, channel_sign(name)) for name in data.channels]
    if any(step.moment_of_truth for step in data.steps):
        signs.append(Sign("moment of truth", SIGN - 14, moment_sign))
    return signs


class _Rows:
    """Lays row after row downward."""

    def __init__(self, data: Flow, lanes: tuple[Lane, ...]) -> None:
        self.data = data
        self.lanes = lanes
        self.heads: list[Head] = []
        self.stops: list[Stop] = []
        self.changes: list[Change] = []
        self.notes: list[Block] = []
        self._x = {lane.channel: lane.x for lane in lanes}
        self._left = lanes_right(lanes) + 2.5 * GAP
        self._width = MARGIN + INNER - self._left
        self._hand_offs = {id(each.after): each for each in data.hand_offs}

    def lay(self, y: float) -> float:
        for stage in self.data.stages:
            y = self._head(stage.name or "Unnamed stage", y)
            y = self._steps(stage.steps, y)
        return y

    def _head(self, name: str, y: float) -> float:
        words = set_text(name, PAGE_LABEL, MARGIN + 14, y + HEAD_PAD, INNER - 28, LINES)
        box = Box(MARGIN, y, INNER, words.box.h + 2 * HEAD_PAD)
        self.heads.append(Head(box, words))
        return box.bottom + APART

    def _steps(self, steps: Sequence[Step], y: float) -> float:
        if not steps:
            note = set_text(NO_STEPS, PAGE_NOTE, self._left, y, self._width, 2)
            self.notes.append(note)
            return note.box.bottom + APART
        for step in steps:
            if id(step) in self._hand_offs:
                y = self._change(self._hand_offs[id(step)], y)
            y = self._stop(step, y)
        return y

    def _change(self, hand_off: HandOff, y: float) -> float:
        told = f"{hand_off.before.department} \u2192 {hand_off.after.department}"
        words = set_text(told, PAGE_NOTE, self._left + 36, y + 5, self._width - 46, LINES)
        box = Box(self._left, y, self._width, words.box.h + 10)
        self.changes.append(Change(hand_off, box, words))
        return box.bottom + APART

    def _stop(self, step: Step, y: float) -> float:
        label = OptionLabel(step.number, step.name.strip() or "Unnamed")
        name = set_label(label, PAGE_NAME, self._left, y, self._width, LINES)
        told = " \u00b7 ".join(filter(None, (channel_words(step.channel), step.department)))
        where = set_text(told, PAGE_NOTE, self._left, name.box.bottom + 1, self._width, LINES)
        height = max(ROW, where.box.bottom - y)
        self.stops.append(Stop(step, self._x[step.channel], y + height / 2, name, where))
        return y + height + APART
