"""What is said to come comes then, and not before: predictions against the jobs themselves."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from storage.action import actions, reminders
from storage.action.actions import NewAction
from storage.agenda import actions as agenda_actions
from storage.agenda import reviews as agenda_reviews
from storage.agenda import still_questions as agenda_still
from storage.agenda.moments import Moment
from storage.db import transaction
from storage.journey.visibility import Viewer
from storage.models import Journey, Stage
from storage.pain import still_questions
from storage.review import asking, reviews
from storage.touchpoint import touchpoints
from storage.vocabulary import Status
from storage.workspace import preferences
from storage.workspace.preferences import ACTIONS, REVIEWS, STILL
from tests.storage.pain_world import OWNER, World

MINUTE = timedelta(minutes=1)
SWITCHES = (ACTIONS, REVIEWS, STILL)
Numbers = list[int]


@pytest.fixture
def world(engine: Engine) -> World:
    """It begins in New York's last winter night of 2026, on both databases."""
    world = World(engine, datetime(2026, 3, 7, 3, 0, tzinfo=UTC))
    world.build()
    world.arrive("UELENA", "America/New_York")
    world.arrive(OWNER, "Europe/London")
    return world


def journey_ids(session: Session) -> list[int]:
    return [each for each in session.exec(select(Journey.id)) if each is not None]


def numbers(found: Moment) -> Numbers:
    return [each.number for each in found.things]


def follow(
    world: World, coming: Callable[[Session], list[Moment]], take: Callable[[Session], Numbers]
) -> list[tuple[datetime, Numbers]]:
    """Runs the job a minute before each moment it is said to come in, and then in it."""
    came = []
    for _ in range(4):
        with transaction(world.engine) as session:
            found = coming(session)
        if not found:
            break
        if found[0].at - MINUTE > world.now:
            world.now = found[0].at - MINUTE
            with transaction(world.engine) as session:
                assert take(session) == [], f"too early at {world.now}"
        world.now = found[0].at
        with transaction(world.engine) as session:
            assert take(session) == numbers(found[0])
        came.append((world.now, numbers(found[0])))
        world.now += MINUTE
    return came


def test_reminders_of_actions_come_when_they_are_said_to(world: World) -> None:
    for due_on in (date(2026, 3, 12), date(2026, 3, 8), date(2026, 3, 10)):
        with transaction(world.engine) as session:
            new = NewAction(f"Due {due_on}", "UELENA", due_on)
            (journey_id,) = journey_ids(session)
            actions.add(
                session,
                workspace_id="T1",
                journey_id=journey_id,
                new=new,
                actor_id=OWNER,
                at=world.now,
            )

    def coming(session: Session) -> list[Moment]:
        ids, viewer = journey_ids(session), Viewer("T1", OWNER)
        return agenda_actions.coming(session, viewer=viewer, journey_ids=ids, now=world.now)

    def take(session: Session) -> Numbers:
        due = reminders.take_due(session, workspace_id="T1", now=world.now)
        return sorted(number for each in due for number in each.numbers)

    came = follow(world, coming, take)
    assert came == [
        (datetime(2026, 3, 7, 13, tzinfo=UTC), [2]),
        (datetime(2026, 3, 8, 12, tzinfo=UTC), [2, 3]),  # the clocks went ahead that night
        (datetime(2026, 3, 10, 12, tzinfo=UTC), [1, 3]),
        (datetime(2026, 3, 12, 12, tzinfo=UTC), [1]),
    ]
    with transaction(world.engine) as session:
        viewer, ids = Viewer("T1", OWNER), journey_ids(session)
        last = agenda_actions.came(session, viewer=viewer, journey_ids=ids, limit=9)
        assert [(each.at, numbers(each)) for each in last] == came
        nobody = Viewer("T2", OWNER)
        assert not agenda_actions.coming(session, viewer=nobody, journey_ids=ids, now=world.now)


