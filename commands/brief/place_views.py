"""What a brief can be about, in words, buttons and a menu; pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import Block
from commands.touchpoint import words
from commands.wording import title, touchpoint_number
from storage.models import Stage, Touchpoint

SHOW = "brief.show"
CHOOSE = "brief.choose"


def place_value(place: Touchpoint | Stage) -> str:
    """'T-7' or, for a stage, 'S-' and its row: what buttons and menus carry."""
    if isinstance(place, Touchpoint):
        return touchpoint_number(place.number)
    return f"S-{place.id}"


def named(place: Touchpoint | Stage) -> str:
    """'T-7 Checkout page' or 'All of Purchase', safe in mrkdwn."""
    if isinstance(place, Touchpoint):
        return words.named(place)
    return f"All of {title(place.name, 80)}"


def choose_message(
    said: str, choices: Sequence[Option], journey_id: int
) -> tuple[str, list[Block]]:
    """Asks which touchpoint or stage; without any, how to make the first one."""
    if not choices:
        add = blocks.button("Add a touchpoint", "touchpoint.open_add", style="primary")
        return said, [blocks.section(said), blocks.actions(add)]
    return said, [blocks.section(said), blocks.actions(chooser(choices, journey_id))]


def near_message(
    said: str, near: Sequence[Option], choices: Sequence[Option], journey_id: int
) -> tuple[str, list[Block]]:
    """What may have been meant as buttons, and all there is as a menu."""
    offered = [
        blocks.button(label, f"{SHOW}:{place}", value=value)
        for place, (label, value) in enumerate(near)
    ]
    return said, [
        blocks.section(said),
        blocks.actions(*offered, chooser(choices, journey_id)),
    ]


def chooser(choices: Sequence[Option], journey_id: int, *, initial: str | None = None) -> Block:
    """A menu of the map's places; where they are too many for one, a type-ahead."""
    placeholder = "Another touchpoint"
    if len(choices) > blocks.MAX_OPTIONS:
        chosen = next((choice for choice in choices if choice[1] == initial), None)
        element = blocks.type_ahead(initial=chosen, placeholder=placeholder)
    else:
        element = blocks.select(choices, initial=initial, placeholder=placeholder)
    return {**element, "action_id": f"{CHOOSE}:{journey_id}"}
