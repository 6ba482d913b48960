"""Pictures of personas on both databases: one at most, small, and of one persona alone."""

from datetime import datetime

import pytest
from sqlalchemy import Engine

from storage.db import transaction
from storage.history import entries as history
from storage.persona import personas, pictures
from tests.storage.pain_world import OWNER
from tests.storage.persona_world import Cast


@pytest.fixture
def cast(engine: Engine, now: datetime) -> Cast:
    cast = Cast(engine, now)
    cast.build()
    return cast


def test_one_picture_at_most_replaced_and_taken_away(cast: Cast) -> None:
    nadia, bernd = cast.add("Nadia"), cast.add("Bernd")
    assert nadia
    assert bernd
    with transaction(cast.engine) as session:
        persona = personas.lock(session, persona=cast.persona(session, nadia))
        given = [
            pictures.put(session, persona=persona, image=image, actor_id=OWNER, at=cast.now)
            for image in (b"\x00one", b"\x00one", b"\xfftwo")
        ]
        assert given == [True, False, True]
    with transaction(cast.engine) as session:
        persona, other = cast.persona(session, nadia), cast.persona(session, bernd)
        assert pictures.of(session, persona=persona) == b"\xfftwo"
        assert pictures.of(session, persona=other) is None
        away = [
            pictures.take_off(session, persona=persona, actor_id=OWNER, at=cast.now)
            for _ in range(2)
        ]
        assert away == [True, False]
        told = [entry.after for entry in history.latest(session, persona, limit=3)]
    assert told == [
        {"picture": ""},
        {"picture": "another picture"},
        {"picture": "a picture"},
    ]


def test_what_is_not_small_is_not_kept(cast: Cast) -> None:
    nadia = cast.add("Nadia")
    assert nadia
    large = b"x" * (pictures.MOST_BYTES + 1)
    with transaction(cast.engine) as session:
        persona = cast.persona(session, nadia)
        with pytest.raises(ValueError, match="too many"):
            pictures.put(session, persona=persona, image=large, actor_id=OWNER, at=cast.now)
