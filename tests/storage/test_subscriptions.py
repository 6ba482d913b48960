"""Who gets a digest: one for each target, changed once by whoever is first, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from storage.db import transaction
from storage.digest import changes, moves, subscriptions
from storage.digest.subscriptions import Audience, Wanted
from storage.journey.visibility import Viewer
from storage.models import Subscription
from storage.schedule.cadence import Cadence, Rhythm, next_slot
from tests.storage.pain_world import World

BERLIN = "Europe/Berlin"
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
# What UTC is earlier by once the clocks have gone forward.
_SUMMER = timedelta(hours=1)


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    return world


def subscribe(
    world: World, target: str = "C1", *, cadence: Cadence = Cadence.WEEKLY, private: bool = False
) -> bool:
    with transaction(world.engine) as session:
        wanted = Wanted(target, private, Audience.TEAM, Rhythm(cadence, 9 * 60, BERLIN))
        return subscriptions.subscribe(
            session, workspace_id="T1", journey_id=1, wanted=wanted, by="U1", at=world.now
        )


def held(world: World, number: int = 1) -> Subscription:
    with transaction(world.engine) as session:
        found = subscriptions.get_or_none(session, workspace_id="T1", subscription_id=number)
        assert found
        return found


def tell(world: World, seen: Subscription, *, slot: datetime, until: datetime) -> bool:
    with transaction(world.engine) as session:
        return changes.told(session, subscription=seen, slot=slot, until=until)


def test_asked_for_twice_it_is_one(world: World) -> None:
    assert subscribe(world)
    assert not subscribe(world)
    assert subscribe(world, cadence=Cadence.DAILY)
    assert subscribe(world, "U1")
    assert (held(world).cadence, held(world).target_id) == ("daily", "C1")


def test_started_anew_it_does_not_catch_up_with_what_it_missed(world: World) -> None:
    subscribe(world)
    assert tell(world, held(world), slot=MONDAY, until=MONDAY)
    assert held(world).last_slot == MONDAY
    seen = held(world)
    with transaction(world.engine) as session:
        assert changes.stop(session, subscription=seen, at=world.now)
        assert not changes.stop(session, subscription=seen, at=world.now)
    world.now = MONDAY + 20 * WEEK
    assert subscribe(world)
    again = held(world)
    assert (again.stopped_at, again.last_slot) == (None, None)
    assert subscriptions.covers_since(again) == next_slot(
        Rhythm(Cadence.WEEKLY, 9 * 60, BERLIN), world.now - WEEK - timedelta(minutes=1)
    )


def test_it_is_told_once_for_a_slot_and_not_when_it_changed_meanwhile(world: World) -> None:
    subscribe(world)
    seen = held(world)
    assert tell(world, seen, slot=MONDAY, until=MONDAY + 2 * WEEK)
    assert not tell(world, seen, slot=MONDAY, until=MONDAY + 2 * WEEK)
    now = held(world)
    assert (now.last_slot, now.next_at) == (MONDAY + 2 * WEEK, MONDAY + 3 * WEEK - _SUMMER)
    with transaction(world.engine) as session:
        changes.stop(session, subscription=now, at=world.now)
    assert not tell(world, now, slot=now.next_at, until=now.next_at)


def test_what_is_due_comes_in_order_and_only_once_its_time_has_come(world: World) -> None:
    subscribe(world)
    subscribe(world, "U1", cadence=Cadence.DAILY)
    subscribe(world, "C2")

    def due(at: datetime) -> list[str]:
        with transaction(world.engine) as session:
            found = subscriptions.due(session, workspace_id="T1", now=at)
            assert subscriptions.due(session, workspace_id="T2", now=at) == []
            return [each.target_id for each in found]

    assert due(world.now) == []
    assert due(MONDAY - timedelta(milliseconds=1)) == ["U1"]
    assert due(MONDAY) == ["U1", "C1", "C2"]


def test_putting_off_and_making_rarer_happen_once(world: World) -> None:
    subscribe(world, cadence=Cadence.DAILY)
    seen = held(world)
    with transaction(world.engine) as session:
        assert changes.put_off(session, subscription=seen, until=MONDAY)
        assert not changes.put_off(session, subscription=seen, until=MONDAY)
        assert not changes.put_off(session, subscription=seen, until=world.now)
    assert held(world).snoozed_until == MONDAY
    for expected in (True, False):
        with transaction(world.engine) as session:
            assert expected is changes.make_rarer(
                session, subscription=seen, cadence=Cadence.WEEKLY, at=world.now
            )
    assert (held(world).cadence, held(world).snoozed_until) == ("weekly", None)


def test_only_peoples_own_follow_them(world: World) -> None:
    world.arrive("U1", "America/New_York")
    world.arrive("U2")
    for target in ("C1", "U1", "U2", "UNKNOWN"):
        subscribe(world, target)
    for moved in (1, 0):
        with transaction(world.engine) as session:
            assert moves.follow_moves(session, workspace_id="T1") == moved
    assert (held(world, 2).zone, held(world, 2).next_at) == (
        "America/New_York",
        MONDAY + timedelta(hours=5),
    )
    assert {held(world, number).next_at for number in (1, 3, 4)} == {MONDAY}


def test_one_knows_of_ones_own_of_this_channels_and_of_public_ones(world: World) -> None:
    subscribe(world, "C1")
    subscribe(world, "G1", private=True)
    subscribe(world, "U1", private=True)

    def known(person: str, channel: str | None, workspace: str = "T1") -> list[str]:
        with transaction(world.engine) as session:
            viewer = Viewer(workspace, person, channel)
            found = subscriptions.visible(session, viewer=viewer)
            return sorted(each.subscription.target_id for each in found)

    assert known("U1", "C1") == ["C1", "U1"]
    assert known("U2", "G1") == ["C1", "G1"]
    assert known("U2", None) == ["C1"]
    assert known("U1", "C1", "T2") == []
