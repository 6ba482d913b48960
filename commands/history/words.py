"""One change in words, whatever it was about: each feature says its own as its cards do."""

from collections.abc import Callable, Mapping
from typing import Any

from commands import change_words
from commands.action import action_words
from commands.change_words import who
from commands.kpi import history_views as kpi_words
from commands.kpi import kpi_views
from commands.kpi.history_views import Methods
from commands.opportunity import words as opportunity_words
from commands.pain import status_words
from commands.pain.status_words import Names
from commands.persona import words as persona_words
from commands.snapshot import diff_words
from commands.text import clip, escape, plural
from commands.touchpoint import words as touchpoint_words
from commands.wording import (
    action_number,
    opportunity_number,
    pain_number,
    title,
    touchpoint_number,
    vote_number,
)
from storage.history.names import Called
from storage.models import History
from storage.models.columns import JsonObject

_NUMBERS = {
    "touchpoint": touchpoint_number,
    "pain": pain_number,
    "vote": vote_number,
    "opportunity": opportunity_number,
    "action": action_number,
    "kpi": kpi_views.number,
}
_KINDS = {
    "stage": "Stage ",
    "journey": "Journey ",
    "binding": "Journey ",
    "persona": "Persona ",
    "empathy": "Empathy map of ",
}
_GONE = "Something that is gone"


def thing(subject: str, called: Called | None) -> str:
    """'P-12 The queue was long' or 'Stage Purchase', safe in mrkdwn."""
    if called is None:
        return _GONE
    number = _NUMBERS.get(subject)
    if number and called.number is not None:
        return f"{number(called.number)} {title(called.name, 100)}"
    return f"{_KINDS.get(subject, '')}{title(called.name, 100)}"


def told(entry: History, names: Names, kpis: Mapping[int, Methods]) -> str:
    """'4 Mar 2026 · @U1 set the status from New to Confirmed'; `kpis` by row."""
    if entry.subject == "pain":
        return status_words.change(entry, names)
    if entry.subject == "kpi" and entry.subject_id in kpis:
        return kpi_words.change(entry, kpis[entry.subject_id])
    if entry.subject in _CHANGES:
        return _CHANGES[entry.subject](entry)
    return change_words.line(entry, _happened(entry))


_CHANGES: Mapping[str, Callable[[History], str]] = {
    "touchpoint": touchpoint_words.change,
    "opportunity": opportunity_words.change,
    "action": action_words.change,
    "persona": persona_words.change,
}


def _happened(entry: History) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.what == "edited" and entry.subject in diff_words.FIELDS:
        return _edited(entry.subject, before, after)
    if entry.subject == "empathy":
        return _note(escape(entry.what), before, after)
    saying = _SAYINGS.get((entry.subject, entry.what))
    return saying(before, after) if saying else f"{escape(entry.what)} it"


def _edited(subject: str, before: JsonObject, after: JsonObject) -> str:
    labels = diff_words.FIELDS[subject]
    return "changed " + "; ".join(
        f"{labels.get(column, column)} from {diff_words.value(column, before.get(column))} "
        f"to {diff_words.value(column, held)}"
        for column, held in after.items()
    )


def _order(_: JsonObject, after: JsonObject) -> str:
    return f"put the {diff_words.moved({}, after)}"


def _framework(before: JsonObject, after: JsonObject) -> str:
    was, now = before.get("framework", ""), after.get("framework", "")
    return f"ordered opportunities by {escape(str(now))} in place of {escape(str(was))}"


def _facilitators(before: JsonObject, after: JsonObject) -> str:
    was, now = (
        ", ".join(who(each) for each in side.get("facilitators") or ()) or "nobody"
        for side in (before, after)
    )
    return f"changed the facilitators from {was} to {now}"


def _briefed(before: JsonObject, after: JsonObject) -> str:
    was, now = (diff_words.value("brief", side.get("brief")) for side in (before, after))
    return f"changed what to say today from {was} to {now}"


def _note(saying: str, before: JsonObject, after: JsonObject) -> str:
    """A note of an empathy map, in its words where these are told."""
    changed = [
        f"{column} from {diff_words.value(column, before[column])} "
        f"to {diff_words.value(column, after.get(column))}"
        for column in ("side", "words")
        if column in before
    ]
    if changed:
        return f"{saying} it: {'; '.join(changed)}"
    words = after.get("words")
    return f"{saying} it: {diff_words.value('words', words)}" if words else f"{saying} it"


def _started(_: JsonObject, after: JsonObject) -> str:
    options, dots = int(after.get("options", 0)), int(after.get("dots", 0))
    return f"started the vote: {plural(options, 'option')}, {plural(dots, 'dot')} each"


def _name(_: JsonObject, after: JsonObject) -> str:
    said = clip(" ".join(str(after.get("name", "")).split()), 80)
    return f"added it as “{escape(said)}”" if said else "added it"


_SAYINGS: Mapping[tuple[str, str], Callable[[Any, Any], str]] = {
    ("stage", "added"): lambda _before, _after: "added the stage",
    ("stage", "retired"): lambda _before, _after: "retired the stage",
    ("stage", "restored"): lambda _before, _after: "brought the stage back",
    ("journey", "added"): _name,
    ("journey", "reordered"): _order,
    ("journey", "framework"): _framework,
    ("journey", "facilitators"): _facilitators,
    ("stage", "briefed"): _briefed,
    ("binding", "bound"): lambda _, after: f"chose it for <#{after.get('channel', '')}>",
    ("vote", "started"): _started,
    ("vote", "closed"): lambda _before, _after: "closed the vote",
    ("vote", "reopened"): lambda _before, _after: "reopened the vote",
    ("vote", "cancelled"): lambda _before, _after: "cancelled the vote",
}
