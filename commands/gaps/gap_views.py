"""The big picture and its details, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.brief import place_views
from commands.gaps.kinds import KINDS, Gap, Kind
from commands.kpi.kpi_views import NEW as NEW_KPI
from commands.pain.form_views import LOG_AT
from commands.reply import Block
from commands.review.views import LIST as REVIEW
from commands.text import escape, plural
from commands.touchpoint.receipt_views import CARD, EDIT, OPEN_ADD_IN, map_button
from commands.wording import day, emotion, heat, title, touchpoint_number
from storage.map.freshness import Freshness, Point
from storage.map.gaps import Gaps, HandOff, Place
from storage.models import Stage

SHOW = "gaps.show"
FIRST = 3
_NAME, _STAGE, _DEPARTMENT = 60, 40, 30


@dataclass(frozen=True, slots=True)
class Picture:
    """All gaps of a journey; names raw. `due` are the touchpoints that are not fresh any more."""

    found: Gaps
    freshness: Freshness
    due: Sequence[Point]
    journey_id: int
    journey: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the gaps of one kind."""

    kind: Kind
    rows: Sequence[Gap]
    number: int
    pages: int


def picture_message(picture: Picture) -> tuple[str, list[Block]]:
    """Fallback text and blocks: each kind with its count, the first few, and what to do."""
    found = picture.found
    size = f"{plural(found.stages, 'stage')}, {plural(found.touchpoints, 'touchpoint')}"
    body = [blocks.section(f"*The big picture of {title(picture.journey, 80)}* · {size}")]
    lacking = [kind for kind in Kind if KINDS[kind].pick(found)]
    for kind in lacking:
        body += _kind(picture, kind)
    body += _due(picture)
    fine = [KINDS[kind].fine for kind in Kind if kind not in lacking and _applies(found, kind)]
    if found.touchpoints and not picture.due:
        fine.append("the map is 100 % fresh")
    if fine:
        told = "; ".join(fine)
        body.append(blocks.context(f"✓ {told[:1].upper()}{told[1:]}."))
    if not found.touchpoints:
        add = blocks.button("Add a touchpoint", "touchpoint.open_add", style="primary")
        body.append(blocks.actions(add, map_button()))
    else:
        body.append(blocks.actions(map_button()))
    said = "; ".join(KINDS[kind].heading(found) for kind in lacking)
    return f"Gaps of {escape(picture.journey)}: {said or 'none'}", body


def page_message(picture: Picture, page: Page) -> tuple[str, list[Block]]:
    """Fallback text and blocks: the gaps of one kind, each with its own button."""
    words = KINDS[page.kind]
    heading = f"*{words.heading(picture.found)}* in {title(picture.journey, 80)}"
    body = [blocks.section(heading), blocks.context(words.explained(picture.found))]
    if not page.rows:
        body = [blocks.section(f"✓ In {title(picture.journey, 80)} {words.fine}.")]
    for row in page.rows:
        accessory = _act(row, page.kind, may_edit=picture.may_edit)
        body.append(blocks.section(_line(row, page.kind), accessory=accessory))
    turns = []
    if page.number > 1:
        turns.append(_to("Previous", "previous", picture, page.kind, page.number - 1))
    if page.number < page.pages:
        turns.append(_to("Next", "next", picture, page.kind, page.number + 1))
    body.append(blocks.actions(*turns, _to("All gaps", "back", picture, None)))
    if page.pages > 1:
        body.append(blocks.context(f"Page {page.number:,} of {page.pages:,}"))
    return f"{words.heading(picture.found)} in {escape(picture.journey)}", body


def _applies(found: Gaps, kind: Kind) -> bool:
    """Nothing is fine about touchpoints that are not there, or were never compared."""
    if kind is Kind.STAGES:
        return found.stages > 0
    if kind is Kind.KPIS:
        return found.touchpoints > 0
    if kind is Kind.HANDOFFS:
        return found.handed_over > 0
    if kind is Kind.DRIFT:
        return found.compared > 0
    return found.touchpoints > 0


