"""Who can see what of a vote, in words: the only place that says so, in forms and on ballots."""

from dataclasses import dataclass

from commands import blocks
from commands.wording import heat
from storage.models import VoteRound
from storage.vocabulary import Names

_STANDING = {
    False: "The standing is blind: until the vote closes nobody sees which option has how many "
    "dots, whoever started it included.",
    True: "The standing is live: while the vote runs everybody here sees how many dots each "
    "option has.",
}
_NAMES = {
    Names.SHOWN: "Names are shown: when the vote closes everybody here sees who put dots on "
    "what. Until then your dots are seen by you alone.",
    Names.HIDDEN: "Names are hidden: Cairn shows nobody who put dots on what, neither now nor "
    "later, whoever started the vote and administrators included. They are stored, so that "
    "nobody votes twice.",
    Names.NOT_STORED: "Names are not stored: of a voter Cairn keeps a scrambled mark, so that "
    "nobody votes twice. The key to it is destroyed when the vote closes; from then on nobody "
    "can find out who put dots on what.",
}
_EVERYBODY = "What everybody sees: how many have voted, and at the end how many dots each got."
# Whoever sees two standings, and who voted between them, can work it out: say so before.
_GUESSED = (
    "But the standing is live: in a small group whoever watches it may guess whose dots came when."
)
_REOPENED = {
    False: "It was closed once and reopened: how many dots each option had by then was seen by "
    "everybody here. In a small group it may be guessed from the difference whose dots changed "
    "since.",
    True: "It was closed once and reopened: who had put dots on what by then was seen by everybody "
    "here.",
}


@dataclass(frozen=True, slots=True)
class Secrecy:
    """What was chosen for a vote."""

    live: bool
    names: Names
    reopened: bool = False


def secrecy(round: VoteRound, *, reopened: bool = False) -> Secrecy:
    """What was chosen for a stored one."""
    return Secrecy(live=round.live, names=Names(round.names), reopened=reopened)


def who_sees(chosen: Secrecy) -> str:
    """Exactly who can see what, one fact a line."""
    return "\n".join(f"• {line}" for line in _facts(chosen))


def _facts(chosen: Secrecy) -> list[str]:
    seen = [_REOPENED[chosen.names is Names.SHOWN]] if chosen.reopened else []
    guessed = [_GUESSED] if chosen.live and chosen.names is not Names.SHOWN else []
    return [_STANDING[chosen.live], _NAMES[chosen.names], *guessed, _EVERYBODY, *seen]


def known_heat(value: float | None) -> str:
    """'heat 9.1', or that an opportunity answers nothing that could be hot."""
    return "answers no pain point yet" if value is None else f"heat {heat(value)}"


def rules(dots: int, most_on_one: int) -> str:
    """'5 dots each, at most 2 on one option'."""
    each = "1 dot each" if dots == 1 else f"{dots} dots each"
    return each if most_on_one >= dots else f"{each}, at most {most_on_one} on one option"


def closing(round: VoteRound) -> str:
    """'closes Monday at 16:00', in each reader's zone."""
    if round.closes_at is None:
        return "closes when all have voted"
    moment = int(round.closes_at.timestamp())
    return "closes " + blocks.when(
        moment, f"{round.closes_at:%d %b %Y %H:%M} UTC", "{date_short_pretty} at {time}"
    )
