"""Empathy notes on both databases: silent until revealed, each once, seen before assumed."""

import threading
from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import open_engine, transaction
from storage.empathy import map as empathy_map
from storage.models import EmpathyNote
from storage.vocabulary import EmpathySide
from tests.storage.persona_world import Cast


@pytest.fixture
def cast(engine: Engine, now: datetime) -> Cast:
    cast = Cast(engine, now)
    cast.build()
    return cast


@pytest.fixture
def nadia(cast: Cast) -> int:
    added = cast.add("Nadia")
    assert added
    return added


def test_before_it_is_revealed_everybody_reads_only_their_own(cast: Cast, nadia: int) -> None:
    begun = cast.start(nadia)
    cast.note(nadia, "I am in a hurry", by="UMAYA", round_id=begun)
    cast.note(nadia, "It is too dear", by="UKWAME", round_id=begun)
    cast.note(nadia, "Was there before", by="UPRIYA")
    assert cast.taken_part(begun) == (2, 2)
    assert cast.read(nadia, None) == ["Was there before"]
    assert cast.read(nadia, "UMAYA") == ["I am in a hurry", "Was there before"]
    assert cast.read(nadia, "UDIEGO") == ["Was there before"]
    assert cast.reveal(begun)
    assert not cast.reveal(begun)
    everything = ["I am in a hurry", "It is too dear", "Was there before"]
    assert cast.read(nadia, None) == cast.read(nadia, "UDIEGO") == everything


def test_in_the_open_everybody_reads_everything_at_once(cast: Cast, nadia: int) -> None:
    begun = cast.start(nadia, silent=False)
    cast.note(nadia, "I am in a hurry", by="UMAYA", round_id=begun)
    assert cast.read(nadia, None) == ["I am in a hurry"]


def test_the_same_words_of_one_person_are_there_once(cast: Cast, nadia: int) -> None:
    first, is_new = cast.note(nadia, "I am in a hurry", by="UMAYA")
    assert is_new
    assert cast.note(nadia, "I am  IN a hurry", by="UMAYA") == (first, False)
    assert cast.note(nadia, "I am in a hurry", by="UMAYA", side="thinks")[1]
    assert cast.note(nadia, "I am in a hurry", by="UKWAME")[1]
    assert cast.take_back(nadia, first)
    assert not cast.take_back(nadia, first)
    assert cast.note(nadia, "I am in a hurry", by="UMAYA")[1]


def test_what_was_seen_stands_before_assumptions(cast: Cast, nadia: int) -> None:
    number = cast.told("The queue was long", nadia, by="UMAYA")
    cast.note(nadia, "Guessed first", by="UMAYA")
    cast.note(nadia, "Seen later", by="UMAYA", sighting_id=cast.sighting(number))
    cast.note(nadia, "Guessed last", by="UMAYA")
    says = cast.sides(nadia, None, most=2)[EmpathySide.SAYS]
    assert [(row.words, row.seen_in) for row in says.rows] == [
        ("Seen later", number),
        ("Guessed first", None),
    ]
    assert (says.total, says.seen, says.rows[1].assumed) == (3, 1, True)
    assert cast.sides(nadia, None)[EmpathySide.GAINS].total == 0


def test_what_was_seen_waits_to_be_used_once(cast: Cast, nadia: int) -> None:
    cast.told("The queue was long", nadia, by="UMAYA", quote="An hour for a fern!")
    cast.told("The queue was long ", nadia, by="UKWAME", quote="an hour  for a FERN!")
    ready = cast.ready(nadia)
    assert [(each.side.value, each.words) for each in ready] == [
        ("says", "an hour for a FERN!"),
        ("pains", "The queue was long"),
    ]
    assert cast.use(nadia, ready[0].held)
    assert not cast.use(nadia, ready[0].held, by="UKWAME")
    left = cast.ready(nadia)
    assert [(each.side.value, each.used) for each in left] == [("pains", False), ("says", True)]
    assert cast.read(nadia, None) == ["an hour for a FERN!"]


def test_a_page_of_ones_own(cast: Cast, nadia: int) -> None:
    for n in range(5):
        cast.note(nadia, f"Mine {n}", by="UMAYA")
    cast.note(nadia, "Not mine", by="UKWAME")
    whose = empathy_map.Whose(cast.workspace_id, nadia, "UMAYA", author_id="UMAYA")
    with transaction(cast.engine) as session:
        rows, total = empathy_map.page(session, whose, side=None, number=2, size=3)
    assert ([row.words for row in rows], total) == (["Mine 3", "Mine 4"], 5)


def test_counts_tell_no_more_than_may_be_seen(cast: Cast, nadia: int) -> None:
    begun = cast.start(nadia)
    cast.note(nadia, "Hidden", by="UMAYA", round_id=begun)

    def counted(reader_id: str | None) -> dict[int, int]:
        with transaction(cast.engine) as session:
            journey_id = cast.journey(session).id
            assert journey_id
            return dict(
                empathy_map.counts(
                    session,
                    workspace_id=cast.workspace_id,
                    journey_id=journey_id,
                    reader_id=reader_id,
                )
            )

    assert (counted(None), counted("UMAYA")) == ({}, {nadia: 1})


def test_two_processes_use_the_same_and_it_is_there_once(
    cast: Cast, nadia: int, database_url: str
) -> None:
    cast.told("The queue was long", nadia, by="UMAYA")
    held = cast.ready(nadia)[0].held
    used: list[bool] = []
    gate = threading.Barrier(6)

    def use(mine: Cast, person_id: str) -> None:
        gate.wait()
        used.append(mine.use(nadia, held, by=person_id))

    engines = [open_engine(database_url) for _ in range(2)]
    try:
        threads = [
            threading.Thread(target=use, args=(Cast(engines[n % 2], cast.now), f"U{n}"))
            for n in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for engine in engines:
            engine.dispose()
    assert sorted(used) == [False] * 5 + [True]
    with transaction(cast.engine) as session:
        assert len(list(session.exec(select(EmpathyNote)))) == 1
