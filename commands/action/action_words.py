"""How actions are said: by when, how late, and what happened to them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from commands import change_words, days
from commands.pain import list_since, status_words
from commands.request import Request
from commands.text import clip, escape
from commands.wording import action_number, pain_number, title
from storage.models import Action, History
from storage.models.columns import JsonObject

LABELS: Mapping[str, str] = {
    "what": "what is to be done",
    "owner_id": "owner",
    "due_on": "due date",
    "kpi": "KPI",
    "hypothesis": "hypothesis",
    "pains": "pain points",
}
_SATURDAY, _WEEK = 5, 7
# "In one sentence": what reporters are willing to read.
MAX_RESULT = 500


def zone(request: Request) -> tzinfo:
    """The person's own, or UTC."""
    return list_since.zone_of(request.person.zone)


def today(request: Request) -> date:
    """The day on the person's own wall."""
    return request.now.astimezone(zone(request)).date()


def named(action: Action) -> str:
    """'A-5 Print the label at the desk', safe in mrkdwn."""
    return f"{action_number(action.number)} {title(action.what, 120)}"


def did(entry: History | None, now: datetime) -> str:
    """'<@U1> set it to Done 2 minutes ago', or that it was added."""
    if entry is None:
        return "nothing happened to it since it was added"
    return status_words.did(entry, now)


def change(entry: History) -> str:
    """One line of history: when, who, what."""
    return change_words.line(entry, _happened(entry))


def _happened(entry: History) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.what == "added":
        return f"added it, {value('due_on', after.get('due_on'), 'due ')}"
    if entry.what == "status":
        return _status(before, after)
    return change_words.columns(before, after, LABELS, value)


def _status(before: JsonObject, after: JsonObject) -> str:
    if "status" in after:
        return change_words.status(before, after)
    return f"changed the words{change_words.reason(after)}"


def value(column: str, held: object, lead: str = "") -> str:
    """A column's value as a person reads it, safe in mrkdwn."""
    if held is None or held in ("", []):
        return "nothing"
    if column == "owner_id":
        return f"<@{held}>"
    if column == "due_on":
        return lead + days.calendar_day(date.fromisoformat(str(held)))
    if isinstance(held, list):
        return ", ".join(pain_number(int(number)) for number in held)
    return f"“{escape(clip(' '.join(str(held).split()), 80))}”"


def two_weeks(today: date) -> date:
    """When something is due for which nobody said when; on a weekend it is the Monday after."""
    due = today + timedelta(weeks=2)
    return due + timedelta(days=_WEEK - due.weekday() if due.weekday() >= _SATURDAY else 0)
