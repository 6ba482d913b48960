"""Restoring brings every field back and loses nothing that came after, on both databases."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, select

from storage import retirement
from storage.brief import briefs
from storage.db import open_engine, transaction
from storage.identity import identity
from storage.journey import edits as journey_edits
from storage.journey import journeys, stage_edits, stages
from storage.journey.journeys import NewStage
from storage.migrations import migrate
from storage.models import History, Journey, PainPoint, Sighting, Snapshot, Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.persona import personas
from storage.restore import restoring
from storage.restore.restoring import By, Scope, Step
from storage.snapshot import snapshots
from storage.snapshot.freezing import STAGE_FIELDS, TOUCHPOINT_FIELDS, frozen
from storage.touchpoint import touchpoints
from storage.vocabulary import Channel, Kind
from storage.workspace import workspaces
from tests.conftest import NOON, WORKSPACE

OWNER = "UOWNER"
MINUTE = timedelta(minutes=1)


@dataclass
class Shop:
    """One journey with stages and touchpoints that are changed step by step."""

    engine: Engine
    now: datetime
    workspace_id: str = WORKSPACE

    def begin(self) -> None:
        with transaction(self.engine) as session:
            workspaces.ensure(session, workspace_id=self.workspace_id, at=self.now)
            workspaces.ensure_member(
                session, workspace_id=self.workspace_id, person_id=OWNER, at=self.now
            )
            journey = journeys.add(
                session,
                workspace_id=self.workspace_id,
                name="Shop",
                goal="Buy",
                scope="",
                owner_id=OWNER,
                at=self.now,
                stages=[NewStage("Find"), NewStage("Buy", "Pay fast", "Purchase"), NewStage("Use")],
            )
            assert journey
            for stage, names in zip(self.stages(session), ("ab", "cde", "f"), strict=True):
                for name in names:
                    touchpoints.add(
                        session,
                        stage=stage,
                        name=name,
                        channel="store",
                        actor_id=OWNER,
                        at=self.now,
                        details={"planned_emotion": 1, "department": "Till"},
                    )

    def journey(self, session: Session) -> Journey:
        return session.exec(select(Journey).where(Journey.workspace_id == self.workspace_id)).one()

    def stages(self, session: Session) -> list[Stage]:
        journey_id = identity(self.journey(session))
        return list(stages.of(session, workspace_id=self.workspace_id, journey_id=journey_id))

    def stage(self, session: Session, name: str) -> Stage:
        return session.exec(
            select(Stage).where(Stage.workspace_id == self.workspace_id, Stage.name == name)
        ).one()

    def point(self, session: Session, number: int) -> Touchpoint:
        found = touchpoints.numbered(session, workspace_id=self.workspace_id, number=number)
        assert found
        return found

    def take(self, slot: str = "by hand") -> int:
        with transaction(self.engine) as session:
            taken = snapshots.take(
                session,
                workspace_id=self.workspace_id,
                journey_id=identity(self.journey(session)),
                slot=slot,
                by=OWNER,
                at=self.now,
            )
            assert taken
            return taken.number

    def do(self, act: Callable[[Session], object]) -> None:
        """One change, a minute after the last."""
        self.now += MINUTE
        with transaction(self.engine) as session:
            act(session)

    def restore(
        self,
        number: int,
        scope: Scope = Scope(),  # noqa: B008 - frozen
        *,
        hand_over: bool = False,
    ) -> list[Step]:
        self.now += MINUTE
        with transaction(self.engine) as session:
            snapshot = snapshots.numbered(session, workspace_id=self.workspace_id, number=number)
            assert snapshot
            return restoring.restore(
                session,
                snapshot=snapshot,
                scope=scope,
                by=By(OWNER, self.now, runs_journey=True, may_hand_over=hand_over),
            )

    def now_frozen(self) -> JsonObject:
        with transaction(self.engine) as session:
            return frozen(session, journey=self.journey(session), at=self.now)

    def map(self) -> list[tuple[str, list[str]]]:
        """The stages in order, each with its touchpoints."""
        with transaction(self.engine) as session:
            return [
                (stage.name, [point.name for point in touchpoints.in_stage(session, stage=stage)])
                for stage in self.stages(session)
            ]


FIRST = [("Find", ["a", "b"]), ("Buy", ["c", "d", "e"]), ("Use", ["f"])]


@pytest.fixture
def shop(engine: Engine, now: datetime) -> Shop:
    shop = Shop(engine, now)
    shop.begin()
    return shop


def edit(shop: Shop, number: int, **changes: Any) -> Callable[[Session], object]:  # noqa: ANN401
    return lambda session: touchpoints.edit(
        session,
        touchpoint=shop.point(session, number),
        changes=changes,
        actor_id="UMAYA",
        at=shop.now,
    )


def move(shop: Shop, number: int, stage: str, behind: int | None) -> Callable[[Session], object]:
    return lambda session: touchpoints.move(
        session,
        touchpoint=shop.point(session, number),
        stage=shop.stage(session, stage),
        behind=shop.point(session, behind) if behind else None,
        actor_id="UMAYA",
        at=shop.now,
    )


def retire(shop: Shop, number: int) -> Callable[[Session], object]:
    return lambda session: retirement.retire(
        session, shop.point(session, number), actor_id="UMAYA", at=shop.now
    )


def rename(shop: Shop, old: str, new: str) -> Callable[[Session], object]:
    return lambda session: stage_edits.edit(
        session,
        stage=shop.stage(session, old),
        changes={"name": new},
        actor_id="UMAYA",
        at=shop.now,
    )


def add(shop: Shop, stage: str, name: str) -> Callable[[Session], object]:
    return lambda session: touchpoints.add(
        session,
        stage=shop.stage(session, stage),
        name=name,
        channel="app",
        actor_id="UMAYA",
        at=shop.now,
    )


def test_a_touchpoint_gets_its_fields_stage_and_place_back(shop: Shop) -> None:
    number = shop.take()
    shop.do(edit(shop, 4, name="D", planned_emotion=-2, department="", owner_id="UX"))
    shop.do(move(shop, 4, "Use", None))
    shop.do(edit(shop, 3, name="C"))
    steps = shop.restore(number, Scope(touchpoint_id=4))
    assert shop.map() == [("Find", ["a", "b"]), ("Buy", ["C", "d", "e"]), ("Use", ["f"])]
    assert [(step.number, step.what) for step in steps] == [(4, "edited"), (4, "moved")]
    assert steps[0].before["planned_emotion"] == -2
    assert steps[0].after["planned_emotion"] == 1


def test_a_single_one_among_later_ones_finds_its_place(shop: Shop) -> None:
    number = shop.take()
    shop.do(add(shop, "Buy", "new"))
    shop.do(move(shop, 7, "Buy", 3))  # c new d e
    shop.do(move(shop, 5, "Buy", None))  # e c new d
    shop.restore(number, Scope(touchpoint_id=5))
    assert shop.map()[1] == ("Buy", ["c", "new", "d", "e"])


def test_a_whole_journey_comes_back_and_what_came_after_stays(shop: Shop) -> None:
    number = shop.take()
    shop.do(rename(shop, "Find", "Search"))
    shop.do(retire(shop, 6))
    shop.do(
        lambda session: stage_edits.retire(
            session, stage=shop.stage(session, "Use"), actor_id="UMAYA", at=shop.now
        )
    )
    shop.do(move(shop, 3, "Search", 1))
    shop.do(add(shop, "Buy", "new"))
    shop.do(
        lambda session: stage_edits.move(
            session,
            stage=shop.stage(session, "Buy"),
            beside=shop.stage(session, "Search"),
            before=True,
            actor_id="UMAYA",
            at=shop.now,
        )
    )
    shop.restore(number)
    names = dict(FIRST)
    assert [stage for stage, _ in shop.map()] == [*names]
    assert {name: [one for one in held if one != "new"] for name, held in shop.map()} == names
    assert "new" in dict(shop.map())["Buy"]
    assert shop.restore(number) == []


def test_stages_that_swapped_their_names_swap_back(shop: Shop) -> None:
    number = shop.take()
    shop.do(rename(shop, "Find", "X"))
    shop.do(rename(shop, "Buy", "Find"))
    shop.do(rename(shop, "X", "Buy"))
    shop.restore(number)
    assert shop.map() == FIRST


def test_a_name_that_a_later_stage_has_stays_with_it(shop: Shop) -> None:
    number = shop.take()
    shop.do(rename(shop, "Use", "Enjoy"))
    shop.do(
        lambda session: stage_edits.add(
            session,
            workspace_id=shop.workspace_id,
            journey_id=identity(shop.journey(session)),
            name="Use",
            goal="",
            funnel="",
            actor_id="UMAYA",
            at=shop.now,
        )
    )
    steps = shop.restore(number)
    assert [(step.what, step.name, step.why) for step in steps] == [
        ("kept", "Enjoy", "another stage is called “Use” now")
    ]
    assert [name for name, _ in shop.map()] == ["Find", "Buy", "Enjoy", "Use"]


def test_what_a_later_touchpoint_stands_in_the_way_of_stays_away(shop: Shop) -> None:
    number = shop.take()
    shop.do(retire(shop, 3))
    shop.do(add(shop, "Buy", "C"))
    (step,) = shop.restore(number)
    assert (step.number, step.what, step.why) == (3, "kept", "T-7 is called “C” there now")


def test_the_preview_says_the_same_and_changes_nothing(shop: Shop) -> None:
    number = shop.take()
    shop.do(rename(shop, "Find", "Search"))
    shop.do(move(shop, 3, "Search", 1))
    before = shop.now_frozen()
    with transaction(shop.engine) as session:
        snapshot = snapshots.numbered(session, workspace_id=WORKSPACE, number=number)
        assert snapshot
        told = restoring.preview(
            session, snapshot=snapshot, scope=Scope(), by=By(OWNER, shop.now, runs_journey=True)
        )
    assert shop.now_frozen() == before
    assert shop.restore(number) == told


def test_undo_takes_back_exactly_what_the_restore_did(shop: Shop) -> None:
    number = shop.take()
    shop.do(edit(shop, 1, name="A"))
    shop.do(move(shop, 3, "Find", 1))
    shop.do(retire(shop, 6))
    shop.do(
        lambda session: stage_edits.retire(
            session, stage=shop.stage(session, "Use"), actor_id="UMAYA", at=shop.now
        )
    )
    before = shop.map()
    shop.now += MINUTE
    undo = shop.take(snapshots.restore_slot(shop.now))
    shop.now -= MINUTE  # restore and its snapshot share their moment
    shop.restore(number)
    assert shop.map() == FIRST
    shop.do(edit(shop, 4, name="later"))
    shop.do(add(shop, "Find", "newest"))
    shop.restore(undo, Scope(undo=True))
    expected = [(name, ["later" if one == "d" else one for one in held]) for name, held in before]
    found = [(name, [one for one in held if one != "newest"]) for name, held in shop.map()]
    assert found == expected
    assert "newest" in shop.map()[0][1]


def hand_over(shop: Shop, to: str, **more: Any) -> Callable[[Session], object]:  # noqa: ANN401
    return lambda session: journey_edits.edit(
        session,
        journey=shop.journey(session),
        changes={"owner_id": to, **more},
        actor_id="UMAYA",
        at=shop.now,
    )


def test_owner_framework_and_rhythm_come_back_for_who_may_hand_over(shop: Shop) -> None:
    number = shop.take()
    shop.do(hand_over(shop, "UNEW", framework="ICE", review_days=7))
    done, kept = shop.restore(number)
    assert (done.what, done.after) == ("edited", {"review_days": 90, "framework": "RICE"})
    assert (kept.what, kept.before) == ("kept", {"owner_id": "UNEW"})
    (step,) = shop.restore(number, hand_over=True)
    assert step.after == {"owner_id": OWNER}
    assert shop.restore(number, hand_over=True) == []


def test_personas_and_texts_for_today_come_back_and_later_ones_stay(shop: Shop) -> None:
    with transaction(shop.engine) as session:
        for name in ("Ana", "Ben", "Cem"):
            person(session, shop, "add", name)
        say_today(session, shop, 3, "Offer tea")
        say_today(session, shop, "Buy", "Open a second till")
    number = shop.take()
    shop.do(lambda session: person(session, shop, "edit", "Ana", {"name": "X"}))
    shop.do(lambda session: person(session, shop, "edit", "Ben", {"name": "Ana", "quote": "No"}))
    shop.do(lambda session: person(session, shop, "edit", "X", {"name": "Ben"}))
    shop.do(lambda session: person(session, shop, "retire", "Cem"))
    shop.do(lambda session: person(session, shop, "add", "Dee"))
    shop.do(lambda session: say_today(session, shop, 3, "Say sorry"))
    shop.do(lambda session: say_today(session, shop, "Buy", ""))
    shop.do(lambda session: say_today(session, shop, 6, "Later"))
    before = shop.now_frozen()
    shop.now += MINUTE
    undo = shop.take(snapshots.restore_slot(shop.now))
    shop.now -= MINUTE
    shop.restore(number)
    found = shop.now_frozen()
    assert [(each["name"], each["quote"], each["retired"]) for each in found["personas"]] == [
        ("Ana", "", False),
        ("Ben", "", False),
        ("Cem", "", False),
        ("Dee", "", False),
    ]
    assert [each["id"] for each in found["personas"]] == [1, 2, 3, 4]
    assert written(found) == {3: "Offer tea", "Buy": "Open a second till"}
    assert shop.restore(number) == []
    shop.restore(undo, Scope(undo=True))
    assert [before[part] for part in ("personas", "stages", "touchpoints")] == [
        shop.now_frozen()[part] for part in ("personas", "stages", "touchpoints")
    ]


def test_a_persona_whose_name_is_a_later_ones_keeps_its_own(shop: Shop) -> None:
    shop.do(lambda session: person(session, shop, "add", "Ana"))
    number = shop.take()
    shop.do(lambda session: person(session, shop, "edit", "Ana", {"name": "Old", "quote": "No"}))
    shop.do(lambda session: person(session, shop, "add", "ána"))
    kept, done = shop.restore(number)
    assert (kept.what, kept.why) == ("kept", "another persona is called “Ana” now")
    assert (done.what, done.after) == ("edited", {"quote": ""})


def test_what_an_old_snapshot_does_not_know_stays_and_is_told(shop: Shop) -> None:
    number = shop.take()
    shop.do(lambda session: person(session, shop, "add", "Ana"))
    shop.do(lambda session: say_today(session, shop, 3, "Offer tea"))
    shop.do(lambda session: forget_people(session, number))
    (step,) = shop.restore(number)
    assert (step.what, [*step.before]) == ("kept", ["personas", "briefs"])
    assert written(shop.now_frozen()) == {3: "Offer tea"}


def person(session: Session, shop: Shop, what: str, name: str, changes: Any = None) -> None:  # noqa: ANN401
    """Adds, edits or retires the persona of this name."""
    by: Any = {"actor_id": "UMAYA", "at": shop.now}
    journey = shop.journey(session)
    if what == "add":
        assert personas.add(session, journey=journey, held={"name": name}, **by)
        return
    found = personas.named(
        session, workspace_id=shop.workspace_id, journey_id=identity(journey), name=name
    )
    assert found
    if what == "edit":
        personas.edit(session, persona=found, changes=changes, **by)
    else:
        retirement.retire(session, found, **by)


def say_today(session: Session, shop: Shop, place: int | str, words: str) -> None:
    here = shop.point(session, place) if isinstance(place, int) else shop.stage(session, place)
    briefs.write(session, place=here, words=words, actor_id="UMAYA", at=shop.now)


def written(data: JsonObject) -> dict[int | str, str]:
    """What to say today, by T-number and by stage."""
    held = {each["number"]: each["brief"] for each in data["touchpoints"]}
    held |= {each["name"]: each["brief"] for each in data["stages"]}
    return {place: words for place, words in held.items() if words}


def forget_people(session: Session, number: int) -> None:
    """Makes a snapshot one of those that were taken before personas were kept."""
    snapshot = session.exec(select(Snapshot).where(Snapshot.number == number)).one()
    data = {name: held for name, held in snapshot.data.items() if name != "personas"}
    for part in ("stages", "touchpoints"):
        data[part] = [
            {name: held for name, held in each.items() if name != "brief"} for each in data[part]
        ]
    snapshot.data = data
    session.add(snapshot)


@pytest.fixture(scope="module")
def one_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for all examples, each in a workspace of its own."""
    path: Path = tmp_path_factory.mktemp("restoring") / "cairn.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    yield engine
    engine.dispose()


workspace_ids = (f"T{number}" for number in itertools.count(1))
some_change = st.one_of(
    st.tuples(
        st.just("edit"),
        st.integers(1, 6),
        st.fixed_dictionaries(
            {},
            optional={
                "name": st.sampled_from([*"abcdefABC"]),
                "channel": st.sampled_from([channel.value for channel in Channel]),
                "action": st.text(max_size=5),
                "department": st.sampled_from(["", "Shop"]),
                "owner_id": st.sampled_from([None, "UX"]),
                "significance": st.sampled_from([None, 1, 5]),
                "moment_of_truth": st.booleans(),
                "planned_emotion": st.sampled_from([None, -2, 0, 2]),
            },
        ),
    ),
    st.tuples(st.just("move"), st.integers(1, 6), st.integers(0, 2), st.integers(0, 6)),
    st.tuples(st.just("retire"), st.integers(1, 6)),
    st.tuples(st.just("add"), st.integers(0, 2)),
    st.tuples(st.just("pain"), st.integers(1, 6)),
    st.tuples(st.just("stage"), st.integers(0, 2), st.sampled_from(["Find", "Buy", "Use", "X"])),
    st.tuples(st.just("turn"), st.integers(0, 2), st.integers(0, 2)),
)


class Changes:
    """Carries out what Hypothesis thought of, and notes what was added."""

    def __init__(self, shop: Shop, stage_ids: list[int]) -> None:
        self.shop, self.stage_ids, self.added = shop, stage_ids, 0

    def run(self, session: Session, change: tuple[Any, ...]) -> None:
        what, *about = change
        getattr(self, what)(session, {"actor_id": "UMAYA", "at": self.shop.now}, *about)

    def _stage(self, session: Session, place: int) -> Stage:
        return session.get_one(Stage, self.stage_ids[place])

    def edit(self, session: Session, by: Any, number: int, changes: JsonObject) -> None:  # noqa: ANN401
        point = self.shop.point(session, number)
        touchpoints.edit(session, touchpoint=point, changes=changes, **by)

    def move(self, session: Session, by: Any, number: int, place: int, behind: int) -> None:  # noqa: ANN401
        other = self.shop.point(session, behind) if behind else None
        touchpoints.move(
            session,
            touchpoint=self.shop.point(session, number),
            stage=self._stage(session, place),
            behind=other,
            **by,
        )

    def retire(self, session: Session, by: Any, number: int) -> None:  # noqa: ANN401
        retirement.retire(session, self.shop.point(session, number), **by)

    def add(self, session: Session, by: Any, place: int) -> None:  # noqa: ANN401
        self.added += 1
        stage = self._stage(session, place)
        name = f"new {self.added}"
        touchpoints.add(session, stage=stage, name=name, channel="app", **by)

    def pain(self, session: Session, by: Any, number: int) -> None:  # noqa: ANN401
        pains.add(
            session,
            touchpoint=self.shop.point(session, number),
            told="hurts",
            kind=Kind.PAIN,
            channel_id="C1",
            sighting=NewSighting(by["actor_id"], by["at"], 3),
        )

    def stage(self, session: Session, by: Any, place: int, name: str) -> None:  # noqa: ANN401
        changes = {"name": name, "goal": name, "funnel": name}
        stage_edits.edit(session, stage=self._stage(session, place), changes=changes, **by)

    def turn(self, session: Session, by: Any, place: int, other: int) -> None:  # noqa: ANN401
        stage_edits.move(
            session,
            stage=self._stage(session, place),
            beside=self._stage(session, other),
            before=True,
            **by,
        )


