"""A difference between two maps in words, for the list and for the picture."""

from collections.abc import Callable, Mapping

from commands.persona import words as persona_words
from commands.snapshot.differences import Count, Difference, Way
from commands.text import clip, plural
from commands.touchpoint import words as touchpoint_words
from commands.touchpoint.draft import LABELS as TOUCHPOINT_LABELS
from commands.wording import (
    action_number,
    emotion,
    heat,
    opportunity_number,
    pain_number,
    title,
    touchpoint_number,
    vote_number,
)
from storage.models.columns import JsonObject
from storage.vocabulary import Status

_BRIEF = "What to say today"
FIELDS: Mapping[str, Mapping[str, str]] = {
    "journey": {
        "name": "Name",
        "goal": "Goal",
        "scope": "Scope",
        "review_days": "Review rhythm",
        "owner_id": "Owner",
        "framework": "Order of opportunities",
        "personas": "Personas",
        "briefs": "what to say today",
    },
    "stage": {"name": "Name", "goal": "Goal", "funnel": "Place in the funnel", "brief": _BRIEF},
    "touchpoint": {**TOUCHPOINT_LABELS, "brief": _BRIEF},
    "persona": persona_words.LABELS,
}
_NUMBERS = {
    "pain": pain_number,
    "touchpoint": touchpoint_number,
    "opportunity": opportunity_number,
    "action": action_number,
    "vote": vote_number,
}
_KINDS = {
    "pain": "pain point",
    "touchpoint": "touchpoint",
    "stage": "stage",
    "opportunity": "opportunity",
    "action": "action",
    "vote": "vote",
    "journey": "journey",
}
_MOST_VALUE = 60
_ARROW = "→"


def number(difference: Difference) -> str:
    """'T-7', or nothing for what has no number."""
    said = _NUMBERS.get(difference.subject)
    return said(difference.number) if said and difference.number is not None else ""


def kind(difference: Difference) -> str:
    return _KINDS[difference.subject]


def line(difference: Difference) -> str:
    """One line of the list, safe in mrkdwn: '*T-7* Checkout: emotion +0.8 (…)'."""
    told = detail(difference)
    if difference.subject == "vote":
        return f"*{number(difference)}* {told}"
    named = f"*{number(difference)}* " if number(difference) else f"{kind(difference).title()} "
    return f"{named}{title(difference.name, 100)}: {told}"


def detail(difference: Difference) -> str:
    """What is different about it, safe in mrkdwn."""
    before, after = difference.before, difference.after
    if difference.subject == "vote":
        return _vote(difference)
    if difference.subject == "pain":
        return _pain(difference)
    saying = _SAYINGS.get(difference.what)
    if saying:
        return saying(before, after)
    if difference.what == "edited":
        return edited(difference.subject, before, after)
    return _CAME_OR_WENT.get(difference.what) or _OPEN[difference.way]


def edited(subject: str, before: JsonObject, after: JsonObject) -> str:
    """'renamed to “B”; Owner from empty to @U1': beside the name as it was."""
    return "; ".join(
        f"renamed to {value(column, held)}"
        if column == "name"
        else f"{FIELDS[subject].get(column, column)} from {value(column, before.get(column))} "
        f"to {value(column, held)}"
        for column, held in after.items()
    )


def moved(before: JsonObject, after: JsonObject) -> str:
    """Of a touchpoint into another stage or place, or of the order of stages."""
    if "stages" in after:
        order = f" {_ARROW} ".join(title(str(name), 40) for name in after["stages"])
        return f"stages in another order: {clip(order, 500)}"
    behind = f" behind {value('name', after['behind'])}" if after.get("behind") else ""
    if before.get("stage") == after.get("stage"):
        return f"moved{behind or ' to the front'}"
    was, now = title(str(before.get("stage")), 60), title(str(after.get("stage")), 60)
    return f"moved from {was} to {now}{behind}"


def value(column: str, held: object) -> str:
    """A column's value as a person reads it, safe in mrkdwn."""
    if column == "review_days":
        return f"every {plural(int(str(held)), 'day')}"
    return touchpoint_words.value(column, held, most=_MOST_VALUE)


def count(counted: Count) -> str:
    """'+3 pain points' or one fewer with a real minus; empty where nothing changed."""
    change = counted.change
    if not change:
        return ""
    sign = "+" if change > 0 else "\u2212"
    return f"{sign}{plural(abs(change), counted.one, counted.many)}"


_CAME_OR_WENT = {
    "added": "new on the map",
    "back": "back on the map",
    "retired": "retired",
}
_OPEN = {Way.CAME: "new", Way.WENT: "no longer open", Way.CHANGED: "changed"}


def _vote(difference: Difference) -> str:
    pain = pain_number(int(difference.after["pain"]))
    named = f"{pain} {title(difference.name, 80)}".strip()
    dots = plural(int(difference.after["dots"]), "dot")
    return f"voted on: most dots for {named} ({dots})"


def _status(before: JsonObject, after: JsonObject) -> str:
    return f"{before['status']} {_ARROW} {after['status']}"


def _pain(difference: Difference) -> str:
    before, after = difference.before, difference.after
    if difference.way is Way.CAME:
        seen = plural(int(after["sightings"]), "sighting")
        status = "" if after["status"] == Status.NEW else f"{after['status']}, "
        return f"new, {status}heat {heat(after['heat'])}, {seen}"
    if difference.way is Way.WENT:
        return f"no longer open, heat was {heat(before['heat'])}"
    if difference.what == "heat":
        return f"heat {heat(before['heat'])} {_ARROW} {heat(after['heat'])}"
    return _status(before, after)


def _emotion(before: JsonObject, after: JsonObject) -> str:
    change = emotion(after["emotion"] - before["emotion"])
    was, now = emotion(before["emotion"]), emotion(after["emotion"])
    counted = f"n = {before['emotions_n']:,} {_ARROW} {after['emotions_n']:,}"
    return f"emotion {change} ({was} {_ARROW} {now}, {counted})"


def _first_emotion(before: JsonObject, after: JsonObject) -> str:
    del before
    told = f"{emotion(after['emotion'])} (n = {after['emotions_n']:,})"
    return f"observed for the first time: emotion {told}"


_SAYINGS: Mapping[str, Callable[[JsonObject, JsonObject], str]] = {
    "emotion": _emotion,
    "first emotion": _first_emotion,
    "moved": moved,
    "status": _status,
}


def plain(text: str) -> str:
    """The same where nothing is escaped, as in pictures."""
    for escaped, typed in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("\u2060", "")):
        text = text.replace(escaped, typed)
    return text
