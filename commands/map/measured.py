"""The journey's KPIs as the map tells them: value, target and change, each where it belongs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from charts.journey_map import Note
from commands.kpi import kpi_views, words
from commands.map import here
from commands.text import unescape
from storage.kpi import rows as kpi_rows
from storage.kpi.rows import KpiRow
from storage.models import Journey

_LATEST = 2
NONE = "\u2013"


@dataclass(slots=True)
class Measured:
    """By the id of a stage or a touchpoint, and those of the journey as a whole in words."""

    in_stage: dict[int, list[Note]] = field(default_factory=dict)
    at: dict[int, list[Note]] = field(default_factory=dict)
    overall: list[str] = field(default_factory=list)


def measured(session: Session, *, journey: Journey) -> Measured:
    """Everything in use; what has no reading yet says so."""
    found = Measured()
    for row in kpi_rows.rows(session, **here.of(journey), most=_LATEST):
        if row.touchpoint_id is not None:
            _put(found.at, row.touchpoint_id, row)
        elif row.stage_id is not None:
            _put(found.in_stage, row.stage_id, row)
        else:
            found.overall.append(_told(row))
    return found


def _put(places: dict[int, list[Note]], place_id: int, row: KpiRow) -> None:
    latest = row.latest
    behind = _plain(words.n(latest.estimate)) if latest and latest.estimate.n else ""
    change = row.change
    note = Note(
        kpi_views.number(row.number),
        _told(row),
        behind,
        name=" ".join(row.name.split()),
        figure=_plain(words.value(row.method, latest.measured.value)) if latest else NONE,
        change=_plain(_change(row)) if latest else "not measured yet",
        target=_plain(_target(row)),
        better=(change.delta > 0) == row.method.higher_is_better
        if change and change.clear
        else None,
    )
    places.setdefault(place_id, []).append(note)


def _told(row: KpiRow) -> str:
    """As in: NPS +42, target +50, clearly better."""
    latest = row.latest
    value = words.value(row.method, latest.measured.value) if latest else "not measured yet"
    facts = [value, words.goal(row), words.trend(row)]
    return f"{' '.join(row.name.split())}: {_plain(', '.join(filter(None, facts)))}"


def _change(row: KpiRow) -> str:
    """As in: ↗ +3 points, better. An arrow only where it is beyond noise."""
    change = row.change
    if change is None:
        return ""
    # Beside a share in per cent its points can be no others.
    delta = words.difference(row.method, change.delta).replace("percentage point", "point")
    if change.clear:
        arrow = "↗" if change.delta > 0 else "↘"
        return f"{arrow} {delta}, {words.better_or_worse(row.method, change.delta)}"
    if change.clear is False:
        return "no clear change"
    return f"{delta}, low n" if change.low_n else delta


def _target(row: KpiRow) -> str:
    if row.target is None:
        return ""
    said = f"target {words.value(row.method, row.target)}"
    return f"{said}, reached" if row.reached else said


def _plain(text: str) -> str:
    """Words that were made safe for messages, as pictures have them."""
    return unescape(text).replace("\u2060", "")


def of_places(
    found: Measured, stage_id: int, touchpoint_ids: Mapping[int, object]
) -> tuple[Note, ...]:
    """A stage's own, then those of its touchpoints in order."""
    points = [note for point_id in touchpoint_ids for note in found.at.get(point_id, ())]
    return (*found.in_stage.get(stage_id, ()), *points)
