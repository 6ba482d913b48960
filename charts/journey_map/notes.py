"""Where decisions, what to say and the customer's actions go in a stage's column."""

from collections.abc import Sequence
from dataclasses import replace

from charts.geometry import Box
from charts.journey_map.cards import CARD_GAP
from charts.journey_map.data import Note
from charts.journey_map.layers import ACTIONS, DECISIONS, KPIS, SAY
from charts.journey_map.stage_column import COLUMN_PAD, NoteEntry, StageColumn, grid
from charts.lettering import text_width
from charts.theme import BODY, GAP, KPI_FIGURE, SMALL, SMALL_STRONG
from charts.wrapping import Block, set_text

LINES = {DECISIONS: 5, SAY: 9, ACTIONS: 5, KPIS: 7}
MOST = {DECISIONS: 4, SAY: 6, ACTIONS: 15, KPIS: 4}
"""Entries in a column; where a stage has several columns, so many times more."""

NOTHING = {
    DECISIONS: "Nothing decided yet \u00b7 /journey opportunity",
    SAY: "Nothing written yet \u00b7 /journey brief",
    ACTIONS: "Not described yet",
    KPIS: "Not measured yet \u00b7 /journey kpi",
}
FRAMED = frozenset({DECISIONS, SAY, KPIS})
"""Layers whose entries stand on cards."""

PAD = 9.0
CORNER = 4.0


def notes_of(column: StageColumn, layer: str) -> Sequence[Note]:
    stage = column.stage
    match layer:
        case _ if layer == DECISIONS:
            return stage.decisions
        case _ if layer == KPIS:
            return stage.kpis
        case _ if layer == SAY:
            return stage.say
        case _:
            return stage.actions


def with_notes(column: StageColumn, layer: str, y: float) -> tuple[StageColumn, float]:
    """The column with a lane's entries from `y` down, and where they end."""
    notes = notes_of(column, layer)
    left, inner = column.column.x + COLUMN_PAD, column.column.w - 2 * COLUMN_PAD
    if not notes:
        remark = set_text(NOTHING[layer], SMALL, left + 2, y, inner - 4, 3)
        return replace(column, remarks=(*column.remarks, remark)), remark.box.bottom
    across, width = grid(column.column, len(notes))
    shown = notes[: MOST[layer] * across]
    entries: list[NoteEntry] = []
    for first in range(0, len(shown), across):
        line = [
            _lay_note(note, layer, Box(left + i * (width + CARD_GAP), y, width, 0))
            for i, note in enumerate(shown[first : first + across])
        ]
        height = max(entry.box.h for entry in line)
        entries += [replace(entry, box=replace(entry.box, h=height)) for entry in line]
        y += height + (CARD_GAP if layer in FRAMED else GAP)
    column = replace(column, notes=(*column.notes, *entries))
    more = len(notes) - len(shown)
    if not more:
        return column, entries[-1].box.bottom
    remark = set_text(f"and {more} more", SMALL, left + 2, y, inner - 4, 1)
    return replace(column, remarks=(*column.remarks, remark)), remark.box.bottom


def _lay_note(note: Note, layer: str, box: Box) -> NoteEntry:
    pad, above = (PAD, PAD) if layer in FRAMED else (2.0, 0.0)
    edge = CORNER if layer == DECISIONS else 0.0
    x, y, width = box.x + pad + edge, box.y + above, box.w - 2 * pad - edge
    if layer not in FRAMED:
        # Many and short: the number begins the sentence.
        note = replace(
            note, number="", words=" \u00b7 ".join(filter(None, (note.number, note.words)))
        )
    told = (
        min(text_width(note.status, SMALL.size, SMALL.weight) + 2, width / 2) if note.status else 0
    )
    number = set_text(note.number, SMALL_STRONG, x, y, max(1.0, width - told - GAP), 1)
    status = set_text(note.status, SMALL, x + width - told, y + 1, told, 1)
    if note.figure:
        return _lay_figure(NoteEntry(note, layer, box, number, status, number), x, width, above)
    words = set_text(note.words, BODY, x, _below(number, y), width, LINES[layer])
    height = words.box.bottom + above - box.y
    return NoteEntry(note, layer, replace(box, h=height), number, status, words)


def _lay_figure(entry: NoteEntry, x: float, width: float, below: float) -> NoteEntry:
    """A KPI: what it is now, large, what that is, and which way it goes."""
    note = entry.note
    figure = set_text(
        note.figure, KPI_FIGURE, x, _below(entry.number, entry.number.box.y), width, 2
    )
    name = set_text(note.name, BODY, x, figure.box.bottom + 1, width, 3)
    change = set_text(note.change, SMALL_STRONG, x, name.box.bottom + 4, width, 3)
    target = set_text(note.target, SMALL, x, _below(change, name.box.bottom + 4), width, 2)
    last = next((each for each in (target, change) if each.lines), name)
    height = last.box.bottom + below - entry.box.y
    box = replace(entry.box, h=height)
    return replace(entry, box=box, words=change, figure=figure, name=name, target=target)


def _below(number: Block, y: float) -> float:
    return number.box.bottom + 2 if number.lines else y
