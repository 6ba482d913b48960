"""Reminders of a vote: to whom, when, once, and never in anybody's quiet hours."""

import threading
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from storage.db import open_engine, transaction
from storage.vocabulary import Names
from storage.vote import closing as vote_closing
from storage.vote import reminders as vote_reminders
from storage.vote.reminders import FRESH, LAST_WAKING, LEAD, Running
from storage.workspace import preferences
from storage.workspace.preferences import VOTES
from storage.workspace.quiet_hours import QuietHours
from tests.storage.round_world import Rounds

PEOPLE = ("UMAYA", "UKWAME", "UPRIYA")
NEVER_QUIET = QuietHours(0, 0, None)
NIGHT = QuietHours(20 * 60, 8 * 60, None)


@pytest.fixture
def rounds(engine: Engine, now: datetime) -> Rounds:
    """Noon in UTC, when nobody here sleeps."""
    world = Rounds(engine, now)
    world.build()
    for person_id in PEOPLE:
        world.arrive(person_id)
    return world


def reminded(rounds: Rounds) -> list[tuple[int, tuple[str, ...]]]:
    with transaction(rounds.engine) as session:
        found = vote_reminders.take_due(session, workspace_id="T1", now=rounds.now)
        assert vote_reminders.take_due(session, workspace_id="T2", now=rounds.now) == []
        return [(each.round.number, each.people) for each in found]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("names", Names)
def test_who_has_not_voted_is_reminded_once(rounds: Rounds, names: Names) -> None:
    number = rounds.start(members=PEOPLE, lasts=timedelta(hours=5), names=names)
    rounds.vote(number, "UKWAME", {1: 1})
    rounds.later(hours=4, minutes=29)
    assert reminded(rounds) == []
    rounds.later(minutes=1)
    assert reminded(rounds) == [(number, ("UMAYA", "UPRIYA"))], "a tenth of five hours"
    rounds.later(minutes=1)
    assert reminded(rounds) == []
    assert rounds.stored(number).reminded_at == rounds.now - timedelta(minutes=1)


def test_three_hours_before_the_end_of_a_long_vote(rounds: Rounds) -> None:
    number = rounds.start(members=["UMAYA"], lasts=timedelta(days=5, hours=2))
    rounds.later(days=4, hours=22, minutes=59)
    assert reminded(rounds) == []
    rounds.later(minutes=1)
    assert reminded(rounds) == [(number, ("UMAYA",))]


def test_nobody_is_reminded_of_what_has_no_end_or_is_over(rounds: Rounds) -> None:
    rounds.start(members=PEOPLE, lasts=None)
    closed = rounds.start(members=PEOPLE, lasts=timedelta(hours=2))
    rounds.start(lasts=timedelta(hours=2))
    rounds.later(hours=1, minutes=50)
    rounds.close(closed)
    assert reminded(rounds) == []
    late = rounds.start(members=PEOPLE, lasts=timedelta(hours=1))
    rounds.later(hours=1)
    assert reminded(rounds) == [], "the clock was away until the end"
    with transaction(rounds.engine) as session:
        assert late in vote_closing.due(session, workspace_id="T1", now=rounds.now)


def test_after_a_downtime_they_are_still_reminded(rounds: Rounds) -> None:
    number = rounds.start(members=["UMAYA"], lasts=timedelta(hours=5))
    rounds.later(hours=4, minutes=55)
    assert reminded(rounds) == [(number, ("UMAYA",))]


def test_who_switched_it_off_is_left_alone(rounds: Rounds) -> None:
    rounds.start(members=["UMAYA"], lasts=timedelta(hours=5))
    known = {"workspace_id": "T1", "person_id": "UMAYA", "kind": VOTES}
    with transaction(rounds.engine) as session:
        preferences.switch(session, **known, on=False)
    rounds.later(hours=4, minutes=45)
    assert reminded(rounds) == []


def test_everybody_in_their_own_waking_hours(rounds: Rounds) -> None:
    rounds.arrive("UTOKYO", "Asia/Tokyo")
    rounds.arrive("UMADRID", "Europe/Madrid")
    with transaction(rounds.engine) as session:
        preferences.set_quiet_hours(
            session, workspace_id="T1", person_id="UTOKYO", start=19 * 60, end=8 * 60
        )
    rounds.start(members=["UTOKYO", "UMADRID", "USTRANGER"], lasts=timedelta(hours=25))
    # It ends at 13:00 UTC. Two and a half hours before, in Tokyo it is half past seven.
    told: dict[str, datetime] = {}
    while rounds.now < at(5, 13):
        for _, people in reminded(rounds):
            assert not told.keys() & set(people)
            told |= dict.fromkeys(people, rounds.now)
        rounds.later(minutes=30)
    assert told == {
        "UTOKYO": at(5, 9),
        "UMADRID": at(5, 10, 30),
        "USTRANGER": at(5, 10, 30),
    }


