"""A shop with personas, added through the form, and notes on their empathy maps."""

from sqlmodel import select

from bot.practice.limits import message_faults
from commands.reply import Effect, OpenForm, Post, Refresh, Replace, Say, View
from commands.request import Kind, Value
from storage.db import transaction
from storage.models import EmpathyNote, History, Persona
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import press
from tests.house.slack_takes import assert_taken


def taken(effects: list[Effect]) -> list[Effect]:
    """The same effects, held against Slack's limits."""
    assert_taken(effects)
    return effects


def view_of(effects: list[Effect]) -> View:
    return only(taken(effects), OpenForm).view


def add(door: FrontDoor, name: str, **values: Value) -> Say:
    """Adds one through the form; its card."""
    view = view_of(door.command(f"/journey persona add {name}"))
    return only(taken(door.submit(view, values)), Say)


def stored(door: FrontDoor, name: str = "") -> list[Persona]:
    """Personas as they are in the database, oldest first; of one name."""
    with transaction(door.engine) as session:
        found = session.exec(select(Persona).order_by("id"))
        return [one for one in found if name in ("", one.name)]


def happened(door: FrontDoor, subject: str = "persona") -> list[str]:
    """What happened to personas (or notes), oldest first."""
    with transaction(door.engine) as session:
        return list(
            session.exec(select(History.what).where(History.subject == subject).order_by("id"))
        )


def told_in_history(door: FrontDoor) -> list[str]:
    """Everything the history holds, before and after."""
    with transaction(door.engine) as session:
        return [f"{entry.before} {entry.after}" for entry in session.exec(select(History))]


def notes(door: FrontDoor) -> list[EmpathyNote]:
    """All that are stored, oldest first."""
    with transaction(door.engine) as session:
        return list(session.exec(select(EmpathyNote).order_by("id")))


def start(door: FrontDoor, name: str = "nadia", **values: Value) -> Post:
    """Starts to collect in the channel; its message."""
    view = view_of(door.command(f"/journey empathy {name}"))
    known = {key: value for key, value in values.items() if key in initial_values(view)}
    return only(taken(door.submit(view, known)), Post)


def write(door: FrontDoor, message: Post | Say, words: str, **values: Value) -> list[Effect]:
    """Adds a note from a message's button."""
    view = view_of(press(door, message, "Add a note"))
    return taken(door.submit(view, {"side": "says", "words": words, **values}))


def built(door: FrontDoor, round_id: int = 1) -> Post:
    """The channel's message as it is now."""
    effects = door.ask(Kind.MESSAGE, "empathy.message", value=str(round_id))
    message = only(effects, Refresh)
    assert message_faults(list(message.blocks)) == []
    return Post("C1", message.text, message.blocks, subject=message.subject)


def text_of(effects: list[Effect]) -> str:
    """All that the person is told."""
    effects = taken(effects)
    return "\n".join(shown(each) for each in effects if isinstance(each, Say | Replace))
