"""Pages of a KPI's readings and of its history, as pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from commands import blocks
from commands.change_words import who
from commands.kpi import kpi_views, period_words, words
from commands.reply import Block
from commands.text import clip, escape, plural
from commands.wording import day
from storage.kpi.measures import Measured, Method
from storage.kpi.readings import TAKEN_BACK
from storage.kpi.statistics import Estimate
from storage.models import History, Kpi
from storage.models.columns import JsonObject
from storage.survey.undoing import UNDONE

PAGE = 10
_MOST_VALUE = 80
_BY_ITSELF = {
    "reconnected": "changed its connection",
    "pulls paused": "paused pulling it",
    "pulls resumed": "resumed pulling it",
    "webhook made": "made a webhook for it",
    "webhook renewed": "made a new secret for its webhook",
    "webhook removed": "removed its webhook",
}


# How each of a KPI's series was measured, by number.
Methods = Mapping[int, Method]


@dataclass(frozen=True, slots=True)
class Past:
    """A reading of whatever series, with the method of that one."""

    series: int
    period_start: date
    method: Method
    measured: Measured
    estimate: Estimate
    by_id: str
    at: datetime


def readings_blocks(
    kpi: Kpi, found: Sequence[Past], *, page: int, more: bool, may_edit: bool
) -> list[Block]:
    """Readings, newest first, under the method of their series."""
    body = [blocks.section(f"*Readings of {words.called(kpi)}*")]
    series = 0
    for each in found:
        if each.series != series:
            series = each.series
            now = "" if series == kpi.series else " · an earlier series, not compared with later"
            body.append(blocks.context(f"Series {series}: {words.method(each.method)}{now}"))
        body.append(_reading(kpi, each, may_edit=may_edit and series == kpi.series))
    steps = _turns(kpi, kpi_views.READINGS, page, more=more)
    return [*body, blocks.actions(*steps, kpi_views.of(kpi, "Open", kpi_views.CARD))]


def _reading(kpi: Kpi, each: Past, *, may_edit: bool) -> Block:
    when = period_words.said(each.method.period, each.period_start)
    lines = [
        f"*{when}*: {words.reading(each.method, each.measured)}",
        f"{words.facts(each.method, each.estimate)} · {who(each.by_id)} on {day(each.at)}",
    ]
    rest = f"for {each.period_start.isoformat()}"
    correct = kpi_views.of(kpi, "Correct", kpi_views.RECORD, rest=rest) if may_edit else None
    return blocks.section("\n".join(lines), accessory=correct)


def history_blocks(
    kpi: Kpi, methods: Methods, entries: Sequence[History], *, page: int, more: bool
) -> list[Block]:
    """Who changed what when, newest first."""
    steps = _turns(kpi, kpi_views.HISTORY, page, more=more)
    return [
        blocks.section(f"*History of {words.called(kpi)}*"),
        *[blocks.context(change(entry, methods)) for entry in entries],
        blocks.actions(*steps, kpi_views.of(kpi, "Open", kpi_views.CARD)),
    ]


def _turns(kpi: Kpi, action: str, page: int, *, more: bool) -> list[Block]:
    steps = []
    if page > 1:
        steps.append(kpi_views.of(kpi, "Newer", f"{action}:newer", rest=str(page - 1)))
    if more:
        steps.append(kpi_views.of(kpi, "Older", f"{action}:older", rest=str(page + 1)))
    return steps


def change(entry: History, methods: Methods) -> str:
    """One line of history: when, who, what."""
    return f"{day(entry.at)} · {who(entry.actor_id)} {_happened(entry, methods)}"


def _happened(entry: History, methods: Methods) -> str:
    before, after = entry.before or {}, entry.after or {}
    if "of_period" in after:
        method = methods[after["of_series"]]
        when = period_words.said(method.period, date.fromisoformat(after["of_period"]))
        if entry.what == TAKEN_BACK:
            return f"undid {_figures(before, method)} for {when}: there was no reading before"
        now = _figures(after, method)
        if entry.what == "corrected":
            return f"corrected {when} from {_figures(before, method)} to {now}"
        return f"recorded {now} for {when}"
    if entry.what == "edited":
        return f"changed {_edited(before, after, methods)}"
    if entry.what == UNDONE:
        file = escape(clip(" ".join(str(before.get("file", "")).split()), _MOST_VALUE))
        return f"undid the import of “{file}”: {plural(int(before.get('answers', 0)), 'answer')}"
    return _BY_ITSELF.get(entry.what) or f"{escape(entry.what)} it"


def _edited(before: JsonObject, after: JsonObject, methods: Methods) -> str:
    begun = ""
    columns = [each for each in after if each in words.LABELS]
    if "series" in after:
        begun = f" and began series {after['series']}"
        # The ends of a scale and its box are said together, whichever of them changed.
        before = {**methods[before["series"]].columns(), **before}
        after = {**methods[after["series"]].columns(), **after}
    changed = dict.fromkeys(
        f"{words.LABELS[column]} from {held(before, column)} to {held(after, column)}"
        for column in columns
        if column not in ("scale_low", "stage_id", "touchpoint_id")
    )
    if {"stage_id", "touchpoint_id"} & set(columns):
        changed["the place"] = None
    return f"{'; '.join(changed)}{begun}"


def _figures(held: JsonObject, method: Method) -> str:
    """A reading in the unit of its series."""
    measured = Measured(held["value"], held.get("n"), held.get("spread"))
    said = words.value(method, measured.value)
    return f"{said} (n {measured.n:,})" if measured.n is not None else said


def held(entry: JsonObject, column: str) -> str:
    """A column of an entry as a person reads it, safe in mrkdwn."""
    if column == "owner_id":
        return who(entry.get(column) or "")
    value = entry.get(column)
    if column == "higher_is_better":
        return "high is good" if value else "low is good"
    if column == "scale_high":
        return "none" if value is None else f"{entry.get('scale_low', '…')}-{value}"
    if column == "box_from" and value is not None and entry.get("scale_high", value) != value:
        return f"{value}-{entry['scale_high']}"
    if isinstance(value, int | float):
        return words.number(value)
    said = " ".join(str(value or "").split())
    return f"“{escape(clip(said, _MOST_VALUE))}”" if said else "empty"
