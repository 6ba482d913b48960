"""The question two weeks after: who is asked when, and what answers do, on both databases."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import open_engine, transaction
from storage.identity import identity
from storage.migrations import migrate
from storage.models import PainPoint, Sighting
from storage.pain import pains, still_happening, still_questions
from storage.pain.still_happening import Answer, Outcome
from storage.vocabulary import Kind, Source, Status
from storage.workspace import preferences
from tests.storage.pain_world import World


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    for person_id in ("UMAYA", "UKWAME", "UPRIYA"):
        world.arrive(person_id, "Europe/London")
    return world


def solved(world: World, *others: str) -> int:
    """Logged by Maya, seen by others, solved two weeks ago."""
    number = world.log("The queue was long", by="UMAYA", severity=4)
    for person_id in others:
        world.see(number, by=person_id)
    world.move(number, Status.SOLVED, reason="More tills")
    world.later(days=14)
    return number


def asked(world: World, most: int = 20) -> list[str]:
    with transaction(world.engine) as session:
        return still_questions.take_due(session, workspace_id="T1", now=world.now, most=most)


def say(world: World, number: int, person_id: str, said: Answer, *, at: datetime) -> Outcome:
    """`at` is when it was solved."""
    with transaction(world.engine) as session:
        pain = world.pain(session, number)
        question = still_happening.asked(session, pain=pain, person_id=person_id, solved_at=at)
        if question is None:
            return Outcome.NOT_ASKED
        return still_happening.answer(
            session, pain=pain, question=question, said=said, at=world.now
        )


def stored(world: World, number: int) -> PainPoint:
    with transaction(world.engine) as session:
        return world.pain(session, number)


def sightings(world: World, number: int) -> list[Sighting]:
    with transaction(world.engine) as session:
        pain = world.pain(session, number)
        found = pains.sightings(session, workspace_id="T1", pain_id=identity(pain), limit=50)
        return list(found)


def test_everybody_with_a_sighting_is_asked_once_after_fourteen_days(world: World) -> None:
    number = solved(world, "UKWAME", "UKWAME")
    world.log("Another one", by="UPRIYA")
    world.later(seconds=-1)
    assert asked(world) == []
    world.later(seconds=1)
    assert asked(world) == ["UKWAME", "UMAYA"]
    world.later(hours=1)
    assert asked(world) == []
    with transaction(world.engine) as session:
        (question,) = still_questions.asked_at(
            session,
            workspace_id="T1",
            person_id="UMAYA",
            moment=world.now - timedelta(hours=1),
        )
    assert (question.number, question.over, question.answer) == (number, False, None)


def test_after_a_long_downtime_the_question_is_not_asked(world: World) -> None:
    solved(world)
    world.later(days=14)
    assert asked(world) == []


def test_they_are_asked_in_their_waking_hours(world: World) -> None:
    world.now = datetime(2026, 3, 14, 21, tzinfo=UTC)
    world.arrive("UBERLIN", "Europe/Berlin")
    number = world.log("The queue was long", by="UBERLIN")
    world.move(number, Status.SOLVED)
    world.later(days=14)
    assert asked(world) == []
    world.now = datetime(2026, 3, 29, 5, 59, tzinfo=UTC)
    assert asked(world) == []
    world.later(minutes=1)
    assert asked(world) == ["UBERLIN"]


def test_who_switched_it_off_is_not_asked(world: World) -> None:
    solved(world, "UKWAME")
    with transaction(world.engine) as session:
        preferences.switch(
            session,
            workspace_id="T1",
            person_id="UMAYA",
            kind=preferences.STILL,
            on=False,
        )
    assert asked(world) == ["UKWAME"]


def test_delights_and_what_is_not_solved_any_more_are_not_asked_about(world: World) -> None:
    number = solved(world)
    world.log("Lovely wrapping", by="UMAYA", kind=Kind.DELIGHT)
    world.move(number, Status.CONFIRMED)
    assert asked(world) == []


def test_many_questions_come_a_few_at_a_time(world: World) -> None:
    for number in range(5):
        world.move(world.log(f"Pain {number}", by="UMAYA"), Status.SOLVED)
    world.later(days=14)
    counts = []
    while asked(world, most=2):
        with transaction(world.engine) as session:
            found = still_questions.asked_at(
                session, workspace_id="T1", person_id="UMAYA", moment=world.now
            )
        counts.append(len(found))
        world.later(minutes=10)
    assert counts == [2, 2, 1]


def test_two_yes_of_different_people_reopen_it(world: World) -> None:
    number = solved(world, "UKWAME")
    at = stored(world, number).status_at
    asked(world)
    world.later(hours=1)
    assert say(world, number, "UMAYA", Answer.YES, at=at) is Outcome.NOTED
    assert stored(world, number).status == Status.SOLVED
    assert say(world, number, "UKWAME", Answer.YES, at=at) is Outcome.REOPENED
    pain = stored(world, number)
    assert pain.status == Status.CONFIRMED
    assert pain.status_at == world.now
    latest = sightings(world, number)[:2]
    assert {(each.reporter_id, each.severity, each.source) for each in latest} == {
        ("UMAYA", 4, Source.SEEN),
        ("UKWAME", 2, Source.SEEN),
    }


def test_one_persons_yes_counts_once_however_often_it_is_said(world: World) -> None:
    number = solved(world, "UKWAME")
    at = stored(world, number).status_at
    asked(world)
    before = len(sightings(world, number))
    assert say(world, number, "UMAYA", Answer.YES, at=at) is Outcome.NOTED
    assert say(world, number, "UMAYA", Answer.YES, at=at) is Outcome.SAME
    world.later(minutes=1)
    assert say(world, number, "UMAYA", Answer.NO, at=at) is Outcome.NOTED
    assert len(sightings(world, number)) == before, "taken back"
    world.later(minutes=1)
    assert say(world, number, "UMAYA", Answer.YES, at=at) is Outcome.NOTED
    assert len(sightings(world, number)) == before + 1
    assert stored(world, number).status == Status.SOLVED


def test_taking_a_yes_back_keeps_what_was_seen_before(world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.see(number, by="UMAYA", source=Source.SEEN)
    world.move(number, Status.SOLVED)
    at = world.now
    world.later(days=14)
    asked(world)
    say(world, number, "UMAYA", Answer.YES, at=at)
    world.later(minutes=1)
    say(world, number, "UMAYA", Answer.NO, at=at)
    assert len(sightings(world, number)) == 2


def test_taking_a_yes_back_leaves_it_solved(world: World) -> None:
    number = solved(world, "UKWAME")
    at = stored(world, number).status_at
    asked(world)
    say(world, number, "UMAYA", Answer.YES, at=at)
    world.later(minutes=1)
    say(world, number, "UMAYA", Answer.UNSURE, at=at)
    assert say(world, number, "UKWAME", Answer.YES, at=at) is Outcome.NOTED
    assert stored(world, number).status == Status.SOLVED


def test_an_answer_after_it_was_reopened_changes_nothing(world: World) -> None:
    number = solved(world, "UKWAME")
    at = stored(world, number).status_at
    asked(world)
    world.move(number, Status.CONFIRMED)
    before = len(sightings(world, number))
    assert say(world, number, "UMAYA", Answer.YES, at=at) is Outcome.OVER
    assert len(sightings(world, number)) == before


def test_each_solving_is_asked_about_anew(world: World) -> None:
    number = solved(world, "UKWAME")
    first = stored(world, number).status_at
    assert asked(world) == ["UKWAME", "UMAYA"]
    say(world, number, "UMAYA", Answer.YES, at=first)
    world.move(number, Status.CONFIRMED)
    world.move(number, Status.SOLVED)
    second = stored(world, number).status_at
    world.later(days=14)
    assert asked(world) == ["UKWAME", "UMAYA"]
    assert say(world, number, "UKWAME", Answer.YES, at=second) is Outcome.NOTED, "a new count"


def test_who_was_not_asked_cannot_answer(world: World) -> None:
    number = solved(world)
    asked(world)
    at = stored(world, number).status_at
    assert say(world, number, "UPRIYA", Answer.YES, at=at) is Outcome.NOT_ASKED
    assert say(world, number, "UMAYA", Answer.YES, at=world.now) is Outcome.NOT_ASKED


@pytest.mark.postgres
def test_two_processes_ask_each_person_once(fresh_postgres_url: str, now: datetime) -> None:
    engine = open_engine(fresh_postgres_url)
    migrate(engine)
    world = World(engine, now)
    world.build()
    people = [f"U{number}" for number in range(10)]
    for person_id in people:
        world.arrive(person_id)
        world.move(world.log(f"Pain of {person_id}", by=person_id), Status.SOLVED)
    world.later(days=14)
    begin = threading.Barrier(2, timeout=30)
    found: list[str] = []

    def one_process() -> None:
        begin.wait()
        found.extend(asked(world))

    threads = [threading.Thread(target=one_process) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    engine.dispose()
    assert sorted(found) == people


@pytest.mark.postgres
def test_two_yes_at_the_same_moment_reopen_it_once(fresh_postgres_url: str, now: datetime) -> None:
    engine = open_engine(fresh_postgres_url)
    migrate(engine)
    world = World(engine, now)
    world.build()
    for person_id in ("UMAYA", "UKWAME"):
        world.arrive(person_id)
    number = solved(world, "UKWAME")
    at = stored(world, number).status_at
    asked(world)
    begin = threading.Barrier(2, timeout=30)
    outcomes: list[Outcome] = []

    def one(person_id: str) -> None:
        begin.wait()
        outcomes.append(say(world, number, person_id, Answer.YES, at=at))

    threads = [threading.Thread(target=one, args=(who,)) for who in ("UMAYA", "UKWAME")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    with transaction(engine) as session:
        status = session.exec(select(PainPoint.status)).one()
    engine.dispose()
    assert sorted(outcomes) == [Outcome.NOTED, Outcome.REOPENED]
    assert status == Status.CONFIRMED
