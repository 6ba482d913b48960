"""Everything about one opportunity, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.action import action_views
from commands.opportunity import (
    form_views,
    opportunity_views,
    score_words,
    status_views,
    words,
)
from commands.reply import Block
from commands.text import escape, quote
from commands.wording import day, heat, opportunity_number, pain_number, title
from storage.models import History, Opportunity
from storage.opportunity.frameworks import Quadrant, Spread
from storage.opportunity.rows import OpportunityRow
from storage.vocabulary import Framework, OpportunityStatus

CHANGES = 5
PAINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """What the team last gave it together, from 1 to 5."""

    impact: Spread
    effort: Spread
    quadrant: Quadrant


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card shows; `framework` is the one its journey's list is ordered by."""

    opportunity: Opportunity
    row: OpportunityRow
    framework: Framework
    changes: Sequence[History]
    judged: Judged | None = None
    # '5 dots of 3 people in V-2'; empty where it was never voted on.
    votes: str = ""
    may_change: bool = True


def card_blocks(card: Card, *, lead: str = "") -> list[Block]:
    """What it is, what it answers, its points, and what to do next."""
    opportunity = card.opportunity
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.header(f"{opportunity_number(opportunity.number)} · {opportunity.title}"))
    if opportunity.how_might_we:
        body.append(blocks.section(f"*How might we…*\n{quote(opportunity.how_might_we)}"))
    body.append(blocks.fields(_facts(card)))
    if opportunity.status == OpportunityStatus.DROPPED and opportunity.reason:
        body.append(blocks.section(f"*Why it was dropped*\n{escape(opportunity.reason)}"))
    body.append(blocks.section(_points(card)))
    if card.judged:
        body.append(blocks.section(_judged(card.judged)))
    body += _pains(card)
    body.append(blocks.actions(*_steps(card)))
    body += [blocks.context(words.change(entry)) for entry in card.changes[:CHANGES]]
    if len(card.changes) > CHANGES:
        more = f"{opportunity.number} 1"
        body.append(
            blocks.actions(blocks.button("More history", opportunity_views.HISTORY, value=more))
        )
    return body


def _facts(card: Card) -> list[str]:
    opportunity = card.opportunity
    facts = [f"*Status*\n{opportunity.status}"]
    if card.row.pains:
        facts.append(f"*Heat of its pain points*\n{heat(card.row.heat)}")
    if card.votes:
        facts.append(f"*Votes*\n{card.votes}")
    if opportunity.owner_id:
        facts.append(f"*Owner*\n<@{opportunity.owner_id}>")
    facts.append(f"*Added*\n{day(opportunity.created_at)} by <@{opportunity.created_by}>")
    return facts


def _points(card: Card) -> str:
    if card.row.points:
        return f"*Score*\n{score_words.formula(card.row.points)}"
    return f"*Not scored yet by {card.framework.value}*: {score_words.lacking(card.row.lacks)}."


def _judged(judged: Judged) -> str:
    discuss = " · *discuss*" if judged.impact.discuss or judged.effort.discuss else ""
    return (
        f"*{judged.quadrant.value}* by the team's scores\n"
        f"impact {score_words.one_decimal(judged.impact.mean)}, "
        f"effort {score_words.one_decimal(judged.effort.mean)} of 5, "
        f"means of {judged.impact.n} people{discuss}"
    )


def _pains(card: Card) -> list[Block]:
    """Each a line with the way to its card; what is left over is counted."""
    shown, pains = card.row.pains[:PAINS], card.row.pains
    body = [
        blocks.section(
            f"*{pain_number(pain.number)}* {title(pain.title)}\n"
            f"{pain.status} · heat {heat(pain.heat)}",
            accessory=blocks.button(
                "Open",
                "pain.card",
                value=str(pain.number),
                label=f"Open {pain_number(pain.number)}",
            ),
        )
        for pain in shown
    ]
    if len(pains) > len(shown):
        rest = words.pains([pain.number for pain in pains[PAINS:]], most=PAINS)
        body.append(blocks.context(f"It answers {rest}, too."))
    return body


def _steps(card: Card) -> list[Block]:
    opportunity = card.opportunity
    number, said = opportunity.number, opportunity_number(opportunity.number)
    steps: list[Block] = []
    dropped = opportunity.status == OpportunityStatus.DROPPED
    if card.may_change and not dropped:
        steps.append(action_views.new_button(said))
        if not card.row.points or card.framework is not Framework.RICE:
            steps.append(
                opportunity_views.score_button(
                    card.row, card.framework, journey_id=opportunity.journey_id
                )
            )
        edit = f"{form_views.EDIT}:card"
        steps.append(blocks.button("Edit", edit, value=str(number), label=f"Edit {said}"))
    if card.may_change:
        steps.append(status_views.step_button(opportunity))
    steps.append(opportunity_views.list_button(opportunity.journey_id))
    return steps
