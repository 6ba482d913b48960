"""The workspace that is measured: 1,000 touchpoints, 2,000 pain points, 100,000 sightings."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, insert
from sqlmodel import Session

from benchmarks.slack_stub import TEAM
from storage import journeys, stages, touchpoints, workspaces
from storage.db import open_engine, transaction
from storage.identity import identity
from storage.journeys import NewStage
from storage.migrations import migrate
from storage.models import Counter, Journey, Outbox, PainPoint, Persona, Sighting, Touchpoint
from storage.statements import table_of
from storage.vocabulary import Channel, Status

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
        small, few = _journey(session, "Bringing it back", (MAP_CHANNEL,), 20, now)
        _pains(session, large, places, size, now)
        world = World(identity(large), tuple(identity(place) for place in places))
        _pains(session, small, few, Size(20, 25, 150), now, first=size.pains + 1)
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
    session: Session,
    journey: Journey,
    places: list[Touchpoint],
    size: Size,
    now: datetime,
    first: int = 1,
) -> None:
    scope = {"workspace_id": TEAM, "journey_id": journey.id}
    ids = range(first, first + size.pains)
    rows = [
        {
            **scope,
            "id": number,
            "number": number,
            "touchpoint_id": places[number % len(places)].id,
            "title": f"The parcel label could not be printed, again ({number})",
            "status": Status.NEW.value,
            "reporter_id": PEOPLE[number % len(PEOPLE)],
            "created_at": now - timedelta(days=200),
            "kind": "pain",
            "description": "",
            "reason": "",
        }
        for number in ids
    ]
    seen = [
        {
            "workspace_id": TEAM,
            "pain_point_id": ids[number % len(ids)],
            "reporter_id": PEOPLE[number * 7 % len(PEOPLE)],
            "seen_at": now - timedelta(minutes=5 + number * 2_879 % 259_200),
            "severity": 1 + number * 3 % 5,
            "emotion": number % 5 - 2,
            "quote": "I stood there for ten minutes" if number % 3 == 0 else "",
        }
        for number in range(size.sightings)
    ]
    connection = session.connection()
    connection.execute(insert(table_of(PainPoint)), rows)
    connection.execute(insert(table_of(Sighting)), seen)
    _continue_numbers(session, first + size.pains - 1)


def _continue_numbers(session: Session, last: int) -> None:
    """The next pain point gets the number, and on PostgreSQL the row id, after the last one."""
    counter = session.get(Counter, (TEAM, "pain")) or Counter(
        workspace_id=TEAM, kind="pain", last=last
    )
    counter.last = last
    session.add(counter)
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(
            "SELECT setval(pg_get_serial_sequence('pain_point', 'id'), max(id)) FROM pain_point"
        )
