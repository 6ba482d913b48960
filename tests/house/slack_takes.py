"""Holds everything that commands show against the practice workspace's strictness."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.practice.limits import message_faults, options_faults, view_faults
from bot.slack import payloads
from commands import blocks
from commands.reply import Effect, FormErrors, Offer
from commands.request import Place

MOST_TEXT = 4000
MOST_METADATA = 3000
# The longest id that Slack gives a conversation, with room to spare.
PLACE = Place("C" + "0" * 15)


def assert_taken(effects: Iterable[Effect]) -> None:
    """Every view, message, type-ahead and field error is as Slack takes it."""
    for effect in effects:
        faults = list(_faults(effect))
        assert not faults, f"{type(effect).__name__}: {faults}"


def _faults(effect: Effect) -> Iterator[str]:
    view = getattr(effect, "view", None)
    if view is not None:
        yield from _of_view(view)
    for name in ("blocks", "above", "below"):
        shown: Sequence[Any] = getattr(effect, name, ())
        if shown:
            yield from message_faults(list(shown))
    text = getattr(effect, "text", None)
    if text is not None and not 0 < len(text) <= MOST_TEXT:
        yield f"the text has {len(text)} characters"
    if isinstance(effect, Offer):
        offered = [blocks.option(*option) for option in effect.options]
        yield from options_faults({"options": offered})
    if isinstance(effect, FormErrors) and not all(effect.by_field.values()):
        yield "a field error says nothing"


def _of_view(view: Mapping[str, Any]) -> Iterator[str]:
    if view["type"] == "home":
        yield from view_faults(dict(view), ["home"])
        return
    sealed = payloads.metadata(view["private_metadata"], PLACE)
    if len(sealed) > MOST_METADATA:
        yield f"the form carries {len(sealed)} characters"
    yield from view_faults({**view, "private_metadata": sealed}, ["modal"])
