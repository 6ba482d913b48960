"""The buttons to end, cancel and reopen a vote, and what is said of it; pure functions."""

from datetime import timedelta

from commands import blocks
from commands.reply import Block
from commands.wording import vote_number
from storage.models import VoteRound
from storage.vocabulary import Names

CLOSE = "vote.close"
CANCEL = "vote.cancel"
REOPEN = "vote.reopen"
# The clock looks every half minute; a little later than that is still on time.
ON_TIME = timedelta(minutes=5)


def steps(round: VoteRound) -> list[Block]:
    """Beside Vote on an open ballot; who may not is told who may."""
    return [close_button(round), cancel_button(round)]


def close_button(round: VoteRound) -> Block:
    number = vote_number(round.number)
    again = (
        "It can't be reopened: names are not stored, so the key to tell who voted is destroyed."
        if round.names == Names.NOT_STORED
        else "It can be reopened within 10 minutes."
    )
    return blocks.button(
        "Close",
        CLOSE,
        value=str(round.number),
        label=f"Close {number}",
        confirm=blocks.confirm(
            f"Close {number} now?",
            f"The result is posted here, and nobody can vote any more. {again}",
            "Close the vote",
            "Keep it open",
        ),
    )


def cancel_button(round: VoteRound) -> Block:
    number = vote_number(round.number)
    return blocks.button(
        "Cancel vote",
        CANCEL,
        value=str(round.number),
        label=f"Cancel vote {number}",
        confirm=blocks.confirm(
            f"Cancel {number}?",
            "All votes are deleted, for good. Only that it was cancelled, by whom and when, is "
            "kept.",
            "Cancel the vote",
            "Keep it",
        ),
    )


def reopen_button(round: VoteRound) -> Block:
    """Asks before: what everybody has seen by now can't be unseen."""
    number = vote_number(round.number)
    return blocks.button(
        "Reopen",
        REOPEN,
        value=str(round.number),
        label=f"Reopen {number}",
        confirm=blocks.confirm(
            f"Reopen {number}?",
            f"Its result is withdrawn, votes can be changed again. {guessing(round)}".rstrip(),
            "Reopen the vote",
            "Keep it closed",
        ),
    )


def guessing(round: VoteRound) -> str:
    """What reopening may give away where names are hidden; nothing where they are shown."""
    if round.names == Names.SHOWN:
        return ""
    return (
        "Names stay hidden, but everybody has seen this result: in a small group the next one may "
        "tell whose dots changed. By department is not shown again."
    )


def late(by: timedelta) -> str:
    """'3 hours', of how long after its deadline a vote was closed; empty when it was on time."""
    if by < ON_TIME:
        return ""
    for unit, length in (("day", timedelta(days=1)), ("hour", timedelta(hours=1))):
        count = by // length
        if count:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{by // timedelta(minutes=1)} minutes"