def test_reviews_come_when_they_are_said_to_a_handful_a_day(world: World) -> None:
    for name in ("Desk", "Window", "Door", "Chat"):
        with transaction(world.engine) as session:
            stage = session.exec(select(Stage)).first()
            assert stage
            touchpoints.add(
                session, stage=stage, name=name, channel="app", actor_id=OWNER, at=world.now
            )
        world.now += MINUTE

    def coming(session: Session) -> list[Moment]:
        return agenda_reviews.coming(
            session, workspace_id="T1", journey_ids=journey_ids(session), now=world.now, most=3
        )

    def take(session: Session) -> Numbers:
        people = asking.take_due(session, workspace_id="T1", now=world.now, most=3)
        asked = [
            reviews.asked_at(session, workspace_id="T1", person_id=each, moment=world.now)
            for each in people
        ]
        return sorted(each.number for one in asked for each in one)

    came = follow(world, coming, take)
    assert [len(found) for _, found in came] == [3, 2, 3, 2], "twice each, and the sample's one"
    assert {f"{at.astimezone(UTC):%H:%M}" for at, _ in came} == {"07:00"}, "London has summer"
    with transaction(world.engine) as session:
        ids = journey_ids(session)
        last = agenda_reviews.came(session, workspace_id="T1", journey_ids=ids, limit=20)
        assert [(each.at, numbers(each)) for each in last] == came
        assert coming(session) == [], "their channel is told now"


def test_still_happening_comes_when_it_is_said_to(world: World) -> None:
    first = world.log("The queue was long", by="UELENA")
    second = world.log("The label tore", by="UELENA")
    world.move(first, Status.SOLVED)
    world.later(hours=8)  # where she lives it is morning then
    world.move(second, Status.SOLVED)

    def coming(session: Session) -> list[Moment]:
        ids = journey_ids(session)
        return agenda_still.coming(session, workspace_id="T1", journey_ids=ids, now=world.now)

    def take(session: Session) -> Numbers:
        still_questions.take_due(session, workspace_id="T1", now=world.now, most=20)
        asked = still_questions.asked_at(
            session, workspace_id="T1", person_id="UELENA", moment=world.now
        )
        return [each.number for each in asked]

    came = follow(world, coming, take)
    morning = datetime(2026, 3, 21, 12, tzinfo=UTC)
    assert came == [(morning, [first, second])]
    with transaction(world.engine) as session:
        ids = journey_ids(session)
        last = agenda_still.came(session, workspace_id="T1", journey_ids=ids, limit=9)
        assert [(each.at, numbers(each)) for each in last] == came


def test_who_switched_it_off_is_not_waited_for(world: World) -> None:
    number = world.log("The queue was long", by="UELENA")
    world.move(number, Status.SOLVED)
    for kind in SWITCHES:
        with transaction(world.engine) as session:
            for person_id in ("UELENA", OWNER):
                preferences.switch(
                    session, workspace_id="T1", person_id=person_id, kind=kind, on=False
                )
    with transaction(world.engine) as session:
        ids, now = journey_ids(session), world.now
        (journey_id,) = ids
        actions.add(
            session,
            workspace_id="T1",
            journey_id=journey_id,
            new=NewAction("Print labels", "UELENA", now.date()),
            actor_id=OWNER,
            at=now,
        )
        viewer = Viewer("T1", OWNER)
        assert not agenda_actions.coming(session, viewer=viewer, journey_ids=ids, now=now)
        assert not agenda_reviews.coming(
            session, workspace_id="T1", journey_ids=ids, now=now, most=5
        )
        assert not agenda_still.coming(session, workspace_id="T1", journey_ids=ids, now=now)


def test_of_several_people_the_first_to_be_asked_counts(world: World) -> None:
    world.arrive("UAMY", "Europe/London")
    number = world.log("The queue was long", by="UELENA")
    world.see(number, by="UAMY")
    world.move(number, Status.SOLVED)
    with transaction(world.engine) as session:
        ids = journey_ids(session)
        coming = agenda_still.coming(session, workspace_id="T1", journey_ids=ids, now=world.now)
    assert [each.at for each in coming] == [datetime(2026, 3, 21, 8, tzinfo=UTC)]
