"""Actions on both databases: what they are for, what stands against each other, at once."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.action import actions
from storage.action import pains as action_pains
from storage.action import rows as action_rows
from storage.action.actions import NewAction
from storage.action.rows import Filter, Which
from storage.db import open_engine, transaction
from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import Action, Journey
from storage.pain import pains
from storage.status import Outcome
from storage.vocabulary import ActionStatus
from tests.storage.pain_world import World


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    for what in ("The queue was long", "Long queue", "Cold soup"):
        world.log(what, by="UMAYA")
    return world


def add(world: World, *numbers: int, owner: str = "UMAYA", days: int = 10) -> int:
    with transaction(world.engine) as session:
        journey = session.exec(select(Journey.id)).one()
        assert journey
        ids = []
        for number in numbers:
            pain = pains.numbered(session, workspace_id=world.workspace_id, number=number)
            assert pain
            ids.append(identity(pain))
        due_on = (world.now + timedelta(days=days)).date()
        return actions.add(
            session,
            workspace_id=world.workspace_id,
            journey_id=journey,
            new=NewAction("Do it", owner, due_on, pain_ids=ids),
            actor_id="UMAYA",
            at=world.now,
        ).number


def for_what(world: World, number: int) -> list[int]:
    with transaction(world.engine) as session:
        action = actions.numbered(session, workspace_id=world.workspace_id, number=number)
        assert action
        found = [pain.number for pain in action_pains.of(session, action=action)]
        by_id = action_pains.numbers(
            session, workspace_id=world.workspace_id, action_ids=[identity(action)]
        )
        assert by_id.get(identity(action), []) == found
        return found


def about(world: World, number: int) -> list[int]:
    with transaction(world.engine) as session:
        pain, viewer = world.pain(session, number), Viewer("T1", "U1")
        found, total = action_rows.for_pain(session, pain=pain, viewer=viewer, limit=9)
        assert total == len(found)
        return [row.number for row in found]


def others(world: World, number: int, but: int) -> list[int]:
    with transaction(world.engine) as session:
        action = actions.numbered(session, workspace_id=world.workspace_id, number=but)
        assert action
        pain = world.pain(session, number)
        return action_pains.others_open(session, pain=pain, but=identity(action))


def move(world: World, number: int, status: ActionStatus, seen: ActionStatus) -> Outcome:
    with transaction(world.engine) as session:
        action = actions.lock(session, workspace_id=world.workspace_id, number=number)
        assert action
        return actions.set_status(
            session,
            action=action,
            seen=seen.value,
            status=status,
            reason="",
            actor_id="UMAYA",
            at=world.now,
        ).outcome


def test_merged_pain_points_are_followed_along_the_chain(world: World) -> None:
    first, second = add(world, 1, 2), add(world, 3)
    world.merge(1, 2)
    assert for_what(world, first) == [2]
    world.merge(2, 3)
    assert for_what(world, first) == for_what(world, second) == [3]
    assert about(world, 3) == [first, second]
    assert others(world, 3, but=second) == [first]
    world.unmerge(1)
    assert for_what(world, first) == [1, 3]


def test_only_what_is_open_stands_against_it(world: World) -> None:
    first, second = add(world, 1), add(world, 1)
    assert others(world, 1, but=first) == [second]
    move(world, second, ActionStatus.DROPPED, ActionStatus.OPEN)
    assert others(world, 1, but=first) == []
    assert about(world, 1) == [first, second]


def test_a_change_needs_what_was_seen(world: World) -> None:
    number = add(world)
    assert move(world, number, ActionStatus.DOING, ActionStatus.OPEN) is Outcome.DONE
    assert move(world, number, ActionStatus.DOING, ActionStatus.OPEN) is Outcome.ALREADY
    assert move(world, number, ActionStatus.DONE, ActionStatus.OPEN) is Outcome.OVERTAKEN


def test_pages_count_honestly(world: World) -> None:
    for days in (-3, 5, -1, 2):
        add(world, days=days)
    late = add(world, owner="UKWAME", days=-9)
    with transaction(world.engine) as session:
        today = world.now.date()
        page = action_rows.page(session, workspace_id="T1", which=Filter(today), size=3)
        assert [row.number for row in page.rows] == [late, 1, 3]
        assert (page.total, page.overdue, page.pages) == (5, 3, 2)
        mine = Filter(today, Which.OVERDUE, owner_id="UKWAME")
        assert action_rows.page(session, workspace_id="T1", which=mine).total == 1
        assert action_rows.page(session, workspace_id="T2", which=Filter(today)).total == 0


def test_two_people_start_it_at_once(database_url: str, now: datetime) -> None:
    engines = [open_engine(database_url) for _ in range(2)]
    worlds = [World(engine, now) for engine in engines]
    worlds[0].build()
    add(worlds[0])
    begin = threading.Barrier(2, timeout=30)
    outcomes: list[Outcome] = []

    def one(world: World) -> None:
        begin.wait()
        outcomes.append(move(world, 1, ActionStatus.DOING, ActionStatus.OPEN))

    threads = [threading.Thread(target=one, args=(world,)) for world in worlds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with transaction(engines[0]) as session:
        assert session.exec(select(Action.status)).one() == ActionStatus.DOING
    for engine in engines:
        engine.dispose()
    assert sorted(outcomes) == [Outcome.ALREADY, Outcome.DONE]
