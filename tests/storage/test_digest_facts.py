"""What a digest is made from, on both databases: the period, the movers, and who may see what."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.action import actions
from storage.action.actions import NewAction
from storage.db import transaction
from storage.digest import facts as digest_facts
from storage.digest.facts import Facts, Period
from storage.identity import identity
from storage.journey import journeys
from storage.journey.visibility import Viewer
from storage.models import Journey, Stage
from storage.touchpoint import touchpoints
from storage.vocabulary import ActionStatus, Status
from tests.storage.pain_world import OWNER
from tests.storage.round_world import Rounds

WEEK = timedelta(days=7)


@pytest.fixture
def world(engine: Engine, now: datetime) -> Rounds:
    """A shop that was made long ago."""
    world = Rounds(engine, now - timedelta(days=90))
    world.build()
    world.now = now
    return world


def facts(world: Rounds, *, channel: str | None = "C1", person: str = "") -> Facts:
    """Of the week up to now, as a channel or a person is told."""
    with transaction(world.engine) as session:
        period = Period(session.exec(select(Journey)).one(), world.now - WEEK, world.now)
        viewer = Viewer("T1", person, channel)
        return digest_facts.gather(session, period=period, viewer=viewer, today=world.now.date())


def bind(world: Rounds, channel: str, *, private: bool) -> None:
    with transaction(world.engine) as session:
        journeys.bind(
            session,
            workspace_id="T1",
            journey_id=1,
            channel_id=channel,
            private=private,
            person_id=OWNER,
            at=world.now - timedelta(days=30),
        )


def act(world: Rounds, what: str, due_on: date, channel: str | None) -> int:
    with transaction(world.engine) as session:
        journey = session.exec(select(Journey)).one()
        return actions.add(
            session,
            workspace_id="T1",
            journey_id=identity(journey),
            new=NewAction(what=what, owner_id="UKWAME", due_on=due_on, channel_id=channel),
            actor_id=OWNER,
            at=world.now,
        ).number


def test_nothing_happened(world: Rounds) -> None:
    found = facts(world)
    assert found.nothing_happened
    assert (found.movers, found.changes, found.new.total) == ([], [], 0)
    assert (found.loops.closed, found.loops.took, found.untriaged.oldest_at) == (0, None, None)


def test_movers_are_those_whose_heat_changed_most_either_way(world: Rounds) -> None:
    start = world.now
    world.now = start - timedelta(days=30)
    cold = world.log("Cools", by="U1", severity=5)
    warm = world.log("Warms", by="U1", severity=1)
    small = world.log("Stays small", by="U1", severity=1)
    gone = world.log("Solved", by="U1", severity=5)
    world.now = start - timedelta(days=1)
    world.see(warm, by="U2", severity=5)
    fresh = world.log("New", by="U2", severity=2)
    world.move(gone, Status.SOLVED)
    world.now = start
    found = {each.row.number: each for each in facts(world).movers}
    assert list(found) == [warm, fresh, cold, small]
    half = 0.5
    then = 0.5 ** (23 / 30)
    day = 0.5 ** (1 / 30)
    assert found[cold].change == pytest.approx(5 * (half - then))
    assert found[warm].change == pytest.approx(5 * day + half - then)
    assert found[fresh].change == pytest.approx(2 * day)
    assert found[cold].row.heat == pytest.approx(5 * half)


def test_only_what_happened_in_the_period_counts(world: Rounds) -> None:
    start = world.now
    world.now = start - WEEK
    old = world.log("Just before", by="U1")
    world.now = start - WEEK + timedelta(milliseconds=1)
    first = world.log("Just inside", by="U2")
    world.now = start
    last = world.log("At the end", by="U2")
    world.see(old, by="U3")
    found = facts(world)
    assert {row.number for row in found.new.rows} == {first, last}
    assert (found.seen.sightings, found.seen.reporters) == (3, 2)
    assert (found.untriaged.total, found.untriaged.oldest_at) == (3, start - WEEK)


def test_what_came_of_reports(world: Rounds) -> None:
    start = world.now
    world.now = start - timedelta(days=10)
    slow, quick, declined = (world.log(each, by="U1") for each in ("Slow", "Quick", "No"))
    world.see(slow, by="U2")
    world.see(slow, by="U2")
    world.now = start - timedelta(days=6)
    world.move(quick, Status.SOLVED, reason="We did")
    world.now = start - timedelta(days=2)
    world.move(slow, Status.SOLVED)
    world.move(declined, Status.DECLINED, reason="When many ask")
    world.now = start
    found = facts(world)
    solved = [(each.number, each.reason) for each in found.solved.rows]
    assert solved == [(slow, ""), (quick, "We did")]
    assert [each.reason for each in found.declined.rows] == ["When many ask"]
    assert (found.loops.closed, found.loops.took) == (3, timedelta(days=8))
    assert (found.thanks.reports, found.thanks.people, found.thanks.solutions) == (4, 2, 2)
    world.move(slow, Status.CONFIRMED)
    assert [each.number for each in facts(world).solved.rows] == [quick], "reopened"


def test_more_than_are_named_are_counted(world: Rounds) -> None:
    for number in range(7):
        world.log(f"Pain {number}", by="U1", severity=1 + number % 5)
    found = facts(world)
    assert (len(found.new.rows), found.new.total) == (3, 7)
    assert len(found.movers) == 5


def test_votes_and_actions_of_a_private_channel_are_for_it_alone(world: Rounds) -> None:
    bind(world, "C1", private=False)
    bind(world, "G1", private=True)
    for channel, person in (("C1", "U1"), ("G1", "U2")):
        number = world.start(2, members=["U1", "U2"] if channel == "G1" else [])
        _put_into(world, number, channel)
        world.vote(number, person, {1: 2, 2: 1})
        world.close(number)
        running = world.start(2)
        _put_into(world, running, channel)
        act(world, f"Late in {channel}", world.now.date() - timedelta(days=1), channel)
    act(world, "Late nowhere", world.now.date() - timedelta(days=2), None)
    public, private = facts(world, channel="C1"), facts(world, channel="G1")
    assert [each.number for each in public.votes_closed.rows] == [1]
    assert [each.number for each in public.votes_running.rows] == [2]
    assert [each.what for each in public.overdue.rows] == ["Late nowhere", "Late in C1"]
    assert {each.number for each in private.votes_closed.rows} == {1, 3}
    assert private.overdue.total == 3
    other = facts(world, channel="C9")
    assert [each.number for each in other.votes_closed.rows] == [1]
    alone = facts(world, channel=None, person="U2")
    assert {each.number for each in alone.votes_closed.rows} == {1, 3}, "they may vote there"
    assert facts(world, channel=None, person="U9").votes_closed.total == 1


def test_what_came_first_in_a_vote(world: Rounds) -> None:
    clear, tied, empty = world.start(3), world.start(2), world.start(2)
    world.vote(clear, "U1", {1: 1, 2: 2})
    world.vote(tied, "U1", {1: 1, 2: 1})
    for number in (clear, tied, empty):
        world.close(number)
    first = {each.number: each.first for each in facts(world, channel="C1").votes_closed.rows}
    assert first == {clear: ("Option 2",), tied: ("Option 1", "Option 2"), empty: ()}


def test_actions_that_were_done(world: Rounds) -> None:
    number = act(world, "Print labels", world.now.date(), None)
    with transaction(world.engine) as session:
        action = actions.lock(session, workspace_id="T1", number=number)
        assert action
        actions.set_status(
            session,
            action=action,
            seen=action.status,
            status=ActionStatus.DONE,
            reason="Twice as fast",
            actor_id=OWNER,
            at=world.now,
        )
    found = facts(world)
    assert [(each.number, each.reason) for each in found.done.rows] == [(number, "Twice as fast")]
    assert found.overdue.total == 0


def test_changes_of_the_map_count_each_part_once(world: Rounds) -> None:
    with transaction(world.engine) as session:
        stage = session.exec(select(Stage)).one()
        for name in ("Door", "Shelf"):
            point = touchpoints.add(
                session, stage=stage, name=name, channel="store", actor_id=OWNER, at=world.now
            )
        for name in ("Rack", "Long shelf"):
            touchpoints.edit(
                session, touchpoint=point, changes={"name": name}, actor_id=OWNER, at=world.now
            )
    found = facts(world)
    assert [(each.part, each.what, each.total) for each in found.changes] == [
        ("touchpoint", "added", 2),
        ("touchpoint", "edited", 1),
    ]
    assert found.changes[1].named == ((3, "Long shelf"),)
    assert not found.nothing_happened


def _put_into(world: Rounds, number: int, channel: str) -> None:
    with transaction(world.engine) as session:
        round = world.locked(session, number)
        round.channel_id = channel
        session.add(round)


def test_another_journey_is_another_story(world: Rounds) -> None:
    world.log("Here", by="U1")
    with transaction(world.engine) as session:
        other = journeys.add(
            session,
            workspace_id="T1",
            name="Other",
            goal="",
            scope="",
            owner_id=OWNER,
            at=world.now - timedelta(days=90),
        )
        assert other
        period = Period(other, world.now - WEEK, world.now)
        found = digest_facts.gather(
            session, period=period, viewer=Viewer("T1", "", "C1"), today=world.now.date()
        )
        assert identity(other) == 2
    assert found.nothing_happened
    assert found.untriaged.total == 0
