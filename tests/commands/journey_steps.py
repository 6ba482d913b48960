"""Steps that the journey tests share, and a look at everything shown through Slack's limits."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from bot.practice.limits import message_faults, view_faults
from commands.reply import Effect, OpenForm, Post, Replace, Say, ShowHome, UpdateForm, View
from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.visibility import Viewer
from storage.touchpoint import touchpoints
from tests.commands.front_door import FrontDoor, only

HOSTILE = "<!channel> *bold* <@U1> & \u202egnp.exe `x` _y_"


def legal(effects: Iterable[Effect]) -> list[Effect]:
    """The effects, after checking that Slack would take each of them."""
    effects = list(effects)
    for effect in effects:
        if isinstance(effect, Say | Replace | Post):
            assert effect.text.strip(), "a fallback text is always needed"
            assert message_faults(list(effect.blocks)) == []
        elif isinstance(effect, OpenForm | UpdateForm | ShowHome):
            kind = effect.view["type"]
            view = {**effect.view}
            if kind == "modal":
                view["private_metadata"] = json.dumps(view["private_metadata"], ensure_ascii=False)
            assert view_faults(view, [kind]) == []
    return effects


def make_journey(
    door: FrontDoor, name: str, *, template: str = "purchase", goal: str = ""
) -> list[Effect]:
    """Fills in the form "New journey"."""
    form = only(legal(door.command("/journey new")), OpenForm).view
    return legal(door.submit(form, {"name": name, "goal": goal, "template": template}))


def add_touchpoint(door: FrontDoor, journey: str, stage: str, name: str) -> int:
    """A touchpoint, past its form; its number."""
    with transaction(door.engine) as session:
        viewer = Viewer(door.workspace_id, door.person.id, door.place.id if door.place else None)
        found = journeys.named(session, viewer=viewer, name=journey)
        assert found
        at = stages.named(
            session, workspace_id=door.workspace_id, journey_id=identity(found), name=stage
        )
        assert at
        return touchpoints.add(
            session,
            stage=at,
            name=name,
            channel="website",
            actor_id=door.person.id,
            at=door.now,
        ).number


def log_pain(door: FrontDoor, what: str, *, where: str = "", severity: int = 3) -> list[Effect]:
    """Logs through the form."""
    form = door.form(f"/pain {what}")
    offered = door.options("where", where, form)
    return legal(door.log(form, {"where": offered[0][1], "severity": str(severity)}))


def mrkdwn(value: object) -> Iterator[str]:
    """Every text that Slack would format, the fallbacks included."""
    if isinstance(value, Say | Replace | Post):
        yield value.text
        yield from mrkdwn(list(value.blocks))
    elif isinstance(value, OpenForm | UpdateForm | ShowHome):
        yield from mrkdwn(value.view)
    elif isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for inner in value.values():
            yield from mrkdwn(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from mrkdwn(inner)


def buttons(holder: Say | Replace | Post | View) -> dict[str, dict[str, Any]]:
    """Every button and menu entry shown, by its label; equal labels keep the first."""
    shown = holder["blocks"] if isinstance(holder, dict) else holder.blocks
    found: dict[str, dict[str, Any]] = {}
    for block in shown:
        for element in [*block.get("elements", []), block.get("accessory") or {}]:
            if element.get("type") == "button":
                found.setdefault(element["text"]["text"], element)
            for option in element.get("options", []) if element.get("type") == "overflow" else []:
                entry = {"action_id": element["action_id"], "value": option["value"]}
                found.setdefault(option["text"]["text"], entry)
    return found


def press(
    door: FrontDoor,
    holder: Say | Replace | Post | View,
    label: str,
    **more: Any,  # noqa: ANN401
) -> list[Effect]:
    """Clicks the button of this label; in a form, with what the form carries."""
    button = buttons(holder)[label]
    if isinstance(holder, dict) and holder["type"] == "modal":
        more = {"context": holder["private_metadata"], "in_form": True, **more}
    return legal(door.click(button["action_id"], button.get("value", ""), **more))
