"""What belongs to a channel is known there, and elsewhere only what public ones did."""

from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from storage.action import actions
from storage.action.actions import NewAction
from storage.action.seen import seen_by
from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys
from storage.journey.channel_content import shared_viewer
from storage.journey.visibility import Viewer, viewer_in
from storage.models import Action, Journey
from tests.storage.pain_world import OWNER, World

# What each channel was when it began to work on the journey, and whether it still does.
CHANNELS = {
    "CPUBLIC": (False, True),
    "CLEFT": (False, False),
    "GPRIVATE": (True, True),
    "GLEFT": (True, False),
}


@pytest.fixture
def world(engine: Engine, now: datetime) -> World:
    """A journey with an action of each channel, of one that never worked on it, and of none."""
    world = World(engine, now)
    world.build()
    with transaction(engine) as session:
        journey = session.exec(select(Journey)).one()
        other = journeys.add(
            session, workspace_id="T1", name="Other", goal="", scope="", owner_id=OWNER, at=now
        )
        assert other
        for channel, (private, stays) in CHANNELS.items():
            bind(session, journey, channel, private=private, at=now)
            if not stays:
                bind(session, other, channel, private=private, at=now)
        for channel_id in (*CHANNELS, "CNEVER", None):
            new = NewAction(str(channel_id), "UKWAME", now.date(), channel_id=channel_id)
            actions.add(
                session,
                workspace_id="T1",
                journey_id=identity(journey),
                new=new,
                actor_id=OWNER,
                at=now,
            )
    return world


def bind(session: Session, to: Journey, channel: str, *, private: bool, at: datetime) -> None:
    journeys.bind(
        session,
        workspace_id="T1",
        journey_id=identity(to),
        channel_id=channel,
        private=private,
        person_id=OWNER,
        at=at,
    )


def seen(world: World, viewer: Viewer) -> set[str]:
    with transaction(world.engine) as session:
        return set(session.exec(select(col(Action.what)).where(seen_by(viewer))).all())


PUBLIC = {"CPUBLIC", "CLEFT", "None"}


@pytest.mark.parametrize("channel", [*CHANNELS, "CELSEWHERE"])
def test_a_channel_knows_its_own_and_those_of_public_ones(world: World, channel: str) -> None:
    assert seen(world, viewer_in("T1", channel)) == PUBLIC | ({channel} & set(CHANNELS))


def test_people_know_their_own_wherever_they_are(world: World) -> None:
    assert seen(world, Viewer("T1", "UNOOR")) == PUBLIC
    assert seen(world, Viewer("T1", "UKWAME")) == {*CHANNELS, "CNEVER", "None"}


def test_whoever_may_see_a_journey_is_its_only_channel_or_nobody_in_particular(
    world: World,
) -> None:
    with transaction(world.engine) as session:
        first, other = session.exec(select(Journey).order_by(col(Journey.id))).all()
        assert shared_viewer(session, journey=first) == Viewer("T1", "")
        bind(session, first, "GLEFT", private=True, at=world.now)
        assert shared_viewer(session, journey=other) == viewer_in("T1", "CLEFT")
