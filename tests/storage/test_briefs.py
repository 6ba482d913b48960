"""What to say today, and what a brief is made of, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from storage import retirement
from storage.brief import briefs
from storage.brief import facts as brief_facts
from storage.db import transaction
from storage.history import entries as history
from storage.identity import identity
from storage.journey import stages
from storage.models import Brief, Sighting, Stage, Touchpoint
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind, Status
from tests.storage.pain_world import World


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    world = World(engine, now)
    world.build()
    return world


def till(session: Session) -> Touchpoint:
    found = touchpoints.numbered(session, workspace_id="T1", number=1)
    assert found
    return found


def purchase(session: Session) -> Stage:
    return session.exec(select(Stage).where(Stage.name == "Purchase")).one()


def write(world: World, words: str, *, by: str = "UANA", stage: bool = False) -> bool:
    with transaction(world.engine) as session:
        place = purchase(session) if stage else till(session)
        return briefs.write(session, place=place, words=words, actor_id=by, at=world.now)


def written(world: World, *, stage: bool = False) -> Brief | None:
    with transaction(world.engine) as session:
        return briefs.of(session, place=purchase(session) if stage else till(session))


def test_the_last_words_count(world: World) -> None:
    assert written(world) is None
    assert write(world, "Offer a chair.")
    world.later(hours=1)
    assert write(world, "Offer coffee.", by="UBEN")
    brief = written(world)
    assert brief
    assert (brief.words, brief.by_id, brief.at) == ("Offer coffee.", "UBEN", world.now)
    assert written(world, stage=True) is None


def test_a_stage_has_its_own(world: World) -> None:
    write(world, "Here.")
    write(world, "Everywhere.", stage=True)
    found = [written(world), written(world, stage=True)]
    assert [brief.words for brief in found if brief] == ["Here.", "Everywhere."]


def test_the_same_words_again_change_nothing(world: World) -> None:
    assert write(world, "Offer a chair.")
    before = world.now
    world.later(hours=1)
    assert not write(world, "Offer a chair.", by="UBEN")
    brief = written(world)
    assert brief
    assert (brief.by_id, brief.at) == ("UANA", before)


def test_no_words_take_it_away_and_the_history_keeps_them(world: World) -> None:
    write(world, "Offer a chair.")
    world.later(hours=1)
    assert write(world, "", by="UBEN")
    assert written(world) is None
    assert not write(world, "")
    with transaction(world.engine) as session:
        entries = history.of(
            session, workspace_id="T1", subject="touchpoint", subject_id=identity(till(session))
        )
    told = [(each.actor_id, each.what, each.before, each.after) for each in entries[:2]]
    assert told == [
        ("UBEN", "briefed", {"brief": "Offer a chair."}, {"brief": ""}),
        ("UANA", "briefed", {"brief": ""}, {"brief": "Offer a chair."}),
    ]


def test_fixed_within_thirty_days_thanks_to_reports(world: World) -> None:
    old = world.log("Too long ago", by="UANA")
    world.move(old, Status.SOLVED)
    world.later(days=30)
    first = world.log("Label", by="UANA")
    world.see(first, by="UBEN")
    world.see(first, by="UBEN")
    world.move(first, Status.SOLVED, reason="It prints again.")
    world.later(hours=1)
    world.log("A delight", by="UANA", kind=Kind.DELIGHT)
    second = world.log("Queue", by="UANA")
    world.move(second, Status.SOLVED)
    world.log("Still open", by="UANA")
    with transaction(world.engine) as session:
        for place in (till(session), purchase(session)):
            found, in_all = brief_facts.fixed(session, place=place, now=world.now, limit=1)
            assert [(each.number, each.sightings) for each in found] == [(second, 1)]
            assert in_all == 2
            found, _ = brief_facts.fixed(session, place=place, now=world.now, limit=9)
            assert [(each.number, each.reason, each.sightings) for each in found] == [
                (second, "", 1),
                (first, "It prints again.", 3),
            ]
            before = world.now - timedelta(minutes=30)
            found, in_all = brief_facts.fixed(session, place=place, now=before, limit=9)
            assert ([each.number for each in found], in_all) == ([first], 1)


def test_felt_in_a_stage_is_the_mean_over_all_that_was_seen_there(world: World) -> None:
    number = world.log("Queue", by="UANA")
    feel(world, number, -2)
    world.later(days=30)
    other = add_touchpoint(world, "Desk", planned=2)
    world.see(number, by="UBEN")
    feel(world, number, 1)
    with transaction(world.engine) as session:
        at_till = brief_facts.felt(session, place=till(session), now=world.now)
        in_stage = brief_facts.felt(session, place=purchase(session), now=world.now)
        at_desk = brief_facts.felt(session, place=other, now=world.now)
    # The older sighting weighs half.
    assert at_till.observed == pytest.approx((-2 * 0.5 + 1) / 1.5)
    assert (at_till.n, at_till.planned, at_till.planned_n) == (2, None, 0)
    assert in_stage.observed == pytest.approx(at_till.observed)
    assert (in_stage.n, in_stage.planned, in_stage.planned_n) == (2, 2.0, 1)
    assert (at_desk.observed, at_desk.n, at_desk.planned, at_desk.planned_n) == (None, 0, 2, 1)


def test_what_is_retired_is_not_felt_in_its_stage(world: World) -> None:
    number = world.log("Queue", by="UANA")
    feel(world, number, -2)
    with transaction(world.engine) as session:
        retirement.retire(session, till(session), actor_id="UANA", at=world.now)
    with transaction(world.engine) as session:
        felt = brief_facts.felt(session, place=purchase(session), now=world.now)
    assert (felt.observed, felt.n) == (None, 0)


def feel(world: World, number: int, emotion: int) -> None:
    """The latest sighting of P-number notes an emotion."""
    with transaction(world.engine) as session:
        sighting = session.exec(
            select(Sighting)
            .where(Sighting.pain_point_id == world.pain(session, number).id)
            .order_by(col(Sighting.id).desc())
            .limit(1)
        ).one()
        sighting.emotion = emotion
        session.add(sighting)


def add_touchpoint(world: World, name: str, *, planned: int) -> Touchpoint:
    with transaction(world.engine) as session:
        return touchpoints.add(
            session,
            stage=stages.of(session, workspace_id="T1", journey_id=till(session).journey_id)[0],
            name=name,
            channel="store",
            actor_id="UANA",
            at=world.now,
            details={"planned_emotion": planned},
        )
