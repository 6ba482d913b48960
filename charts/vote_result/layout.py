"""Where every box of the vote's result goes: pure numbers, no drawing."""

from dataclasses import dataclass, replace
from itertools import groupby

from charts.geometry import Box
from charts.numerals import counted, percent
from charts.option_label import OptionLabel, set_label
from charts.page import INNER, MARGIN, Heading, lay_heading
from charts.theme import GAP, PAGE_BODY, PAGE_FIGURE, PAGE_LABEL, PAGE_NAME, PAGE_NOTE
from charts.vote_result.data import Option, VoteResult
from charts.vote_result.turnout import Tile, lay_turnout
from charts.wrapping import Block, set_fitting, set_text

BADGE = 38.0
BADGE_GAP = 14.0
NUMBERS = 158.0
BAR = 15.0
ROW_GAP = 19.0
LABEL_LINES = 12
LEGEND = "Bars: dots. Percentages: share of all dots."
TIES = "\u201c=\u201d: tied, the same number of dots."


@dataclass(frozen=True, slots=True)
class Row:
    option: Option
    box: Box
    badge: Box
    rank: Block
    label: Block
    dots: Block
    track: Box
    bar: Box | None
    detail: Block


@dataclass(frozen=True, slots=True)
class ResultLayout:
    """`ties` are the rails that join the badges of equals."""

    height: float
    heading: Heading
    tiles: tuple[Tile, ...]
    rows: tuple[Row, ...]
    ties: tuple[Box, ...]
    note: Block


def lay_result(data: VoteResult) -> ResultLayout:
    """The whole picture, as high as it needs to be."""
    title = data.title or "Untitled vote"
    heading = lay_heading("Vote result", title, data.subtitle, data.as_of)
    tiles = lay_turnout(data, heading.bottom + 2 * GAP)
    y = tiles[0].box.bottom + 3 * GAP
    most = max((option.dots for option in data.options), default=0)
    rows: list[Row] = []
    for option in data.ranked:
        rows.append(_lay_row(option, y, most, tied=data.tied(option)))
        y = rows[-1].box.bottom + ROW_GAP
    note = set_text(_note(data), PAGE_NOTE, MARGIN, y + 2, INNER, 4)
    return ResultLayout(
        note.box.bottom + MARGIN - 6, heading, tiles, tuple(rows), _ties(rows), note
    )


def _note(data: VoteResult) -> str:
    if not data.options:
        return "There was nothing to vote on."
    if not data.dots:
        return "No dot was put on anything."
    return f"{LEGEND} {TIES}" if any(map(data.tied, data.options)) else LEGEND


def _lay_row(option: Option, y: float, most: int, *, tied: bool) -> Row:
    left = MARGIN + BADGE + BADGE_GAP
    width = MARGIN + INNER - left - NUMBERS - 2 * GAP
    right = left + width + 2 * GAP
    type_ = PAGE_NAME if option.rank == 1 and option.dots else replace(PAGE_BODY, size=19.0)
    words = OptionLabel.of(option.label, "Unnamed option")
    label = set_label(words, type_, left, y, width, LABEL_LINES)
    track = Box(left, label.box.bottom + 6, width, BAR)
    share = option.dots / most if most else 0.0
    bar = Box(left, track.y, max(BAR, width * share), BAR) if option.dots else None
    dots = set_fitting(counted(option.dots, "dot"), PAGE_FIGURE, right, y - 6, NUMBERS)
    told = [counted(option.voters, "voter")]
    if option.share is not None:
        told.insert(0, percent(option.share))
    middle = track.y + BAR / 2 - PAGE_NOTE.size * PAGE_NOTE.leading / 2
    detail = set_fitting(" \u00b7 ".join(told), PAGE_NOTE, right, middle, NUMBERS)
    box = Box(MARGIN, y, INNER, max(track.bottom, y + BADGE) - y)
    badge = Box(MARGIN, y + (box.h - BADGE) / 2, BADGE, BADGE)
    number = f"={option.rank}" if tied else str(option.rank)
    line = PAGE_LABEL.size * PAGE_LABEL.leading
    rank = set_fitting(number, PAGE_LABEL, badge.x + 3, badge.y + (BADGE - line) / 2, BADGE - 6)
    return Row(option, box, badge, rank, label, dots, track, bar, detail)


def _ties(rows: list[Row]) -> tuple[Box, ...]:
    """A rail behind the badges of each group of equals, from the first to the last of them."""
    rails = []
    for _, group in groupby(rows, key=lambda row: row.option.rank):
        first, *others = group
        if others:
            top, bottom = first.badge, others[-1].badge
            rails.append(Box(top.x, top.y, BADGE, bottom.bottom - top.y))
    return tuple(rails)
