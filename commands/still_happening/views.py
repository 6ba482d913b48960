"""The question "Still happening?" and what became of its answers, as pure functions."""

from collections.abc import Sequence

from commands import blocks
from commands.notifications.settings_views import open_button
from commands.reply import Block
from commands.text import clip
from commands.wording import day, pain_number, title
from storage.models.columns import to_milliseconds
from storage.pain.still_happening import Answer
from storage.pain.still_questions import Question

ANSWER = "still_happening.answer"
_MOST_TEXT = 1000

_LABELS = {Answer.YES: "Yes", Answer.NO: "No", Answer.UNSURE: "Can't tell"}
_THANKS = {
    Answer.YES: "Thank you: it counts as seen again. When one more colleague says so, it is "
    "reopened.",
    Answer.NO: "Thank you. Good to know that it holds.",
    Answer.UNSURE: "Thank you for saying so.",
}


def message(questions: Sequence[Question]) -> tuple[str, list[Block]]:
    """All a person was asked at once; the same message again after each answer."""
    body = [blocks.section(f"*Still happening?*\n{_why(questions)}")]
    for question in questions:
        body += _one(question)
    body.append(
        blocks.context(
            "You are asked because you reported it or saw it too. `/journey notifications` "
            "switches these questions off."
        )
    )
    body.append(blocks.actions(open_button("Notifications")))
    named = ", ".join(f"{pain_number(each.number)} {title(each.title, 80)}" for each in questions)
    return clip(f"Still happening? {named}", _MOST_TEXT), body


def _why(questions: Sequence[Question]) -> str:
    if len(questions) == 1:
        return "This was solved two weeks ago. Do customers still meet it?"
    return "These were solved two weeks ago. Do customers still meet them?"


def _one(question: Question) -> list[Block]:
    number = pain_number(question.number)
    lines = [
        f"*{number}* {title(question.title)}",
        f"Solved {day(question.solved_at)}",
    ]
    if question.answer:
        said = Answer(question.answer)
        lines.append(
            f"You said *{_LABELS[said]}*. {'' if question.over else _THANKS[said]}".strip()
        )
    if question.over:
        lines.append(_over(question))
        return [blocks.section("\n".join(lines))]
    value = f"{question.number} {to_milliseconds(question.solved_at)}"
    buttons = [
        blocks.button(label, f"{ANSWER}:{said.value}", value=value, label=f"{label}: {number}")
        for said, label in _LABELS.items()
    ]
    return [blocks.section("\n".join(lines)), blocks.actions(*buttons)]


def _over(question: Question) -> str:
    if question.answer == Answer.YES:
        return f"Thank you. Meanwhile it was taken up again: it is *{question.status}* now."
    return (
        f"Meanwhile it changed: it is *{question.status}* now, so there is nothing left to "
        "answer. Thank you."
    )
