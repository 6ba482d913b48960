"""A shop with pain points to answer, and what is stored of opportunities and scores."""

from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import select

from bot.practice.limits import message_faults
from commands.reply import Effect, OpenForm, Refresh, Say, View
from commands.request import Kind, Person, Value
from storage.db import transaction
from storage.models import History, Opportunity, Score, ScoreRound
from storage.opportunity import opportunities
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import legal

RICE: Mapping[str, Value] = {
    "reach": "3,000",
    "reach_period": "month",
    "impact": "2",
    "confidence": "80",
    "effort": "4",
}


def view_of(effects: list[Effect]) -> View:
    return only(legal(effects), OpenForm).view


def add(door: FrontDoor, title: str, **values: Value) -> Say:
    """Adds one through the form; its card."""
    view = view_of(door.command(f"/journey opportunity {title}"))
    return only(legal(door.submit(view, values)), Say)


def stored(door: FrontDoor, number: int) -> Opportunity:
    """O-number as it is in the database."""
    with transaction(door.engine) as session:
        found = opportunities.numbered(session, workspace_id=door.workspace_id, number=number)
        assert found
        return found


def answers(door: FrontDoor, number: int) -> list[int]:
    """The P-numbers that O-number answers."""
    with transaction(door.engine) as session:
        found = opportunities.numbered(session, workspace_id=door.workspace_id, number=number)
        assert found
        pains: list[int] = opportunities.editable(session, opportunity=found)["pains"]
        return pains


def history_of(door: FrontDoor, number: int) -> list[str]:
    """What happened to O-number, oldest first."""
    one = stored(door, number)
    with transaction(door.engine) as session:
        return list(
            session.exec(
                select(History.what)
                .where(History.subject == "opportunity", History.subject_id == one.id)
                .order_by("id")
            )
        )


def rounds(door: FrontDoor) -> list[ScoreRound]:
    with transaction(door.engine) as session:
        return list(session.exec(select(ScoreRound).order_by("id")))


def scores(door: FrontDoor) -> list[Score]:
    with transaction(door.engine) as session:
        return list(session.exec(select(Score)))


def admin(door: FrontDoor, person_id: str) -> FrontDoor:
    """A workspace administrator at the same door."""
    return replace(door, person=Person(person_id, admin=True))


def built(door: FrontDoor, round_id: int) -> str:
    """What the channel's message about a scoring shows now, as one string."""
    effects = door.ask(Kind.MESSAGE, "scoring.message", value=str(round_id))
    message = only(effects, Refresh)
    assert message_faults(list(message.blocks)) == []
    return shown(message)
