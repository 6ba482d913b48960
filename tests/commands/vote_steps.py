"""What the tests of a vote's end share: rounds in C1, the clock's jobs, and what is shown."""

from typing import Any

from bot.practice.limits import message_faults
from commands.reply import Effect, Picture, Post, Refresh, Say, Tell
from commands.request import CLOCK, Kind, Person
from commands.vote import ballot_views
from storage.db import transaction
from tests.commands.front_door import FrontDoor, only
from tests.commands.journey_steps import legal, mrkdwn
from tests.storage.pain_world import OWNER
from tests.storage.round_world import Rounds

PEOPLE = ("UMAYA", "UKWAME", "UPRIYA")


def rounds_of(door: FrontDoor) -> Rounds:
    """A shop in the door's workspace, at the door's time."""
    world = Rounds(door.engine, door.now)
    world.build()
    for person_id in PEOPLE:
        world.arrive(person_id)
    return world


def owner(door: FrontDoor) -> FrontDoor:
    return door.as_(OWNER)


def admin(door: FrontDoor) -> FrontDoor:
    return FrontDoor(door.engine, door.now, Person("UADMIN", admin=True), door.place)


def tick(door: FrontDoor, job: str, **passed: float) -> list[Effect]:
    """The clock's job some time later; every message within Slack's limits."""
    clock = FrontDoor(door.engine, door.later(**passed).now, CLOCK, None)
    each = clock.router.jobs[job].each
    if each is None:
        return checked(clock.ask(Kind.JOB, job))
    with transaction(clock.engine) as session:
        values = each(session, clock.workspace_id, clock.now)
    return [one for value in values for one in checked(clock.ask(Kind.JOB, job, value=value))]


def checked(effects: list[Effect]) -> list[Effect]:
    effects = legal(effects)
    for effect in effects:
        if isinstance(effect, Picture):
            image = {"type": "image", "slack_file": {"id": "F12345678"}, "alt_text": "x"}
            assert message_faults([*effect.above, image, *effect.below]) == []
            assert effect.text.strip()
            assert 0 < len(effect.alt_text) <= 2000
        elif isinstance(effect, Tell):
            assert message_faults(list(effect.blocks)) == []
            assert effect.text.strip()
    return effects


def ballot_message(door: FrontDoor, number: int) -> Post:
    """The channel's ballot as it is built now."""
    clock = FrontDoor(door.engine, door.now, CLOCK, None)
    built = only(clock.ask(Kind.MESSAGE, ballot_views.BUILDER, value=str(number)), Refresh)
    return Post("C1", built.text, built.blocks)


def result(effects: list[Effect]) -> Picture | Post:
    """The message with the result that a channel gets."""
    (found,) = [each for each in effects if isinstance(each, Picture | Post)]
    return found


def blocks_of(message: Picture | Post | Say | Tell) -> list[dict[str, Any]]:
    if isinstance(message, Picture):
        return [*message.above, *message.below]
    return list(message.blocks)


def words(message: Picture | Post | Say | Tell) -> str:
    """Everything it shows to be read, without its buttons."""
    return "\n".join(mrkdwn(blocks_of(message)))


def labels(message: Picture | Post | Say | Tell) -> list[str]:
    """Its buttons."""
    return [
        element["text"]["text"]
        for block in blocks_of(message)
        if block["type"] == "actions"
        for element in block["elements"]
    ]


def button(message: Picture | Post | Say | Tell, label: str) -> dict[str, Any]:
    return next(
        element
        for block in blocks_of(message)
        for element in [*block.get("elements", []), block.get("accessory") or {}]
        if element.get("type") == "button" and element["text"]["text"] == label
    )


def press(
    door: FrontDoor,
    message: Picture | Post | Say | Tell,
    label: str,
) -> list[Effect]:
    """Clicks a button of a message."""
    found = button(message, label)
    return checked(door.click(found["action_id"], found.get("value", "")))
