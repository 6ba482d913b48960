"""How the things are called that happen by themselves."""

from collections.abc import Callable, Sequence

from commands.digest import list_views
from commands.kpi import words as kpi_words
from commands.wording import (
    action_number,
    pain_number,
    snapshot_number,
    title,
    touchpoint_number,
    vote_number,
)
from storage.agenda.moments import Thing
from storage.digest.subscriptions import Listed
from storage.models import Kpi, Touchpoint, VoteRound

_MOST_TITLE = 60
_NAMED = 2


def digest(each: Listed) -> str:
    """'Digest of Shop for #store-team'."""
    return f"Digest of *{title(each.journey)}* for {list_views.target(each.subscription)}"


def vote(round: VoteRound) -> str:
    """'V-3 What first?'."""
    return f"*{vote_number(round.number)}* {title(round.question, _MOST_TITLE)}"


def vote_ends(round: VoteRound) -> str:
    """'V-3 What first? ends'."""
    return f"{vote(round)} ends"


def vote_reminder(round: VoteRound) -> str:
    """'V-3 What first?: reminder for who has not voted'."""
    return f"{vote(round)}: reminder for who has not voted"


def pulse(point: Touchpoint) -> str:
    """'Pulse about T-7 Checkout page'."""
    return f"Pulse about {_called(point.number, point.name, touchpoint_number)}"


def pulse_ends(point: Touchpoint) -> str:
    """'Pulse about T-7 Checkout page ends'."""
    return f"{pulse(point)} ends"


def pulled(kpi: Kpi) -> str:
    """'K-3 NPS is pulled'."""
    return f"*{kpi_words.called(kpi)}* is pulled"


def snapshots_of(names: Sequence[str]) -> str:
    """'Snapshot of the week: Shop, Store and 2 more'."""
    return f"Snapshot of the week: {_few([f'*{title(each, _MOST_TITLE)}*' for each in names])}"


def snapshots_taken(things: Sequence[Thing]) -> str:
    """'Snapshot of the week: S-3 Shop'."""
    return f"Snapshot of the week: {_of(things, snapshot_number)}"


def reminder_of(things: Sequence[Thing]) -> str:
    """'Reminder of A-3 Print labels, A-4 Train the team and 2 more'."""
    return f"Reminder of {_of(things, action_number)}"


def review_of(things: Sequence[Thing]) -> str:
    """'Review of T-7 Checkout page'."""
    return f"Review of {_of(things, touchpoint_number)}"


def still_about(things: Sequence[Thing]) -> str:
    """'“Still happening?” about P-12 The label tore'."""
    return f"“Still happening?” about {_of(things, pain_number)}"


def _of(things: Sequence[Thing], number: Callable[[int], str]) -> str:
    return _few([_called(each.number, each.name, number) for each in things])


def _called(number: int, name: str, of: Callable[[int], str]) -> str:
    return f"*{of(number)}* {title(name, _MOST_TITLE)}"


def _few(said: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    shown = ", ".join(said[:_NAMED])
    more = len(said) - _NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown
