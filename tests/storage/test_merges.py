"""The life of pain points on both databases, in any order people may come up with."""

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine
from sqlmodel import Session, select

from storage.db import transaction
from storage.history import entries as history
from storage.identity import identity
from storage.journey import journeys
from storage.journey.journeys import NewStage
from storage.models import PainPoint, Sighting, Stage
from storage.pain import lives, merges, pains
from storage.pain.pains import NewSighting
from storage.status import Outcome
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind, Status
from storage.workspace import workspaces

PAINS = 5
SETTABLE = [status for status in Status if status is not Status.DUPLICATE]
WHO = "UMAYA"
pain_numbers = st.integers(1, PAINS)
_workspaces = itertools.count()


def logged(session: Session, workspace_id: str, now: datetime) -> None:
    """A journey with five pain points, each seen once or more."""
    workspaces.ensure(session, workspace_id=workspace_id, at=now)
    workspaces.ensure_member(session, workspace_id=workspace_id, person_id=WHO, at=now)
    journey = journeys.add(
        session,
        workspace_id=workspace_id,
        name="Shop",
        goal="",
        scope="",
        owner_id=WHO,
        at=now,
        stages=[NewStage("Purchase")],
    )
    assert journey
    stage = session.exec(select(Stage).where(Stage.workspace_id == workspace_id)).one()
    till = touchpoints.add(session, stage=stage, name="Till", channel="store", actor_id=WHO, at=now)
    for number in range(1, PAINS + 1):
        row = pains.add(
            session,
            touchpoint=till,
            told=f"Pain {number}",
            kind=Kind.PAIN,
            channel_id=None,
            sighting=seen_by(f"U{number}", now),
        )
        assert row.number == number
        for _ in range(number % 3):
            pains.add_sighting(
                session, workspace_id=workspace_id, pain_id=row.id, sighting=seen_by(WHO, now)
            )


def seen_by(person_id: str, now: datetime) -> NewSighting:
    return NewSighting(reporter_id=person_id, seen_at=now, severity=3)


def held(session: Session, workspace_id: str, number: int) -> PainPoint:
    pain = lives.lock(session, workspace_id=workspace_id, number=number)
    assert pain
    return pain


def where_sightings_stand(session: Session, workspace_id: str) -> dict[int, int]:
    """The number of the pain point that each sighting is at."""
    numbers = {
        identity(pain): pain.number
        for pain in session.exec(select(PainPoint).where(PainPoint.workspace_id == workspace_id))
    }
    found = session.exec(select(Sighting).where(Sighting.workspace_id == workspace_id))
    return {identity(each): numbers[each.pain_point_id] for each in found}


def explained(session: Session, pain: PainPoint) -> dict[str, object]:
    """What the history alone tells of a pain point, each entry following on the one before."""
    entries = history.of(
        session,
        workspace_id=pain.workspace_id,
        subject="pain",
        subject_id=identity(pain),
        limit=1000,
    )
    state: dict[str, object] = {"status": "New", "reason": "", "owner_id": None, "into": None}
    for entry in reversed(entries):
        before, after = entry.before or {}, entry.after or {}
        if entry.what == "added":
            state["title"] = after["title"]
            continue
        for name, was in before.items():
            assert state[name] == was, f"{entry.what}: {name} was {state[name]}, not {was}"
        if entry.what in ("status", "edited", "merged", "unmerged"):
            told = ("status", "reason", "owner_id", "title", "into")
            state.update({name: value for name, value in after.items() if name in told})
        if entry.what == "unmerged":
            state["into"] = None
    return state


class Lives(RuleBasedStateMachine):
    """Any sequence of steps, held against a model that knows only parents and origins."""

    def __init__(self, engine: Engine, now: datetime) -> None:
        super().__init__()
        self.engine = engine
        self.now = now
        self.workspace_id = f"T{next(_workspaces)}"
        self.statuses = dict.fromkeys(range(1, PAINS + 1), "New")
        self.before_merge: dict[int, tuple[str, datetime]] = {}
        self.parents: dict[int, int] = {}
        self.origins: dict[int, int] = {}
        self.changed_at: dict[int, datetime] = dict.fromkeys(range(1, PAINS + 1), now)

    def root(self, number: int) -> int:
        return self.root(self.parents[number]) if number in self.parents else number

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now

    @initialize()
    def begin(self) -> None:
        with transaction(self.engine) as session:
            logged(session, self.workspace_id, self.now)
            self.origins = where_sightings_stand(session, self.workspace_id)

    @rule(number=pain_numbers)
    def is_seen(self, number: int) -> None:
        with transaction(self.engine) as session:
            _, target = merges.lock(session, pain=held(session, self.workspace_id, number))
            assert target.number == self.root(number)
            pains.add_sighting(
                session,
                workspace_id=self.workspace_id,
                pain_id=identity(target),
                sighting=seen_by(WHO, self.tick()),
            )
            stand = where_sightings_stand(session, self.workspace_id)
            self.origins[max(stand)] = target.number

    @rule(
        number=pain_numbers,
        status=st.sampled_from(SETTABLE),
        reason=st.sampled_from(["", "It costs too much", "Use the new page"]),
        stale=st.booleans(),
    )
    def is_set(self, number: int, status: Status, reason: str, stale: bool) -> None:  # noqa: FBT001
        seen = "Planned" if stale else self.statuses[number]
        with transaction(self.engine) as session:
            pain = held(session, self.workspace_id, number)
            was = (pain.status, pain.reason)
            changed = lives.set_status(
                session,
                pain=pain,
                seen=seen,
                status=status,
                reason=reason,
                actor_id=WHO,
                at=self.tick(),
            )
            if changed.outcome is Outcome.DONE:
                assert was[0] == seen
                assert (pain.status, pain.reason) == (status, reason)
            else:
                assert (pain.status, pain.reason) == was
            duplicate = was[0] == "Duplicate"
            same = was[0] == status and reason in ("", was[1])
            overtaken = duplicate or (seen != was[0] and not same)
            assert (changed.outcome is Outcome.OVERTAKEN) == overtaken
        if changed.outcome is Outcome.DONE and self.statuses[number] != status:
            self.statuses[number] = status.value
            self.changed_at[number] = self.now

    @rule(number=pain_numbers, into=pain_numbers)
    def is_merged(self, number: int, into: int) -> None:
        with transaction(self.engine) as session:
            pain, target = merges.lock(
                session,
                pain=held(session, self.workspace_id, number),
                other=held(session, self.workspace_id, into),
            )
            assert target.number == self.root(into)
            if pain.id == target.id:
                return
            changed = merges.merge(
                session,
                pain=pain,
                into=target,
                seen=self.statuses[number],
                actor_id=WHO,
                at=self.tick(),
            )
        if number in self.parents:
            same = self.root(number) == self.root(into)
            assert changed.outcome is (Outcome.ALREADY if same else Outcome.OVERTAKEN)
            return
        assert changed.outcome is Outcome.DONE
        self.parents[number] = self.root(into)
        self.before_merge[number] = self.statuses[number], self.changed_at[number]
        self.statuses[number] = "Duplicate"
        self.changed_at[number] = self.now

    @rule(number=pain_numbers)
    def is_unmerged(self, number: int) -> None:
        with transaction(self.engine) as session:
            pain, _ = merges.lock(session, pain=held(session, self.workspace_id, number))
            changed = merges.unmerge(session, pain=pain, actor_id=WHO, at=self.tick())
        if number not in self.parents:
            assert changed.outcome is Outcome.ALREADY
            return
        assert changed.outcome is Outcome.DONE
        del self.parents[number]
        self.statuses[number], self.changed_at[number] = self.before_merge.pop(number)

    @rule(
        number=pain_numbers,
        owner=st.sampled_from([None, "UKWAME", "UPRIYA"]),
        title=st.sampled_from(["Queue", "The card reader fails"]),
    )
    def is_edited(self, number: int, owner: str | None, title: str) -> None:
        with transaction(self.engine) as session:
            lives.edit(
                session,
                pain=held(session, self.workspace_id, number),
                changes={"owner_id": owner, "title": title},
                actor_id=WHO,
                at=self.tick(),
            )

    @invariant()
    def every_sighting_stands_where_its_own_pain_point_leads(self) -> None:
        with transaction(self.engine) as session:
            stand = where_sightings_stand(session, self.workspace_id)
        assert stand == {one: self.root(origin) for one, origin in self.origins.items()}

    @invariant()
    def history_explains_the_state(self) -> None:
        with transaction(self.engine) as session:
            for number, status in self.statuses.items():
                pain = pains.numbered(session, workspace_id=self.workspace_id, number=number)
                if pain is None:
                    return  # before anything is logged
                told = explained(session, pain)
                assert told == {
                    "status": pain.status,
                    "reason": pain.reason,
                    "owner_id": pain.owner_id,
                    "title": pain.title,
                    "into": self.parents.get(number),
                }
                assert pain.status == status
                assert pain.status_at == self.changed_at[number]


def test_any_sequence_of_steps_is_explained_and_restored(engine: Engine, now: datetime) -> None:
    class Here(Lives):
        def __init__(self) -> None:
            super().__init__(engine, now)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


def shop(engine: Engine, now: datetime) -> str:
    with transaction(engine) as session:
        logged(session, "T1", now)
    return "T1"


