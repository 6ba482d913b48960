"""The map as a canvas's markdown: headings, a few words, tables. Pure functions of plain data."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commands.text import plural
from commands.wording import emotion, heat, pain_number, touchpoint_number
from storage.map.maps import NOTHING_OBSERVED, Observed
from storage.models import Stage, Touchpoint
from storage.pain.rows import PainRow

# Slack takes at most 300 cells in a table.
_MOST_CELLS = 300
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~@:&=^$])")


@dataclass(frozen=True, slots=True)
class Map:
    """What the canvas tells; names raw. `pains` are the hottest of all that are open."""

    name: str
    goal: str
    stages: Sequence[tuple[Stage, Sequence[Touchpoint]]]
    observed: Mapping[int, Observed]
    pains: Sequence[PainRow]


def canvas_markdown(shown: Map) -> str:
    """The whole canvas."""
    parts = []
    if shown.goal:
        parts.append(f"> {escape(shown.goal)}")
    parts.append(
        f"_The map of {escape(shown.name)}, kept up to date by Cairn\\. "
        "What is written here by hand is overwritten\\._"
    )
    parts.append("## Where it hurts most")
    parts += _pains(shown.pains) or ["No open pain points\\."]
    for stage, touchpoints in shown.stages:
        parts += _stage(stage, touchpoints, shown.observed)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Text from people on one line: no mention, no link, no formatting, no end of its cell."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _pains(pains: Sequence[PainRow]) -> list[str]:
    rows = [
        (
            pain_number(row.number),
            row.title,
            f"{touchpoint_number(row.touchpoint_number)} {row.touchpoint}",
            heat(row.heat),
            plural(row.sightings, "sighting"),
            row.status,
        )
        for row in pains
    ]
    return _tables(("Number", "Pain point", "Where", "Heat", "Evidence", "Status"), rows)


def _stage(
    stage: Stage, touchpoints: Sequence[Touchpoint], observed: Mapping[int, Observed]
) -> list[str]:
    parts = [f"## {escape(stage.name)}"]
    if stage.goal:
        parts.append(f"> {escape(stage.goal)}")
    rows = [_touchpoint(each, observed.get(each.id or 0, NOTHING_OBSERVED)) for each in touchpoints]
    head = ("Number", "Touchpoint", "Channel", "Department", "Felt", "Planned", "Heat")
    return parts + (_tables(head, rows) or ["No touchpoints yet\\."])


def _touchpoint(touchpoint: Touchpoint, seen: Observed) -> tuple[str, ...]:
    planned = touchpoint.planned_emotion
    felt = "" if seen.emotion is None else f"{emotion(seen.emotion)} (n = {seen.emotions_n:,})"
    return (
        touchpoint_number(touchpoint.number),
        touchpoint.name + (" (moment of truth)" if touchpoint.moment_of_truth else ""),
        touchpoint.channel,
        touchpoint.department,
        felt,
        "" if planned is None else emotion(planned).removesuffix(".0"),
        heat(seen.heat),
    )


def _tables(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """One table, or several where one would have more cells than Slack takes; [] of no rows."""
    a_table = _MOST_CELLS // len(head) - 1
    return [
        "\n".join(
            [_row(head), _row_of("---", len(head)), *map(_row, rows[start : start + a_table])]
        )
        for start in range(0, len(rows), a_table)
    ]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(escape(cell) for cell in cells)} |"


def _row_of(mark: str, count: int) -> str:
    return f"| {' | '.join([mark] * count)} |"
