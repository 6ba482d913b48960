"""Imports taken back, on both databases: readings are as if those had never been."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from storage.db import transaction
from storage.identity import identity
from storage.kpi import kpis, periods
from storage.kpi.measures import Measured
from storage.models import (
    Answer,
    AnswerAgain,
    AnswerComment,
    ImportBatch,
    Kpi,
    Reading,
    Sighting,
)
from storage.opportunity.frameworks import Period
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.survey import answers, comments, sighted, tallies, undoing
from storage.survey.answers import NewAnswer, NewBatch
from storage.survey.restoring import Fate
from tests.storage.kpi_world import NPS, Kpis
from tests.storage.pain_world import OWNER

# A file is its rows: (month, day, score).
_File = Sequence[tuple[int, int, int]]
_Step = tuple[str, int | _File]
_ROUNDS, _STEPS = 16, 9
_SCRIPTS: list[list[_Step]] = [
    # An earlier import stands below what was recorded by hand: that is there again.
    [("file", [(2, 3, 9)]), ("hand", 2), ("file", [(2, 4, 0)]), ("undo", 2)],
    # A file replaced a reading by answers that an earlier file had brought.
    [("file", [(2, 3, 9)]), ("hand", 2), ("file", [(2, 3, 9), (1, 3, 9)]), ("undo", 2)],
    # The same, and it stands while a third one goes.
    [
        *(("file", [(2, 3, 9)]), ("hand", 2), ("file", [(2, 3, 9), (1, 3, 9)])),
        *(("file", [(2, 4, 0)]), ("undo", 3)),
    ],
    # What was taken back is no ground for what comes.
    [("file", [(2, 3, 9)]), ("undo", 0), ("file", [(2, 3, 0)]), ("undo", 2)],
    # Somebody counted by hand what the file says, too; and the other way round.
    [("file", [(2, 3, 10)]), ("count", 2), ("undo", 0)],
    [("count", 2), ("file", [(2, 3, 10)]), ("undo", 1)],
    [("count", 2), ("file", [(2, 3, 10)]), ("file", [(2, 4, 0)]), ("undo", 2)],
]


@pytest.fixture
def kpis_(engine: Engine, now: datetime) -> Kpis:
    world = Kpis(engine, now)
    world.build()
    return world


def locked(session: Session, world: Kpis, number: int) -> Kpi:
    return world.kpi(session, number)


def bring(world: Kpis, number: int, name: str, file: _File, *, comment: str = "") -> int | None:
    """Imports as the preview does: a file that brings nothing new is not imported."""
    rows = answers.keyed(
        [
            NewAnswer(line, date(2026, month, day), score, comment)
            for line, (month, day, score) in enumerate(file)
        ]
    )
    with transaction(world.engine) as session:
        kpi = locked(session, world, number)
        if len(answers.known(session, kpi=kpi, rows=rows)) == len(rows):
            return None
        mark = answers.fingerprint(name, kpi=kpi)
        batch = NewBatch(f"{name}.csv", mark, {}, OWNER, world.now)
        stored = answers.store(session, kpi=kpi, batch=batch, rows=rows)
        begins = {periods.start(Period.MONTH, row.day) for row in rows}
        tallies.recompute(session, kpi=kpi, begins=begins, actor_id=OWNER, at=world.now)
        return stored.batch_id


def undo(world: Kpis, number: int, batch_id: int) -> bool:
    """Takes it back; what was told beforehand is what goes."""
    with transaction(world.engine) as session:
        kpi = locked(session, world, number)
        weight = undoing.weight(session, kpi=kpi, batch_id=batch_id)
        found = undoing.undo(session, kpi=kpi, batch_id=batch_id, actor_id=OWNER, at=world.now)
        if found is not None:
            others = [each for each in found.readings if each.fate is not Fate.LEFT]
            assert weight == undoing.Weight(found.answers, len(others))
        return found is not None


def readings(world: Kpis, number: int) -> list[tuple[object, ...]]:
    with transaction(world.engine) as session:
        kpi = locked(session, world, number)
        found = session.exec(
            select(Reading).where(Reading.kpi_id == kpi.id).order_by(col(Reading.period_start))
        )
        return [
            (each.period_start, each.value, each.n, each.spread, each.counts, each.source)
            for each in found
        ]


def count(world: Kpis, table: type) -> int:
    with transaction(world.engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def played(world: Kpis, number: int, script: Sequence[_Step]) -> set[int]:
    """Takes the steps for a KPI; which of them stand at the end: neither undone nor empty."""
    batches: dict[int, int] = {}
    hands = set()
    for at, (does, what) in enumerate(script):
        if does == "file" and not isinstance(what, int):
            batch_id = bring(world, number, str(at), what)
            if batch_id is not None:
                batches[at] = batch_id
        elif does == "hand" and isinstance(what, int):
            world.record(Measured(float(at), 100 + at), month=what, number=number)
            hands.add(at)
        elif does == "count" and isinstance(what, int):
            counted = tallies.measured(NPS, {10: 1})
            assert counted
            world.record(counted, month=what, number=number)
            hands.add(at)
        elif does == "undo" and isinstance(what, int) and what in batches:
            assert undo(world, number, batches.pop(what))
    return hands | set(batches)


def at_random(random: Random) -> list[_Step]:
    """Few different rows, so that files share them."""
    script: list[_Step] = []
    for at in range(_STEPS):
        does = random.choice(("file", "file", "hand", "count", "undo"))
        if does == "file":
            rows = [(random.choice((1, 2)), 3, random.choice((0, 10))) for _ in range(3)]
            script.append((does, rows[: random.randint(1, 3)]))
        else:
            script.append(
                (does, random.randint(0, at) if does == "undo" else random.choice((1, 2)))
            )
    return script


def test_whatever_is_imported_recorded_and_undone_the_rest_is_as_if_alone(kpis_: Kpis) -> None:
    """The same steps without those that were undone give the same readings and answers."""
    random = Random(20260309)  # noqa: S311 - the same steps each time
    scripts = [*_SCRIPTS, *(at_random(random) for _ in range(_ROUNDS))]
    for place, script in enumerate(scripts):
        world, number = kpis_, 2 * place + 1
        world.add(f"NPS {number}")
        world.add(f"NPS {number + 1}")
        stand = played(world, number, script)
        # What does not stand stays as an empty step: what is recorded tells its place.
        alone = [each if at in stand else ("undo", -1) for at, each in enumerate(script)]
        played(world, number + 1, alone)
        assert readings(world, number) == readings(world, number + 1), script
        assert keys(world, number) == keys(world, number + 1), script


def keys(world: Kpis, number: int) -> Sequence[str]:
    """What a KPI's stored answers are known by."""
    with transaction(world.engine) as session:
        kpi = locked(session, world, number)
        wanted = select(Answer.row_key).where(Answer.kpi_id == kpi.id)
        return session.exec(wanted.order_by(Answer.row_key)).all()


