"""What lists are ordered by follows the sightings, whoever writes them and however."""

import math
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, update
from sqlmodel import Session, select

from storage.db import transaction
from storage.identity import identity
from storage.models import PainPoint, Sighting
from storage.pain import lists as pain_lists
from storage.pain import lives, merges, pains
from storage.pain.heat import HALF_LIFE
from storage.pain.lists import Filter
from storage.statements import table_of
from storage.vocabulary import Kind, Status
from tests.storage.pain_reference import NOW, PAIN, Pain, Seen, World, plant
from tests.storage.test_pain_lists import ON_BOTH

_S = table_of(Sighting)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["move", "delete", "worse", "later"]),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    max_size=8,
)


def pain_ids(session: Session, world: World) -> list[int]:
    found = session.exec(
        select(PainPoint.id).where(PainPoint.workspace_id == world.workspace_id).order_by("number")
    )
    return [each for each in found if each is not None]


def change(session: Session, world: World, step: tuple[str, int, int]) -> None:
    """One write to a sighting past all verbs."""
    what, which, whither = step
    ids = session.exec(
        select(Sighting.id).where(Sighting.workspace_id == world.workspace_id).order_by("id")
    ).all()
    if not ids:
        return
    here = _S.c.id == ids[which % len(ids)]
    targets = pain_ids(session, world)
    values: dict[str, dict[str, object]] = {
        "move": {"pain_point_id": targets[whither % len(targets)]},
        "worse": {"severity": 1 + whither % 5},
        "later": {"seen_at": NOW - timedelta(days=whither)},
    }
    statement = (
        delete(_S).where(here) if what == "delete" else update(_S).where(here).values(values[what])
    )
    session.connection().execute(statement)


@given(told=st.lists(PAIN, min_size=1, max_size=4), steps=STEPS)
@ON_BOTH
def test_it_is_what_the_sightings_add_up_to(
    engine: Engine, told: list[Pain], steps: list[tuple[str, int, int]]
) -> None:
    with transaction(engine) as session:
        world = plant(session, told)
        for step in steps:
            change(session, world, step)
        for pain_id in pain_ids(session, world):
            pain = session.get_one(PainPoint, pain_id, populate_existing=True)
            seen = session.exec(select(Sighting).where(Sighting.pain_point_id == pain_id)).all()
            heat = math.fsum(s.severity * 0.5 ** ((NOW - s.seen_at) / HALF_LIFE) for s in seen)
            kept = -pain.coldness * 0.5 ** ((NOW - NOW.replace(2020, 1, 1, 0)) / HALF_LIFE)
            assert kept == pytest.approx(heat, rel=1e-9, abs=1e-9)
            assert pain.last_seen_at == max((s.seen_at for s in seen), default=None)
            if not seen:
                assert pain.coldness == 0


def two(session: Session) -> tuple[World, PainPoint, PainPoint]:
    world = plant(
        session,
        [
            Pain(0, Status.NEW, Kind.PAIN, "queue", [Seen("UANA", timedelta(days=9), 5, None)]),
            Pain(1, Status.NEW, Kind.PAIN, "wait", [Seen("UBEN", timedelta(days=1), 4, None)]),
        ],
    )
    first, second = (session.get_one(PainPoint, each) for each in pain_ids(session, world))
    return world, first, second


def test_a_merge_makes_the_other_one_hotter_and_the_duplicate_stays_listed(engine: Engine) -> None:
    with transaction(engine) as session:
        world, queue, wait = two(session)
        everything = Filter(world.journey_id, statuses=())

        def listed(which: Filter) -> list[tuple[int, float, str, int | None]]:
            page = pain_lists.page(session, workspace_id=world.workspace_id, which=which, now=NOW)
            assert page.total == len(page.rows)
            return [
                (row.number, round(row.heat, 1), row.status, row.duplicate_of) for row in page.rows
            ]

        before = [(queue.number, 4.1, "New", None), (wait.number, 3.9, "New", None)]
        assert listed(everything) == before
        pain, into = merges.lock(session, pain=queue, other=wait)
        merges.merge(session, pain=pain, into=into, seen="New", actor_id="UANA", at=NOW)
        assert listed(everything) == [
            (wait.number, 8.0, "New", None),
            (queue.number, 0.0, "Duplicate", wait.number),
        ]
        assert listed(Filter(world.journey_id)) == [(wait.number, 8.0, "New", None)]
        # Whoever reported it finds both: what became of the report, and where it counts now.
        mine = Filter(world.journey_id, statuses=(), reporter_id="UANA")
        assert [each[0] for each in listed(mine)] == [wait.number, queue.number]
        merges.unmerge(session, pain=queue, actor_id="UANA", at=NOW)
        assert listed(everything) == before


def test_words_follow_an_edit(engine: Engine) -> None:
    with transaction(engine) as session:
        world, queue, _ = two(session)
        title, description = pains.titled("Die Schlange war zu lang\nFünfzehn Minuten")
        lives.edit(
            session,
            pain=queue,
            changes={"title": title, "description": description},
            actor_id="UANA",
            at=NOW,
        )

        def found(*words: str) -> list[int]:
            which = Filter(world.journey_id, words=words)
            page = pain_lists.page(session, workspace_id=world.workspace_id, which=which, now=NOW)
            return [row.number for row in page.rows]

        assert found("funfzehn", "SCHLANGE") == [queue.number]
        assert found("queue") == []


def test_a_page_past_the_end_of_a_search_is_the_last_one(engine: Engine) -> None:
    with transaction(engine) as session:
        world, _, wait = two(session)
        which = Filter(world.journey_id, words=("wait",))
        page = pain_lists.page(
            session, workspace_id=world.workspace_id, which=which, now=NOW, number=9, size=1
        )
        assert (page.number, page.pages, page.total) == (1, 1, 1)
        assert [row.id for row in page.rows] == [identity(wait)]