def test_what_was_taken_back_is_not_carried_along_again(engine: Engine, now: datetime) -> None:
    shop(engine, now)

    def merge(number: int, into: int) -> None:
        with transaction(engine) as session:
            pain, target = merges.lock(
                session, pain=held(session, "T1", number), other=held(session, "T1", into)
            )
            merges.merge(session, pain=pain, into=target, seen="New", actor_id=WHO, at=now)

    def unmerge(number: int) -> None:
        with transaction(engine) as session:
            pain, _ = merges.lock(session, pain=held(session, "T1", number))
            assert merges.unmerge(session, pain=pain, actor_id=WHO, at=now).outcome is Outcome.DONE

    with transaction(engine) as session:
        own = {one for one, at in where_sightings_stand(session, "T1").items() if at == 3}
    merge(3, 2)
    merge(2, 1)  # carries those of P-3 on
    unmerge(3)
    unmerge(2)
    with transaction(engine) as session:
        stand = where_sightings_stand(session, "T1")
    assert {one for one, at in stand.items() if at == 3} == own
    assert set(stand.values()) == {1, 2, 3, 4, 5}


def test_only_a_merge_makes_a_duplicate(engine: Engine, now: datetime) -> None:
    shop(engine, now)
    with transaction(engine) as session, pytest.raises(ValueError, match="by a merge"):
        lives.set_status(
            session,
            pain=held(session, "T1", 1),
            seen="New",
            status=Status.DUPLICATE,
            reason="",
            actor_id=WHO,
            at=now,
        )
    with transaction(engine) as session:
        pain = held(session, "T1", 1)
        with pytest.raises(ValueError, match="into itself"):
            merges.merge(session, pain=pain, into=pain, seen="New", actor_id=WHO, at=now)


# SQLite has one writer at a time: only here can two transactions overlap.
_POSTGRES = pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


def at_once(*steps: Callable[[], Outcome]) -> list[Outcome]:
    """Runs each in a thread of its own; what became of them, in this order."""
    with ThreadPoolExecutor(len(steps)) as pool:
        return [running.result(timeout=30) for running in [pool.submit(step) for step in steps]]


@_POSTGRES
def test_two_transactions_set_a_status_at_once(engine: Engine, now: datetime) -> None:
    shop(engine, now)
    barrier = threading.Barrier(2)

    def step(status: Status, person: str) -> Callable[[], Outcome]:
        def run() -> Outcome:
            with transaction(engine) as session:
                read = pains.numbered(session, workspace_id="T1", number=1)
                assert read
                seen = read.status
                barrier.wait()  # both have seen it as New
                changed = lives.set_status(
                    session,
                    pain=held(session, "T1", 1),
                    seen=seen,
                    status=status,
                    reason="",
                    actor_id=person,
                    at=now,
                )
                if changed.outcome is Outcome.OVERTAKEN:
                    assert changed.last
                    assert changed.last.actor_id != person
                return changed.outcome

        return run

    outcomes = at_once(step(Status.PLANNED, "UKWAME"), step(Status.CONFIRMED, "UPRIYA"))
    assert sorted(outcomes) == [Outcome.DONE, Outcome.OVERTAKEN]
    with transaction(engine) as session:
        winner = Status.PLANNED if outcomes[0] is Outcome.DONE else Status.CONFIRMED
        assert held(session, "T1", 1).status == winner


@_POSTGRES
def test_two_merges_against_each_other_make_no_circle(engine: Engine, now: datetime) -> None:
    shop(engine, now)
    barrier = threading.Barrier(2)

    def step(number: int, into: int) -> Callable[[], Outcome]:
        def run() -> Outcome:
            with transaction(engine) as session:
                pain = pains.numbered(session, workspace_id="T1", number=number)
                other = pains.numbered(session, workspace_id="T1", number=into)
                assert pain
                assert other
                barrier.wait()
                pain, target = merges.lock(session, pain=pain, other=other)
                if pain.id == target.id:
                    return Outcome.OVERTAKEN
                return merges.merge(
                    session, pain=pain, into=target, seen="New", actor_id=WHO, at=now
                ).outcome

        return run

    assert sorted(at_once(step(1, 2), step(2, 1))) == [Outcome.DONE, Outcome.OVERTAKEN]
    with transaction(engine) as session:
        assert len(set(where_sightings_stand(session, "T1").values()) & {1, 2}) == 1


@_POSTGRES
def test_a_sighting_during_a_merge_is_not_left_behind(engine: Engine, now: datetime) -> None:
    shop(engine, now)
    begun = threading.Event()

    def merge() -> Outcome:
        with transaction(engine) as session:
            pain, target = merges.lock(
                session, pain=held(session, "T1", 1), other=held(session, "T1", 2)
            )
            begun.set()
            return merges.merge(
                session, pain=pain, into=target, seen="New", actor_id=WHO, at=now
            ).outcome

    def see() -> Outcome:
        with transaction(engine) as session:
            pain = pains.numbered(session, workspace_id="T1", number=1)
            assert pain
            begun.wait(timeout=30)
            _, target = merges.lock(session, pain=pain)
            pains.add_sighting(
                session, workspace_id="T1", pain_id=identity(target), sighting=seen_by("U9", now)
            )
            return Outcome.DONE

    assert at_once(merge, see) == [Outcome.DONE, Outcome.DONE]
    with transaction(engine) as session:
        assert 1 not in where_sightings_stand(session, "T1").values()
