"""The short answers after a step, with the way on; pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks, days
from commands.action import action_views, action_words
from commands.pain import status_views
from commands.reply import Block, Say
from commands.wording import pain_number
from storage.models import Action, PainPoint
from storage.vocabulary import Status

# Buttons for so many pain points; all of them are named in the words.
_OFFERED = 3


def added(action: Action, moved: str, *, masked: str, more: Sequence[Block] = ()) -> Say:
    """The receipt: what, who, by when, and what it moved, with the way back."""
    said = (
        f"Added *{action_words.named(action)}*: <@{action.owner_id}>, "
        f"due {days.calendar_day(action.due_on)}.{moved}"
    )
    body = [blocks.section(said)]
    if masked:
        body.append(blocks.context(masked))
    steps = (
        action_views.open_button(action.number),
        blocks.button("All actions", action_views.LIST, value="open"),
        *more,
    )
    return Say(said, [*body, blocks.actions(*steps)])


def done(action: Action, said: str, *more: Block) -> Say:
    """After any other step."""
    body = [blocks.section(said), blocks.actions(action_views.open_button(action.number), *more)]
    return Say(said, body)


def for_unattended(pains: Sequence[PainPoint]) -> list[Block]:
    """What can be done about pain points that nobody works on any more."""
    buttons = []
    for pain in pains[:_OFFERED]:
        number = pain_number(pain.number)
        buttons.append(
            blocks.button(
                f"New action for {number}", f"{action_views.NEW}:{pain.number}", value=number
            )
        )
        buttons.append(_step(pain, "Back to Confirmed:"))
    return buttons


def for_solved(pains: Sequence[PainPoint]) -> list[Block]:
    """To take back what was called solved."""
    return [_step(pain, "Reopen") for pain in pains[:_OFFERED]]


def _step(pain: PainPoint, label: str) -> Block:
    number = pain_number(pain.number)
    value = f"{pain.number} {Status(pain.status).name} {Status.CONFIRMED.name}"
    action = f"{status_views.SET}:{pain.number}"
    return blocks.button(f"{label} {number}", action, value=value)
