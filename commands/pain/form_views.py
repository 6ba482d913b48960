"""The form "Log a pain point", as a pure function of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import View
from commands.text import clip, escape
from commands.wording import (
    EMOTION_CHOICES,
    SEVERITY_CHOICES,
    SOURCE_CHOICES,
)
from storage.touchpoints import TouchpointRow

LOG_FORM = "pain.log"
LOG_AT = "pain.open_log_at"
MAX_TOLD = 3000


def touchpoint_choice(row: TouchpointRow) -> Option:
    """'Checkout page · Purchase', clipped in its name rather than in its stage."""
    tail = f" · {clip(row.stage, 24)}"
    return f"{clip(row.name, blocks.MAX_OPTION - len(tail))}{tail}", str(row.id)


def log_form(
    *,
    journey_id: int,
    journey: str,
    told: str,
    where: TouchpointRow | None,
    personas: Sequence[Option],
) -> View:
    """The form "Log a pain point": three required fields, then what helps."""
    where_field = blocks.type_ahead(
        initial=touchpoint_choice(where) if where else None,
        placeholder="Type to find the touchpoint",
    )
    body = [
        blocks.field(
            "what",
            "What happened?",
            blocks.text_input(
                initial=told,
                most=MAX_TOLD,
                multiline=True,
                placeholder="The parcel label could not be printed",
                focus=True,
            ),
        ),
        blocks.field("where", "Where?", where_field),
        blocks.field("severity", "How bad is it for the customer?", blocks.radio(SEVERITY_CHOICES)),
        blocks.field(
            "emotion",
            "How did the customer feel?",
            blocks.select(EMOTION_CHOICES),
            optional=True,
        ),
        blocks.field(
            "quote",
            "In their words",
            blocks.text_input(multiline=True, placeholder="What the customer said"),
            optional=True,
        ),
    ]
    if personas:
        body.append(
            blocks.field("persona", "Who is it about?", blocks.select(personas), optional=True)
        )
    body += [
        blocks.field("source", "How do you know?", blocks.select(SOURCE_CHOICES), optional=True),
        blocks.context(f"Journey: {escape(journey)}"),
    ]
    return blocks.form(
        LOG_FORM,
        "Log a pain point",
        body,
        submit="Log",
        context={"journey": str(journey_id)},
    )
