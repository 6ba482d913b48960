"""Stages: their order, names, and changes by many at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from storage import retirement
from storage.db import transaction
from storage.history import entries as history
from storage.identity import identity
from storage.journey import journeys, stage_edits, stages
from storage.journey.journeys import NewStage
from storage.journey.stage_edits import MAX_STAGES, Outcome
from storage.models import Stage
from storage.touchpoint import touchpoints
from storage.workspace import workspaces

START = ("Awareness", "Research", "Purchase")


def make(session: Session, now: datetime, name: str = "Buying") -> int:
    workspaces.ensure(session, workspace_id="T1", at=now)
    journey = journeys.add(
        session,
        workspace_id="T1",
        name=name,
        goal="",
        scope="",
        owner_id="UMAYA",
        at=now,
        stages=[NewStage(stage, f"goal of {stage}", "Top") for stage in START],
    )
    assert journey
    return identity(journey)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(engine) as session:
        yield session


def names(session: Session, journey_id: int) -> list[str]:
    return [stage.name for stage in stages.of(session, workspace_id="T1", journey_id=journey_id)]


def named(session: Session, journey_id: int, name: str) -> Stage:
    stage = stages.named(session, workspace_id="T1", journey_id=journey_id, name=name)
    assert stage
    return stage


def add(session: Session, journey_id: int, name: str, now: datetime) -> Outcome:
    return stage_edits.add(
        session,
        workspace_id="T1",
        journey_id=journey_id,
        name=name,
        goal="",
        funnel="",
        actor_id="UMAYA",
        at=now,
    )


def whats(session: Session, stage: Stage) -> list[str]:
    changes = history.of(session, workspace_id="T1", subject="stage", subject_id=identity(stage))
    return [change.what for change in changes]


def test_a_new_stage_stands_at_the_end(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    assert add(session, journey_id, "Unboxing", now) is Outcome.DONE
    assert names(session, journey_id) == [*START, "Unboxing"]
    assert whats(session, named(session, journey_id, "Unboxing")) == ["added"]


def test_names_are_taken_however_they_are_written(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    assert add(session, journey_id, " PURCHASÉ", now) is Outcome.NAME_TAKEN
    assert add(session, make(session, now, "Other"), "Unboxing", now) is Outcome.DONE
    assert add(session, journey_id, "Unboxing", now) is Outcome.DONE, "in each journey"


def test_a_journey_has_room_for_so_many(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    for number in range(MAX_STAGES - len(START)):
        assert add(session, journey_id, f"Stage {number}", now) is Outcome.DONE
    assert add(session, journey_id, "One more", now) is Outcome.FULL


def test_editing_notes_before_and_after(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    stage = named(session, journey_id, "Purchase")
    wanted = {"name": "Checkout", "goal": stage.goal, "funnel": "Bottom"}
    for outcome in (Outcome.DONE, Outcome.ALREADY):
        done = stage_edits.edit(session, stage=stage, changes=wanted, actor_id="UNOOR", at=now)
        assert done is outcome
    (change,) = history.of(session, workspace_id="T1", subject="stage", subject_id=identity(stage))
    assert change.before == {"name": "Purchase", "funnel": "Top"}
    assert change.after == {"name": "Checkout", "funnel": "Bottom"}
    assert change.actor_id == "UNOOR"


def test_renaming_to_a_taken_name_changes_nothing(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    stage = named(session, journey_id, "Purchase")
    changes = {"name": "research"}
    done = stage_edits.edit(session, stage=stage, changes=changes, actor_id="U", at=now)
    assert done is Outcome.NAME_TAKEN
    changes = {"name": "PURCHASE"}
    done = stage_edits.edit(session, stage=stage, changes=changes, actor_id="U", at=now)
    assert done is Outcome.DONE, "its own name is free"


@pytest.mark.parametrize(
    ("stage", "beside", "before", "order"),
    [
        ("Purchase", "Awareness", True, ["Purchase", "Awareness", "Research"]),
        ("Purchase", "Research", True, ["Awareness", "Purchase", "Research"]),
        ("Awareness", "Purchase", False, ["Research", "Purchase", "Awareness"]),
        ("Awareness", "Research", False, ["Research", "Awareness", "Purchase"]),
    ],
)
def test_moving_once_and_again(
    session: Session, now: datetime, stage: str, beside: str, *, before: bool, order: list[str]
) -> None:
    journey_id = make(session, now)
    moved = [
        stage_edits.move(
            session,
            stage=named(session, journey_id, stage),
            beside=named(session, journey_id, beside),
            before=before,
            actor_id="UMAYA",
            at=now,
        )
        for _ in range(2)
    ]
    assert moved == [True, False]
    assert names(session, journey_id) == order
    changes = history.of(session, workspace_id="T1", subject="journey", subject_id=journey_id)
    assert [change.what for change in changes] == ["reordered", "added"]
    assert changes[0].before == {"stages": list(START)}
    assert changes[0].after == {"stages": order}


def test_nothing_moves_beside_what_is_retired(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    gone, stage = (named(session, journey_id, name) for name in ("Research", "Purchase"))
    stage_edits.retire(session, stage=gone, actor_id="UMAYA", at=now)
    for each, beside in ((stage, gone), (gone, stage)):
        assert not stage_edits.move(
            session, stage=each, beside=beside, before=True, actor_id="UMAYA", at=now
        )
    assert names(session, journey_id) == ["Awareness", "Purchase"]


def test_retiring_waits_until_the_stage_is_empty(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    stage = named(session, journey_id, "Purchase")
    touchpoint = touchpoints.add(
        session, stage=stage, name="Checkout", channel="app", actor_id="UMAYA", at=now
    )

    def retire() -> Outcome:
        return stage_edits.retire(session, stage=stage, actor_id="UMAYA", at=now)

    assert retire() is Outcome.HOLDS_TOUCHPOINTS
    assert stages.touchpoints_left(session, stage=stage) == 1
    retirement.retire(session, touchpoint, actor_id="UMAYA", at=now)
    assert [retire(), retire()] == [Outcome.DONE, Outcome.ALREADY]
    assert whats(session, stage) == ["retired"]
    assert names(session, journey_id) == ["Awareness", "Research"]
    (kept,) = stages.retired(session, workspace_id="T1", journey_id=journey_id)
    assert kept.id == stage.id


def test_restoring_brings_it_back_to_its_place(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    stage = named(session, journey_id, "Research")

    def restore() -> Outcome:
        return stage_edits.restore(session, stage=stage, actor_id="UMAYA", at=now)

    assert restore() is Outcome.ALREADY
    stage_edits.retire(session, stage=stage, actor_id="UMAYA", at=now)
    assert [restore(), restore()] == [Outcome.DONE, Outcome.ALREADY]
    assert names(session, journey_id) == list(START)
    stage_edits.retire(session, stage=stage, actor_id="UMAYA", at=now)
    add(session, journey_id, "research", now)
    assert restore() is Outcome.NAME_TAKEN


def test_a_stage_of_another_workspace_is_not_found(session: Session, now: datetime) -> None:
    journey_id = make(session, now)
    stage_id = identity(named(session, journey_id, "Research"))
    assert stages.get_or_none(session, workspace_id="T1", stage_id=stage_id)
    assert stages.get_or_none(session, workspace_id="T2", stage_id=stage_id) is None
    assert stages.of(session, workspace_id="T2", journey_id=journey_id) == []


def test_eight_at_once_add_a_name_only_once(engine: Engine, now: datetime) -> None:
    with transaction(engine) as session:
        journey_id = make(session, now)

    def add_it(_: int) -> Outcome:
        with transaction(engine) as session:
            return add(session, journey_id, "Unboxing", now)

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(add_it, range(8)))
    assert outcomes.count(Outcome.DONE) == 1
    assert outcomes.count(Outcome.NAME_TAKEN) == 7
    with transaction(engine) as session:
        assert names(session, journey_id) == [*START, "Unboxing"]


def test_eight_at_once_move_and_every_position_stays_single(engine: Engine, now: datetime) -> None:
    with transaction(engine) as session:
        journey_id = make(session, now)
        for number in range(5):
            add(session, journey_id, f"Stage {number}", now)
        ids = [
            identity(stage)
            for stage in stages.of(session, workspace_id="T1", journey_id=journey_id)
        ]

    def move(turn: int) -> None:
        with transaction(engine) as session:
            stage, beside = (
                stages.get_or_none(session, workspace_id="T1", stage_id=stage_id)
                for stage_id in (ids[turn], ids[turn - 3])
            )
            assert stage
            assert beside
            stage_edits.move(
                session, stage=stage, beside=beside, before=True, actor_id="UMAYA", at=now
            )

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(move, range(8)))
    with transaction(engine) as session:
        found = stages.of(session, workspace_id="T1", journey_id=journey_id)
        assert [stage.position for stage in found] == list(range(1, 9))
        assert {stage.id for stage in found} == set(ids)
