"""What a digest tells in numbers, of the map, and in thanks: pure functions of plain facts."""

from commands.digest import digest_words, kpi_order, line_views
from commands.digest.line_views import Told
from commands.kpi import words as kpi_words
from commands.text import plural
from commands.wording import title, touchpoint_number
from storage.digest.facts import Change
from storage.kpi.rows import KpiRow, Point

MOST_KPIS = 6
_DONE = {"edited": "changed", "reordered": "put in another order"}


def numbers(told: Told) -> list[str]:
    """The whole period in one line."""
    facts = told.facts
    seen = facts.seen
    said = [
        f"{plural(seen.sightings, 'sighting')} by {plural(seen.reporters, 'person', 'people')}"
        if seen.sightings
        else "no sightings"
    ]
    counted = (
        (facts.new.total, "new"),
        (facts.rising.total, "rising"),
        (facts.solved.total, "solved"),
        (facts.declined.total, "declined"),
    )
    said += [f"{count:,} {word}" for count, word in counted if count]
    return [" · ".join(said)]


def kpis(told: Told) -> list[str]:
    """Value, target, n and interval, and an arrow only for a change beyond noise."""
    measured = [(row, row.latest) for row in kpi_order.ranked(told) if row.latest]
    lines = [_kpi(row, latest) for row, latest in measured[:MOST_KPIS]]
    others = line_views.more(len(measured) - len(lines), where="/journey kpis")
    return line_views.headed("KPIs", [*lines, *others])


def loops(told: Told) -> list[str]:
    """How much was closed, how long that took, and how many people heard of it."""
    closed = told.facts.loops
    lines = []
    if closed.closed and closed.took is not None:
        took = f"median time to close {digest_words.span(closed.took)} (n {closed.closed:,})"
        heard = f"{plural(closed.told, 'person', 'people')} told what became of their report"
        lines.append(f"• {plural(closed.closed, 'loop')} closed · {took} · {heard}")
    return line_views.headed("Closing the loop", lines)


def changes(told: Told) -> list[str]:
    """What was done to the map, and how fresh it is."""
    lines = [_change(each) for each in told.facts.changes]
    fresh = told.freshness
    if fresh.per_cent is not None:
        of = f"{fresh.fresh:,} of {plural(fresh.total, 'touchpoint')}"
        lines.append(f"• {fresh.per_cent}\u00a0% fresh: {of} confirmed within their period")
    return line_views.headed("On the map", lines)


def thanks(told: Told) -> list[str]:
    """To everybody whose reports led somewhere; nobody is counted or named."""
    owed = told.facts.thanks
    if not owed.solutions or not owed.reports:
        return []
    reports = plural(owed.reports, "report")
    people = plural(owed.people, "person", "people")
    led = plural(owed.solutions, "solution")
    return [f"🙏 Thank you: {reports} by {people} led to {led}."]


def _kpi(row: KpiRow, latest: Point) -> str:
    value = kpi_words.value(row.method, latest.measured.value)
    # What it means first, what it rests on last.
    facts = kpi_words.facts(row.method, latest.estimate)
    said = [part for part in (kpi_words.trend(row), kpi_words.goal(row), facts) if part]
    return f"• *{kpi_words.called(row)}*: *{value}* · {' · '.join(said)}"


def _change(change: Change) -> str:
    done = _DONE.get(change.what, change.what)
    if change.part == "journey":
        return f"• The journey was {'changed' if change.what == 'edited' else 'put in order'}"
    named = ", ".join(
        f"{touchpoint_number(number)} {title(name, 40)}" for number, name in change.named
    )
    rest = change.total - len(change.named)
    also = f" and {rest:,} more" if named and rest > 0 else ""
    return f"• {plural(change.total, change.part)} {done}{f': {named}{also}' if named else ''}"
