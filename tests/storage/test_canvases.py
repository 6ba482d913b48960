"""Which canvases are to be written, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys
from storage.map import canvases
from storage.models import Canvas, Journey
from tests.storage.pain_world import OWNER, World

HERE = {"workspace_id": "T1", "channel_id": "C1"}


class Kept(World):
    """The shop, whose map the channel C1 keeps in its canvas."""

    def keep(self) -> None:
        journey_id = self.journey_id
        with transaction(self.engine) as session:
            canvases.keep(session, **HERE, journey_id=journey_id, by=OWNER)

    @property
    def journey_id(self) -> int:
        with transaction(self.engine) as session:
            return identity(session.exec(select(Journey).where(Journey.name == "Shop")).one())

    def bind(self, journey_id: int) -> None:
        with transaction(self.engine) as session:
            journeys.bind(
                session,
                **HERE,
                journey_id=journey_id,
                private=False,
                person_id=OWNER,
                at=self.now - timedelta(days=1),
            )

    def write(self) -> None:
        """What the job does, and what Slack answers."""
        with transaction(self.engine) as session:
            for canvas in canvases.due(session, workspace_id="T1", now=self.now, limit=9):
                canvases.looked_at(session, canvas=canvas, at=self.now)
                canvases.written(session, **HERE, canvas_id="F1", digest="abc")

    def due(self) -> bool:
        with transaction(self.engine) as session:
            return bool(canvases.due(session, workspace_id="T1", now=self.now, limit=9))

    def canvas(self) -> Canvas:
        with transaction(self.engine) as session:
            found = canvases.of(session, **HERE)
            assert found
            return found


@pytest.fixture
def world(engine: Engine, now: datetime) -> Kept:
    world = Kept(engine, now)
    world.build()
    world.bind(world.journey_id)
    world.later(hours=1)
    world.keep()
    return world


def test_what_was_never_written_is_due_once(world: Kept) -> None:
    assert world.due()
    world.write()
    assert not world.due()
    world.later(hours=23)
    assert not world.due()


def test_a_sighting_makes_it_due_five_minutes_after_it_was_written(world: Kept) -> None:
    world.write()
    world.later(minutes=1)
    world.log("Queue", by="UANA")
    assert not world.due()
    world.later(minutes=4)
    assert world.due()
    world.write()
    world.later(minutes=5)
    assert not world.due()


def test_heat_cools_so_it_is_due_every_day(world: Kept) -> None:
    world.write()
    world.later(days=1)
    assert world.due()


def test_what_slack_refuses_is_left_alone_for_a_day(world: Kept) -> None:
    with transaction(world.engine) as session:
        canvases.refused(session, **HERE, why="missing_scope", at=world.now)
        canvas = canvases.of(session, **HERE)
        assert canvas
        canvases.looked_at(session, canvas=canvas, at=world.now)
    world.later(hours=23)
    world.log("Queue", by="UANA")
    assert not world.due()
    with transaction(world.engine) as session:
        since = world.now - canvases.PATIENCE
        assert canvases.refusals(session, since=since) == [("missing_scope", 1)]
    world.later(hours=1)
    assert world.due()
    with transaction(world.engine) as session:
        assert canvases.refusals(session, since=world.now - canvases.PATIENCE) == []


def test_switched_off_deleted_or_on_another_journey_it_is_not_due(world: Kept) -> None:
    with transaction(world.engine) as session:
        canvases.stop(session, **HERE)
    assert not world.due()
    world.keep()
    assert world.due()
    world.write()
    with transaction(world.engine) as session:
        canvases.deleted(session, **HERE)
    assert (world.canvas().kept, world.canvas().canvas_id) == (False, "")
    world.keep()
    assert world.due()
    with transaction(world.engine) as session:
        other = journeys.add(
            session,
            workspace_id="T1",
            name="Other",
            goal="",
            scope="",
            owner_id=OWNER,
            at=world.now,
        )
        assert other
    world.bind(identity(other))
    assert not world.due()


def test_kept_again_it_is_the_same_canvas(world: Kept) -> None:
    world.write()
    with transaction(world.engine) as session:
        canvases.stop(session, **HERE)
    world.keep()
    assert (world.canvas().kept, world.canvas().canvas_id) == (True, "F1")
