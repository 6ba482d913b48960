"""Who is told what when, on both databases: once, when it is news, and when they are awake."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from storage.db import open_engine, transaction
from storage.migrations import migrate
from storage.pain import due_notices, news, notices
from storage.pain.due_notices import Due
from storage.vocabulary import Status
from storage.workspace import preferences
from tests.storage.pain_world import OWNER, World


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    for person_id in ("UMAYA", "UKWAME", "UPRIYA"):
        world.arrive(person_id, "Europe/London")
    return world


def due(world: World) -> list[Due]:
    with transaction(world.engine) as session:
        return due_notices.take_due(session, workspace_id=world.workspace_id, now=world.now)


def told(world: World, person_id: str = "UMAYA") -> list[str]:
    """What a person is told now, as 'P-number status'."""
    with transaction(world.engine) as session:
        found = due_notices.take_due(session, workspace_id=world.workspace_id, now=world.now)
        return [
            f"P-{each.number} {each.status}"
            for one in found
            if one.person_id == person_id
            for each in news.of(session, workspace_id=world.workspace_id, pain_ids=one.pain_ids)
        ]


def switch(world: World, person_id: str, *, on: bool) -> None:
    with transaction(world.engine) as session:
        preferences.switch(
            session,
            workspace_id=world.workspace_id,
            person_id=person_id,
            kind=preferences.STATUS,
            on=on,
        )


def test_everybody_with_a_sighting_is_told_once_but_not_who_did_it(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.see(number, by="UKWAME")
    world.see(number, by="UKWAME")
    world.see(number, by="UPRIYA")
    world.move(number, Status.CONFIRMED, by="UPRIYA")
    world.later(minutes=2)
    assert [each.person_id for each in due(world)] == ["UKWAME", "UMAYA"]
    world.later(days=1)
    assert due(world) == []


def test_what_changes_within_two_minutes_is_told_together(world: World) -> None:
    first = world.log("The queue was long", by="UMAYA")
    second = world.log("The label did not print", by="UMAYA")
    world.move(second, Status.CONFIRMED)
    world.later(seconds=119)
    world.move(first, Status.PLANNED)
    assert told(world) == []
    world.later(seconds=1)
    assert told(world) == ["P-2 Confirmed", "P-1 Planned"]
    world.later(minutes=5)
    assert told(world) == []


def test_what_is_told_is_true_when_it_is_told(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.move(number, Status.CONFIRMED)
    world.later(minutes=1)
    world.move(number, Status.SOLVED, reason="There are more tills now")
    world.later(minutes=1)
    assert told(world) == ["P-1 Solved"]


def test_nothing_is_told_that_is_as_they_last_heard_it(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.move(number, Status.CONFIRMED)
    world.move(number, Status.NEW)
    world.later(minutes=3)
    assert told(world) == [], "never told anything, and New as they logged it"
    world.move(number, Status.PLANNED)
    world.later(minutes=3)
    assert told(world) == ["P-1 Planned"]
    world.move(number, Status.CONFIRMED)
    world.move(number, Status.PLANNED)
    world.later(minutes=3)
    assert told(world) == [], "Planned is what they heard"


def test_a_new_reason_is_news(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.move(number, Status.DECLINED, reason="Too rare")
    world.later(minutes=3)
    assert told(world) == ["P-1 Declined"]
    world.move(number, Status.DECLINED, reason="We would look again after ten more")
    world.later(minutes=3)
    assert told(world) == ["P-1 Declined"]


def test_who_changed_it_back_themselves_hears_the_next_change(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.move(number, Status.SOLVED)
    world.later(minutes=3)
    assert told(world) == ["P-1 Solved"]
    world.move(number, Status.CONFIRMED, by="UMAYA")
    world.later(minutes=3)
    assert told(world) == []
    world.move(number, Status.SOLVED)
    world.later(minutes=3)
    assert told(world) == ["P-1 Solved"]


def test_who_overtakes_a_change_is_not_told_of_their_own(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.move(number, Status.CONFIRMED)
    world.move(number, Status.PLANNED, by="UMAYA")
    world.later(minutes=3)
    assert told(world) == []


def test_a_merge_is_told_and_one_that_was_taken_back_is_not(world: World) -> None:
    first = world.log("The queue was long", by="UKWAME")
    second = world.log("Long queue", by="UMAYA")
    world.merge(second, first)
    world.later(minutes=3)
    assert told(world) == ["P-2 Duplicate"]
    world.unmerge(second)
    world.merge(second, first)
    world.later(minutes=3)
    assert told(world) == []
    world.unmerge(second)
    world.later(minutes=3)
    assert told(world) == ["P-2 New"]


def test_the_night_is_waited_for_in_each_persons_zone(world: World) -> None:
    world.now = datetime(2026, 3, 28, 19, 30, tzinfo=UTC)
    world.arrive("UBERLIN", "Europe/Berlin")
    world.arrive("UNEPAL", "Asia/Kathmandu")
    world.arrive("UNEWYORK", "America/New_York")
    number = world.log("The queue was long", by="UBERLIN")
    world.see(number, by="UNEPAL")
    world.see(number, by="UNEWYORK")
    world.move(number, Status.SOLVED)
    heard: dict[str, datetime] = {}
    while world.now < datetime(2026, 3, 29, 12, tzinfo=UTC):
        world.later(minutes=5)
        for each in due(world):
            heard[each.person_id] = world.now
    assert heard == {
        "UNEWYORK": datetime(2026, 3, 28, 19, 35, tzinfo=UTC),
        "UNEPAL": datetime(2026, 3, 29, 2, 15, tzinfo=UTC),
        # The clocks went forward in that night.
        "UBERLIN": datetime(2026, 3, 29, 6, 0, tzinfo=UTC),
    }


def test_ones_own_quiet_hours(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    with transaction(world.engine) as session:
        preferences.set_quiet_hours(
            session, workspace_id="T1", person_id="UMAYA", start=12 * 60, end=13 * 60
        )
    world.move(number, Status.SOLVED)
    world.later(minutes=59)
    assert told(world) == []
    world.later(minutes=1)
    assert told(world) == ["P-1 Solved"]


def test_what_is_switched_off_is_dropped_and_does_not_come_later(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    switch(world, "UMAYA", on=False)
    switch(world, "UMAYA", on=False)
    world.move(number, Status.CONFIRMED)
    world.later(minutes=3)
    assert told(world) == []
    switch(world, "UMAYA", on=True)
    world.later(minutes=3)
    assert told(world) == []
    world.move(number, Status.SOLVED)
    world.later(minutes=3)
    assert told(world) == ["P-1 Solved"]


def test_what_was_dropped_counts_as_unheard(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    switch(world, "UMAYA", on=False)
    world.move(number, Status.SOLVED, reason="More tills")
    world.later(minutes=3)
    assert told(world) == []
    switch(world, "UMAYA", on=True)
    world.move(number, Status.CONFIRMED)
    world.move(number, Status.SOLVED, reason="More tills")
    world.later(minutes=3)
    assert told(world) == ["P-1 Solved"]


def test_the_owner_of_what_was_reopened_hears_it_once(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.see(number, by=OWNER)
    world.move(number, Status.CONFIRMED, by="UKWAME")
    with transaction(world.engine) as session:
        pain = world.pain(session, number)
        for _ in range(2):
            notices.owner(session, pain=pain, person_id=OWNER, at=world.now)
    world.later(minutes=3)
    mine = [each.kind for each in due(world) if each.person_id == OWNER]
    assert mine == [notices.OWNED]


def test_nothing_of_another_workspace(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.move(number, Status.CONFIRMED)
    world.later(minutes=3)
    with transaction(world.engine) as session:
        assert due_notices.take_due(session, workspace_id="T2", now=world.now) == []
    assert told(world) == ["P-1 Confirmed"]


@pytest.mark.postgres
def test_two_processes_never_tell_the_same_twice(fresh_postgres_url: str, now: datetime) -> None:
    engine = open_engine(fresh_postgres_url)
    migrate(engine)
    world = World(engine, now)
    world.build()
    for number in range(10):
        world.arrive(f"U{number}")
    for number in range(10):
        pain = world.log(f"Pain {number}", by=f"U{number}")
        world.see(pain, by=f"U{(number + 1) % 10}")
        world.move(pain, Status.SOLVED)
    later = world.now + timedelta(minutes=3)
    both_took = threading.Barrier(2, timeout=30)
    found: list[tuple[str, int]] = []

    def one_process() -> None:
        with transaction(engine) as session:
            took = due_notices.take_due(session, workspace_id="T1", now=later)
            # Both transactions stay open until each has taken what it could.
            both_took.wait()
            found.extend((each.person_id, pain) for each in took for pain in each.pain_ids)

    threads = [threading.Thread(target=one_process) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    engine.dispose()
    assert len(found) == len(set(found)) == 20
