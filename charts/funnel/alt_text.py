"""The funnel in words, for those who can't see it."""

from charts.funnel.data import Drop, Funnel, Stage
from charts.numerals import counted, percent
from charts.sentences import named, sentences

MOST_CHARACTERS = 1000


def funnel_alt_text(data: Funnel) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "Untitled journey"
    if not data.stages:
        return f"Funnel of \u201c{title}\u201d, still without stages."
    told = [f"Funnel of \u201c{title}\u201d with {counted(len(data.stages), 'stage')}."]
    if not data.counted:
        told.append("No counts yet.")
    else:
        when = f", {named(data.period)}" if data.period else ""
        told.append(f"Counted: {named(data.unit)}{when}.")
    told += [_stage(stage) for stage in data.stages]
    told += [_drop(drop) for drop in data.drops]
    told.append(f"As of {data.as_of}." if data.as_of else "")
    return sentences(told, MOST_CHARACTERS)


def _stage(stage: Stage) -> str:
    place = f" ({named(stage.place)})" if stage.place else ""
    count = "not counted" if stage.count is None else f"{stage.count:,}"
    return f"{named(stage.name) or 'Unnamed stage'}{place}: {count}."


def _drop(drop: Drop) -> str:
    if drop.kept is None:
        return ""
    between = f"From {named(drop.before.name)} to {named(drop.after.name)}"
    change = f"{drop.change:+,}".replace("-", "\u2212")
    return f"{between} {percent(drop.kept)} went on ({change})."
