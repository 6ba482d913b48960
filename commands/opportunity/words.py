"""How an opportunity is called, and how its history is said."""

from collections.abc import Sequence

from commands import change_words
from commands.opportunity import score_words
from commands.text import clip, escape
from commands.wording import opportunity_number, pain_number, title
from storage.models import History, Opportunity
from storage.models.columns import JsonObject

LABELS = {
    "title": "title",
    "how_might_we": "“How might we…”",
    "owner_id": "owner",
    "pains": "pain points",
    "reach": "reach",
    "reach_period": "reach's period",
    "impact": "impact",
    "confidence": "confidence",
    "effort": "effort",
    "ice_impact": "ICE impact",
    "ice_confidence": "ICE confidence",
    "ice_ease": "ICE ease",
}
_MOST_VALUE = 80


def named(opportunity: Opportunity) -> str:
    """'O-4 Print the labels', safe in mrkdwn."""
    return f"{opportunity_number(opportunity.number)} {title(opportunity.title, 120)}"


def pains(numbers: Sequence[int], most: int = 10) -> str:
    """'P-1, P-4' or 'P-1, P-4 and 3 more'."""
    said = ", ".join(pain_number(number) for number in numbers[:most])
    more = len(numbers) - most
    return f"{said} and {more} more" if more > 0 else said


def change(entry: History) -> str:
    """One line of history: when, who, what."""
    return change_words.line(entry, _happened(entry))


def value(column: str, held: object) -> str:
    """A column's value as a person reads it, safe in mrkdwn."""
    if held is None or held in ("", []):
        return "nothing"
    said = _said(column, held)
    return said or f"“{escape(clip(' '.join(str(held).split()), _MOST_VALUE))}”"


def _said(column: str, held: object) -> str:
    if column == "owner_id":
        return f"<@{held}>"
    if isinstance(held, list):
        return pains([number for number in held if isinstance(number, int)])
    if column == "reach_period":
        return f"a {held}"
    if isinstance(held, (int, float)):
        return _numbers(column, float(held))
    return ""


def _numbers(column: str, held: float) -> str:
    if column == "reach":
        return f"{held:,.0f}"
    if column == "impact":
        return score_words.impact(held)
    if column == "effort":
        return score_words.effort(held)
    return f"{held:g} %" if column == "confidence" else f"{held:g}"


def _happened(entry: History) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.what == "added":
        return "added it"
    if entry.what == "status":
        return _status(before, after)
    return change_words.columns(before, after, LABELS, value)


def _status(before: JsonObject, after: JsonObject) -> str:
    if "status" in after:
        return change_words.status(before, after)
    return f"changed the reason{change_words.reason(after)}"
