"""The Home tab kept fresh: only where it was opened, once for many changes, never stale."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Engine

from bot.core import Cairn
from commands.index import FEATURES
from commands.reply import RefreshHome
from commands.request import Kind, Person, Request
from commands.router import Router
from storage.db import transaction
from storage.vocabulary import Status
from storage.workspace.workspaces import note_home_opened
from tests.bot.delivery import Clock, Delivery, entries, store, until
from tests.bot.faulty_slack import FaultySlack, refusal
from tests.conftest import NOON
from tests.storage.pain_world import World


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(engine: Engine) -> World:
    world = World(engine, NOON)
    world.build()
    world.arrive("UMAYA")
    world.arrive("UKWAME")
    return world


@pytest.fixture
async def delivery(
    engine: Engine, world: World, clock: Clock, slack: FaultySlack
) -> AsyncIterator[Delivery]:
    assert world.workspace_id == "T1"
    async with Delivery(engine, clock, slack.url).running() as delivery:
        yield delivery


def opened(engine: Engine, person_id: str) -> None:
    with transaction(engine) as session:
        note_home_opened(session, workspace_id="T1", person_id=person_id, at=NOON)


async def test_many_changes_are_one_publication_and_it_shows_the_last(
    delivery: Delivery, engine: Engine, world: World, slack: FaultySlack
) -> None:
    opened(engine, "UMAYA")
    world.log("The queue was long", by="UMAYA")
    for _ in range(20):
        store(engine, RefreshHome("UMAYA"))
    world.move(1, Status.SOLVED)
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    (published,) = slack.of("views.publish")
    assert published["user_id"] == "UMAYA"
    assert published["view"]["type"] == "home"
    assert "*Solved*" in str(published["view"])


async def test_who_never_opened_it_gets_none(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, RefreshHome("UMAYA"), RefreshHome("UNOBODY"))
    opened(engine, "UKWAME")
    store(engine, RefreshHome("UKWAME"))
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    assert [given["user_id"] for given in slack.of("views.publish")] == ["UKWAME"]
    assert len(entries(engine)) == 1


async def test_a_guests_tab_is_built_as_a_guests(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    slack.answers["users.info"] = {"user": {"id": "UMAYA", "is_restricted": True}}
    opened(engine, "UMAYA")
    store(engine, RefreshHome("UMAYA"))
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    (published,) = slack.of("views.publish")
    assert "a channel that you were invited to" in str(published["view"])


async def test_a_tab_that_can_not_be_shown_is_no_reason_to_apologise(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    slack.faults["views.publish"].append(refusal("user_not_found"))
    opened(engine, "UMAYA")
    store(engine, RefreshHome("UMAYA"))
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    assert [entry.error for entry in entries(engine)] == ["user_not_found"]
    assert slack.of("chat.postMessage") == []


async def test_opening_it_is_remembered_once(engine: Engine, world: World) -> None:
    cairn = Cairn(engine=engine, router=Router(FEATURES))
    cairn.writer.start()

    def home(moment: int) -> Request:
        now = NOON.replace(minute=moment)
        return Request(
            kind=Kind.HOME, name="home", workspace_id="T1", person=Person("UMAYA"), now=now
        )

    try:
        for minute in (1, 2):
            outcome = await cairn.handle(home(minute))
            assert outcome.result == "ok"
    finally:
        await cairn.writer.stop()
    store(engine, RefreshHome("UMAYA"), RefreshHome("UKWAME"))
    await until(lambda: len(entries(engine)) == 1, "not remembered")
    assert entries(engine)[0].lane == "home:UMAYA"
    assert world.workspace_id == "T1"


async def test_ones_own_doing_refreshes_ones_own_tab(engine: Engine, world: World) -> None:
    opened(engine, "UKWAME")
    world.log("The queue was long", by="UMAYA")
    cairn = Cairn(engine=engine, router=Router(FEATURES))
    cairn.writer.start()
    try:
        for person_id in ("UKWAME", "UMAYA"):
            outcome = await cairn.handle(
                Request(
                    kind=Kind.ACTION,
                    name="home.confirm",
                    workspace_id="T1",
                    person=Person(person_id),
                    now=NOON,
                    value="1 NEW CONFIRMED",
                )
            )
            assert outcome.result == "ok"
    finally:
        await cairn.writer.stop()
    homes = [entry.lane for entry in entries(engine) if entry.kind == "home"]
    assert homes == ["home:UKWAME"]
