"""Pain points in plain Python: what the lists must say, computed the slow and obvious way."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from sqlmodel import Session

from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.models import PainPoint, Persona
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.persona import personas
from storage.touchpoint import touchpoints
from storage.vocabulary import OPEN_STATUSES, Kind, Status
from storage.workspace import workspaces

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PEOPLE = ("UANA", "UBEN", "UCID")
WORDS = ("Élan", "queue", "gift card", "PARCEL", "refund", "100%", "under_score", "Straße")
_COUNTER = itertools.count(1)


@dataclass
class Seen:
    """A sighting; `ago` is how long before NOW."""

    person: str
    ago: timedelta
    severity: int
    persona: int | None

    @property
    def at(self) -> datetime:
        return NOW - self.ago


@dataclass
class Pain:
    """A pain point with its sightings, the first of which logged it."""

    place: int
    status: Status
    kind: Kind
    told: str
    seen: list[Seen]
    number: int = 0

    def happened(self, at: datetime) -> list[Seen]:
        return [each for each in self.seen if each.at <= at]

    def heat(self, at: datetime) -> float:
        if self.kind is Kind.DELIGHT:
            return 0.0
        return float(
            sum(
                each.severity * 0.5 ** ((at - each.at) / timedelta(days=30))
                for each in self.happened(at)
            )
        )

    def evidence(self, at: datetime) -> tuple[int, int]:
        happened = self.happened(at)
        return len(happened), len({each.person for each in happened})

    def rising(self, at: datetime) -> bool:
        before = self.heat(at - timedelta(days=14))
        sightings, reporters = self.evidence(at)
        if before > 0:
            return self.heat(at) >= 2 * before
        return sightings >= 3 and reporters >= 2

    @property
    def open(self) -> bool:
        return self.status in OPEN_STATUSES


@dataclass
class World:
    """Two stages with two touchpoints each, two personas, and pain points there."""

    workspace_id: str
    journey_id: int = 0
    stage_ids: list[int] = field(default_factory=list)
    place_ids: list[int] = field(default_factory=list)
    persona_ids: list[int] = field(default_factory=list)
    pains: list[Pain] = field(default_factory=list)


# Whole minutes, and the borders of two weeks and of the moment asked about among them.
AGO = st.one_of(
    st.sampled_from([timedelta(0), timedelta(days=14), timedelta(days=28), timedelta(days=30)]),
    st.integers(min_value=0, max_value=400 * 1440).map(lambda each: timedelta(minutes=each)),
)
SEEN = st.builds(
    Seen,
    person=st.sampled_from(PEOPLE),
    ago=AGO,
    severity=st.integers(min_value=1, max_value=5),
    persona=st.sampled_from([None, 0, 1]),
)
PAIN = st.builds(
    Pain,
    place=st.integers(min_value=0, max_value=3),
    status=st.sampled_from([each for each in Status if each is not Status.DUPLICATE]),
    kind=st.sampled_from([Kind.PAIN, Kind.PAIN, Kind.PAIN, Kind.DELIGHT]),
    told=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    seen=st.lists(SEEN, min_size=1, max_size=6).map(
        lambda some: sorted(some, key=lambda each: each.at)
    ),
)
MOMENT = st.one_of(st.just(NOW), AGO.map(lambda ago: NOW - ago))


def plant(session: Session, told: list[Pain]) -> World:
    """Everything into a workspace of its own, through the verbs."""
    world = World(f"T{next(_COUNTER)}", pains=told)
    workspaces.ensure(session, workspace_id=world.workspace_id, at=NOW)
    journey = journeys.add(
        session,
        workspace_id=world.workspace_id,
        name="Shop",
        goal="",
        scope="",
        owner_id="UANA",
        at=NOW,
        stages=[NewStage("First"), NewStage("Second")],
    )
    assert journey
    world.journey_id = identity(journey)
    of_journey = stages.of(session, workspace_id=world.workspace_id, journey_id=world.journey_id)
    world.stage_ids = [identity(stage) for stage in of_journey]
    places = [
        touchpoints.add(
            session,
            stage=of_journey[number // 2],
            name=f"Place {number}",
            channel="store",
            actor_id="UANA",
            at=NOW,
        )
        for number in range(4)
    ]
    world.place_ids = [identity(place) for place in places]
    for name in ("Parent", "Student"):
        session.add(
            Persona(workspace_id=world.workspace_id, journey_id=world.journey_id, name=name)
        )
    session.flush()
    found = personas.of(session, workspace_id=world.workspace_id, journey_id=world.journey_id)
    world.persona_ids = [identity(persona) for persona in found]
    for pain in told:
        row = pains.add(
            session,
            touchpoint=places[pain.place],
            told=pain.told,
            kind=pain.kind,
            channel_id=None,
            sighting=_sighting(world, pain.seen[0]),
        )
        pain.number = row.number
        for seen in pain.seen[1:]:
            pains.add_sighting(
                session,
                workspace_id=world.workspace_id,
                pain_id=row.id,
                sighting=_sighting(world, seen),
            )
        stored = session.get_one(PainPoint, row.id)
        stored.status = pain.status.value
        session.add(stored)
    session.flush()
    return world


def _sighting(world: World, seen: Seen) -> NewSighting:
    persona = None if seen.persona is None else world.persona_ids[seen.persona]
    return NewSighting(
        reporter_id=seen.person, seen_at=seen.at, severity=seen.severity, persona_id=persona
    )
