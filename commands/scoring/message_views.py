"""The channel's message about a scoring, as a pure function of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.reply import Block
from commands.text import plural
from commands.wording import opportunity_number, title
from storage.models import Opportunity, ScoreRound
from storage.opportunity.score_results import ENOUGH
from storage.vocabulary import Scoring

SCORE = "scoring.score"
REVEAL = "scoring.reveal"
CANCEL = "scoring.cancel"
BUILDER = "scoring.message"
PEOPLE = "scoring.people"

NAMES = {
    Scoring.IMPACT_EFFORT: "Impact and effort",
    Scoring.ULWICK: "Importance and satisfaction",
}
# However much the titles grow when they are escaped, none is cut off.
_LINES_A_BLOCK = 4
_PRIVATE = (
    "Everybody scores alone, from 1 to 5, and can change it until it is revealed. Nobody ever "
    "sees a single score: what is shown then is what at least "
    f"{ENOUGH} people gave together."
)


def subject(round_id: int) -> str:
    """What the outbox knows the message by."""
    return f"scoring:{round_id}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A round as it stands: `scorers` people scored; the journey's name raw."""

    begun: ScoreRound
    items: Sequence[Opportunity]
    scorers: int
    journey: str


def message_blocks(shown: Shown) -> tuple[str, list[Block]]:
    """Fallback text and blocks: what is scored, how many did, and what to do."""
    begun = shown.begun
    name = NAMES[Scoring(begun.kind)]
    count = plural(len(shown.items), "opportunity", "opportunities")
    heading = f"*{name}* of {count} of *{title(shown.journey, 80)}*"
    lines = [f"*{opportunity_number(one.number)}* {title(one.title, 120)}" for one in shown.items]
    body = [blocks.section(heading)]
    body += [
        blocks.section("\n".join(lines[start : start + _LINES_A_BLOCK]))
        for start in range(0, len(lines), _LINES_A_BLOCK)
    ]
    text = f"{name}: {count} of {title(shown.journey, 80)}. {taken_part(shown)}"
    if begun.revealed_at is not None:
        by = f" by <@{begun.revealed_by}>" if begun.revealed_by else ""
        body.append(blocks.context(f"{taken_part(shown)} · *Revealed*{by}, see the result below"))
        return f"{text}. Revealed.", body
    if begun.cancelled_at is not None:
        by = f" by <@{begun.cancelled_by}>" if begun.cancelled_by else ""
        said = f"*Cancelled*{by}. No scores were kept. `/journey score` starts another one."
        return f"{name}: {count} of {title(shown.journey, 80)}. Cancelled.", [
            *body,
            blocks.context(said),
        ]
    body += [
        blocks.context(_PRIVATE),
        blocks.context(f"{taken_part(shown)} · started by <@{begun.started_by}>"),
        blocks.actions(*_steps(begun)),
    ]
    return text, body


def taken_part(shown: Shown) -> str:
    """'4 of 9 people have scored'; without the 9 where Slack has not told, or told too few."""
    eligible = shown.begun.eligible
    if eligible and eligible >= shown.scorers:
        verb = "has" if eligible == 1 else "have"
        return f"{shown.scorers:,} of {plural(eligible, 'person', 'people')} {verb} scored"
    verb = "has" if shown.scorers == 1 else "have"
    return f"{plural(shown.scorers, 'person', 'people')} {verb} scored"


def _steps(begun: ScoreRound) -> list[Block]:
    value = str(begun.id)
    sure = blocks.confirm(
        "Reveal the result?",
        "Everybody here sees means and spread, and nobody can score or change theirs any more.",
        "Reveal",
    )
    never = blocks.confirm(
        "Cancel this scoring?",
        "All scores are deleted, for good. Only that it was cancelled, and by whom, is kept.",
        "Cancel the scoring",
        "Keep it",
    )
    return [
        blocks.button("Score", SCORE, value=value, style="primary"),
        blocks.button("Reveal", REVEAL, value=value, confirm=sure),
        blocks.button("Cancel scoring", CANCEL, value=value, confirm=never),
    ]
