"""The facts of a closed vote in words: turnout, quorum, who closed it, who could see what."""

import math
from collections.abc import Sequence

from commands import blocks
from commands.text import plural
from commands.vote import close_views
from commands.wording import vote_number
from storage.models import VoteRound
from storage.vocabulary import Names
from storage.vote.names import Put
from storage.vote.results import Tally

_STANDING = {
    False: "Nobody saw the standing before the vote closed, whoever started it included.",
    True: "Everybody here saw the standing while the vote ran.",
}
_REOPENED = (
    "It was closed once and reopened: the standing of then was seen by everybody here before the "
    "rest voted."
)
_NAMES = {
    Names.SHOWN: "Names are shown to everybody here.",
    Names.HIDDEN: "Nobody is shown who put dots on what, neither whoever started it nor "
    "administrators.",
    Names.NOT_STORED: "Who put dots on what is not stored: the key that told voters apart was "
    "destroyed when the vote closed.",
}


def percent(share: float) -> str:
    """'35 %', halves upward, never broken between the two; 0 and 100 only where it is that."""
    whole = math.floor(100 * share + 0.5)
    if share > 0 and not whole:
        return "&lt;1\u00a0%"
    return f"{min(whole, 99) if share < 1 else whole}\u00a0%"


def turnout(tally: Tally) -> str:
    """'7 of 12 people voted (58 %)', or '7 people voted' where nobody knows of how many."""
    people = plural(tally.eligible or tally.voters, "person", "people")
    if tally.participation is None:
        return f"{people} voted"
    return f"{tally.voters:,} of {people} voted ({percent(tally.participation)})"


def quorum(tally: Tally) -> list[str]:
    """Whether enough people voted, where that was asked for."""
    if tally.quorum is None:
        return []
    asked = f"quorum of {tally.quorum:,}"
    if tally.quorum_met:
        return [f"{asked} met"]
    short = plural(tally.quorum - tally.voters, "person", "people")
    return [f"*{asked} not met*: {short} short, so take this as a hint"]


def closed(round: VoteRound) -> str:
    """Who or what closed it, and when."""
    moment = round.closed_at or round.created_at
    when = blocks.when(
        int(moment.timestamp()), f"{moment:%d %b %Y %H:%M} UTC", "{date_short_pretty} at {time}"
    )
    if round.closed_by:
        return f"closed by <@{round.closed_by}> {when}"
    if round.closes_at and moment >= round.closes_at:
        late = close_views.late(moment - round.closes_at)
        if late:
            return f"closed {when}, {late} late, because Cairn was not running at its deadline"
        return f"closed at its deadline, {when}"
    return f"closed {when}, when all had voted"


def who_saw(round: VoteRound, *, reopened: bool = False) -> str:
    """Who could see what."""
    standing = _REOPENED if reopened and not round.live else _STANDING[round.live]
    return f"{standing} {_NAMES[Names(round.names)]}"


def people(put: Sequence[Put], most: int) -> str:
    """'<@U1> 2, <@U2> 1 and 3 more', most dots first."""
    named = ", ".join(f"<@{each.person_id}> {each.dots}" for each in put[:most])
    return f"{named} and {len(put) - most:,} more" if len(put) > most else named


def listed(names: Sequence[str]) -> str:
    """'a, b and c'."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def cancelled(round: VoteRound) -> str:
    """All that is left of a cancelled vote."""
    moment = round.closed_at or round.created_at
    when = blocks.when(int(moment.timestamp()), f"{moment:%d %b %Y}", "{date_short_pretty}")
    by = f" by <@{round.closed_by}>" if round.closed_by else ""
    return f"{vote_number(round.number)} was cancelled{by} {when}. No votes were kept."
