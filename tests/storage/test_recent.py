"""Where something was seen lately, on both databases; and links into private places."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from storage import requests
from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.journey.visibility import Viewer, may_see_permalink
from storage.models import Journey, Sighting, Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.pain.recent import LOOKED_AT, recent_places
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind
from storage.workspace import workspaces


def shop(session: Session, now: datetime, name: str = "Shop") -> tuple[Journey, list[Touchpoint]]:
    """A journey with five touchpoints."""
    workspaces.ensure(session, workspace_id="T1", at=now)
    journey = journeys.add(
        session,
        workspace_id="T1",
        name=name,
        goal="",
        scope="",
        owner_id="UOWNER",
        at=now,
        stages=[NewStage("Purchase")],
    )
    assert journey
    (stage,) = stages.of(session, workspace_id="T1", journey_id=identity(journey))
    return journey, [
        touchpoints.add(
            session, stage=stage, name=f"Place {n}", channel="store", actor_id="UOWNER", at=now
        )
        for n in range(5)
    ]


def see(
    session: Session, place: Touchpoint, person: str, channel: str | None, at: datetime
) -> None:
    pains.add(
        session,
        touchpoint=place,
        told="Something",
        kind=Kind.PAIN,
        channel_id=channel,
        sighting=NewSighting(person, at, 3, place_id=channel),
    )


def recent(session: Session, journey: Journey, person: str, channel: str | None) -> list[int]:
    return recent_places(
        session,
        workspace_id="T1",
        journey_id=identity(journey),
        person_id=person,
        channel_id=channel,
    )


def test_the_conversations_latest_then_the_persons(engine: Engine, now: datetime) -> None:
    with transaction(engine) as session:
        journey, places = shop(session, now)
        other, elsewhere = shop(session, now, "Other")
        ids = [identity(place) for place in places]
        seen = [(0, "U1", "C1"), (1, "U2", "C1"), (2, "U1", "C2"), (0, "U1", "C2"), (3, "U2", None)]
        for minute, (at, person, channel) in enumerate(seen):
            see(session, places[at], person, channel, now + timedelta(minutes=minute))
        see(session, elsewhere[0], "U1", "C1", now)
        assert recent(session, journey, "U1", "C1") == [ids[1], ids[0], ids[2]]
        assert recent(session, journey, "U1", None) == [ids[0], ids[2]]
        assert recent(session, journey, "U3", "C9") == []
        assert recent(session, other, "U1", "C1") == [identity(elsewhere[0])]


def test_however_many_only_the_latest_are_looked_at(engine: Engine, now: datetime) -> None:
    with transaction(engine) as session:
        journey, places = shop(session, now)
        see(session, places[0], "U1", "C1", now)
        for _ in range(LOOKED_AT):
            see(session, places[1], "U1", "C1", now)
        assert recent(session, journey, "U1", "C1") == [identity(places[1])]


def test_a_released_request_may_come_again(engine: Engine, now: datetime) -> None:
    def claim(session: Session) -> bool:
        return requests.claim(session, workspace_id="T1", key="form:V1:1", at=now)

    with transaction(engine) as session:
        assert claim(session)
        assert not claim(session)
        requests.release(session, workspace_id="T2", key="form:V1:1")
        assert not claim(session)
        requests.release(session, workspace_id="T1", key="form:V1:1")
        assert claim(session)


@pytest.mark.parametrize(
    ("private", "channel", "shown"),
    [(False, "C9", True), (False, None, True), (True, "G1", True), (True, "C9", False)],
)
def test_a_private_messages_link_is_for_its_conversation(
    now: datetime, *, private: bool, channel: str | None, shown: bool
) -> None:
    sighting = Sighting(
        workspace_id="T1",
        pain_point_id=1,
        reporter_id="U1",
        seen_at=now,
        severity=1,
        permalink="https://fern.slack.com/archives/G1/p1",
        place_id="G1",
        place_private=private,
    )
    viewer = Viewer("T1", "U1", channel)
    assert may_see_permalink(sighting, viewer) is shown
    assert not may_see_permalink(sighting.model_copy(update={"permalink": None}), viewer)
