"""Freshness and reviews on both databases: who is asked when, once, and when a channel is told."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import open_engine, transaction
from storage.identity import identity
from storage.journey import edits as journey_edits
from storage.journey import journeys
from storage.map import freshness
from storage.models import Journey, Stage, Touchpoint
from storage.review import asking as review_asking
from storage.review import reviews
from storage.review.reviews import Answer
from storage.touchpoint import touchpoints
from storage.workspace import preferences
from storage.workspace.preferences import REVIEWS
from tests.storage.pain_world import OWNER, World

DAY = timedelta(days=1)


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    world.arrive("UMAYA", "Europe/London")
    return world


def add(world: World, name: str, owner: str | None = None) -> int:
    with transaction(world.engine) as session:
        stage = session.exec(select(Stage)).first()
        assert stage
        return touchpoints.add(
            session,
            stage=stage,
            name=name,
            channel="app",
            actor_id=OWNER,
            at=world.now,
            details={"owner_id": owner},
        ).number


def asked(world: World, most: int = 5) -> dict[str, list[int]]:
    with transaction(world.engine) as session:
        of = {"workspace_id": world.workspace_id}
        people = review_asking.take_due(session, **of, now=world.now, most=most)
        return {
            person_id: [
                each.number
                for each in reviews.asked_at(session, **of, person_id=person_id, moment=world.now)
            ]
            for person_id in people
        }


def told(world: World) -> dict[str, list[int]]:
    with transaction(world.engine) as session:
        found = review_asking.take_unanswered(
            session, workspace_id=world.workspace_id, now=world.now
        )
        return {channel: [point.number for point in points] for channel, points in found.items()}


def bind(world: World) -> None:
    with transaction(world.engine) as session:
        journeys.bind(
            session,
            workspace_id=world.workspace_id,
            journey_id=session.exec(select(Journey.id)).one() or 0,
            channel_id="C1",
            private=False,
            person_id=OWNER,
            at=world.now,
        )


def answer(world: World, number: int, said: Answer, person_id: str = OWNER) -> bool:
    with transaction(world.engine) as session:
        touchpoint = touchpoints.numbered(session, workspace_id=world.workspace_id, number=number)
        assert touchpoint
        return reviews.answer(
            session, touchpoint=touchpoint, person_id=person_id, said=said, at=world.now
        )


def fresh(world: World) -> tuple[int, int, int | None]:
    with transaction(world.engine) as session:
        journey_id = session.exec(select(Journey.id)).one() or 0
        found = freshness.of(
            session, workspace_id=world.workspace_id, journey_id=journey_id, now=world.now
        )
        return found.fresh, found.total, found.per_cent


def test_added_edited_and_reviewed_ones_are_fresh(world: World) -> None:
    add(world, "Site")
    add(world, "Desk")
    assert fresh(world) == (3, 3, 100)
    world.now += 90 * DAY
    assert fresh(world) == (0, 3, 0)
    answer(world, 1, Answer.STILL)
    with transaction(world.engine) as session:
        touchpoint = touchpoints.numbered(session, workspace_id="T1", number=2)
        assert touchpoint
        touchpoints.edit(
            session,
            touchpoint=touchpoint,
            changes={"name": "Web site"},
            actor_id=OWNER,
            at=world.now,
        )
    assert fresh(world) == (2, 3, 66)
    world.now += 89 * DAY
    assert fresh(world) == (2, 3, 66)


def test_without_touchpoints_there_is_no_number(world: World) -> None:
    answer(world, 1, Answer.RETIRE)
    assert fresh(world) == (0, 0, None)


def test_owners_are_asked_and_else_the_journeys(world: World) -> None:
    add(world, "Site", "UMAYA")
    assert asked(world) == {}
    world.now += 90 * DAY
    assert asked(world) == {"UMAYA": [2], OWNER: [1]}
    assert asked(world) == {}


def test_never_in_quiet_hours(world: World) -> None:
    world.now = datetime(2026, 7, 10, 6, 0, tzinfo=UTC)  # 7:00 in London
    answer(world, 1, Answer.RETIRE)
    world.now -= 100 * DAY
    add(world, "Site", "UMAYA")
    world.now += 100 * DAY
    assert asked(world) == {}
    world.now += timedelta(hours=1)
    assert asked(world) == {"UMAYA": [2]}


def test_who_switched_it_off_is_not_asked(world: World) -> None:
    with transaction(world.engine) as session:
        preferences.switch(session, workspace_id="T1", person_id=OWNER, kind=REVIEWS, on=False)
    world.now += 90 * DAY
    assert asked(world) == {}


def test_a_handful_a_day(world: World) -> None:
    for n in range(6):
        add(world, f"Desk {n}")
    world.now += 90 * DAY
    assert asked(world, most=5) == {OWNER: [1, 2, 3, 4, 5]}
    world.now += timedelta(hours=1)
    assert asked(world, most=5) == {}
    world.now += DAY
    assert asked(world, most=5) == {OWNER: [6, 7]}


def test_twice_a_week_apart_then_the_channel_once(world: World) -> None:
    bind(world)
    world.now += 90 * DAY
    assert asked(world) == {OWNER: [1]}
    world.now += 6 * DAY
    assert asked(world) == {}
    world.now += DAY
    assert asked(world) == {OWNER: [1]}
    world.now += 6 * DAY
    assert told(world) == {}
    world.now += DAY
    assert asked(world) == {}
    assert told(world) == {"C1": [1]}
    assert told(world) == {}
    world.now += 100 * DAY
    assert asked(world) == {}
    assert told(world) == {}
    assert answer(world, 1, Answer.STILL)
    world.now += 90 * DAY
    assert asked(world) == {OWNER: [1]}


def test_without_a_channel_it_is_told_when_there_is_one(world: World) -> None:
    for days in (90, 7, 7):
        world.now += days * DAY
        asked(world)
    assert told(world) == {}
    bind(world)
    assert told(world) == {"C1": [1]}


def test_later_is_a_week_and_counts_as_an_answer(world: World) -> None:
    bind(world)
    world.now += 90 * DAY
    asked(world)
    assert answer(world, 1, Answer.LATER)
    assert not answer(world, 1, Answer.LATER)
    world.now += 6 * DAY
    assert asked(world) == {}
    world.now += DAY
    assert asked(world) == {OWNER: [1]}
    world.now += 7 * DAY
    assert asked(world) == {OWNER: [1]}
    world.now += 7 * DAY
    assert told(world) == {"C1": [1]}


def test_still_true_counts_once(world: World) -> None:
    world.now += 90 * DAY
    asked(world)
    assert answer(world, 1, Answer.STILL)
    assert not answer(world, 1, Answer.STILL, "UMAYA")
    with transaction(world.engine) as session:
        touchpoint = session.exec(select(Touchpoint)).one()
        assert touchpoint.reviewed_at == world.now
    assert asked(world) == {}


def test_a_new_owner_is_asked_anew(world: World) -> None:
    number = add(world, "Site", "UMAYA")
    answer(world, 1, Answer.RETIRE)
    for days in (90, 7):
        world.now += days * DAY
        assert asked(world) == {"UMAYA": [number]}
    with transaction(world.engine) as session:
        journey = session.exec(select(Journey)).one()
        point = touchpoints.numbered(session, workspace_id="T1", number=number)
        assert point
        # Not by an edit, which would be a review.
        point.owner_id = None
        journey_edits.edit(
            session, journey=journey, changes={"owner_id": "UNEW"}, actor_id=OWNER, at=world.now
        )
    world.now += DAY
    assert asked(world) == {"UNEW": [number]}


def test_two_processes_ask_once_and_tell_once(world: World, database_url: str) -> None:
    bind(world)
    for n in range(6):
        add(world, f"Desk {n}")
    world.now += 90 * DAY
    found: list[dict[str, list[int]]] = []

    def both(act: str) -> list[dict[str, list[int]]]:
        found.clear()
        begin = threading.Barrier(2)

        def one(later: int) -> None:
            engine = open_engine(database_url)
            mine = World(engine, world.now + timedelta(milliseconds=later))
            begin.wait()
            found.append(asked(mine) if act == "ask" else told(mine))
            engine.dispose()

        threads = [threading.Thread(target=one, args=(n,)) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(found, key=bool)

    assert both("ask") == [{}, {OWNER: [1, 2, 3, 4, 5]}]
    world.now += 7 * DAY + timedelta(seconds=1)
    assert both("ask") == [{}, {OWNER: [1, 2, 3, 4, 5]}]
    world.now += 7 * DAY + DAY
    assert both("tell") == [{}, {"C1": [1, 2, 3, 4, 5]}]


def test_other_workspaces_are_left_alone(world: World) -> None:
    other = World(world.engine, world.now, "T2")
    other.build()
    world.now += 90 * DAY
    assert asked(world) == {OWNER: [1]}
    with transaction(world.engine) as session:
        found = reviews.due(session, workspace_id="T2", now=world.now)
        assert [point.journey_id for point in found.points] == [
            identity(session.exec(select(Journey).where(Journey.workspace_id == "T2")).one())
        ]