def test_an_import_is_undone_once_beside_others_that_come(kpis_: Kpis) -> None:
    """Two people undo while a longer file comes: nothing is lost, nothing counted twice."""
    world = kpis_
    world.add("NPS")
    for round_ in range(4):
        file = [(2, 3, 9)] * 20
        batch_id = bring(world, 1, f"first {round_}", file)
        assert batch_id
        with ThreadPoolExecutor(3) as pool:
            longer = pool.submit(bring, world, 1, f"longer {round_}", [*file, (2, 4, 0)])
            undone = [pool.submit(undo, world, 1, batch_id) for _ in range(2)]
            assert sorted(each.result(timeout=30) for each in undone) == [False, True]
            second = longer.result(timeout=30)
        assert second
        assert count(world, Answer) == 21
        assert [each[2] for each in readings(world, 1)] == [21]
        assert undo(world, 1, second)
        assert (readings(world, 1), count(world, Answer), count(world, AnswerAgain)) == ([], 0, 0)


def test_another_workspace_and_another_series_are_not_touched(
    kpis_: Kpis, engine: Engine, now: datetime
) -> None:
    there = Kpis(engine, now + timedelta(0), workspace_id="T2")
    there.build()
    for world in (kpis_, there):
        world.add("NPS")
    batch_id = bring(kpis_, 1, "a", [(2, 3, 9)])
    other = bring(there, 1, "a", [(2, 3, 9)])
    assert batch_id
    assert other
    assert not undo(there, 1, batch_id)
    with transaction(engine) as session:
        kpi = locked(session, kpis_, 1)
        assert undoing.weight(session, kpi=kpi, batch_id=batch_id) == undoing.Weight(1, 1)
        assert undoing.is_of_series(session, kpi=kpi, batch_id=batch_id)
        kpis.edit(session, kpi=kpi, changes={"period": "week"}, actor_id=OWNER, at=kpis_.now)
        assert not undoing.is_of_series(session, kpi=kpi, batch_id=batch_id)
        assert session.get_one(ImportBatch, other).undone_at is None
    assert count(kpis_, Answer) == 2


def test_a_comment_that_becomes_a_sighting_meanwhile_goes_as_well(kpis_: Kpis) -> None:
    """Somebody undoes while another process holds the comment and makes a sighting of it."""
    world = kpis_
    world.add("NPS")
    pain_number = world.log("The card reader froze", by=OWNER)
    batch_id = bring(world, 1, "a", [(2, 3, 0)], comment="It froze again")
    assert batch_id
    with transaction(world.engine) as session:
        assert comments.queue(
            session,
            kpi=locked(session, world, 1),
            batch_id=batch_id,
            scores=[0],
            as_new=False,
            by_id=OWNER,
            at=world.now,
        )
    with ThreadPoolExecutor(1) as pool:
        with transaction(world.engine) as session:
            (taken,) = comments.take(session, workspace_id=world.workspace_id, limit=9)
            undone = pool.submit(undo, world, 1, batch_id)
            seen = NewSighting(OWNER, world.now, 5, -2, quote=taken.text)
            which = {"workspace_id": world.workspace_id, "comment_id": taken.id}
            pain = identity(world.pain(session, pain_number))
            pains.add_sighting(
                session, workspace_id=world.workspace_id, pain_id=pain, sighting=seen
            )
            was, state = comments.State.WAITING, comments.State.SIGHTED
            assert comments.settle(session, **which, was=was, state=state, pain_id=pain)  # type: ignore[arg-type]  # as named
            sighted.remember(session, **which, pain_id=pain, reporter_id=OWNER)  # type: ignore[arg-type]  # as named
        assert undone.result(timeout=30)
    assert (count(world, Answer), count(world, AnswerComment)) == (0, 0)
    with transaction(world.engine) as session:
        quotes = session.exec(select(Sighting.quote)).all()
    assert "It froze again" not in quotes
    assert len(quotes) == 1, "the pain point's own"
