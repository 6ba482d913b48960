"""The flow in words, for those who can't see it."""

from charts.flow.data import Flow, HandOff
from charts.numerals import counted
from charts.sentences import grouped, listed, named

MOST_CHARACTERS = 1000


def flow_alt_text(data: Flow) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "Untitled journey"
    if not data.steps:
        return f"Flow of \u201c{title}\u201d, still without touchpoints."
    as_of = f"As of {data.as_of}." if data.as_of else ""
    across = f"{counted(len(data.channels), 'channel')} ({listed(data.channels)})"
    opening = [
        f"Flow of \u201c{title}\u201d: {counted(len(data.steps), 'touchpoint')} across {across}.",
        f"The customer changes channel {_times(data.channel_changes)}.",
        f"One department hands over to another {_times(len(data.hand_offs))}.",
        _unknown(data),
        as_of,
    ]
    groups = [
        ("Hand-offs", [_hand_off(each) for each in data.hand_offs]),
        ("In order", [f"{step.number} {named(step.name)} ({step.channel})" for step in data.steps]),
    ]
    return grouped(opening, groups, MOST_CHARACTERS)


def _times(number: int) -> str:
    return {0: "never", 1: "once"}.get(number, f"{number} times")


def _unknown(data: Flow) -> str:
    missing = data.without_department
    return f"{counted(missing, 'touchpoint')} without a department." if missing else ""


def _hand_off(each: HandOff) -> str:
    before, after = named(each.before.department or ""), named(each.after.department or "")
    return f"{before} to {after} ({each.before.number} to {each.after.number})"
