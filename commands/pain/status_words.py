"""How a pain point's life is said: what can be done next, who did what, and its history."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from commands import change_words
from commands.text import clip, escape, plural
from commands.wording import day, pain_number, title, touchpoint_number
from storage.models import History, PainPoint
from storage.models.columns import JsonObject
from storage.vocabulary import Status

LABELS = {
    "title": "title",
    "description": "description",
    "owner_id": "owner",
    "touchpoint_id": "place",
    "persona_id": "persona",
}
# What stands in place of an id in the history, by column and id.
Names = Mapping[tuple[str, int], str]

# The first is the likely next step; the others stand in a menu.
NEXT: Mapping[str, tuple[Status, ...]] = {
    Status.NEW: (
        Status.CONFIRMED,
        Status.PLANNED,
        Status.IN_PROGRESS,
        Status.SOLVED,
        Status.DECLINED,
        Status.DUPLICATE,
    ),
    Status.CONFIRMED: (
        Status.PLANNED,
        Status.IN_PROGRESS,
        Status.SOLVED,
        Status.DECLINED,
        Status.DUPLICATE,
    ),
    Status.PLANNED: (
        Status.IN_PROGRESS,
        Status.CONFIRMED,
        Status.SOLVED,
        Status.DECLINED,
        Status.DUPLICATE,
    ),
    Status.IN_PROGRESS: (
        Status.SOLVED,
        Status.PLANNED,
        Status.CONFIRMED,
        Status.DECLINED,
        Status.DUPLICATE,
    ),
    Status.SOLVED: (Status.CONFIRMED, Status.SOLVED, Status.DUPLICATE),
    Status.DECLINED: (Status.CONFIRMED, Status.DECLINED, Status.DUPLICATE),
}
_STEPS = {
    Status.CONFIRMED: "Confirm",
    Status.PLANNED: "Plan",
    Status.IN_PROGRESS: "Start",
    Status.SOLVED: "Solve",
    Status.DECLINED: "Decline",
    Status.DUPLICATE: "Duplicate of …",
}
_BACK = {Status.CONFIRMED: "Back to Confirmed", Status.PLANNED: "Back to Planned"}


def step(seen: str, target: Status) -> str:
    """What the button says that leads from a status to another."""
    if seen in (Status.SOLVED, Status.DECLINED):
        if target is Status.CONFIRMED:
            return "Reopen"
        if target == seen:
            return "Change what is told" if target is Status.SOLVED else "Change the reason"
    if seen in (Status.PLANNED, Status.IN_PROGRESS) and target in _BACK:
        return _BACK[target]
    return _STEPS[target]


def named(pain: PainPoint) -> str:
    """'P-12 The queue was long', safe in mrkdwn."""
    return f"{pain_number(pain.number)} {title(pain.title, 120)}"


def more(pain: PainPoint) -> str:
    """What the description tells beyond the title, which often is its first line."""
    first, _, rest = pain.description.partition("\n")
    return rest.strip() if first.strip() == pain.title else pain.description


def ago(moment: datetime, now: datetime) -> str:
    """'just now', '2 minutes ago', '3 hours ago', else the day."""
    passed = now - moment
    if passed < timedelta(minutes=1):
        return "just now"
    if passed < timedelta(hours=1):
        return f"{plural(passed // timedelta(minutes=1), 'minute')} ago"
    if passed < timedelta(days=1):
        return f"{plural(passed // timedelta(hours=1), 'hour')} ago"
    return f"on {day(moment)}"


def did(entry: History | None, now: datetime) -> str:
    """'<@U1> set it to Planned 2 minutes ago', or that somebody changed it."""
    if entry is None:
        return "it was changed meanwhile"
    after = entry.after or {}
    if entry.what == "merged":
        done = f"merged it into {pain_number(int(str(after.get('into', 0))))}"
    else:
        done = f"set it to {after.get('status', 'another status')}"
    return f"{change_words.who(entry.actor_id)} {done} {ago(entry.at, now)}"


def change(entry: History, names: Names) -> str:
    """One line of history: when, who, what."""
    return change_words.line(entry, _happened(entry, names))


def _happened(entry: History, names: Names) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.what == "status":
        return _status(before, after)
    if entry.what == "edited":
        return change_words.columns(
            before, after, LABELS, lambda column, held: value(column, held, names)
        )
    saying = _SAYINGS.get(entry.what)
    return saying(after) if saying else f"{escape(entry.what)} it"


def _status(before: JsonObject, after: JsonObject) -> str:
    if "status" in after:
        return change_words.status(before, after)
    said = change_words.reason(after)
    return f"changed the reason{said}" if said else "took the reason away"


def value(column: str, held: object, names: Names) -> str:
    """A column's value as a person reads it, safe in mrkdwn."""
    if held is None or held == "":
        return "nothing"
    if column == "owner_id":
        return f"<@{held}>"
    if isinstance(held, int):
        return names.get((column, held), "something that is gone")
    return f"“{escape(clip(' '.join(str(held).split()), 80))}”"


def _number(after: JsonObject, name: str) -> str:
    return pain_number(int(str(after.get(name, 0))))


def _moved(after: JsonObject) -> str:
    return plural(int(str(after.get("sightings", 0))), "sighting")


_SAYINGS: Mapping[str, Callable[[JsonObject], str]] = {
    "added": lambda after: (
        f"logged it at {touchpoint_number(int(str(after.get('touchpoint', 0))))}"
    ),
    "merged": lambda after: f"merged it into {_number(after, 'into')}",
    "took over": lambda after: f"merged {_number(after, 'from')} into it ({_moved(after)})",
    "unmerged": lambda after: f"took back the merge into {_number(after, 'from')}",
    "gave back": lambda after: f"took back the merge of {_number(after, 'to')} ({_moved(after)})",
}
