"""Where a stage's name, goal, pain points and cards go in its column."""

from dataclasses import dataclass, replace

from charts.geometry import Box
from charts.journey_map.cards import CARD_GAP, Card, PainEntry, lay_card, lay_pain
from charts.journey_map.data import JourneyMap, Note, Stage
from charts.journey_map.layers import DEPARTMENTS
from charts.theme import GAP, GOAL, SMALL, SMALL_STRONG, Type
from charts.wrapping import Block, set_text

COLUMN_PAD = 8.0
NARROWEST_CARD = 180.0
WIDEST_CARD = 380.0
PAINS_IN_A_COLUMN = 3
POINT = 11.0
"""How far an arrow's point reaches out."""

EMPTY_HEIGHT = 64.0


@dataclass(frozen=True, slots=True)
class NoteEntry:
    """Words under a number, in a lane of their own; a KPI's figure and name stand above them."""

    note: Note
    layer: str
    box: Box
    number: Block
    status: Block
    words: Block
    figure: Block | None = None
    name: Block | None = None
    target: Block | None = None


@dataclass(frozen=True, slots=True)
class StageColumn:
    """A stage: its column from top to bottom, the arrow with its name, and what stands below."""

    stage: Stage
    column: Box
    arrow: Box
    name: Block
    funnel: Block | None
    goal: Block
    cards: tuple[Card, ...] = ()
    no_cards: Box | None = None
    pains: tuple[PainEntry, ...] = ()
    note: Block | None = None
    notes: tuple[NoteEntry, ...] = ()
    remarks: tuple[Block, ...] = ()


def name_width(column: Box) -> float:
    """The room between the arrow's notch and the beginning of its point."""
    return column.w - 2 * POINT - 6


def lay_head(stage: Stage, column: Box, type_: Type) -> StageColumn:
    x, width = column.x + POINT + 8, name_width(column)
    name = set_text(stage.name or "Unnamed stage", type_, x, column.y, width, 5)
    nothing = Block((), GOAL, column)
    return StageColumn(stage, column, column, name, None, nothing)


def settle_head(head: StageColumn, height: float) -> StageColumn:
    """The name in the middle of the arrow."""
    column = head.column
    box = head.name.box
    name = replace(head.name, box=replace(box, y=column.y + (height - box.h) / 2))
    return replace(head, arrow=replace(column, h=height), name=name)


def with_goal(head: StageColumn, y: float) -> StageColumn:
    """The place in the funnel, and the customer's goal under it."""
    column = head.column
    x, width = column.x + COLUMN_PAD + 2, column.w - 2 * COLUMN_PAD - 4
    goal = set_text(head.stage.goal or "No goal written yet", GOAL, x, y, width, 6)
    funnel = None
    if head.stage.funnel:
        funnel = set_text(f"Funnel: {head.stage.funnel}", SMALL, x, y, width, 2)
        goal = set_text(
            head.stage.goal or "No goal written yet", GOAL, x, funnel.box.bottom + 2, width, 6
        )
    return replace(head, funnel=funnel, goal=goal)


def grid(column: Box, things: int) -> tuple[int, float]:
    """How many cards stand beside each other in a column, and how wide each is."""
    inner = column.w - 2 * COLUMN_PAD
    room = max(1, int((inner + CARD_GAP) // (NARROWEST_CARD + CARD_GAP)))
    across = min(room, max(things, 1))
    return across, min(WIDEST_CARD, (inner - (across - 1) * CARD_GAP) / across)


def with_cards(data: JourneyMap, head: StageColumn, y: float) -> StageColumn:
    if not head.stage.touchpoints:
        box = Box(head.column.x + COLUMN_PAD, y, head.column.w - 2 * COLUMN_PAD, EMPTY_HEIGHT)
        return replace(head, no_cards=box)
    hottest = max((point.heat for point in data.touchpoints), default=0.0)
    across, width = grid(head.column, len(head.stage.touchpoints))
    departments = data.has(DEPARTMENTS)
    cards: list[Card] = []
    for first in range(0, len(head.stage.touchpoints), across):
        line = [
            lay_card(
                point,
                head.column.x + COLUMN_PAD + i * (width + CARD_GAP),
                y,
                width,
                hottest,
                departments=departments,
            )
            for i, point in enumerate(head.stage.touchpoints[first : first + across])
        ]
        height = max(card.box.h for card in line)
        cards += [replace(card, box=replace(card.box, h=height)) for card in line]
        y += height + CARD_GAP
    return replace(head, cards=tuple(cards))


def cards_bottom(column: StageColumn, top: float) -> float:
    empty = [column.no_cards.bottom] if column.no_cards else []
    return max([card.box.bottom for card in column.cards] + empty, default=top)


def with_pains(data: JourneyMap, column: StageColumn, y: float) -> StageColumn:
    pains = column.stage.pains
    left, inner = column.column.x + COLUMN_PAD + 2, column.column.w - 2 * COLUMN_PAD - 4
    if not pains:
        words = "None" if data.filters else "None reported yet \u00b7 /pain"
        return replace(column, note=set_text(words, SMALL, left, y, inner, 3))
    across, card_width = grid(column.column, len(pains))
    gap = CARD_GAP + 4
    width = card_width - 4
    shown = pains[: PAINS_IN_A_COLUMN * across]
    hottest = data.pains[0].heat
    where = {p.number: point.number for point in column.stage.touchpoints for p in point.pains}
    entries: list[PainEntry] = []
    for first in range(0, len(shown), across):
        line = [
            lay_pain(pain, where[pain.number], left + i * (width + gap), y, width, hottest)
            for i, pain in enumerate(shown[first : first + across])
        ]
        entries += line
        y = max(entry.box.bottom for entry in line) + 1.5 * GAP
    more = len(pains) - len(shown)
    note = set_text(f"and {more} cooler", SMALL_STRONG, left, y, inner, 1) if more else None
    return replace(column, pains=tuple(entries), note=note)


def pains_bottom(column: StageColumn, top: float) -> float:
    notes = [column.note.box.bottom] if column.note else []
    return max([entry.box.bottom for entry in column.pains] + notes, default=top)
