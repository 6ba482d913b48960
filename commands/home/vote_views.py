"""The votes one has left on the Home tab; a pure function of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.reply import Block
from commands.text import plural
from commands.vote import ballot_views, ballot_words
from commands.wording import title, vote_number
from storage.models import VoteRound

_SHOWN = 5


def votes_left(rounds: Sequence[VoteRound]) -> list[Block]:
    """What ends first, with the way to vote; nothing where nothing waits."""
    if not rounds:
        return []
    body = [blocks.divider(), blocks.header("Votes you have left")]
    body += [_row(round) for round in rounds[:_SHOWN]]
    if len(rounds) > _SHOWN:
        said = f"{_SHOWN} of {len(rounds):,}, what ends first; `/vote list` shows all."
        body.append(blocks.context(said))
    return body


def _row(round: VoteRound) -> Block:
    facts = [f"<#{round.channel_id}>", plural(round.dots, "dot"), ballot_words.closing(round)]
    return blocks.section(
        f"*{vote_number(round.number)}* {title(round.question)}\n{' · '.join(facts)}",
        accessory=ballot_views.vote_button(round.number),
    )
