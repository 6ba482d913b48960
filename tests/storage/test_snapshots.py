"""Snapshots on both databases: once for each slot, numbered without gaps, found by day."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import open_engine, transaction
from storage.models import Journey
from storage.snapshot import freezing, snapshots
from storage.workspace import zones
from tests.storage.pain_world import OWNER, World

DAY = timedelta(days=1)


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    return world


def take(world: World, slot: str) -> int | None:
    with transaction(world.engine) as session:
        journey = session.exec(
            select(Journey).where(Journey.workspace_id == world.workspace_id)
        ).one()
        taken = snapshots.take(
            session,
            workspace_id=world.workspace_id,
            journey_id=journey.id or 0,
            slot=slot,
            by=OWNER,
            at=world.now,
        )
        return taken.number if taken else None


def nearest(world: World, moment: datetime) -> int | None:
    with transaction(world.engine) as session:
        journey_id = session.exec(select(Journey.id)).first() or 0
        found = snapshots.nearest(
            session, workspace_id=world.workspace_id, journey_id=journey_id, moment=moment
        )
        return found.number if found else None


def test_once_for_each_slot_and_without_gaps(world: World) -> None:
    assert [take(world, slot) for slot in ("vote:1", "vote:1", "week:2026-W10")] == [1, None, 2]


def test_two_processes_take_one(world: World, database_url: str) -> None:
    begin = threading.Barrier(2)
    found: list[int | None] = []

    def one() -> None:
        engine = open_engine(database_url)
        begin.wait()
        found.append(take(World(engine, world.now), "week:2026-W10"))
        engine.dispose()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found, key=bool) == [None, 1]
    assert take(world, "next") == 2


def test_everything_is_kept_as_it_was(world: World) -> None:
    world.log("The queue was long", by="UMAYA", severity=4)
    number = take(world, "one")
    with transaction(world.engine) as session:
        snapshot = snapshots.numbered(session, workspace_id="T1", number=number or 0)
        assert snapshot
        journey = session.exec(select(Journey)).one()
        # What came out of the database is what went in: all of it is JSON.
        assert snapshot.data == freezing.frozen(session, journey=journey, at=world.now)
        (point,) = snapshot.data["touchpoints"]
        assert (point["name"], point["sightings"], point["heat"]) == ("Till", 1, 4.0)
        assert [pain["number"] for pain in snapshot.data["pains"]] == [1]


def test_the_nearest_of_a_day(world: World) -> None:
    begin = world.now
    assert nearest(world, begin) is None
    for slot in ("a", "b", "c"):
        take(world, slot)
        world.now += 10 * DAY
    assert nearest(world, begin - DAY) == 1
    assert nearest(world, begin + 4 * DAY) == 1
    assert nearest(world, begin + 5 * DAY) == 1
    assert nearest(world, begin + 6 * DAY) == 2
    assert nearest(world, begin + 99 * DAY) == 3


def test_the_latest_is_none_that_a_restore_left(world: World) -> None:
    take(world, "vote:1")
    world.now += DAY
    take(world, snapshots.restore_slot(world.now))
    with transaction(world.engine) as session:
        journey_id = session.exec(select(Journey.id)).one() or 0
        found = snapshots.latest(session, workspace_id="T1", journey_id=journey_id)
        assert found
        assert found.number == 1


def test_another_workspace_is_not_looked_into(world: World) -> None:
    take(world, "one")
    World(world.engine, world.now, "T2").build()
    with transaction(world.engine) as session:
        assert snapshots.numbered(session, workspace_id="T2", number=1) is None
        lacking = snapshots.lacking(session, workspace_id="T2", slot="one", limit=5)
        assert [journey.workspace_id for journey in lacking] == ["T2"]
        assert not snapshots.lacking(session, workspace_id="T1", slot="one", limit=5)


def test_the_zone_that_most_people_are_in(world: World) -> None:
    with transaction(world.engine) as session:
        assert zones.most_used(session, workspace_id="T1") is None
    for person_id, zone in (
        ("U1", "Europe/Berlin"),
        ("U2", "Asia/Tokyo"),
        ("U3", "Asia/Tokyo"),
    ):
        world.arrive(person_id, zone)
    with transaction(world.engine) as session:
        assert zones.most_used(session, workspace_id="T1") == "Asia/Tokyo"
