"""A shop's journey to add touchpoints to, and what every answer is held against."""

import json
from collections.abc import Sequence
from typing import Any

from sqlmodel import select

from bot.practice.limits import message_faults, view_faults
from commands.reply import Effect, OpenForm, Replace, Say, View
from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stage_edits
from storage.journey.journeys import NewStage
from storage.models import History, Stage, Touchpoint
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints
from storage.workspace import workspaces
from tests.commands.front_door import FrontDoor, only, shown

STAGES = ("Awareness", "Research", "Purchase")


def open_shop(
    door: FrontDoor,
    *,
    name: str = "Web shop",
    names: Sequence[str] = STAGES,
    channel: str | None = "C1",
    private: bool = False,
) -> int:
    """A journey with stages, bound to a channel; answers its id."""
    with transaction(door.engine) as session:
        workspaces.ensure(session, workspace_id=door.workspace_id, at=door.now)
        workspaces.ensure_member(
            session, workspace_id=door.workspace_id, person_id="UOWNER", at=door.now
        )
        journey = journeys.add(
            session,
            workspace_id=door.workspace_id,
            name=name,
            goal="",
            scope="",
            owner_id="UOWNER",
            at=door.now,
            stages=[NewStage(each) for each in names],
        )
        assert journey
        if channel:
            journeys.bind(
                session,
                workspace_id=door.workspace_id,
                journey_id=identity(journey),
                channel_id=channel,
                private=private,
                person_id="UOWNER",
                at=door.now,
            )
        return identity(journey)


def stage_id(door: FrontDoor, name: str) -> str:
    """A stage's value in a form."""
    with transaction(door.engine) as session:
        return str(session.exec(select(Stage.id).where(Stage.name == name)).one())


def retire_stage(door: FrontDoor, name: str) -> None:
    with transaction(door.engine) as session:
        stage = session.exec(select(Stage).where(Stage.name == name)).one()
        outcome = stage_edits.retire(session, stage=stage, actor_id="UOWNER", at=door.now)
        assert outcome is stage_edits.Outcome.DONE


def stored(door: FrontDoor, number: int) -> Touchpoint:
    """T-number as it is in the database."""
    with transaction(door.engine) as session:
        found = touchpoints.numbered(session, workspace_id=door.workspace_id, number=number)
        assert found
        return found


def in_order(door: FrontDoor, journey_id: int) -> list[tuple[str, str]]:
    """(stage, name) in the map's order."""
    with transaction(door.engine) as session:
        found = touchpoint_rows.rows(session, workspace_id=door.workspace_id, journey_id=journey_id)
        return [(row.stage, row.name) for row in found]


def history_of(door: FrontDoor, number: int) -> list[str]:
    """What happened to T-number, oldest first."""
    touchpoint = stored(door, number)
    with transaction(door.engine) as session:
        return list(
            session.exec(
                select(History.what)
                .where(History.subject == "touchpoint", History.subject_id == touchpoint.id)
                .order_by("id")
            )
        )


def fitting(effects: list[Effect]) -> list[Effect]:
    """The same effects, held against Slack's limits."""
    for effect in effects:
        if isinstance(effect, OpenForm):
            view = {**effect.view, "private_metadata": json.dumps(effect.view["private_metadata"])}
            assert view_faults(view, ("modal",)) == []
        if isinstance(effect, Say | Replace):
            assert message_faults(list(effect.blocks)) == []
            assert effect.text
    return effects


def form_of(effects: list[Effect]) -> View:
    """The one form that opens."""
    return only(fitting(effects), OpenForm).view


def text_of(effects: list[Effect]) -> str:
    """All that is shown to the person, in one string."""
    (effect,) = fitting(effects)
    return shown(effect)


def buttons(effects: list[Effect]) -> dict[str, tuple[str, str]]:
    """(action, value) of each button by its text; the last of a text wins."""
    found: dict[str, tuple[str, str]] = {}
    for effect in effects:
        for element in _elements(effect):
            if element["type"] == "button":
                found[element["text"]["text"]] = (element["action_id"], element.get("value", ""))
    return found


def _elements(effect: Effect) -> list[dict[str, Any]]:
    body = effect.blocks if isinstance(effect, Say | Replace) else ()
    return [
        element
        for block in body
        for element in [*block.get("elements", ()), block.get("accessory", {"type": ""})]
    ]
