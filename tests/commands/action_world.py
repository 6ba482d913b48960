"""A shop with pain points to act on, and the steps that people take about actions."""

from datetime import date, timedelta

from sqlmodel import select

from commands.reply import Effect, OpenForm, Refresh, Replace, Say, Tell, View
from commands.request import CLOCK, Kind, Person, Value
from storage.action import actions
from storage.db import transaction
from storage.models import Action, History, Journey
from storage.workspace import workspaces
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import buttons, legal

WHAT = "Print parcel labels at the desk"


def add(
    door: FrontDoor,
    *,
    what: str = WHAT,
    owner: str = "UKWAME",
    due: date | None = None,
    pains: tuple[int, ...] = (),
) -> list[Effect]:
    """Fills in the form "Add an action"; without `due` in ten days."""
    view = form_of(door.command("/journey action"))
    day = due or (door.now + timedelta(days=10)).date()
    values: dict[str, Value] = {
        "what": what,
        "owner": owner,
        "due": day.isoformat(),
        "action_pains": [str(number) for number in pains],
    }
    return legal(door.submit(view, values))


def form_of(effects: list[Effect]) -> View:
    return only(legal(effects), OpenForm).view


def stored(door: FrontDoor, number: int) -> Action:
    with transaction(door.engine) as session:
        found = actions.numbered(session, workspace_id=door.workspace_id, number=number)
        assert found
        return found


def history_of(door: FrontDoor, number: int) -> list[str]:
    """What happened to A-number, oldest first."""
    action = stored(door, number)
    with transaction(door.engine) as session:
        return list(
            session.exec(
                select(History.what)
                .where(History.subject == "action", History.subject_id == action.id)
                .order_by("id")
            )
        )


def told(effects: list[Effect], person_id: str) -> Tell:
    """The one direct message to a person."""
    return only([e for e in effects if getattr(e, "person_id", "") == person_id], Tell)


def dm(effects: list[Effect], person_id: str) -> Say:
    """A direct message as something to press buttons in."""
    message = told(effects, person_id)
    return Say(message.text, message.blocks)


def step(
    door: FrontDoor, holder: Say | Replace, label: str, values: dict[str, str | list[str] | None]
) -> list[Effect]:
    """Presses a button that opens a form, and sends it."""
    button = buttons(holder)[label]
    view = form_of(door.click(button["action_id"], button["value"]))
    return legal(door.submit(view, values))


def card(door: FrontDoor, number: int = 1) -> Say:
    return only(legal(door.command(f"/journey action A-{number}")), Say)


def answer(effects: list[Effect]) -> str:
    """What the person is told, blocks and all."""
    (said,) = [each for each in effects if isinstance(each, Say | Replace)]
    return shown(said)


def refreshed(effects: list[Effect]) -> dict[str, str]:
    """What each message shows from now on, by its subject."""
    return {each.subject: shown(each) for each in effects if isinstance(each, Refresh)}


def tick(door: FrontDoor, job: str = "action.remind") -> dict[str, Tell]:
    """A job of the clock; what each person is told, one message for each."""
    clock = FrontDoor(door.engine, door.now, CLOCK, None, door.workspace_id)
    messages = [each for each in legal(clock.ask(Kind.JOB, job)) if isinstance(each, Tell)]
    found = {each.person_id: each for each in messages}
    assert len(found) == len(messages), "two messages for one person"
    return found


def arrive(door: FrontDoor, person_id: str, zone: str) -> None:
    """A person whose zone Slack told."""
    with transaction(door.engine) as session:
        known = {"workspace_id": door.workspace_id, "person_id": person_id}
        workspaces.ensure_member(session, **known, at=door.now, zone=zone)


def in_zone(door: FrontDoor, zone: str) -> FrontDoor:
    person = Person(door.person.id, zone=zone)
    return FrontDoor(door.engine, door.now, person, door.place, door.workspace_id, door.router)


def retire_journey(door: FrontDoor) -> None:
    with transaction(door.engine) as session:
        for journey in session.exec(select(Journey)):
            journey.retired_at = door.now
            session.add(journey)
