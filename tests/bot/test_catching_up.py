"""After a start the matcher catches up, by words and by meaning, whatever was used before."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, func, select

from bot.schedule.catching_up import CatchingUp
from bot.schedule.catching_up_meanings import MEANINGS_A_STEP
from bot.writer import Writer
from storage.matching import LexicalMatcher
from storage.matching.embedding import EmbeddingMatcher
from storage.models import PainVector, PainWords
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.vocabulary import Kind
from tests.storage.matching import tiny_model
from tests.storage.matching.worlds import AT, small

MANY = MEANINGS_A_STEP + 3


@pytest.fixture
def told(engine: Engine) -> None:
    """So many pain points that no matcher was told of, and one that was."""
    with small(engine, LexicalMatcher()) as here:
        here.log("Returns", "the parcel is lost")
        for number in range(MANY):
            pains.add(
                here.session,
                touchpoint=here.places["Returns"],
                told=f"no printer {number}",
                kind=Kind.PAIN,
                channel_id=None,
                sighting=NewSighting("U1", AT, 3),
            )


def kept(session: Session) -> tuple[int, int]:
    """How many are known by words and by meaning."""
    words = session.exec(select(func.count()).select_from(PainWords)).one()
    return words, session.exec(select(func.count()).select_from(PainVector)).one()


@pytest.mark.usefixtures("told")
async def test_by_words_by_meaning_and_back(writer: Writer, tmp_path: Path) -> None:
    by_meaning = EmbeddingMatcher(tiny_model.write(tmp_path / "model"))
    first = CatchingUp(writer=writer, matcher=by_meaning)
    assert await first.run() == (MANY, MANY + 1)
    assert await writer.read(kept) == (MANY + 1, MANY + 1)
    assert await first.run() == (0, 0)
    assert await CatchingUp(writer=writer, matcher=LexicalMatcher()).run() == (0, 0)
    assert await writer.read(kept) == (MANY + 1, 0)
    assert await first.run() == (0, MANY + 1)


@pytest.mark.usefixtures("told")
async def test_it_can_be_stopped_before_it_is_done(writer: Writer) -> None:
    catching_up = CatchingUp(writer=writer, matcher=LexicalMatcher())
    catching_up.start()
    await catching_up.stop()
    assert await CatchingUp(writer=writer, matcher=LexicalMatcher()).run() == (MANY, 0)
