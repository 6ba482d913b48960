"""What a scoring came to, in words: means, spread and what to talk about; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.action import action_views
from commands.opportunity import opportunity_views, score_words
from commands.reply import Block
from commands.text import plural
from commands.wording import opportunity_number, title
from storage.models import Opportunity
from storage.opportunity.frameworks import DISCUSS_FROM, Quadrant, Spread
from storage.opportunity.points import UlwickPoints
from storage.opportunity.score_results import ENOUGH

# Short, because it stands beside text on a phone.
ACT = "Act on it"
_EXPLAINED = (
    "Means of scores from 1 to 5; high is above 3. SD is how far they spread (standard deviation "
    f"of the sample). *Discuss*: from {DISCUSS_FROM} people up, an SD of 1.2 or 3 points between "
    "two of them. Nobody's single score is shown."
)
_DISCUSS = (
    f"*Discuss*: answers of {DISCUSS_FROM} people or more that lie far apart, by a standard "
    "deviation of 1.2 or by 3 points between two of them. "
)
_MEANINGS = {
    Quadrant.QUICK_WIN: "high impact, low effort",
    Quadrant.BIG_BET: "high impact, high effort",
    Quadrant.FILL_IN: "low impact, low effort",
    Quadrant.TIME_SINK: "low impact, high effort",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An opportunity with what people gave it, and where that puts it in the matrix."""

    opportunity: Opportunity
    impact: Spread
    effort: Spread
    quadrant: Quadrant
    heat: float

    @property
    def discuss(self) -> bool:
        return self.impact.discuss or self.effort.discuss


@dataclass(frozen=True, slots=True)
class Answered:
    """An opportunity with the points its answers come to, and how far those spread."""

    opportunity: Opportunity
    points: UlwickPoints
    importance: Spread
    satisfaction: Spread

    @property
    def discuss(self) -> bool:
        return self.importance.discuss or self.satisfaction.discuss


@dataclass(frozen=True, slots=True)
class Result:
    """A revealed round: `left_out` were scored by too few; the journey's name raw."""

    journey: str
    journey_id: int
    scorers: int
    eligible: int | None
    left_out: Sequence[Opportunity]


def matrix_blocks(result: Result, placed: Sequence[Placed]) -> tuple[str, list[Block]]:
    """Fallback text, and what stands above the picture, by quadrant."""
    text = f"Impact and effort of {title(result.journey, 80)}: {_people(result)}"
    body = [blocks.section(f"*{text}*")]
    for quadrant, meaning in _MEANINGS.items():
        inside = sorted(
            (each for each in placed if each.quadrant is quadrant),
            key=lambda each: (-each.impact.mean, each.effort.mean, each.opportunity.number),
        )
        if inside:
            body.append(blocks.context(f"*{quadrant.value}*: {meaning}"))
            body += [_matrix_line(each) for each in inside]
    return text, [*body, *_rest(result), blocks.context(f"{_EXPLAINED}{_few(result)}")]


def ulwick_blocks(result: Result, answered: Sequence[Answered]) -> tuple[str, list[Block]]:
    """Fallback text and blocks, what is least well served first."""
    text = f"Importance and satisfaction of {title(result.journey, 80)}: {_people(result)}"
    ranked = sorted(answered, key=lambda each: (-each.points.value, each.opportunity.number))
    body = [blocks.section(f"*{text}*"), *[_ulwick_line(each) for each in ranked]]
    explained = (
        f"{score_words.EXPLAINED[score_words.framework_of(ranked[0].points)]} " if ranked else ""
    )
    discuss = _DISCUSS if any(each.discuss for each in ranked) else ""
    body += [
        *_rest(result),
        blocks.context(f"{explained}{discuss}Nobody's single answer is shown.{_few(result)}"),
    ]
    return text, body


def next_steps(result: Result) -> list[Block]:
    """Below everything."""
    return [blocks.actions(opportunity_views.list_button(result.journey_id))]


def _matrix_line(placed: Placed) -> Block:
    number = opportunity_number(placed.opportunity.number)
    numbers = f"impact {_spread(placed.impact)}, effort {_spread(placed.effort)}"
    people = f"n\u00a0=\u00a0{placed.impact.n}"
    discuss = " · *discuss*" if placed.discuss else ""
    return blocks.section(
        f"*{number}* {title(placed.opportunity.title)}\n{numbers} · {people}{discuss}",
        accessory=action_views.new_button(number, ACT),
    )


def _ulwick_line(answered: Answered) -> Block:
    number = opportunity_number(answered.opportunity.number)
    discuss = " · *discuss*" if answered.discuss else ""
    return blocks.section(
        f"*{number}* {title(answered.opportunity.title)}\n"
        f"{score_words.formula(answered.points)}{discuss}",
        accessory=action_views.new_button(number, ACT),
    )


def _spread(spread: Spread) -> str:
    """'4.2 (SD 0.8)'."""
    mean = score_words.one_decimal(spread.mean)
    return mean if spread.sd is None else f"{mean} (SD\u00a0{score_words.one_decimal(spread.sd)})"


def _people(result: Result) -> str:
    if result.eligible and result.eligible >= result.scorers:
        return f"{result.scorers:,} of {plural(result.eligible, 'person', 'people')} scored"
    return f"{plural(result.scorers, 'person', 'people')} scored"


def _few(result: Result) -> str:
    if result.scorers >= DISCUSS_FROM:
        return ""
    return f" {result.scorers} people are few: take it as a start to talk, not as a decision."


def _rest(result: Result) -> list[Block]:
    if not result.left_out:
        return []
    named = ", ".join(opportunity_number(one.number) for one in result.left_out)
    return [
        blocks.context(
            f"Fewer than {ENOUGH} people scored {named}: no figures, so that nobody's own can be "
            "read off them."
        )
    ]