@pytest.mark.parametrize(
    ("zone", "start", "end", "expected"),
    [
        # Awake three hours before the end.
        ("UTC", at(4, 9), at(6, 18), at(6, 15)),
        # It is 07:00 then: they wake at 08:00, with two hours left.
        ("UTC", at(4, 9), at(6, 10), at(6, 8)),
        # They would wake with five minutes left: the evening before is kinder.
        ("UTC", at(4, 9), at(6, 8, 5), at(5, 19)),
        # It ends in their night.
        ("UTC", at(4, 9), at(6, 3), at(5, 19)),
        ("America/New_York", at(4, 9), at(6, 9), at(6, 0)),
        # Awake at first, then asleep: three hours before the end it is 19:30.
        ("UTC", at(4, 9), at(6, 22, 30), at(6, 19, 30)),
        # Started in the evening, ends at night: they have seen it only just now.
        ("UTC", at(4, 19, 30), at(5, 3), None),
        # Started an hour and a half before the quiet hours: one hour later is soon enough.
        ("UTC", at(4, 18, 30), at(5, 3), at(4, 19, 30)),
    ],
)
def test_the_kindest_moment(
    zone: str, start: datetime, end: datetime, expected: datetime | None
) -> None:
    running, quiet = Running(start, end), QuietHours(20 * 60, 8 * 60, zone)
    moment, found = start, None
    while moment < end and found is None:
        if running.is_now(moment, quiet):
            found = moment
        moment += timedelta(minutes=1)
    assert found == expected


@given(
    begin=st.integers(0, 270 * 24 * 60),
    lasts=st.integers(10, 4 * 24 * 60),
    quiet=st.tuples(st.integers(0, 1439), st.integers(0, 1439)),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    after=st.integers(0, 4 * 24 * 60),
)
def test_nobody_is_ever_woken(
    begin: int, lasts: int, quiet: tuple[int, int], zone: str, after: int
) -> None:
    start = at(1, 0) + timedelta(minutes=begin)
    running = Running(start, start + timedelta(minutes=lasts))
    hours = QuietHours(*quiet, zone)
    now = start + timedelta(minutes=after)
    if running.is_now(now, hours):
        assert not hours.cover(now)
        local = now.astimezone(ZoneInfo(zone))
        minute = local.hour * 60 + local.minute
        assert quiet[0] == quiet[1] or (minute - quiet[0]) % 1440 >= (quiet[1] - quiet[0]) % 1440
        assert start <= now < running.end
        assert now >= min(running.moment, start + FRESH)
        if now < running.moment:
            assert hours.cover(running.moment), "else they are reminded at the right moment"
            assert hours.cover(now + LAST_WAKING), "their quiet hours begin within the hour"
    elif now >= running.moment and now < running.end:
        assert hours.cover(now)
    assert running.end - running.moment <= LEAD


def test_no_quiet_hours_are_simply_the_moment() -> None:
    running = Running(at(4, 9), at(6, 9))
    assert running.is_now(at(6, 6), NEVER_QUIET)
    assert not running.is_now(at(6, 5, 59), NEVER_QUIET)
    assert not running.is_now(at(6, 6), NIGHT)


def test_two_processes_remind_each_person_once(database_url: str, now: datetime) -> None:
    engines = [open_engine(database_url) for _ in range(2)]
    rounds = Rounds(engines[0], now)
    rounds.build()
    people = [f"U{number:02}" for number in range(20)]
    for names in (Names.HIDDEN, Names.NOT_STORED):
        rounds.start(members=people, lasts=timedelta(hours=5), names=names)
    rounds.later(hours=4, minutes=45)
    begin = threading.Barrier(2, timeout=30)
    told: list[str] = []

    def one_process(engine: Engine) -> None:
        begin.wait()
        with transaction(engine) as session:
            found = vote_reminders.take_due(session, workspace_id="T1", now=rounds.now)
        told.extend(person_id for each in found for person_id in each.people)

    threads = [threading.Thread(target=one_process, args=(engine,)) for engine in engines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for engine in engines:
        engine.dispose()
    assert sorted(told) == sorted(people * 2)
