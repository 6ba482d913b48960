"""The button Reopen goes when its ten minutes are over, and the rest of the result stays."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import col, select

from bot.core import Cairn
from bot.schedule.clock import Clock
from commands.reply import Effect, Picture, Post
from commands.request import CLOCK, Kind, Request
from commands.vote import settle
from storage.db import transaction
from storage.models import Outbox
from storage.outbox import posted
from storage.vocabulary import Names
from tests.commands.front_door import FrontDoor
from tests.commands.vote_steps import PEOPLE, labels, press, result, rounds_of, words
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(maya: FrontDoor) -> Rounds:
    return rounds_of(maya)


def closed(door: FrontDoor, rounds: Rounds, *, dots: int = 1, **more: Any) -> Picture | Post:  # noqa: ANN401
    """A vote of Maya's, closed now; the result that stands in C1."""
    number = rounds.start(starter="UMAYA", members=PEOPLE, **more)
    if dots:
        rounds.vote(number, "UKWAME", {1: dots})
    return stands(door, door.command(f"/vote close V-{number}"))


def stands(door: FrontDoor, effects: list[Effect]) -> Picture | Post:
    """The result among these, posted as Slack would have it."""
    message = result(effects)
    assert message.subject
    with transaction(door.engine) as session:
        posted.note(
            session,
            workspace_id=door.workspace_id,
            subject=message.subject,
            channel_id="C1",
            ts="1.0",
        )
    return message


async def changed(door: FrontDoor, now: datetime) -> list[Outbox]:
    """What waits to be told after two processes have looked."""
    cairns = [Cairn(engine=door.engine, router=door.router) for _ in range(2)]
    for cairn in cairns:
        cairn.writer.start()
    try:
        for cairn in cairns:
            await Clock(cairn=cairn, clock=lambda: now).run(door.router.claimed_jobs[settle.NAME])
    finally:
        for cairn in cairns:
            await cairn.writer.stop()
    with transaction(door.engine) as session:
        return list(session.exec(select(Outbox).order_by(col(Outbox.id))))


async def test_the_button_goes_once_when_its_time_is_over(maya: FrontDoor, rounds: Rounds) -> None:
    message = closed(maya, rounds)
    assert isinstance(message, Picture)
    assert "Reopen" in labels(message)
    assert await changed(maya, maya.later(minutes=9, seconds=59).now) == []
    (entry,) = await changed(maya, maya.later(minutes=10).now)
    assert (entry.kind, entry.subject) == ("picture", message.subject)
    after = Post("C1", "", [*entry.payload["above"], *entry.payload["below"]])
    assert labels(after) == [each for each in labels(message) if each != "Reopen"]
    assert words(after) == words(message)
    assert entry.payload["data"] == message.data, "the picture needn't be drawn anew"
    assert len(await changed(maya, maya.later(minutes=12).now)) == 1


async def test_without_a_dot_the_message_is_changed_and_not_posted_again(
    maya: FrontDoor, rounds: Rounds
) -> None:
    message = closed(maya, rounds, dots=0)
    (entry,) = await changed(maya, maya.later(minutes=11).now)
    assert (entry.kind, entry.subject) == ("refresh", message.subject)
    assert labels(Post("C1", "", entry.payload["blocks"])) == []


async def test_what_was_reopened_waits_for_its_next_end(maya: FrontDoor, rounds: Rounds) -> None:
    first = closed(maya, rounds)
    press(maya.later(minutes=9), first, "Reopen")
    assert await changed(maya, maya.later(minutes=15).now) == []
    again = maya.later(minutes=20)
    second = stands(again, again.command("/vote close V-1"))
    assert await changed(maya, maya.later(minutes=29).now) == []
    (entry,) = await changed(maya, maya.later(minutes=30).now)
    assert entry.subject == second.subject != first.subject


async def test_a_result_that_never_had_the_button_or_never_came_is_left_alone(
    maya: FrontDoor, rounds: Rounds
) -> None:
    closed(maya, rounds, names=Names.NOT_STORED)
    unsent = rounds.start(starter="UMAYA")
    maya.command(f"/vote close V-{unsent}")
    assert await changed(maya, maya.later(minutes=11).now) == []


def test_what_was_reopened_meanwhile_keeps_its_words(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA", members=["UMAYA"])
    rounds.vote(number, "UMAYA", {1: 1})
    message = stands(maya, maya.command(f"/vote close V-{number}"))
    now = maya.later(minutes=10).now
    with transaction(maya.engine) as session:
        (due,) = settle.due(session, maya.workspace_id, now)
        run = Request(
            kind=Kind.JOB,
            name=settle.NAME,
            workspace_id=maya.workspace_id,
            person=CLOCK,
            now=now,
            value=due.value,
            context={"slot": due.slot.isoformat()},
        )
        assert settle.build(run, session)
    press(maya.later(minutes=9, seconds=59), message, "Reopen")  # came before, stored after
    with transaction(maya.engine) as session:
        assert settle.done(run, session) is None
