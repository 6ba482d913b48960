"""Where everything of the funnel goes: a bar for each stage, between them how many went on."""

from dataclasses import dataclass

from charts.funnel.data import Drop, Funnel, Stage
from charts.geometry import Box
from charts.lettering import text_width
from charts.numerals import counted, percent
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.theme import GAP, PAGE_BODY, PAGE_FIGURE, PAGE_LABEL, PAGE_NAME, PAGE_NOTE
from charts.wrapping import Block, set_fitting, set_text

BAR_WIDTH = 380.0
WORDS = INNER - BAR_WIDTH - 24
BAR = 62.0
BETWEEN = 46.0
LEAST = 6.0
LINES = 12
NO_STAGES = "No stages yet: /journey stages adds the first ones."
NO_COUNTS = "No counts yet"
HOW = (
    "Nobody has counted yet how many customers reach each stage, so no drop-off can be told. "
    "A KPI of a stage fills it, a conversion or a count where high is good: /journey kpi."
)
PARTLY = "Dashed: not counted yet."


@dataclass(frozen=True, slots=True)
class Row:
    """A stage with its bar; `figure` stands inside the bar where it fits, beside it elsewhere."""

    stage: Stage
    name: Block
    place: Block
    bar: Box
    figure: Block
    inside: bool


@dataclass(frozen=True, slots=True)
class Step:
    """Between two counted rows: the slope from bar to bar, and what became of whom."""

    drop: Drop
    steepest: bool
    slope: tuple[tuple[float, float], ...]
    pill: Box
    words: Block


@dataclass(frozen=True, slots=True)
class FunnelLayout:
    height: float
    heading: Heading
    facts: Block
    more: Block
    rows: tuple[Row, ...]
    steps: tuple[Step, ...]
    note: Block


def lay_funnel(data: Funnel) -> FunnelLayout:
    """The whole picture, as high as it needs to be."""
    title = data.title or "Untitled journey"
    heading = lay_heading("Funnel", title, data.subtitle, data.as_of)
    facts = set_text(_facts(data), PAGE_NAME, MARGIN, heading.bottom + 2 * GAP, INNER, 4)
    told = HOW if data.stages and not data.counted else ""
    more = set_text(told, PAGE_BODY, MARGIN, facts.box.bottom + 4, INNER, 5)
    y = more.box.bottom + 2.5 * GAP
    most = max((stage.count or 0 for stage in data.stages), default=0)
    rows: list[Row] = []
    for stage in data.stages:
        rows.append(_lay_row(stage, y, most))
        bottom = max(rows[-1].bar.bottom, rows[-1].place.box.bottom, rows[-1].name.box.bottom)
        y = bottom + (BETWEEN if data.counted else 1.5 * GAP)
    steps = tuple(_lay_step(data, drop, rows) for drop in data.drops if drop.kept is not None)
    y = y - (BETWEEN if data.counted else 1.5 * GAP) + 2 * GAP if rows else y
    note = set_text(_note(data), PAGE_NOTE, MARGIN, y, INNER, 6)
    return FunnelLayout(
        note.box.bottom + MARGIN - 8, heading, facts, more, tuple(rows), steps, note
    )


def _facts(data: Funnel) -> str:
    if not data.stages:
        return NO_STAGES
    if not data.counted:
        return NO_COUNTS
    first, last = data.counted[0], data.counted[-1]
    if len(data.counted) < 2 or not first.count or last.count is None:  # noqa: PLR2004
        return f"{counted(len(data.counted), 'stage')} of {len(data.stages)} counted"
    whole = f"{percent(last.count / first.count)} of the {data.unit} reach {_name(last)}"
    drop = data.steepest
    lost = f"; the steepest step is the one to {_name(drop.after)}" if drop else ""
    return f"{whole}{lost}."


def _name(stage: Stage) -> str:
    return stage.name or "Unnamed stage"


def _lay_row(stage: Stage, y: float, most: int) -> Row:
    name = set_text(_name(stage), PAGE_NAME, MARGIN, y + 6, WORDS, LINES)
    place = set_text(
        f"Funnel: {stage.place}" if stage.place else "No place in the funnel",
        PAGE_NOTE, MARGIN, name.box.bottom + 1, WORDS, 4,
    )  # fmt: skip
    middle = MARGIN + INNER - BAR_WIDTH / 2
    share = stage.count / most if stage.count is not None and most else 1.0
    width = max(LEAST, BAR_WIDTH * share) if stage.count != 0 else 0.0
    bar = Box(middle - width / 2, y, width, BAR)
    told = NO_COUNTS.lower() if stage.count is None else f"{stage.count:,}"
    type_ = PAGE_NOTE if stage.count is None else PAGE_FIGURE
    top = y + (BAR - type_.size * type_.leading) / 2
    needed = set_text(told, type_, 0, 0, BAR_WIDTH, 1)
    room = bar.w - 2 * GAP
    inside = bar.w >= BAR_WIDTH or _wide(needed) <= room
    if inside:
        figure = set_fitting(told, type_, bar.x + GAP, top, room)
    else:
        left = bar.right + GAP
        figure = set_fitting(told, type_, left, top, MARGIN + INNER - left)
    return Row(stage, name, place, bar, figure, inside)


def _wide(block: Block) -> float:
    return max((text_width(x, block.type.size, block.type.weight) for x in block.lines), default=0)


def _lay_step(data: Funnel, drop: Drop, rows: list[Row]) -> Step:
    before = next(row for row in rows if row.stage is drop.before)
    after = next(row for row in rows if row.stage is drop.after)
    top, bottom = before.bar, after.bar
    slope = (
        (top.x, top.bottom), (top.right, top.bottom), (bottom.right, bottom.y), (bottom.x, bottom.y)
    )  # fmt: skip
    change = f"{drop.change:+,}".replace("-", "\u2212")
    told = f"{percent(drop.kept)} go on \u00b7 {change}"
    width = _wide(set_text(told, PAGE_LABEL, 0, 0, BAR_WIDTH, 1)) + 26
    height = PAGE_LABEL.size * PAGE_LABEL.leading + 8
    middle = MARGIN + INNER - BAR_WIDTH / 2
    pill = Box(middle - width / 2, bottom.y - BETWEEN / 2 - height / 2, width, height)
    words = set_text(told, PAGE_LABEL, pill.x + 12, pill.y + 4, width - 23, 1)
    return Step(drop, drop == data.steepest, slope, pill, words)


def _note(data: Funnel) -> str:
    if not data.counted:
        return ""
    told = f"Bars: {data.unit}{f', {data.period}' if data.period else ''}."
    sources = list(dict.fromkeys(stage.source for stage in data.counted if stage.source))
    if sources:
        told += f" Counted by {', '.join(sources)}."
    return f"{told} {PARTLY}" if len(data.counted) < len(data.stages) else told
