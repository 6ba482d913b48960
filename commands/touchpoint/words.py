"""How a touchpoint's values are said, in cards, lists, receipts and conflicts."""

from collections.abc import Mapping, Sequence
from typing import Any

from commands.text import clip, escape
from commands.touchpoint.draft import LABELS
from commands.wording import CHANNEL_SIGNS, EMOTION_CHOICES, day, title, touchpoint_number
from storage.models import History, Touchpoint
from storage.vocabulary import Channel

_MOST = 80


def named(touchpoint: Touchpoint) -> str:
    """'T-7 Checkout page', safe in mrkdwn."""
    return f"{touchpoint_number(touchpoint.number)} {title(touchpoint.name, 120)}"


def channel(value: str) -> str:
    """'🌐 website'."""
    return f"{CHANNEL_SIGNS[Channel(value)]} {value}"


def planned(value: int) -> str:
    """'+1 Pleased', as the form offers it."""
    return next(text for text, number in EMOTION_CHOICES if number == str(value))


def ordinal(number: int) -> str:
    """'1st', '2nd', '11th'."""
    teens = 10 < number % 100 < 20  # noqa: PLR2004 - eleventh to thirteenth
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def value(column: str, held: object, *, most: int = _MOST) -> str:
    """A column's value as a person reads it, safe in mrkdwn."""
    if column == "moment_of_truth":
        return "yes" if held else "no"
    if held is None or held == "":
        return "empty"
    if column == "owner_id":
        return f"<@{held}>"
    if column == "planned_emotion":
        return planned(int(str(held)))
    if column in ("channel", "significance"):
        return str(held)
    return f"“{escape(clip(' '.join(str(held).split()), most))}”"


def labels(columns: Sequence[str]) -> str:
    """'Name, Owner'."""
    return ", ".join(LABELS[column] for column in LABELS if column in columns)


def change(entry: History) -> str:
    """One line of history: when, who, what."""
    return f"{day(entry.at)} · <@{entry.actor_id}> {_happened(entry)}"


def _happened(entry: History) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.what == "edited":
        return "changed " + "; ".join(_edited(before, after))
    if entry.what == "moved":
        behind = after.get("behind")
        place = f"behind {value('name', behind)}" if behind else "to the front"
        if before.get("stage") == after.get("stage"):
            return f"moved it {place}"
        return f"moved it from {_plain(before)} to {_plain(after)}, {place}"
    if entry.what == "added":
        return f"added it to {_plain(after)}"
    if entry.what == "briefed":
        was, now = (value("brief", side.get("brief")) for side in (before, after))
        return f"changed what to say today from {was} to {now}"
    return f"{entry.what} it"


def _edited(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [
        f"{LABELS[column]} from {value(column, before.get(column))} to {value(column, held)}"
        for column, held in after.items()
        if column in LABELS
    ]


def _plain(place: Mapping[str, Any]) -> str:
    return title(str(place.get("stage", "")), 60)
