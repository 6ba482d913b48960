"""What the map says of each touchpoint, against a plain reference."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from storage.db import transaction
from storage.map import maps
from storage.models import PainPoint, Sighting
from storage.pain import merges
from storage.pain.heat import HALF_LIFE
from storage.vocabulary import Kind, Status
from tests.storage.pain_reference import MOMENT, NOW, Pain, Seen, World, plant
from tests.storage.test_pain_lists import ON_BOTH, PAINS


def feel(session: Session, world: World) -> None:
    """Every other sighting notes an emotion, from -2 to +2 in turn."""
    found = session.exec(
        select(Sighting)
        .where(Sighting.workspace_id == world.workspace_id)
        .order_by(col(Sighting.id))
    )
    for place, sighting in enumerate(found):
        sighting.emotion = place // 2 % 5 - 2 if place % 2 else None
        session.add(sighting)
    session.flush()


@given(told=PAINS, at=MOMENT)
@ON_BOTH
def test_heat_is_of_open_pains_and_emotion_of_everything_seen(
    engine: Engine, told: list[Pain], at: datetime
) -> None:
    with transaction(engine) as session:
        world = plant(session, told)
        feel(session, world)
        observed = maps.observed(
            session, workspace_id=world.workspace_id, journey_id=world.journey_id, now=at
        )
        stored = session.exec(
            select(Sighting, PainPoint)
            .join(PainPoint, col(Sighting.pain_point_id) == PainPoint.id)
            .where(Sighting.workspace_id == world.workspace_id)
        ).all()
        for place, touchpoint_id in enumerate(world.place_ids):
            here = [pain for pain in told if pain.place == place]
            seen = [each for pain in here for each in pain.happened(at)]
            found = observed.get(touchpoint_id, maps.NOTHING_OBSERVED)
            heat = sum(pain.heat(at) for pain in here if pain.open)
            assert found.heat == pytest.approx(heat, rel=1e-9)
            assert (found.sightings, found.reporters) == (
                len(seen),
                len({each.person for each in seen}),
            )
            felt = [
                (sighting.emotion, 0.5 ** ((at - sighting.seen_at) / HALF_LIFE))
                for sighting, pain in stored
                if pain.touchpoint_id == touchpoint_id
                and sighting.emotion is not None
                and sighting.seen_at <= at
            ]
            assert found.emotions_n == len(felt)
            if felt:
                mean = sum(e * w for e, w in felt) / sum(w for _, w in felt)
                assert found.emotion == pytest.approx(mean, rel=1e-9, abs=1e-9)
            else:
                assert found.emotion is None


def test_a_duplicate_counts_where_it_leads(engine: Engine) -> None:
    with transaction(engine) as session:
        seen = [Seen("UANA", timedelta(0), 5, None)]
        world = plant(
            session,
            [
                Pain(0, Status.NEW, Kind.PAIN, "queue", seen),
                Pain(1, Status.NEW, Kind.PAIN, "wait", seen),
            ],
        )
        queue, wait = session.exec(
            select(PainPoint)
            .where(PainPoint.workspace_id == world.workspace_id)
            .order_by(col(PainPoint.number))
        ).all()
        pain, into = merges.lock(session, pain=queue, other=wait)
        merges.merge(session, pain=pain, into=into, seen="New", actor_id="UANA", at=NOW)
        observed = maps.observed(
            session, workspace_id=world.workspace_id, journey_id=world.journey_id, now=NOW
        )
        assert world.place_ids[0] not in observed
        there = observed[world.place_ids[1]]
        assert (there.heat, there.sightings, there.reporters) == (10.0, 2, 1)
