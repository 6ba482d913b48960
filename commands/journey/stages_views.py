"""The forms that edit a journey's stages, as pure functions of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import Block, View
from commands.text import clip, escape, plural
from commands.wording import title
from storage.identity import identity
from storage.journey.sizes import Size
from storage.models import Journey, Stage

FORM = "stages.list"
EDIT_FORM = "stages.edit"
OPEN = "stages.open"
ADD = "stages.add"
ACT = "stages.act"
RESTORE = "stages.restore"
MAX_NAME = 80
MAX_GOAL = 500
FUNNEL = ("Top", "Middle", "Bottom", "After sale")
# With 40 stages in use (storage's limit) the form stays below Slack's 100 blocks.
_RETIRED_SHOWN = 40


def stages_form(
    journey: Journey,
    stages: Sequence[Stage],
    retired: Sequence[Stage],
    held: Mapping[int, Size],
    *,
    notice: str = "",
) -> View:
    """The stages in order, each with its menu; `notice` says what a click just did."""
    body = [blocks.section(f"*{title(journey.name)}*\nIts stages, in the customer's order.")]
    if notice:
        body.append(blocks.context(notice))
    if not stages:
        body.append(blocks.section("No stages yet. Add the first one."))
    body += [_row(place, stages, held) for place in range(len(stages))]
    body.append(blocks.actions(blocks.button("Add stage", ADD, style="primary")))
    body += _retired(retired)
    return blocks.form(FORM, "Stages", body, close="Done", context={"journey": str(journey.id)})


def _row(place: int, stages: Sequence[Stage], held: Mapping[int, Size]) -> Block:
    stage = stages[place]
    size = held.get(identity(stage), Size())
    lines = [f"*{place + 1}. {title(stage.name, MAX_NAME)}*"]
    if stage.goal:
        lines.append(escape(clip(stage.goal, MAX_GOAL)))
    facts = [f"Funnel: {escape(stage.funnel)}"] if stage.funnel else []
    facts.append(plural(size.touchpoints, "touchpoint"))
    lines.append(" · ".join(facts))
    return blocks.section("\n".join(lines), accessory=_menu(place, stages))


def _menu(place: int, stages: Sequence[Stage]) -> Block:
    """What can be done. A move names the neighbour seen, so that repeating it moves no further."""
    stage_id = identity(stages[place])
    choices: list[Option] = [("Edit", f"edit {stage_id}")]
    if place > 0:
        choices.append(("Move up", f"before {stage_id} {stages[place - 1].id}"))
    if place < len(stages) - 1:
        choices.append(("Move down", f"behind {stage_id} {stages[place + 1].id}"))
    choices.append(("Retire", f"retire {stage_id}"))
    return {
        "type": "overflow",
        "action_id": f"{ACT}:{stage_id}",
        "options": [blocks.option(*choice) for choice in choices],
    }


def _retired(retired: Sequence[Stage]) -> list[Block]:
    if not retired:
        return []
    body = [blocks.divider(), blocks.section(f"*Retired* · {plural(len(retired), 'stage')}")]
    for stage in retired[:_RETIRED_SHOWN]:
        restore = blocks.button(
            "Restore", f"{RESTORE}:{stage.id}", value=str(stage.id), label=f"Restore {stage.name}"
        )
        body.append(blocks.section(title(stage.name, MAX_NAME), accessory=restore))
    hidden = len(retired) - _RETIRED_SHOWN
    if hidden > 0:
        body.append(
            blocks.context(f"{hidden} more. `/journey stages restore <name>` brings one back.")
        )
    return body


def edit_form(journey_id: int, stage: Stage | None) -> View:
    """The form of one stage; an empty one adds a stage."""
    funnels = list(FUNNEL)
    if stage and stage.funnel and stage.funnel not in funnels:
        funnels.append(stage.funnel)
    body = [
        blocks.field(
            "name",
            "Name",
            blocks.text_input(
                initial=stage.name if stage else "",
                most=MAX_NAME,
                placeholder="Unboxing",
                focus=True,
            ),
        ),
        blocks.field(
            "goal",
            "The customer's goal",
            blocks.text_input(
                initial=stage.goal if stage else "",
                most=MAX_GOAL,
                multiline=True,
                placeholder="I hold what I hoped for.",
            ),
            optional=True,
        ),
        blocks.field(
            "funnel",
            "Place in the sales funnel",
            blocks.select(
                [(name, name) for name in funnels], initial=stage.funnel if stage else None
            ),
            optional=True,
        ),
    ]
    name = "Edit stage" if stage else "Add stage"
    context = {"journey": str(journey_id), "stage": str(stage.id) if stage else ""}
    return blocks.form(
        EDIT_FORM, name, body, submit="Save" if stage else "Add", close="Back", context=context
    )


def order_blocks(said: str, stages: Sequence[Stage]) -> list[Block]:
    """The answer to a typed change: what was done, and the order now."""
    order = " → ".join(title(stage.name, MAX_NAME) for stage in stages)
    body = [blocks.section(said)]
    if order:
        body.append(blocks.context(clip(order, blocks.MAX_TEXT)))
    body.append(
        blocks.actions(
            blocks.button("Edit stages", OPEN),
            blocks.button("Add a touchpoint", "touchpoint.open_add"),
            blocks.button("See the map", "map.show"),
        )
    )
    return body
