"""Journeys: names, who sees which, which one is meant, and channels that change over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from storage import retirement
from storage.db import transaction
from storage.history import entries as history
from storage.identity import identity
from storage.journey import bindings, journeys, sizes, stages, visibility
from storage.journey.journeys import NewStage
from storage.journey.visibility import Viewer
from storage.models import Journey
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind
from storage.workspace import workspaces


@pytest.fixture
def session(engine: Engine, now: datetime) -> Iterator[Session]:
    with transaction(engine) as session:
        for workspace in ("T1", "T2"):
            workspaces.ensure(session, workspace_id=workspace, at=now)
            for person in ("UMAYA", "UNOOR", "UGUEST"):
                workspaces.ensure_member(session, workspace_id=workspace, person_id=person, at=now)
        yield session


def add(
    session: Session,
    name: str,
    now: datetime,
    *,
    workspace: str = "T1",
    stages: tuple[NewStage, ...] = (),
) -> Journey:
    journey = journeys.add(
        session,
        workspace_id=workspace,
        name=name,
        goal="",
        scope="",
        owner_id="UMAYA",
        at=now,
        stages=stages,
    )
    assert journey
    return journey


def bind(
    session: Session,
    journey: Journey,
    channel: str,
    now: datetime,
    *,
    private: bool = False,
    person: str = "UMAYA",
) -> bool:
    return journeys.bind(
        session,
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        channel_id=channel,
        private=private,
        person_id=person,
        at=now,
    )


def seen(session: Session, viewer: Viewer) -> list[str]:
    by_list = [journey.name for journey in journeys.visible(session, viewer=viewer)]
    for name in by_list:
        found = journeys.named(session, viewer=viewer, name=name)
        assert found
        assert journeys.get_or_none(session, viewer=viewer, journey_id=identity(found))
    assert by_list == [each.journey.name for each in sizes.of_journeys(session, viewer=viewer)]
    return by_list


def meant(session: Session, viewer: Viewer) -> str | None:
    journey = journeys.current(session, viewer=viewer)
    return journey.name if journey else None


def test_names_are_unique_in_a_workspace_however_they_are_written(
    session: Session, now: datetime
) -> None:
    add(session, "Élan  vital", now)
    again = journeys.add(
        session,
        workspace_id="T1",
        name="ELAN VITAL",
        goal="",
        scope="",
        owner_id="UNOOR",
        at=now,
    )
    assert again is None
    add(session, "Elan vital", now, workspace="T2")
    viewer = Viewer("T1", "UNOOR")
    found = journeys.named(session, viewer=viewer, name=" élan VITAL")
    assert found
    assert found.owner_id == "UMAYA"


def test_a_name_may_fold_into_very_many_letters(session: Session, now: datetime) -> None:
    add(session, "ﷺ" * 80, now)
    assert journeys.named(session, viewer=Viewer("T1", "UNOOR"), name="ﷺ" * 80)


def test_a_new_journey_is_in_the_history_with_its_stages(session: Session, now: datetime) -> None:
    journey = add(session, "Buying", now, stages=(NewStage("One"), NewStage("Two")))
    (change,) = history.of(
        session, workspace_id="T1", subject="journey", subject_id=identity(journey)
    )
    assert (change.what, change.actor_id, change.at) == ("added", "UMAYA", now)
    assert change.after
    assert change.after["stages"] == ["One", "Two"]


def test_unbound_and_public_journeys_are_seen_by_all(session: Session, now: datetime) -> None:
    add(session, "Unbound", now)
    bind(session, add(session, "Public", now), "C1", now)
    assert seen(session, Viewer("T1", "UNOOR", "C9")) == ["Public", "Unbound"]
    assert seen(session, Viewer("T2", "UMAYA", "C1")) == []


def test_retired_journeys_are_seen_by_nobody(session: Session, now: datetime) -> None:
    journey = add(session, "Old", now)
    bind(session, journey, "C1", now)
    journey.retired_at = now
    session.add(journey)
    session.flush()
    assert seen(session, Viewer("T1", "UMAYA", "C1")) == []
    assert meant(session, Viewer("T1", "UMAYA", "C1")) is None


def test_private_journeys_are_seen_in_their_channels_and_by_their_owner(
    session: Session, now: datetime
) -> None:
    journey = add(session, "Secret", now)
    bind(session, journey, "G1", now, private=True)
    assert seen(session, Viewer("T1", "UNOOR", "C1")) == []
    assert seen(session, Viewer("T1", "UNOOR", None)) == []
    assert seen(session, Viewer("T1", "UNOOR", "G1")) == ["Secret"]
    assert seen(session, Viewer("T1", "UMAYA", "C1")) == ["Secret"]
    bind(session, journey, "C1", now)
    assert seen(session, Viewer("T1", "UNOOR", "C2")) == ["Secret"], "it is open now"


def test_a_private_journey_that_lost_its_channel_stays_private(
    session: Session, now: datetime
) -> None:
    secret, following = add(session, "Secret", now), add(session, "Next", now)
    bind(session, secret, "G1", now, private=True)
    bind(session, following, "G1", now, private=True)
    assert seen(session, Viewer("T1", "UNOOR", "C1")) == []
    assert seen(session, Viewer("T1", "UNOOR", "G2")) == []
    assert seen(session, Viewer("T1", "UNOOR", "G1")) == ["Next", "Secret"]


def test_what_opening_means(session: Session, now: datetime) -> None:
    unbound, secret, public = (add(session, n, now) for n in ("Unbound", "Secret", "Public"))
    bind(session, secret, "G1", now, private=True)
    bind(session, public, "C1", now)
    bind(session, public, "G1", now, private=True)
    opens = [
        visibility.would_open(session, journey=journey, channel_id="C5")
        for journey in (unbound, secret, public)
    ]
    assert opens == [False, True, False]
    assert not visibility.would_open(session, journey=secret, channel_id="G1")


def test_guests_see_only_what_their_channel_works_on(session: Session, now: datetime) -> None:
    first, second = add(session, "First", now), add(session, "Second", now)
    add(session, "Unbound", now)
    bind(session, first, "C1", now)
    bind(session, second, "C1", now)
    guest = Viewer("T1", "UGUEST", "C1", guest=True)
    assert seen(session, guest) == ["Second"]
    assert meant(session, guest) == "Second"
    assert seen(session, Viewer("T1", "UGUEST", "C2", guest=True)) == []
    assert seen(session, Viewer("T1", "UGUEST", None, guest=True)) == []


def test_guests_fall_back_on_nothing(session: Session, now: datetime) -> None:
    journey = add(session, "Only", now)
    workspaces.remember_journey(
        session, workspace_id="T1", person_id="UGUEST", journey_id=identity(journey)
    )
    assert meant(session, Viewer("T1", "UGUEST", "C1", guest=True)) is None


def test_the_channels_journey_then_the_persons_last_then_the_only_one(
    session: Session, now: datetime
) -> None:
    one = add(session, "One", now)
    viewer = Viewer("T1", "UNOOR", "C1")
    assert meant(session, viewer) == "One"
    two = add(session, "Two", now)
    assert meant(session, viewer) is None
    workspaces.remember_journey(
        session, workspace_id="T1", person_id="UNOOR", journey_id=identity(two)
    )
    assert meant(session, viewer) == "Two"
    bind(session, one, "C1", now)
    assert meant(session, viewer) == "One"
    assert meant(session, Viewer("T1", "UNOOR", "C2")) == "Two"
    assert meant(session, Viewer("T2", "UNOOR", "C1")) is None


def test_a_last_journey_that_became_private_is_not_meant(session: Session, now: datetime) -> None:
    journey = add(session, "Secret", now)
    add(session, "Other", now)
    bind(session, journey, "G1", now, private=True, person="UNOOR")
    assert meant(session, Viewer("T1", "UNOOR", "G1")) == "Secret"
    assert meant(session, Viewer("T1", "UNOOR", "C1")) == "Other"


def test_binding_again_changes_nothing(session: Session, now: datetime) -> None:
    one, two = add(session, "One", now), add(session, "Two", now)
    assert bind(session, one, "C1", now)
    assert not bind(session, one, "C1", now + timedelta(hours=1), person="UNOOR")
    (binding,) = bindings.channels(session, workspace_id="T1", journey_id=identity(one))
    assert (binding.bound_by, binding.bound_at) == ("UMAYA", now)
    changes = history.of(session, workspace_id="T1", subject="binding", subject_id=identity(one))
    assert [change.after for change in changes] == [{"channel": "C1", "private": False}]
    assert bind(session, two, "C1", now)
    session.expire_all()
    assert bindings.channels(session, workspace_id="T1", journey_id=identity(one)) == []
    assert meant(session, Viewer("T1", "UNOOR", "C1")) == "Two"


def test_the_binding_person_has_it_as_their_last(session: Session, now: datetime) -> None:
    one = add(session, "One", now)
    add(session, "Two", now)
    bind(session, one, "C1", now, person="UNOOR")
    assert meant(session, Viewer("T1", "UNOOR", "C2")) == "One"
    assert meant(session, Viewer("T1", "UMAYA", "C2")) is None


def test_sizes_count_what_is_in_use(session: Session, now: datetime) -> None:
    journey = add(session, "Buying", now, stages=(NewStage("One"), NewStage("Two")))
    add(session, "Empty", now)
    bind(session, journey, "C1", now)
    bind(session, journey, "G1", now, private=True)
    journey_id = identity(journey)
    first, second = stages.of(session, workspace_id="T1", journey_id=journey_id)
    kept, retired = (
        touchpoints.add(session, stage=first, name=name, channel="app", actor_id="UMAYA", at=now)
        for name in ("Kept", "Retired")
    )
    for kind in (Kind.PAIN, Kind.PAIN, Kind.DELIGHT):
        pains.add(
            session,
            touchpoint=kept,
            told="It broke",
            kind=kind,
            channel_id=None,
            sighting=NewSighting(reporter_id="UMAYA", seen_at=now, severity=3),
        )
    solved = pains.numbered(session, workspace_id="T1", number=1)
    assert solved
    solved.status = "Solved"
    session.add(solved)
    retirement.retire(session, retired, actor_id="UMAYA", at=now)
    held = sizes.of_stages(session, workspace_id="T1", journey_id=journey_id)
    assert held == {first.id: sizes.Size(1, 1)}
    assert second.id not in held
    buying, empty = sizes.of_journeys(session, viewer=Viewer("T1", "UNOOR", "C2"))
    assert (buying.stages, buying.touchpoints, buying.pains) == (2, 1, 1)
    assert (empty.stages, empty.touchpoints, empty.pains, empty.channels) == (0, 0, 0, ())
    assert buying.channels == ("C1",), "a private channel is not named"
    inside = sizes.of_journeys(session, viewer=Viewer("T1", "UNOOR", "G1"))[0]
    assert inside.channels == ("C1", "G1")
