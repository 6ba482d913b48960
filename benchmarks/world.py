"""The workspace that is measured: 1,000 touchpoints, 2,000 pain points, 100,000 sightings."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert
from sqlmodel import Session

from benchmarks.slack_stub import TEAM
from storage.db import open_engine, transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.migrations import migrate
from storage.models import Journey, Outbox, Persona, Sighting, Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.statements import table_of
from storage.touchpoint import touchpoints
from storage.vocabulary import Channel, Kind
from storage.workspace import workspaces

PEOPLE = tuple(f"U{number:03}" for number in range(50))
CHANNELS = tuple(f"C{number:03}" for number in range(8))
MAP_CHANNEL = "CMAP"
STAGES = ("Awareness", "Research", "Purchase", "Post-purchase", "Loyalty")
PLACES = ("Checkout", "Returns desk", "Parcel tracking", "Newsletter", "Size guide", "Till")


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    touchpoints: int = 1_000
    pains: int = 2_000
    sightings: int = 100_000


@dataclass(frozen=True, slots=True)
class World:
    """What requests refer to."""

    journey_id: int
    touchpoint_ids: tuple[int, ...]


def build(database_url: str, size: Size) -> World:
    """Migrates and fills an empty database."""
    engine = open_engine(database_url)
    migrate(engine)
    now = datetime.now(UTC)
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id=TEAM, at=now)
        for person in PEOPLE:
            workspaces.ensure_member(session, workspace_id=TEAM, person_id=person, at=now)
        large, places = _journey(session, "Buying from Fern", CHANNELS, size.touchpoints, now)
        _, few = _journey(session, "Bringing it back", (MAP_CHANNEL,), 20, now)
        _pains(session, places, count=size.pains, sightings=size.sightings, now=now)
        _pains(session, few, count=25, sightings=150, now=now)
        world = World(identity(large), tuple(identity(place) for place in places))
    engine.dispose()
    return world


def forget_outbox(database_url: str) -> None:
    """Rounds begin alike: what the round before left to be said is dropped."""
    engine = open_engine(database_url)
    with transaction(engine) as session:
        session.connection().execute(delete(table_of(Outbox)))
    engine.dispose()


def _journey(
    session: Session, name: str, channels: tuple[str, ...], count: int, now: datetime
) -> tuple[Journey, list[Touchpoint]]:
    journey = journeys.add(
        session,
        workspace_id=TEAM,
        name=name,
        goal="Leave with the right thing, and come back",
        scope="",
        owner_id=PEOPLE[0],
        at=now,
        stages=[NewStage(stage) for stage in STAGES],
    )
    if journey is None:
        raise RuntimeError("The database was filled before")
    for channel in channels:
        journeys.bind(
            session,
            workspace_id=TEAM,
            journey_id=identity(journey),
            channel_id=channel,
            private=False,
            person_id=PEOPLE[0],
            at=now,
        )
    for persona in ("Busy parent", "First-time buyer", "Regular"):
        session.add(Persona(workspace_id=TEAM, journey_id=identity(journey), name=persona))
    columns = stages.of(session, workspace_id=TEAM, journey_id=identity(journey))
    kinds = list(Channel)
    places = [
        touchpoints.add(
            session,
            stage=columns[number % len(columns)],
            name=f"{PLACES[number % len(PLACES)]} {number}",
            channel=kinds[number % len(kinds)],
            actor_id=PEOPLE[0],
            at=now,
        )
        for number in range(count)
    ]
    return journey, places


def _pains(
    session: Session, places: list[Touchpoint], *, count: int, sightings: int, now: datetime
) -> None:
    ids = [_pain(session, places[number % len(places)], number, now) for number in range(count)]
    seen = [
        {
            "workspace_id": TEAM,
            "pain_point_id": ids[number % count],
            "reporter_id": PEOPLE[number * 7 % len(PEOPLE)],
            "seen_at": now - timedelta(minutes=5 + number * 2_879 % 259_200),
            "severity": 1 + number * 3 % 5,
            "emotion": number % 5 - 2,
            "quote": "I stood there for ten minutes" if number % 3 == 0 else "",
        }
        for number in range(sightings - count)
    ]
    session.connection().execute(insert(table_of(Sighting)), seen)


def _pain(session: Session, place: Touchpoint, number: int, now: datetime) -> int:
    first = NewSighting(
        reporter_id=PEOPLE[number % len(PEOPLE)], seen_at=now - timedelta(days=200), severity=3
    )
    return pains.add(
        session,
        touchpoint=place,
        told=f"The parcel label could not be printed, again ({number})",
        kind=Kind.PAIN,
        channel_id=None,
        sighting=first,
    ).id
