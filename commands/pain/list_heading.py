"""Says in the heading of a list how its query was understood."""

from commands.pain.list_query import ALL_STATUSES, CLOSED_STATUSES, Query
from commands.text import clip, escape
from commands.wording import day, title, touchpoint_number
from storage.pain.lists import Order
from storage.vocabulary import OPEN_STATUSES, Kind

_ORDERS = {Order.HOTTEST: "hottest first", Order.NEWEST: "newest first"}


def heading(query: Query, journey: str) -> str:
    """'Open in Web shop · at T-4 Checkout page · with “gift card”', as mrkdwn."""
    yours = _is_simply_yours(query)
    parts = [f"{'Yours' if yours else _subject(query)} in {title(journey, 80)}"]
    if query.mine and not yours:
        parts.append("yours")
    if query.rising:
        parts.append("rising")
    if query.stage:
        parts.append(f"stage {title(query.stage.name, 80)}")
    if query.touchpoint:
        number = touchpoint_number(query.touchpoint.number)
        parts.append(f"at {number} {title(query.touchpoint.name, 80)}")
    if query.persona:
        parts.append(f"about {title(query.persona.name, 80)}")
    if query.since:
        parts.append(f"seen since {day(query.since.at)}")
    if query.words:
        parts.append(f"with {_words(query)}")
    return " · ".join(parts)


def order(query: Query) -> str:
    """'hottest first'."""
    return _ORDERS[query.sorted_by]


def statuses(query: Query) -> str:
    """'Open', 'Solved or Declined', 'All'."""
    wanted = query.statuses
    if not wanted:
        return "Open"
    for word, group in (
        ("All", ALL_STATUSES),
        ("Open", OPEN_STATUSES),
        ("Closed", CLOSED_STATUSES),
    ):
        if set(wanted) == set(group):
            return word
    return " or ".join(wanted)


def _is_simply_yours(query: Query) -> bool:
    return query.mine and not (query.statuses or query.rising or query.kind is Kind.DELIGHT)


def _subject(query: Query) -> str:
    if query.kind is Kind.DELIGHT:
        return "Delights" if not query.statuses else f"Delights, {statuses(query).lower()}"
    return statuses(query)


def _words(query: Query) -> str:
    # Many words of a long query would push everything else out of the heading.
    shown = [f"“{escape(clip(word, 60))}”" for word in query.words[:8]]
    more = len(query.words) - len(shown)
    return " and ".join(shown) + (f" and {more} more" if more else "")