def _kind(picture: Picture, kind: Kind) -> list[Block]:
    words, rows = KINDS[kind], KINDS[kind].pick(picture.found)
    lines = [f"*{words.heading(picture.found)}*"]
    lines += [f"• {_line(row, kind)}" for row in rows[:FIRST]]
    steps = [_act(rows[0], kind, may_edit=picture.may_edit, named=True)]
    if len(rows) > 1:
        steps.append(_to(f"All {len(rows):,}", kind.value, picture, kind))
    explained = words.explained(picture.found)
    return [
        blocks.section("\n".join(lines)),
        blocks.context(explained),
        blocks.actions(*steps),
    ]


def _due(picture: Picture) -> list[Block]:
    """How fresh the map is, and what was not said to be true for longest."""
    fresh = picture.freshness
    if not picture.due:
        return []
    said = f"{fresh.fresh:,} of {plural(fresh.total, 'touchpoint')} confirmed in time"
    lines = [f"*The map is {fresh.per_cent} % fresh*: {said}"]
    lines += [
        f"• *{touchpoint_number(point.number)} {title(point.name, _NAME)}* in "
        f"{title(point.stage, _STAGE)}: last confirmed {day(point.true_at)}"
        for point in picture.due[:FIRST]
    ]
    body = [blocks.section("\n".join(lines))]
    if picture.may_edit:
        label = f"Review all {len(picture.due):,}" if len(picture.due) > 1 else "Review it"
        body.append(blocks.actions(blocks.button(label, REVIEW)))
    return body


def _line(row: Gap, kind: Kind) -> str:
    """What it is, and why it is here."""
    if isinstance(row, Stage):
        return f"*{title(row.name, 80)}*"
    if isinstance(row, HandOff):
        return _hand_off(row)
    said = f"*{_named(row)}* in {title(row.stage, _STAGE)}"
    if kind is Kind.DRIFT and row.observed is not None and row.planned is not None:
        drift = emotion(row.drift or 0.0)
        planned, observed = emotion(row.planned).removesuffix(".0"), emotion(row.observed)
        return f"{said}: {drift} (planned {planned}, observed {observed}, n = {row.observed_n:,})"
    if kind is Kind.SILENT:
        return f"{said}: {f'last seen {day(row.last_seen)}' if row.last_seen else 'never seen'}"
    return said


def _hand_off(row: HandOff) -> str:
    before, after = row.before, row.after
    return (
        f"*{title(before.department, _DEPARTMENT)} → {title(after.department, _DEPARTMENT)}*, "
        f"heat {heat(row.heat)}: {_named(before)} {heat(before.heat)} + "
        f"{_named(after)} {heat(after.heat)}"
    )


def _named(place: Place) -> str:
    return f"{touchpoint_number(place.number)} {title(place.name, _NAME)}"


def _act(row: Gap, kind: Kind, *, may_edit: bool, named: bool = False) -> Block:
    """The button that does something about it; `named` where several kinds stand together."""
    if kind is Kind.KPIS and isinstance(row, Stage):
        name = row.name if named else ""
        return blocks.button("Add a KPI", NEW_KPI, value="", label=f"Add a KPI {name}".strip())
    if isinstance(row, Stage):
        label = f"Add a touchpoint in {row.name}" if named else "Add touchpoint here"
        spoken = f"Add touchpoint here: {row.name}"
        return blocks.button(label, OPEN_ADD_IN, value=str(row.id), label=spoken)
    place = row.hotter if isinstance(row, HandOff) else row
    number, said = str(place.number), touchpoint_number(place.number)
    of = f" of {said}" if named else ""
    if kind in (Kind.HANDOFFS, Kind.DRIFT):
        return blocks.button(f"Brief{of}", place_views.SHOW, value=said, label=f"Brief of {said}")
    if kind is Kind.OWNERS:
        if not may_edit:
            return blocks.button(
                f"Open {said}" if named else "Open", CARD, value=number, label=f"Open {said}"
            )
        return blocks.button(f"Set owner{of}", EDIT, value=number, label=f"Set owner of {said}")
    label = f"Log at {said}" if named else "Log"
    return blocks.button(label, LOG_AT, value=number, label=f"Log what was seen at {said}")


def _to(text: str, suffix: str, picture: Picture, kind: Kind | None, number: int = 1) -> Block:
    value = f"{number} {picture.journey_id} {kind.value if kind else ''}".rstrip()
    return blocks.button(text, f"{SHOW}:{suffix}", value=value)
