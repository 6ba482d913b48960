"""The list of a journey's KPIs, a page at a time; pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.kpi import bars, kpi_views, period_words, words
from commands.reply import Block
from commands.text import plural
from commands.wording import title
from storage.kpi.rows import KpiRow

PAGE = 10
SPARKS = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of KPIs in use, or of retired ones; names raw."""

    rows: Sequence[KpiRow]
    total: int
    number: int
    journey_id: int
    journey: str
    retired: bool = False
    retired_in_all: int = 0
    may_change: bool = True

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def list_message(listed: Listed) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    count = plural(listed.total, "retired KPI" if listed.retired else "KPI")
    body = [blocks.section(f"*KPIs of {title(listed.journey, 80)}* · {count}")]
    if not listed.rows:
        said = (
            "None is retired."
            if listed.retired
            else f"{_none(listed)} Which number should move when customers are better off?"
        )
        body.append(blocks.section(said))
    body += [_row(row) for row in listed.rows]
    steps = _steps(listed)
    if steps:
        body.append(blocks.actions(*steps))
    if listed.pages > 1:
        body.append(blocks.context(f"Page {listed.number:,} of {listed.pages:,}"))
    return f"KPIs of {title(listed.journey, 80)}: {listed.total:,}", body


def _none(listed: Listed) -> str:
    return "None is in use." if listed.retired_in_all else "None yet."


def line(row: KpiRow) -> str:
    """A KPI in three lines: value and bars, n and interval, what changed and the target."""
    if row.latest is None:
        goal = words.goal(row)
        return f"*{words.called(row)}*\nNo reading yet{f' · {goal}' if goal else ''}"
    latest = row.latest
    when = period_words.said(row.method.period, latest.period_start)
    value = words.value(row.method, latest.measured.value)
    spark = bars.spark(row, SPARKS)
    trend = words.trend(row) or "first reading"
    goal = words.goal(row)
    return "\n".join(
        [
            f"*{words.called(row)}* · *{value}* · {when}",
            f"{spark}  {words.facts(row.method, latest.estimate)}",
            f"{trend} · {goal}" if goal else trend,
        ]
    )


def _row(row: KpiRow) -> Block:
    return blocks.section(
        line(row), accessory=kpi_views.button(row.number, row.name, "Open", kpi_views.CARD)
    )


def _steps(listed: Listed) -> list[Block]:
    which = "retired" if listed.retired else "used"
    steps = []
    if listed.number > 1:
        steps.append(_to("Previous", "previous", listed, which, listed.number - 1))
    if listed.number < listed.pages:
        steps.append(_to("Next", "next", listed, which, listed.number + 1))
    if listed.may_change and not listed.retired:
        steps.append(kpi_views.new_button())
    if listed.retired:
        steps.append(_to("Those in use", "used", listed, "used"))
    elif listed.retired_in_all:
        steps.append(_to(f"Retired ({listed.retired_in_all:,})", "retired", listed, "retired"))
    return steps


def _to(text: str, suffix: str, listed: Listed, which: str, number: int = 1) -> Block:
    value = f"{number} {listed.journey_id} {which}"
    return blocks.button(text, f"{kpi_views.LIST}:{suffix}", value=value)
