"""The KPI picture in words, for those who can't see it."""

from charts.kpi.data import Kpi
from charts.numerals import counted
from charts.sentences import listed, named, sentences

MOST_CHARACTERS = 1000
MOST_ACTIONS = 4


def kpi_alt_text(data: Kpi) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "Untitled KPI"
    if not data.readings:
        return f"KPI \u201c{title}\u201d, still without a reading."
    latest = data.readings[-1]
    facts = f" ({named(data.facts, 160)})" if data.facts else ""
    return sentences(
        [
            f"KPI \u201c{title}\u201d over {_span(data)}.",
            f"Latest, {latest.label}: {latest.words}{facts}.",
            f"{named(data.trend, 160)}." if data.trend else "",
            f"Target: {data.target_words}." if data.target_words else "",
            _extremes(data),
            _actions(data),
            f"As of {data.as_of}." if data.as_of else "",
        ],
        MOST_CHARACTERS,
    )


def _span(data: Kpi) -> str:
    count = counted(len(data.readings), "reading")
    if len(data.readings) == 1:
        return f"{count}, {data.readings[0].label}"
    return f"{count} from {data.readings[0].label} to {data.readings[-1].label}"


def _extremes(data: Kpi) -> str:
    if len(data.readings) < 2:  # noqa: PLR2004
        return ""
    low = min(data.readings, key=lambda each: each.value)
    high = max(data.readings, key=lambda each: each.value)
    return f"Lowest {low.words} in {low.label}, highest {high.words} in {high.label}."


def _actions(data: Kpi) -> str:
    if not data.actions:
        return ""
    told = [f"{each.number} {named(each.name)} on {each.date}" for each in data.actions]
    rest = len(told) - MOST_ACTIONS
    shown = told[:MOST_ACTIONS] + ([f"{rest} more"] if rest > 0 else [])
    return f"Done meanwhile: {listed(shown)}."
