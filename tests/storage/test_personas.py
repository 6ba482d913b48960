"""Personas on both databases: names taken once, kept when retired, and what was seen of them."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from storage import retirement
from storage.db import open_engine, transaction
from storage.history import entries as history
from storage.models import Persona
from storage.persona import personas
from storage.persona import sightings as persona_sightings
from storage.persona.sightings import Seen
from tests.storage.pain_world import OWNER
from tests.storage.persona_world import Cast


@pytest.fixture
def cast(engine: Engine, now: datetime) -> Cast:
    cast = Cast(engine, now)
    cast.build()
    return cast


def test_a_name_is_taken_once_whatever_its_case_and_accents(cast: Cast) -> None:
    nadia = cast.add("Nádia, first balcony")
    assert nadia
    assert cast.add("nadia,  FIRST balcony") is None
    with transaction(cast.engine) as session:
        persona = personas.lock(session, persona=cast.persona(session, nadia))
        assert retirement.retire(session, persona, actor_id=OWNER, at=cast.now)
        assert not retirement.retire(session, persona, actor_id=OWNER, at=cast.now)
    assert cast.names() == []
    # Retired is not deleted: it can come back, so its name stays its own.
    assert cast.add("Nadia, first balcony") is None
    with transaction(cast.engine) as session:
        persona = personas.lock(session, persona=cast.persona(session, nadia))
        assert retirement.restore(session, persona, actor_id=OWNER, at=cast.now)
        assert not retirement.restore(session, persona, actor_id=OWNER, at=cast.now)
        said = [entry.what for entry in history.latest(session, persona, limit=9)]
    assert said == ["restored", "retired", "added"]
    assert cast.names() == ["Nádia, first balcony"]


def test_an_edit_tells_the_history_what_changed(cast: Cast) -> None:
    tom = cast.add("Tom", goals="A bench")
    assert tom
    with transaction(cast.engine) as session:
        persona = cast.persona(session, tom)
        changes = {"goals": "A bench", "quote": "Tell me Tuesday"}
        outcomes = [
            personas.edit(session, persona=persona, changes=changes, actor_id="UMAYA", at=cast.now)
            for _ in range(2)
        ]
        assert outcomes == [True, False]
        latest = history.latest(session, persona, limit=1)[0]
    assert (latest.before, latest.after) == ({"quote": ""}, {"quote": "Tell me Tuesday"})


def test_two_processes_add_the_same_name_and_one_has_it(cast: Cast, database_url: str) -> None:
    added: list[int | None] = []
    gate = threading.Barrier(6)

    def add(mine: Cast) -> None:
        gate.wait()
        added.append(mine.add("Tom"))

    engines = [open_engine(database_url) for _ in range(2)]
    try:
        threads = [
            threading.Thread(target=add, args=(Cast(engines[n % 2], cast.now),)) for n in range(6)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for engine in engines:
            engine.dispose()
    assert len([row for row in added if row]) == 1
    assert len(added) == 6
    assert cast.names() == ["Tom"]


def test_sightings_count_for_the_persona_they_name(cast: Cast) -> None:
    nadia, tom = cast.add("Nadia"), cast.add("Tom")
    assert nadia
    assert tom
    cast.told("The queue was long", nadia, by="UMAYA", quote="An hour for a fern!")
    cast.later(minutes=1)
    label = cast.told("No label in the parcel", nadia, by="UKWAME")
    cast.log("Nobody named", by="UMAYA")
    sighting = cast.sighting(label)
    with transaction(cast.engine) as session:
        known = {"workspace_id": cast.workspace_id}
        seen = persona_sightings.seen(session, **known, ids=[nadia, tom], now=cast.now)
        before = persona_sightings.seen(
            session, **known, ids=[nadia], now=cast.now - timedelta(seconds=30)
        )

        def found(typed: str) -> list[str]:
            rows = persona_sightings.latest(
                session, **known, persona_id=nadia, typed=typed, limit=9
            )
            return [row.title for row in rows]

        assert (seen, before) == ({nadia: Seen(2, 2)}, {nadia: Seen(1, 1)})
        assert found("") == ["No label in the parcel", "The queue was long"]
        assert found("FERN") == ["The queue was long"]
        assert found("100%") == []
        assert found(f"p-{label}") == ["No label in the parcel"]
        theirs = [
            persona_sightings.one(session, **known, persona_id=who, sighting_id=sighting)
            for who in (nadia, tom)
        ]
    assert [one and one.number for one in theirs] == [label, None]


def test_other_workspaces_see_nothing_of_them(cast: Cast) -> None:
    nadia = cast.add("Nadia")
    assert nadia
    other = Cast(cast.engine, cast.now, workspace_id="T2")
    other.build()
    assert other.add("Nadia")
    with transaction(cast.engine) as session:
        assert personas.get_or_none(session, workspace_id="T2", persona_id=nadia) is None
        assert session.get_one(Persona, nadia).workspace_id == "T1"