def logged(shop: Shop) -> list[tuple[Any, ...]]:
    """Every pain point and sighting, and every entry of the history."""
    with transaction(shop.engine) as session:
        return [
            tuple(sorted(row.model_dump().items(), key=lambda item: item[0]))
            for model in (PainPoint, Sighting, History)
            for row in session.exec(select(model).where(model.workspace_id == shop.workspace_id))
        ]


def kept(data: JsonObject, part: str, fields: tuple[str, ...]) -> dict[int, tuple[Any, ...]]:
    """Every field of what is on the map, by id."""
    return {
        each["id"]: tuple(each[name] for name in fields)
        for each in data[part]
        if not each["retired"]
    }


def order_of(data: JsonObject, ids: set[int]) -> list[tuple[int, int]]:
    return [
        (each["stage_id"], each["id"])
        for each in sorted(
            data["touchpoints"], key=lambda each: (each["stage_id"], each["position"])
        )
        if each["id"] in ids
    ]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(changes=st.lists(some_change, max_size=12))
def test_restoring_brings_all_back_and_loses_nothing(
    one_engine: Engine, changes: list[tuple[Any, ...]]
) -> None:
    shop = Shop(one_engine, NOON, next(workspace_ids))
    shop.begin()
    with transaction(one_engine) as session:
        doing = Changes(shop, [identity(stage) for stage in shop.stages(session)])
    number = shop.take()
    before = shop.now_frozen()
    with transaction(one_engine) as session:
        for change in changes:
            shop.now += MINUTE
            doing.run(session, change)
    later, since = shop.now_frozen(), logged(shop)

    shop.restore(number)

    after = shop.now_frozen()
    for part, fields in (
        ("stages", STAGE_FIELDS),
        ("touchpoints", (*TOUCHPOINT_FIELDS, "stage_id")),
    ):
        wanted = kept(before, part, fields)
        assert wanted.items() <= kept(after, part, fields).items()
    ids = {each["id"] for each in before["touchpoints"]}
    assert order_of(after, ids) == order_of(before, ids)
    assert [each["id"] for each in after["stages"]] == [each["id"] for each in before["stages"]]
    added = {each["id"] for each in later["touchpoints"]} - ids
    every = (*TOUCHPOINT_FIELDS, "stage_id", "retired")
    for each in later["touchpoints"]:
        if each["id"] in added:
            (same,) = [one for one in after["touchpoints"] if one["id"] == each["id"]]
            assert [same[name] for name in every] == [each[name] for name in every]
    assert set(map(str, since)) <= set(map(str, logged(shop)))
