"""What pictures are made from, on both databases: places in order, scored ideas, any journey."""

from datetime import datetime

import pytest
from sqlalchemy import Engine

from storage.db import transaction
from storage.identity import identity
from storage.journey import stages
from storage.map import chart_facts
from storage.models import Journey, Opportunity
from storage.opportunity import opportunities
from storage.touchpoint import touchpoints
from storage.vocabulary import OpportunityStatus
from tests.storage.pain_world import OWNER, World


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    built = World(engine, now)
    built.build()
    return built


def the_journey(world: World) -> Journey:
    with transaction(world.engine) as session:
        (found,) = chart_facts.journeys_called(session, name="")
        return found


def test_places_are_in_order_with_what_was_seen(world: World) -> None:
    journey = the_journey(world)
    here = identity(journey)
    world.log("Slow", by="U1", severity=4)
    with transaction(world.engine) as session:
        (stage,) = stages.of(session, workspace_id=world.workspace_id, journey_id=here)
        touchpoints.add(
            session, stage=stage, name="Door", channel="store", actor_id=OWNER, at=world.now
        )
        (found,) = chart_facts.places(
            session, workspace_id=world.workspace_id, journey_id=here, now=world.now
        )
    assert [place.touchpoint.name for place in found.places] == ["Till", "Door"]
    assert [place.seen.sightings for place in found.places] == [1, 0]
    assert [place.seen.heat for place in found.places] == [pytest.approx(4.0), 0.0]


def test_nothing_of_another_workspace(world: World) -> None:
    journey = the_journey(world)
    with transaction(world.engine) as session:
        here = identity(journey)
        found = chart_facts.places(session, workspace_id="T2", journey_id=here, now=world.now)
        assert found == []
        assert not chart_facts.open_opportunities(
            session, workspace_id="T2", journey_id=here, ids=[1]
        )


def test_only_open_opportunities_by_number(world: World) -> None:
    journey = the_journey(world)
    with transaction(world.engine) as session:
        ids = [
            identity(
                opportunities.add(
                    session, journey=journey, held={"title": title}, actor_id=OWNER, at=world.now
                )
            )
            for title in ("One", "Two", "Three")
        ]
        opportunities.set_status(
            session,
            opportunity=session.get_one(Opportunity, ids[1]),
            seen=OpportunityStatus.OPEN,
            status=OpportunityStatus.DROPPED,
            reason="",
            actor_id=OWNER,
            at=world.now,
        )
        found = chart_facts.open_opportunities(
            session, workspace_id=world.workspace_id, journey_id=identity(journey), ids=ids
        )
    assert [one.title for one in found] == ["One", "Three"]


def test_journeys_are_found_by_name_whatever_its_case(world: World) -> None:
    with transaction(world.engine) as session:
        assert [j.name for j in chart_facts.journeys_called(session, name="SHOP")] == ["Shop"]
        assert chart_facts.journeys_called(session, name="Elsewhere") == []
