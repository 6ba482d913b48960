"""Dropping an opportunity and bringing it back: button and form, as pure functions."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.opportunity import words
from commands.reply import Block, View
from commands.wording import opportunity_number
from storage.models import Opportunity
from storage.vocabulary import OpportunityStatus

DROP = "opportunity.drop"
RESTORE = "opportunity.restore"
UNDO = "opportunity.undo"
MAX_REASON = 1000
_ENDED = (OpportunityStatus.DROPPED, OpportunityStatus.DONE)


def step_button(opportunity: Opportunity) -> Block:
    """Drop, or Restore; it carries the status that the person saw."""
    number = opportunity_number(opportunity.number)
    value = f"{opportunity.number} {OpportunityStatus(opportunity.status).name}"
    if opportunity.status in _ENDED:
        return blocks.button("Restore", RESTORE, value=value, label=f"Restore {number}")
    return blocks.button("Drop", DROP, value=value, label=f"Drop {number}")


def undo_button(opportunity: Opportunity, was: OpportunityStatus) -> Block:
    """Back to the status before; it carries both, so that nothing later is undone."""
    number = opportunity_number(opportunity.number)
    now = OpportunityStatus(opportunity.status).name
    return blocks.button(
        f"Undo: {number} {was.value}",
        UNDO,
        value=f"{opportunity.number} {now} {was.name}",
        label=f"Undo: {number} is {was.value} again",
    )


def drop_form(
    opportunity: Opportunity,
    *,
    reason: str,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """The form "Drop O-4": what others read who come with the same idea."""
    said = blocks.text_input(
        initial=reason,
        most=MAX_REASON,
        multiline=True,
        placeholder="Tried in spring: customers prefer to keep the paper",
        focus=True,
    )
    hint = "It stays on the list of dropped ones with this reason, and can be restored."
    body = [
        *[blocks.section(note) for note in notes],
        blocks.section(f"*{words.named(opportunity)}*"),
        blocks.field("reason", "Why is it dropped?", said, hint=hint),
    ]
    heading = f"Drop {opportunity_number(opportunity.number)}"
    return blocks.form(DROP, heading, body, submit="Drop", context=context)
