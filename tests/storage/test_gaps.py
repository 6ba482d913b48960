"""The big picture of a journey at any moment, against a plain reference."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from sqlalchemy import Engine, event
from sqlmodel import Session, col, select

from storage import retirement
from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.map import gaps
from storage.map.gaps import Gaps
from storage.models import PainPoint, Sighting, Touchpoint
from storage.pain import pains
from storage.pain.heat import HALF_LIFE
from storage.pain.pains import NewSighting
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind, Status
from storage.workspace import workspaces
from tests.storage.pain_reference import MOMENT, NOW, Pain, plant
from tests.storage.test_observed import feel
from tests.storage.test_pain_lists import ON_BOTH, PAINS

TEAM = "TGAPS"


@given(told=PAINS, at=MOMENT)
@ON_BOTH
def test_silent_assumed_heat_and_drift_are_those_of_the_moment(
    engine: Engine, told: list[Pain], at: datetime
) -> None:
    with transaction(engine) as session:
        world = plant(session, told)
        feel(session, world)
        _made_long_ago(session, world.workspace_id)
        found = gaps.of(
            session, workspace_id=world.workspace_id, journey_id=world.journey_id, now=at
        )
        stored = session.exec(
            select(Sighting, PainPoint)
            .join(PainPoint, col(Sighting.pain_point_id) == PainPoint.id)
            .where(Sighting.workspace_id == world.workspace_id, Sighting.seen_at <= at)
        ).all()
    silent, assumed, drifting, compared = set(), set(), set(), 0
    for place_id in world.place_ids:
        here = [sighting for sighting, pain in stored if pain.touchpoint_id == place_id]
        if not any(sighting.seen_at > at - timedelta(days=60) for sighting in here):
            silent.add(place_id)
        if not here:
            assumed.add(place_id)
        felt = [(one.emotion, 0.5 ** ((at - one.seen_at) / HALF_LIFE)) for one in here]
        felt = [(emotion, weight) for emotion, weight in felt if emotion is not None]
        if len(felt) >= 5:
            compared += 1
            mean = sum(emotion * weight for emotion, weight in felt) / sum(w for _, w in felt)
            if abs(mean - 1) >= 1 - 1e-9:
                drifting.add(place_id)
    assert {place.id for place in found.silent} == silent
    assert {place.id for place in found.assumed} == assumed
    assert {place.id for place in found.drifting} == drifting
    assert found.compared == compared
    heat = {
        place_id: sum(
            pain.heat(at) for pain in told if pain.open and world.place_ids[pain.place] == place_id
        )
        for place_id in world.place_ids
    }
    for handed in found.hand_offs:
        both = heat[handed.before.id] + heat[handed.after.id]
        assert handed.heat == pytest.approx(both, rel=1e-9)
    heats = [handed.heat for handed in found.hand_offs]
    assert heats == sorted(heats, reverse=True)
    assert found.handed_over == 3


def _made_long_ago(session: Session, workspace_id: str) -> None:
    """All planned to please, of departments that take turns, and there at any moment asked."""
    made = session.exec(
        select(Touchpoint)
        .where(Touchpoint.workspace_id == workspace_id)
        .order_by(col(Touchpoint.number))
    )
    for place, touchpoint in enumerate(made):
        touchpoint.created_at = NOW - timedelta(days=1000)
        touchpoint.planned_emotion = 1
        touchpoint.department = ("Sales", "Support")[place % 2]
        session.add(touchpoint)
    session.flush()


@dataclass
class Shop:
    """A journey made step by step."""

    engine: Engine
    journey_id: int = 0
    numbers: dict[str, int] = field(default_factory=dict)

    def build(self, *names: str) -> "Shop":
        with transaction(self.engine) as session:
            workspaces.ensure(session, workspace_id=TEAM, at=NOW)
            journey = journeys.add(
                session,
                workspace_id=TEAM,
                name="Shop",
                goal="",
                scope="",
                owner_id="UOWNER",
                at=NOW,
                stages=[NewStage(name) for name in names],
            )
            assert journey
            self.journey_id = identity(journey)
        return self

    def add(
        self,
        name: str,
        stage: str,
        department: str = "",
        *,
        owner: str | None = None,
        at: datetime = NOW - timedelta(days=365),
    ) -> None:
        with transaction(self.engine) as session:
            column = stages.named(
                session, workspace_id=TEAM, journey_id=self.journey_id, name=stage
            )
            assert column
            self.numbers[name] = touchpoints.add(
                session,
                stage=column,
                name=name,
                channel="store",
                actor_id="UOWNER",
                at=at,
                details={"department": department, "owner_id": owner},
            ).number

    def touchpoint(self, session: Session, name: str) -> Touchpoint:
        found = touchpoints.numbered(session, workspace_id=TEAM, number=self.numbers[name])
        assert found
        return found

    def see(self, name: str, *, severity: int = 3, ago: float = 0, kind: Kind = Kind.PAIN) -> int:
        with transaction(self.engine) as session:
            seen = NewSighting("UANA", NOW - timedelta(days=ago), severity)
            where = self.touchpoint(session, name)
            return pains.add(
                session, touchpoint=where, told=name, kind=kind, channel_id=None, sighting=seen
            ).number

    def gaps(self, at: datetime = NOW) -> Gaps:
        with transaction(self.engine) as session:
            return gaps.of(session, workspace_id=TEAM, journey_id=self.journey_id, now=at)


def names(places: object) -> list[str]:
    return [place.name for place in places]  # type: ignore[attr-defined]  # stages and places alike


def test_stages_and_owners(engine: Engine) -> None:
    shop = Shop(engine).build("First", "Second", "Third")
    shop.add("Till", "Second", owner="UANA")
    shop.add("Door", "First")
    shop.add("Bench", "Third")
    with transaction(engine) as session:
        bench = shop.touchpoint(session, "Bench")
        retirement.retire(session, bench, actor_id="UANA", at=NOW)
    found = shop.gaps()
    assert names(found.empty) == ["Third"]
    assert names(found.ownerless) == ["Door"]
    assert (found.stages, found.touchpoints) == (3, 2)


def test_what_was_there_at_a_moment(engine: Engine) -> None:
    shop = Shop(engine).build("First")
    shop.add("Old", "First")
    shop.add("New", "First", at=NOW - timedelta(days=5))
    with transaction(engine) as session:
        old = shop.touchpoint(session, "Old")
        retirement.retire(session, old, actor_id="UANA", at=NOW - timedelta(days=2))
    assert names(shop.gaps().ownerless) == ["New"]
    assert names(shop.gaps(NOW - timedelta(days=3)).ownerless) == ["Old", "New"]
    assert names(shop.gaps(NOW - timedelta(days=9)).ownerless) == ["Old"]


def test_sixty_days_to_the_millisecond(engine: Engine) -> None:
    shop = Shop(engine).build("First")
    shop.add("Till", "First")
    shop.see("Till", ago=60, kind=Kind.DELIGHT)
    assert names(shop.gaps().silent) == ["Till"]
    assert names(shop.gaps(NOW - timedelta(milliseconds=1)).silent) == []
    assert names(shop.gaps().assumed) == []
    assert names(shop.gaps(NOW - timedelta(days=60, milliseconds=1)).assumed) == ["Till"]


def test_hand_offs_go_from_stage_to_stage_hottest_first(engine: Engine) -> None:
    shop = Shop(engine).build("First", "Second")
    for name, stage, department in (
        ("Ad", "First", "Marketing"),
        ("Page", "First", "Web"),
        ("Form", "First", "web "),
        ("Till", "Second", "Sales"),
        ("Nobody's", "Second", ""),
        ("Desk", "Second", "Support"),
        ("Phone", "Second", "Sales"),
    ):
        shop.add(name, stage, department.strip())
    shop.see("Ad", severity=1)
    shop.see("Form", severity=5)
    shop.see("Till", severity=2)
    declined = shop.see("Page", severity=5)
    with transaction(engine) as session:
        pain = session.exec(select(PainPoint).where(PainPoint.number == declined)).one()
        pain.status = Status.DECLINED.value
        session.add(pain)
    found = shop.gaps()
    assert [(each.before.name, each.after.name, each.heat) for each in found.hand_offs] == [
        ("Form", "Till", 7.0),
        ("Ad", "Page", 1.0),
    ]
    assert found.hand_offs[0].hotter.name == "Form"
    # Desk to Phone is one too, without heat; beside "Nobody's" nothing is known.
    assert (found.handed_over, found.unassigned) == (3, 1)


def test_drift_from_one_up_of_five_or_more(engine: Engine) -> None:
    shop = Shop(engine).build("First")
    seen = {"Few": [-2] * 4, "Near": [0, 0, 0, 0, 1], "Far": [0] * 5, "Farther": [-2] * 5}
    for name, felt in seen.items():
        shop.add(name, "First")
        number = shop.see(name)
        with transaction(engine) as session:
            touchpoint = shop.touchpoint(session, name)
            touchpoint.planned_emotion = 1
            session.add(touchpoint)
            pain = session.exec(select(PainPoint).where(PainPoint.number == number)).one()
            for emotion in felt:
                sighting = NewSighting("UANA", NOW, 1, emotion=emotion)
                pains.add_sighting(
                    session, workspace_id=TEAM, pain_id=identity(pain), sighting=sighting
                )
    found = shop.gaps()
    assert names(found.drifting) == ["Farther", "Far"]
    assert [place.drift for place in found.drifting] == pytest.approx([-3, -1])
    assert found.compared == 3


def test_three_statements_however_large_the_map(engine: Engine) -> None:
    shop = Shop(engine).build("First")
    for number in range(12):
        shop.add(f"Place {number}", "First")
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    shop.gaps()
    assert len([each for each in asked if each.lstrip().startswith("SELECT")]) == 3


def test_nothing_of_other_workspaces_and_journeys(engine: Engine) -> None:
    shop = Shop(engine).build("First")
    shop.add("Till", "First")
    with transaction(engine) as session:
        found = gaps.of(session, workspace_id="TOTHER", journey_id=shop.journey_id, now=NOW)
    assert (found.stages, found.touchpoints) == (0, 0)
