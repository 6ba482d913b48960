"""When owners are reminded, on both databases: by their own clock, and once."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.action import actions
from storage.action import reminders as action_reminders
from storage.action.actions import NewAction
from storage.db import open_engine, transaction
from storage.models import Action, Journey
from storage.models.columns import JsonObject
from storage.vocabulary import ActionStatus
from storage.workspace import preferences
from tests.storage.pain_world import World

HOUR = timedelta(hours=1)


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    for person_id, zone in (("UMAYA", "Europe/London"), ("UELENA", "America/New_York")):
        world.arrive(person_id, zone)
    return world


def add(world: World, due_on: date, owner: str = "UMAYA") -> int:
    with transaction(world.engine) as session:
        journey = session.exec(select(Journey.id)).one()
        assert journey
        return actions.add(
            session,
            workspace_id=world.workspace_id,
            journey_id=journey,
            new=NewAction(f"Due {due_on}", owner, due_on),
            actor_id="UMAYA",
            at=world.now,
        ).number


def reminded(world: World) -> dict[str, tuple[int, ...]]:
    with transaction(world.engine) as session:
        due = action_reminders.take_due(session, workspace_id=world.workspace_id, now=world.now)
        return {each.person_id: each.numbers for each in due}


def change(world: World, number: int, **changes: str) -> None:
    with transaction(world.engine) as session:
        action = actions.lock(session, workspace_id=world.workspace_id, number=number)
        assert action
        held: JsonObject = dict(changes)
        actions.edit(session, action=action, changes=held, actor_id="UMAYA", at=world.now)


def finish(world: World, number: int, status: ActionStatus) -> None:
    with transaction(world.engine) as session:
        action = actions.lock(session, workspace_id=world.workspace_id, number=number)
        assert action
        actions.set_status(
            session,
            action=action,
            seen=action.status,
            status=status,
            reason="",
            actor_id="UMAYA",
            at=world.now,
        )


def hours(world: World, *, days: int) -> Iterator[tuple[datetime, dict[str, tuple[int, ...]]]]:
    """Every hour of some days, and who is reminded in it."""
    for _ in range(days * 24):
        found = reminded(world)
        if found:
            yield world.now, found
        world.now += HOUR


def local(moment: datetime, world: World, person_id: str) -> str:
    with transaction(world.engine) as session:
        quiet = preferences.of(session, workspace_id=world.workspace_id, person_id=person_id).quiet
    return f"{quiet.local(moment):%a %d %b %H:%M}"


def test_two_days_before_on_the_day_then_weekly(world: World) -> None:
    world.now = datetime(2026, 6, 1, 0, 30, tzinfo=UTC)
    number = add(world, date(2026, 6, 8))
    found = list(hours(world, days=35))
    assert [local(moment, world, "UMAYA") for moment, _ in found] == [
        "Sat 06 Jun 08:30",
        "Mon 08 Jun 08:30",
        "Mon 15 Jun 08:30",
        "Mon 22 Jun 08:30",
        "Mon 29 Jun 08:30",
    ]
    assert all(each == {"UMAYA": (number,)} for _, each in found)


def test_both_clocks_change_each_in_its_own_week(world: World) -> None:
    """New York goes ahead on 8 March 2026, London on the 29th: mornings stay mornings."""
    world.now = datetime(2026, 3, 4, 0, 0, tzinfo=UTC)
    add(world, date(2026, 3, 8), owner="UELENA")
    add(world, date(2026, 3, 29), owner="UMAYA")
    found = list(hours(world, days=28))
    by_person = {
        who: [local(moment, world, who) for moment, each in found if who in each]
        for who in ("UELENA", "UMAYA")
    }
    assert by_person == {
        "UELENA": [
            "Fri 06 Mar 08:00",
            "Sun 08 Mar 08:00",
            "Sun 15 Mar 08:00",
            "Sun 22 Mar 08:00",
            "Sun 29 Mar 08:00",
        ],
        "UMAYA": ["Fri 27 Mar 08:00", "Sun 29 Mar 08:00"],
    }
    assert found[0][0].hour == 13, "New York still has winter"
    assert found[1][0].hour == 12, "and then summer"


def test_the_days_are_the_owners(world: World) -> None:
    """Still the 7th in New York while it is the 8th everywhere east of it."""
    with transaction(world.engine) as session:
        preferences.set_quiet_hours(
            session, workspace_id=world.workspace_id, person_id="UELENA", start=0, end=0
        )
    world.now = datetime(2026, 6, 6, 3, 30, tzinfo=UTC)
    number = add(world, date(2026, 6, 8), owner="UELENA")
    assert reminded(world) == {}
    world.later(hours=1)
    assert reminded(world) == {"UELENA": (number,)}


def test_after_downtime_once_and_never_two_within_a_week(world: World) -> None:
    world.now = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    number = add(world, date(2026, 6, 8))
    world.now = datetime(2026, 6, 21, 12, 0, tzinfo=UTC)
    found = list(hours(world, days=16))
    assert [moment.date() for moment, _ in found] == [
        date(2026, 6, 21),
        date(2026, 6, 28),
        date(2026, 7, 5),
    ]
    assert found[0][1] == {"UMAYA": (number,)}


def test_all_of_one_person_together_the_most_urgent_first(world: World) -> None:
    late, today, soon, _ = (
        add(world, world.now.date() + timedelta(days=days)) for days in (-10, 0, 2, 3)
    )
    assert reminded(world) == {"UMAYA": (late, today, soon)}
    assert reminded(world) == {}


def test_what_is_over_or_unwanted_is_left_alone(world: World) -> None:
    done, dropped, doing = (add(world, world.now.date()) for _ in range(3))
    finish(world, done, ActionStatus.DONE)
    finish(world, dropped, ActionStatus.DROPPED)
    finish(world, doing, ActionStatus.DOING)
    muted = add(world, world.now.date(), owner="UELENA")
    with transaction(world.engine) as session:
        preferences.switch(
            session,
            workspace_id=world.workspace_id,
            person_id="UELENA",
            kind=preferences.ACTIONS,
            on=False,
        )
    world.now = world.now.replace(hour=15)
    assert reminded(world) == {"UMAYA": (doing,)}
    with transaction(world.engine) as session:
        preferences.switch(
            session,
            workspace_id=world.workspace_id,
            person_id="UELENA",
            kind=preferences.ACTIONS,
            on=True,
        )
    assert reminded(world) == {"UELENA": (muted,)}


def test_a_retired_journey_reminds_nobody(world: World) -> None:
    add(world, world.now.date())
    with transaction(world.engine) as session:
        journey = session.exec(select(Journey)).one()
        journey.retired_at = world.now
        session.add(journey)
    assert reminded(world) == {}


def test_another_due_date_begins_anew_and_another_owner_goes_on(world: World) -> None:
    number = add(world, world.now.date())
    assert reminded(world) == {"UMAYA": (number,)}
    change(world, number, due_on=(world.now.date() + timedelta(days=5)).isoformat())
    world.later(days=2)
    assert reminded(world) == {}
    world.later(days=1)
    assert reminded(world) == {"UMAYA": (number,)}
    change(world, number, owner_id="UELENA")
    world.now = world.now.replace(hour=15)
    assert reminded(world) == {}, "they were told when it was handed over"
    world.later(days=2)
    assert reminded(world) == {"UELENA": (number,)}


def test_who_was_just_told_is_not_reminded_of_the_same(world: World) -> None:
    number = add(world, world.now.date() + timedelta(days=1))
    with transaction(world.engine) as session:
        action = actions.lock(session, workspace_id=world.workspace_id, number=number)
        assert action
        action_reminders.told(session, action=action, now=world.now)
    assert reminded(world) == {}
    world.later(days=1)
    assert reminded(world) == {"UMAYA": (number,)}


@pytest.mark.parametrize(
    ("today", "day"),
    [
        ("2026-06-05", None),
        ("2026-06-06", "2026-06-06"),
        ("2026-06-07", "2026-06-06"),
        ("2026-06-08", "2026-06-08"),
        ("2026-06-14", "2026-06-08"),
        ("2026-06-15", "2026-06-15"),
        ("2026-12-31", "2026-12-28"),
    ],
)
def test_the_day_a_reminder_is_for(today: str, day: str | None) -> None:
    found = action_reminders.stage(date(2026, 6, 8), date.fromisoformat(today))
    assert found == (date.fromisoformat(day) if day else None)


def test_other_workspaces_are_others(world: World) -> None:
    add(world, world.now.date())
    with transaction(world.engine) as session:
        assert action_reminders.take_due(session, workspace_id="T2", now=world.now) == []


def test_two_processes_remind_each_owner_once(database_url: str, now: datetime) -> None:
    engines = [open_engine(database_url) for _ in range(2)]
    worlds = [World(engine, now) for engine in engines]
    worlds[0].build()
    people = [f"U{number}" for number in range(12)]
    for person_id in people:
        add(worlds[0], now.date(), owner=person_id)
    begin = threading.Barrier(2, timeout=30)
    found: list[str] = []

    def one_process(world: World) -> None:
        begin.wait()
        for _ in range(3):
            found.extend(reminded(world))

    threads = [threading.Thread(target=one_process, args=(world,)) for world in worlds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for engine in engines:
        engine.dispose()
    assert sorted(found) == sorted(people)


def test_numbers_have_no_gaps(world: World) -> None:
    assert [add(world, world.now.date()) for _ in range(3)] == [1, 2, 3]
    with transaction(world.engine) as session:
        assert len(session.exec(select(Action)).all()) == 3
