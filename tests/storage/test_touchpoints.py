"""Touchpoints on both databases: order, names, history, and two people at once."""

import threading
from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from storage import retirement
from storage.db import transaction
from storage.history import entries as history
from storage.identity import identity
from storage.journey import journeys
from storage.journey.journeys import NewStage
from storage.models import Stage, Touchpoint
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint import touchpoints
from storage.workspace import workspaces

WHO = "UMAYA"


@pytest.fixture
def shop(engine: Engine, now: datetime) -> int:
    """A journey with the stages Research and Purchase; answers its id."""
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=now)
        workspaces.ensure_member(session, workspace_id="T1", person_id=WHO, at=now)
        journey = journeys.add(
            session,
            workspace_id="T1",
            name="Shop",
            goal="",
            scope="",
            owner_id=WHO,
            at=now,
            stages=[NewStage("Research"), NewStage("Purchase")],
        )
        assert journey
        return identity(journey)


def stage(session: Session, name: str = "Purchase") -> Stage:
    return session.exec(select(Stage).where(Stage.name == name)).one()


def add(engine: Engine, now: datetime, *names: str, to: str = "Purchase") -> None:
    for name in names:
        with transaction(engine) as session:
            touchpoints.add(
                session, stage=stage(session, to), name=name, channel="app", actor_id=WHO, at=now
            )


def line(engine: Engine, journey: int) -> list[tuple[str, str]]:
    with transaction(engine) as session:
        rows = touchpoint_rows.rows(session, workspace_id="T1", journey_id=journey)
        return [(row.stage, row.name) for row in rows]


def numbered(session: Session, number: int) -> Touchpoint:
    found = touchpoints.numbered(session, workspace_id="T1", number=number)
    assert found
    return found


def test_rows_tell_stage_and_what_is_retired(engine: Engine, shop: int, now: datetime) -> None:
    add(engine, now, "Till", "Basket")
    add(engine, now, "Ad", to="Research")
    with transaction(engine) as session:
        assert retirement.retire(session, numbered(session, 2), actor_id=WHO, at=now)
        stage(session, "Research").retired_at = now
    with transaction(engine) as session:
        rows = touchpoint_rows.rows(session, workspace_id="T1", journey_id=shop, with_retired=True)
        assert [(row.number, row.stage, row.retired, row.stage_retired) for row in rows] == [
            (3, "Research", False, True),
            (1, "Purchase", False, False),
            (2, "Purchase", True, False),
        ]
        assert {row.stage_id for row in rows} == {stage(session, "Research").id, stage(session).id}


def test_a_name_is_found_without_case_but_not_the_excepted_one(
    engine: Engine, shop: int, now: datetime
) -> None:
    del shop
    add(engine, now, "Élan", "Basket")
    with transaction(engine) as session:
        here, first = stage(session), numbered(session, 1)
        assert touchpoints.named(session, stage=here, name=" ELAN ") == first
        assert touchpoints.named(session, stage=here, name="elan", besides=first) is None
        assert touchpoints.named(session, stage=stage(session, "Research"), name="elan") is None
        retirement.retire(session, first, actor_id=WHO, at=now)
        assert touchpoints.named(session, stage=here, name="elan") is None


@pytest.mark.parametrize(
    ("moved", "behind", "order"),
    [
        (3, None, ["C", "A", "B"]),
        (3, 1, ["A", "C", "B"]),
        (1, 3, ["B", "C", "A"]),
        (2, 1, ["A", "B", "C"]),
    ],
)
def test_moving_within_a_stage(
    engine: Engine, shop: int, now: datetime, moved: int, behind: int | None, order: Sequence[str]
) -> None:
    add(engine, now, "A", "B", "C")
    with transaction(engine) as session:
        changed = touchpoints.move(
            session,
            touchpoint=numbered(session, moved),
            stage=stage(session),
            behind=numbered(session, behind) if behind else None,
            actor_id=WHO,
            at=now,
        )
    assert changed == (order != ["A", "B", "C"])
    assert [name for _, name in line(engine, shop)] == order


def test_moving_to_another_stage_is_in_the_history(
    engine: Engine, shop: int, now: datetime
) -> None:
    add(engine, now, "A", "B")
    with transaction(engine) as session:
        assert touchpoints.move(
            session,
            touchpoint=numbered(session, 1),
            stage=stage(session, "Research"),
            behind=None,
            actor_id=WHO,
            at=now,
        )
    assert line(engine, shop) == [("Research", "A"), ("Purchase", "B")]
    with transaction(engine) as session:
        latest = history.of(session, workspace_id="T1", subject="touchpoint", subject_id=1)[0]
        assert (latest.what, latest.before, latest.after) == (
            "moved",
            {"stage": "Purchase"},
            {"stage": "Research", "behind": None},
        )


def test_what_happened_since_is_told_oldest_first(engine: Engine, shop: int, now: datetime) -> None:
    del shop
    add(engine, now, "A", "B")
    with transaction(engine) as session:
        seen = history.of(session, workspace_id="T1", subject="touchpoint", subject_id=1)[0]
        for name in ("A2", "A2", "A3"):
            touchpoints.edit(
                session,
                touchpoint=numbered(session, 1),
                changes={"name": name},
                actor_id=WHO,
                at=now,
            )
        since = history.since(session, numbered(session, 1), history_id=identity(seen))
        assert [(entry.before, entry.after) for entry in since] == [
            ({"name": "A"}, {"name": "A2"}),
            ({"name": "A2"}, {"name": "A3"}),
        ]


def test_retiring_and_restoring_twice_writes_once(engine: Engine, shop: int, now: datetime) -> None:
    del shop
    add(engine, now, "A")
    with transaction(engine) as session:
        touchpoint = numbered(session, 1)
        done = [
            verb(session, touchpoint, actor_id=WHO, at=now)
            for verb in (retirement.retire, retirement.restore)
            for _ in range(2)
        ]
        assert done == [True, False, True, False]
        entries = history.of(session, workspace_id="T1", subject="touchpoint", subject_id=1)
        assert [entry.what for entry in entries] == ["restored", "retired", "added"]


def test_of_many_at_once_one_gets_the_name(engine: Engine, shop: int, now: datetime) -> None:
    barrier = threading.Barrier(6)

    def take() -> None:
        with transaction(engine) as session:
            here = stage(session)
            if engine.dialect.name == "postgresql":
                barrier.wait()  # on SQLite the transactions never overlap
            touchpoints.lock_stage(session, stage=here)
            if touchpoints.named(session, stage=here, name="Till") is None:
                touchpoints.add(
                    session, stage=here, name="Till", channel="store", actor_id=WHO, at=now
                )

    everybody = [threading.Thread(target=take) for _ in range(6)]
    for each in everybody:
        each.start()
    for each in everybody:
        each.join()
    assert line(engine, shop) == [("Purchase", "Till")]


# SQLite has one writer at a time: there, no other transaction can come between.
@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_lock_shows_what_another_transaction_left(
    engine: Engine, shop: int, now: datetime
) -> None:
    del shop
    add(engine, now, "Till")
    with transaction(engine) as mine:
        read = numbered(mine, 1)
        with transaction(engine) as theirs:
            touchpoints.edit(
                theirs,
                touchpoint=numbered(theirs, 1),
                changes={"name": "Cash desk"},
                actor_id="UKWAME",
                at=now,
            )
        assert touchpoints.lock(mine, touchpoint=read).name == "Cash desk"
