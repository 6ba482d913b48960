"""What is written at the points: whole titles if they find room, else numbers with a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.geometry import Box
from charts.option_label import narrowed, set_label
from charts.scatter.choices import Placed, Room, Wanted
from charts.scatter.data import Scatter, Spot
from charts.scatter.frame import Frame
from charts.scatter.marks import Mark
from charts.scatter.placing import place_labels
from charts.scatter.touching import Disc
from charts.theme import PAGE_LABEL, PAGE_NOTE
from charts.wrapping import Block, set_text

MOST_TITLES = 8
TITLE_WIDTHS = (190.0, 140.0, 112.0)
"""The most a title takes, tried in this order."""

SHRINK, NARROWEST = 0.94, 90.0

TITLE_LINES = 4
MOST_LINES = 6
"""Of all titles at one place."""

TITLE_REACH = 56.0
NUMBERS_WIDTH = 200.0
GROW = 14.0
FARTHEST = 1000.0
EDGE = 6.0

Stack = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Words at one place, and the line that leads there; `align` as in a scene's blocks."""

    blocks: Stack
    align: float
    placed: Placed


@dataclass(frozen=True, slots=True)
class Labelling:
    """`numbers` names each spot, in the order of the data; `listed`: titles stand in a list."""

    written: tuple[Written, ...]
    numbers: tuple[str, ...]
    listed: bool


def lay_labels(data: Scatter, marks: Sequence[Mark], frame: Frame) -> Labelling:
    numbers = name_spots(data.spots)
    room = _room(marks, frame)
    titles = _titles(data, marks, room) if len(data.spots) <= MOST_TITLES else None
    if titles is not None:
        return Labelling(titles, numbers, listed=False)
    return Labelling(_numbers(marks, numbers, room), numbers, listed=True)


def name_spots(spots: Sequence[Spot]) -> tuple[str, ...]:
    """The spots' own numbers when all have one and no two the same, else 1, 2, 3, …."""
    own = [spot.label.number for spot in spots]
    if all(own) and len(set(own)) == len(own):
        return tuple(own)
    return tuple(str(index + 1) for index in range(len(own)))


def _room(marks: Sequence[Mark], frame: Frame) -> Room:
    points = [mark.disc for mark in marks]
    signs = [mark.sign for mark in marks if mark.sign]
    names = [quadrant.name.box for quadrant in frame.quadrants]
    return Room(frame.box.inset(EDGE), [*points, *signs], names, points)


def _titles(data: Scatter, marks: Sequence[Mark], room: Room) -> tuple[Written, ...] | None:
    shapes: list[list[Stack]] = []
    for mark in marks:
        spots = [data.spots[index] for index in mark.members]
        stacks = list(filter(None, (_stack(spots, width) for width in TITLE_WIDTHS)))
        if not stacks:
            return None
        shapes.append(stacks)
    return _placed(marks, shapes, room, TITLE_REACH)


def _stack(spots: Sequence[Spot], width: float) -> Stack | None:
    """Whole titles under each other from 0, 0; None when they are too long.

    None too when the sign at a shared place would not tell which of them it means.
    """
    if len(spots) > 1 and len({spot.discuss for spot in spots}) > 1:
        return None
    blocks: list[Block] = []
    y = 0.0
    for spot in spots:
        block = _even(spot, y, width)
        blocks.append(block)
        y = block.box.bottom + 3
    lines = [len(block.lines) for block in blocks]
    return tuple(blocks) if max(lines) <= TITLE_LINES and sum(lines) <= MOST_LINES else None


def _even(spot: Spot, y: float, width: float) -> Block:
    """The label in as few lines as the width needs, all of them about as long."""
    block = set_label(spot.label, PAGE_NOTE, 0, y, width, TITLE_LINES + 1)
    while True:
        width *= SHRINK
        closer = set_label(spot.label, PAGE_NOTE, 0, y, width, TITLE_LINES + 1)
        if len(closer.lines) > len(block.lines) or width < NARROWEST:
            return narrowed(block)
        block = closer


def _numbers(marks: Sequence[Mark], numbers: Sequence[str], room: Room) -> tuple[Written, ...]:
    """Numbers at the marks; where there is no room for each alone, near ones stand together."""
    near = 0.0
    while True:
        groups = _gathered(marks, near)
        largest = [max(group, key=lambda mark: mark.disc.radius) for group in groups]
        shapes = [[_numbers_of(group, numbers)] for group in groups]
        written = _placed(largest, shapes, room, FARTHEST)
        if written is not None or len(groups) <= 1:
            return written or ()
        near += GROW


def _numbers_of(group: Sequence[Mark], numbers: Sequence[str]) -> Stack:
    words = ", ".join(numbers[index] for mark in group for index in mark.members)
    return (narrowed(set_text(words, PAGE_LABEL, 0, 0, NUMBERS_WIDTH)),)


def _gathered(marks: Sequence[Mark], near: float) -> list[list[Mark]]:
    """Marks whose centres are within `near` of a group's first, in the order of the data."""
    groups: list[list[Mark]] = []
    for mark in marks:
        for group in groups:
            first = group[0].disc
            away = max(abs(first.x - mark.disc.x), abs(first.y - mark.disc.y))
            if away < near:
                group.append(mark)
                break
        else:
            groups.append([mark])
    return groups


def _placed(
    marks: Sequence[Mark], shapes: Sequence[Sequence[Stack]], room: Room, reach: float
) -> tuple[Written, ...] | None:
    wanted = [
        Wanted(mark.disc, mark.home, [_size(stack) for stack in stacks])
        for mark, stacks in zip(marks, shapes, strict=True)
    ]
    places = place_labels(wanted, room, reach)
    if places is None:
        return None
    return tuple(
        _write(stacks[place.shape], place, mark.disc)
        for stacks, place, mark in zip(shapes, places, marks, strict=True)
    )


def _size(stack: Stack) -> tuple[float, float]:
    return max(block.box.w for block in stack), stack[-1].box.bottom


def _write(stack: Stack, place: Placed, disc: Disc) -> Written:
    """The blocks in their place, flush with the side where the point is."""
    to = place.box
    align = 0.0 if to.x >= disc.x else 1.0 if to.right <= disc.x else 0.5
    moved = [
        Block(block.lines, block.type, Box(to.x, to.y + block.box.y, to.w, block.box.h))
        for block in stack
    ]
    return Written(tuple(moved), align, place)
