"""How a change is said, of whatever it was: by whom, and from what to what."""

from collections.abc import Callable, Mapping

from commands.request import CLOCK
from commands.text import clip, escape
from commands.wording import day
from storage.models import History
from storage.models.columns import JsonObject

_MOST_REASON = 300


def who(person_id: str) -> str:
    """A mention, or Cairn's own name for what happened by itself."""
    return "Cairn" if person_id == CLOCK.id else f"<@{person_id}>"


def line(entry: History, happened: str) -> str:
    """One line of history: when, who, what."""
    return f"{day(entry.at)} · {who(entry.actor_id)} {happened}"


def columns(
    before: JsonObject,
    after: JsonObject,
    labels: Mapping[str, str],
    value: Callable[[str, object], str],
) -> str:
    """'changed the owner from @U1 to @U2; the title from …'; `value` says what a column held."""
    changed = [
        f"{labels.get(column, column)} from {value(column, before.get(column))} "
        f"to {value(column, held)}"
        for column, held in after.items()
    ]
    return f"changed the {'; the '.join(changed)}"


def status(before: JsonObject, after: JsonObject) -> str:
    """'set the status from New to Declined: “Too dear”'."""
    return f"set the status from {before.get('status')} to {after['status']}{reason(after)}"


def reason(after: JsonObject) -> str:
    """': “Too dear”', or nothing where no reason was given."""
    given = str(after.get("reason") or "")
    return f": “{escape(clip(' '.join(given.split()), _MOST_REASON))}”" if given else ""
