"""What is said when a vote is opened again, or why it can't be; pure functions."""

from commands import blocks
from commands.reply import Block
from commands.vote import ballot_views, ballot_words, close_views
from commands.wording import title, vote_number
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote.undoing import Reopened


def reopened(round: VoteRound, *, by: str) -> tuple[str, list[Block]]:
    """For the channel: who did it, until when, and the way to vote."""
    number = vote_number(round.number)
    said = (
        f"*{number}* is open again: <@{by}> reopened it. What was voted stays, and can be changed; "
        f"it {ballot_words.closing(round)}. {close_views.guessing(round)}"
    ).rstrip()
    body = [
        blocks.section(f"{said}\n*{title(round.question)}*"),
        blocks.actions(ballot_views.vote_button(round.number)),
    ]
    return said, body


def withdrawn(round: VoteRound) -> tuple[str, list[Block]]:
    """In place of the result, and of its picture."""
    number = vote_number(round.number)
    said = (
        f"The result of {number} was withdrawn: the vote is open again. Its next result comes "
        "as a message of its own."
    )
    return said, [
        blocks.section(f"{said}\n*{title(round.question)}*"),
        blocks.actions(ballot_views.vote_button(round.number)),
    ]


def refused(round: VoteRound, became: Reopened, run_off: int | None) -> str:
    """Why it stays as it is, and what to do instead."""
    number = vote_number(round.number)
    if became is Reopened.NOT_STORED:
        return (
            f"{number} can't be reopened: names are not stored in it, and the key that told voters "
            "apart was destroyed when it closed. Somebody could vote twice. Start a new one with "
            "`/vote`."
        )
    if became is Reopened.TOO_LATE:
        return (
            f"{number} was closed more than 10 minutes ago, so its result stands. Start a new vote "
            "with `/vote`."
        )
    if became is Reopened.DECIDED and run_off is not None:
        return (
            f"{number} can't be reopened: its run-off {vote_number(run_off)} has begun. "
            f"Cancel that first with `/vote cancel {vote_number(run_off)}`."
        )
    if round.status == RoundStatus.CANCELLED:
        return f"{number} was cancelled and its votes are deleted. Start a new one with `/vote`."
    return f"{number} is open already. `/vote {number}` shows it."
