"""What an action did to a KPI, in words: before, after, and whether that is beyond noise."""

from datetime import date

from commands.days import calendar_day
from commands.kpi import period_words, words
from commands.wording import action_number, title
from storage.kpi import actions as kpi_actions
from storage.kpi.actions import Done
from storage.kpi.rows import KpiRow, Point

_MOST_WHAT = 80


def told(row: KpiRow, done: Done, on: date) -> str:
    """One action with what was measured around it."""
    effect = kpi_actions.effect(row, on)
    head = (
        f"*{action_number(done.number)}* {title(done.what, _MOST_WHAT)} · done {calendar_day(on)}"
    )
    if effect.before is None:
        return f"{head}\nNothing was measured before it: no before and after."
    before = f"Before ({_when(row, effect.before)}) {_value(row, effect.before)}"
    if effect.after is None:
        first = period_words.said(row.method.period, effect.first_after)
        return f"{head}\n{before}. After: no reading yet; {first} is the first that can tell."
    after = f"after ({_when(row, effect.after)}) {_value(row, effect.after)}"
    return f"{head}\n{before}, {after}: {_judged(row, effect)}."


def _judged(row: KpiRow, effect: kpi_actions.Effect) -> str:
    change = effect.change
    if change is None:
        return "nothing to compare"
    said = words.judged(row.method, change)
    if change.clear is False and change.needed is not None:
        needed = words.difference(row.method, change.needed).lstrip("+")
        return f"{said}: it would take more than {needed}"
    return said


def _when(row: KpiRow, point: Point) -> str:
    return period_words.said(row.method.period, point.period_start)


def _value(row: KpiRow, point: Point) -> str:
    return f"{words.value(row.method, point.measured.value)}, {words.n(point.estimate)}"
