"""Buttons and lines that show an opportunity wherever it appears; pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.opportunity import form_views, score_words, words
from commands.reply import Block
from commands.wording import heat, opportunity_number, title
from storage.models import Opportunity
from storage.opportunity.rows import OpportunityRow
from storage.vocabulary import Framework, Scoring

CARD = "opportunity.card"
LIST = "opportunity.list"
HISTORY = "opportunity.history"
START_SCORING = "scoring.start"


def open_button(number: int) -> Block:
    said = opportunity_number(number)
    return blocks.button("Open", CARD, value=str(number), label=f"Open {said}")


def new_button(value: str = "", label: str = "Add an opportunity") -> Block:
    """Opens the form; with "P-12", for that pain point."""
    return blocks.button(label, form_views.NEW, value=value)


def list_button(journey_id: int, label: str = "All opportunities") -> Block:
    return blocks.button(label, LIST, value=f"1 {journey_id} open")


def ask_team_button(
    kind: Scoring, journey_id: int, *, number: int | None = None, label: str
) -> Block:
    """Opens the form that starts a scoring; with a number, that one is chosen already."""
    value = f"{kind.value} {journey_id}" + (f" {number}" if number else "")
    return blocks.button(label, f"{START_SCORING}:{kind.value}", value=value)


def score_button(row: OpportunityRow, framework: Framework, *, journey_id: int) -> Block:
    """What gives it its points: the form with the inputs, or the team."""
    number = opportunity_number(row.number)
    if framework is Framework.ULWICK:
        return ask_team_button(Scoring.ULWICK, journey_id, number=row.number, label="Ask the team")
    action = form_views.ICE if framework is Framework.ICE else form_views.EDIT
    said = f"Score by {framework.value}"
    return blocks.button(said, action, value=str(row.number), label=f"{said}: {number}")


def answers(row: OpportunityRow) -> str:
    """'answers P-1, P-4 · heat 12.3', or that it answers none yet."""
    if not row.pains:
        return "answers no pain point yet"
    said = words.pains([pain.number for pain in row.pains])
    return f"answers {said} · heat {heat(row.heat)}"


def line(row: OpportunityRow) -> str:
    """Number and title, points with what they come from, and the pain points behind."""
    lines = [f"*{opportunity_number(row.number)}* {title(row.title)}"]
    if row.points:
        lines.append(score_words.formula(row.points))
        lines.append(answers(row))
    else:
        lines.append(f"{score_words.lacking(row.lacks)} · {answers(row)}")
    return "\n".join(lines)


def answered_by(found: Sequence[Opportunity]) -> str:
    """A pain point's line: which opportunities answer it; empty when none does."""
    if not found:
        return ""
    named = "\n".join(f"{words.named(one)} · {one.status}" for one in found)
    return f"*Answered by*\n{named}"
