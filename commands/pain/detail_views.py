"""Fields that logging and adding a sighting share: how bad, and the optional ones."""

from collections.abc import Sequence

from commands import blocks
from commands.blocks import Option
from commands.pain.draft import Draft
from commands.reply import Block
from commands.wording import (
    EMOTION_CHOICES,
    PLEASURE_CHOICES,
    SEVERITY_CHOICES,
    SOURCE_CHOICES,
)
from storage.vocabulary import Kind

MAX_QUOTE = 3000
MAX_TOLD_BY = 80
DETAILS = (
    "emotion",
    "quote",
    "persona",
    "source",
    "told_by",
    "thanked",
    "maker",
    "agreed",
)


def severity_name(kind: Kind) -> str:
    """The field that says how bad it was, or how much it pleased."""
    return "pleased" if kind is Kind.DELIGHT else "severity"


def severity_field(draft: Draft) -> Block:
    """Required; what was chosen for the other kind is another field."""
    name = severity_name(draft.kind)
    label, choices = (
        ("How much did it please?", PLEASURE_CHOICES)
        if draft.kind is Kind.DELIGHT
        else ("How bad is it for the customer?", SEVERITY_CHOICES)
    )
    return blocks.field(name, label, blocks.radio(choices, initial=draft.text(name)))


def detail_fields(draft: Draft, personas: Sequence[Option]) -> list[Block]:
    """Everything that helps and is not needed."""
    feeling = blocks.select(EMOTION_CHOICES, initial=draft.text("emotion"))
    said = blocks.text_input(
        initial=draft.text("quote"),
        most=MAX_QUOTE,
        multiline=True,
        placeholder="What the customer said",
    )
    told_by = blocks.text_input(
        initial=draft.text("told_by"), most=MAX_TOLD_BY, placeholder="Ana from the night shift"
    )
    known = blocks.select(SOURCE_CHOICES, initial=draft.text("source"))
    body = [
        blocks.field("emotion", "How did the customer feel?", feeling, optional=True),
        blocks.field("quote", "In their words", said, optional=True),
    ]
    if personas:
        about = blocks.select(personas, initial=draft.text("persona"))
        body.append(blocks.field("persona", "Who is it about?", about, optional=True))
    body += [
        blocks.field("source", "How do you know?", known, optional=True),
        blocks.field(
            "told_by",
            "Who told you?",
            told_by,
            optional=True,
            hint="When you log for somebody who doesn't use Slack.",
        ),
    ]
    return body + (_made_by(draft) if draft.kind is Kind.DELIGHT else _thanked(draft))


def _thanked(draft: Draft) -> list[Block]:
    box = blocks.checkbox(
        "Thank me by name when this is solved", "yes", checked=draft.ticked("thanked")
    )
    return [blocks.field("thanked", "Thanks", box, optional=True)]


def _made_by(draft: Draft) -> list[Block]:
    maker = blocks.person_select(
        initial=draft.text("maker") or None, placeholder="Choose a colleague"
    )
    box = blocks.checkbox("They agree to be named", "yes", checked=draft.ticked("agreed"))
    return [
        blocks.field("maker", "Who made it happen?", maker, optional=True),
        blocks.field("agreed", "Their consent", box, optional=True),
    ]
