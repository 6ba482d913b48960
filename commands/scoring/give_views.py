"""The private form to score in, as a pure function of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import Block, View
from commands.text import clip, escape
from commands.wording import opportunity_number, title
from storage.models import Opportunity
from storage.opportunity.scores import EFFORT, IMPACT, IMPORTANCE, SATISFACTION, SIDES, Sheet
from storage.vocabulary import Scoring

FORM = "scoring.give"
_MOST_HOW = 300

_TITLES = {Scoring.IMPACT_EFFORT: "Impact and effort", Scoring.ULWICK: "What matters most"}
_QUESTIONS = {
    IMPACT: "How much would it do for customers?",
    EFFORT: "How much work is it?",
    IMPORTANCE: "How important is it to customers?",
    SATISFACTION: "How satisfied are they with it today?",
}
_SCALES: Mapping[str, Sequence[str]] = {
    IMPACT: ("Hardly anything", "A little", "Something", "A lot", "Very much"),
    EFFORT: ("Hardly any", "A little", "Some", "A lot", "Very much"),
    IMPORTANCE: ("Not at all", "A little", "Somewhat", "Important", "Very important"),
    SATISFACTION: ("Not at all", "A little", "Somewhat", "Satisfied", "Very satisfied"),
}


def field_name(side: str, opportunity_id: int) -> str:
    return f"{side}:{opportunity_id}"


def give_form(
    items: Sequence[Opportunity], *, kind: Scoring, given: Sheet, context: Mapping[str, str]
) -> View:
    """Two questions for each opportunity, with what the person gave so far."""
    body: list[Block] = [
        blocks.section(
            "Only what everybody gave together is shown, once it is revealed; until then you can "
            "change yours. Leave out both answers where you can't tell."
        )
    ]
    for item in items:
        body.append(blocks.section(_told(item)))
        body += [_field(item, side, given) for side in SIDES[kind]]
    return blocks.form(FORM, _TITLES[kind], body, submit="Save", context=context)


def _told(item: Opportunity) -> str:
    said = f"*{opportunity_number(item.number)}* {title(item.title)}"
    if not item.how_might_we:
        return said
    return f"{said}\n{escape(clip(' '.join(item.how_might_we.split()), _MOST_HOW))}"


def _field(item: Opportunity, side: str, given: Sheet) -> Block:
    choices: list[Option] = [
        (f"{value} {word}", str(value)) for value, word in enumerate(_SCALES[side], start=1)
    ]
    held = given.get((item.id or 0, side))
    element = blocks.select(choices, initial=str(held) if held else None, placeholder="1 to 5")
    label = f"{opportunity_number(item.number)}: {_QUESTIONS[side]}"
    return blocks.field(field_name(side, item.id or 0), label, element, optional=True)
