"""The short answers after something was done, with the next step as buttons."""

from commands import blocks
from commands.reply import Block, Say
from commands.text import clip, escape
from commands.touchpoint import words
from commands.wording import title, touchpoint_number
from storage.models import Stage, Touchpoint

OPEN_ADD = "touchpoint.open_add"
OPEN_ADD_IN = "touchpoint.open_add_in"
CARD = "touchpoint.card"
EDIT = "touchpoint.edit"
MOVE = "touchpoint.move"
RETIRE = "touchpoint.retire"
RESTORE = "touchpoint.restore"
RESTORE_BOTH = "touchpoint.restore_both"
SEE_MAP = "map.show"
BRIEF = "brief.show"
ASK_PULSE = "pulse.ask"
EDIT_STAGES = "stages.open"
MAX_VALUE = 2000


def open_button(number: int) -> Block:
    return blocks.button("Open", CARD, value=str(number), label=f"Open {touchpoint_number(number)}")


def map_button() -> Block:
    return blocks.button("See the map", SEE_MAP)


def added(touchpoint: Touchpoint, stage: Stage, *, place: int) -> Say:
    """What the person gets who added it: the number, and where it stands."""
    told = f"{words.named(touchpoint)} is added"
    where = f"{words.ordinal(place)} in {title(stage.name, 80)}"
    said = f"*{words.named(touchpoint)}* is added: {where}, {words.channel(touchpoint.channel)}."
    return Say(f"{told}: {where}.", [blocks.section(said), _after_adding(touchpoint, stage)])


def there_already(touchpoint: Touchpoint, stage: Stage) -> Say:
    """Nothing was added: the stage has a touchpoint of this name."""
    said = (
        f"{title(stage.name, 80)} has *{words.named(touchpoint)}* already, so nothing was added. "
        "Open it, or add yours under another name."
    )
    return Say(said, [blocks.section(said), _after_adding(touchpoint, stage)])


def _after_adding(touchpoint: Touchpoint, stage: Stage) -> Block:
    return blocks.actions(
        open_button(touchpoint.number),
        blocks.button("Add another", OPEN_ADD_IN, value=str(stage.id)),
        map_button(),
    )


def no_stages(journey: str, typed: str) -> Say:
    """A journey needs stages before touchpoints; what was typed so far is kept in a button."""
    waiting = f" Then add *{title(typed, 120)}* with the button." if typed else ""
    said = f"{escape(journey)} has no stages yet, and a touchpoint stands in one. Make them first."
    steps = blocks.actions(
        blocks.button("Edit stages", EDIT_STAGES, style="primary"),
        blocks.button("Add a touchpoint", OPEN_ADD, value=clip(typed, MAX_VALUE)),
    )
    return Say(said + waiting, [blocks.section(said + waiting), steps])


def done(touchpoint: Touchpoint, said: str) -> Say:
    """After an edit or a move, or when there was nothing to do."""
    steps = blocks.actions(open_button(touchpoint.number), map_button())
    return Say(said, [blocks.section(said), steps])


def retired(touchpoint: Touchpoint, said: str) -> Say:
    """After retiring: the way back stands beside it."""
    steps = blocks.actions(restore_button(touchpoint.number), open_button(touchpoint.number))
    return Say(said, [blocks.section(said), steps])


def restore_button(number: int) -> Block:
    return blocks.button("Restore", RESTORE, value=str(number), style="primary")


def name_taken(touchpoint: Touchpoint, other: Touchpoint, stage: Stage) -> Say:
    """It can't come back where another one has its name by now."""
    said = (
        f"*{words.named(touchpoint)}* stays retired: {title(stage.name, 80)} has "
        f"*{words.named(other)}* by now. Rename that one, or move this one to another stage, "
        "which brings it back."
    )
    steps = blocks.actions(
        blocks.button(f"Edit {touchpoint_number(other.number)}", EDIT, value=str(other.number)),
        blocks.button(
            f"Move {touchpoint_number(touchpoint.number)}", MOVE, value=str(touchpoint.number)
        ),
        open_button(touchpoint.number),
    )
    return Say(said, [blocks.section(said), steps])


def stage_retired(touchpoint: Touchpoint, stage: Stage) -> Say:
    """Its stage is retired: both can come back, or the touchpoint in another stage."""
    said = (
        f"*{words.named(touchpoint)}* stays retired for now: its stage {title(stage.name, 80)} is "
        "retired too. Restore both, or move it to another stage, which brings it back."
    )
    both = blocks.button(
        "Restore both", RESTORE_BOTH, value=str(touchpoint.number), style="primary"
    )
    steps = blocks.actions(both, _move_elsewhere(touchpoint), open_button(touchpoint.number))
    return Say(said, [blocks.section(said), steps])


def stage_stays_retired(touchpoint: Touchpoint, stage: Stage, why: str) -> Say:
    """The stage can't come back; the touchpoint can, in another one."""
    said = (
        f"The stage {title(stage.name, 80)} stays retired: {why}. "
        f"Move *{words.named(touchpoint)}* to another stage, which brings it back."
    )
    steps = blocks.actions(_move_elsewhere(touchpoint), open_button(touchpoint.number))
    return Say(said, [blocks.section(said), steps])


def _move_elsewhere(touchpoint: Touchpoint) -> Block:
    return blocks.button(
        "Move to another stage", MOVE, value=str(touchpoint.number), label="Move it and restore it"
    )
