"""The list of votes, and what is left of one's own dots; pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commands import blocks
from commands.reply import Block
from commands.text import plural
from commands.vote import ballot_views, ballot_words
from commands.wording import title, vote_number
from storage.models import VoteRound
from storage.vocabulary import RoundStatus
from storage.vote.lists import Page
from storage.vote.turnout import Turnout

LIST = "vote.list"
TURN = "vote.list_turn"
OPEN = "vote.card"


@dataclass(frozen=True, slots=True)
class Row:
    """A vote in the list; `put` are the person's own dots in it while it runs.

    `voter` is whether they are among those who vote.
    """

    round: VoteRound
    journey: str
    turnout: Turnout
    put: int
    now: datetime
    voter: bool = True


def list_message(rows: Sequence[Row], page: Page, *, guest: bool) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    text = f"Votes: {page.open:,} open of {page.total:,}"
    body = [blocks.section(f"*Votes* · {page.open:,} open, {page.total:,} in all")]
    if not rows:
        said = "There is no vote to be seen from here yet."
        body.append(blocks.section(said if guest else f"{said} `/vote` starts one."))
    body += [_row(row) for row in rows]
    turns = []
    if page.number > 1:
        turns.append(_turn("Previous", page.number - 1))
    if page.number < page.pages:
        turns.append(_turn("Next", page.number + 1))
    if turns:
        body.append(blocks.actions(*turns))
        body.append(blocks.context(f"Page {page.number:,} of {page.pages:,}, open ones first"))
    return text, body


def left(round: VoteRound, put: int, *, voter: bool = True) -> str:
    """What a person has left to do in a vote; empty when it does not run."""
    if round.status != RoundStatus.OPEN:
        return ""
    if not voter:
        return "You are not in the group that votes here"
    if not put:
        return f"*You have not voted*: {plural(round.dots, 'dot')} to put"
    rest = round.dots - put
    return f"You have voted, {plural(rest, 'dot')} left" if rest else "You have voted"


def result_button(number: int) -> Block:
    """From a closed ballot to what came of it, to one person."""
    return blocks.button(
        "See the result", OPEN, value=str(number), label=f"See the result of {vote_number(number)}"
    )


def with_mine(body: Sequence[Block], mine: str) -> list[Block]:
    """A ballot with what is left to do, above its buttons."""
    if not mine:
        return list(body)
    return [*body[:-1], blocks.context(mine), body[-1]]


def _row(row: Row) -> Block:
    round = row.round
    number = vote_number(round.number)
    facts = [f"<#{round.channel_id}>", title(row.journey, 60), _stands(row)]
    mine = left(round, row.put, voter=row.voter)
    lines = [f"*{number}* {title(round.question)}", " · ".join(facts), *([mine] if mine else [])]
    return blocks.section("\n".join(lines), accessory=_button(row))


def _stands(row: Row) -> str:
    round = row.round
    if round.status == RoundStatus.CANCELLED:
        return "cancelled"
    turnout = ballot_views.participation(row.turnout)
    if round.status == RoundStatus.CLOSED:
        return f"closed · {turnout}"
    return f"{turnout} · {ballot_words.closing(round)}"


def _button(row: Row) -> Block:
    round = row.round
    if round.status == RoundStatus.OPEN and row.voter and not row.put:
        return ballot_views.vote_button(round.number)
    return blocks.button(
        "Open", OPEN, value=str(round.number), label=f"Open {vote_number(round.number)}"
    )


def _turn(label: str, number: int) -> Block:
    return blocks.button(label, f"{TURN}:{label.casefold()}", value=str(number))
