"""The reminder that a vote ends soon, as a pure function of plain data."""

from commands import blocks
from commands.notifications.settings_views import open_button
from commands.reply import Block
from commands.text import plural
from commands.vote import ballot_views, ballot_words
from commands.vote.list_views import OPEN
from commands.wording import title, vote_number
from storage.models import VoteRound


def message(round: VoteRound, journey: str) -> tuple[str, list[Block]]:
    """Fallback text and blocks, for a person who has not voted."""
    number = vote_number(round.number)
    ends = ballot_words.closing(round)
    text = f"{number} {ends}, and your vote is missing: {title(round.question)}"
    said = (
        f"*{number}* in <#{round.channel_id}> {ends}, and your vote is missing. You have "
        f"{plural(round.dots, 'dot')}.\n*{title(round.question)}*"
    )
    body = [
        blocks.section(said),
        blocks.actions(
            ballot_views.vote_button(round.number),
            blocks.button(
                "See the ballot", OPEN, value=str(round.number), label=f"See the ballot of {number}"
            ),
            open_button("Notifications"),
        ),
        blocks.context(
            f"{title(journey, 60)} · You get this once for each vote. `/journey notifications` "
            "switches these reminders off."
        ),
    ]
    return text, body
