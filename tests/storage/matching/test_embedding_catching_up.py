"""A model that comes later knows what was told before it; one that goes leaves nothing behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from storage.matching import LexicalMatcher, left_behind
from storage.matching.embedding import EmbeddingMatcher
from storage.matching.embedding_catching_up import (
    Found,
    begin_with,
    meanings_of,
    without_meaning,
)
from storage.matching.sentences import Sentences
from storage.matching.shelf import TABLES
from storage.models import PainKey, PainPoint, PainVector
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.vocabulary import Status
from tests.storage.matching import tiny_model
from tests.storage.matching.worlds import AT, Small, small

LOST, LATE, CARD = "the parcel is lost", "the parcel is late !", "card declined , no printer"


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> EmbeddingMatcher:
    return EmbeddingMatcher(tiny_model.write(tmp_path_factory.mktemp("models") / "tiny"))


@pytest.fixture
def here(engine: Engine) -> Iterator[Small]:
    """A journey that was worked on by words alone."""
    with small(engine, LexicalMatcher()) as world:
        yield world


def look(here: Small, sentences: Sentences, *, after: int = 0, limit: int = 9) -> Found:
    texts = without_meaning(here.session, sentences, workspace_id="T1", after=after, limit=limit)
    assert len(texts) <= limit
    return meanings_of(sentences, texts)


def catch_up(here: Small, sentences: Sentences) -> int:
    learned = after = 0
    while found := look(here, sentences, after=after, limit=2):
        begin_with(here.session, sentences, workspace_id="T1", found=found)
        learned, after = learned + len(found), max(found)
    return learned


def told(here: Small) -> dict[int, list[bytes]]:
    """The vectors of each pain point."""
    rows = here.session.exec(
        select(PainVector).order_by(col(PainVector.pain_point_id), col(PainVector.told))
    ).all()
    found: dict[int, list[bytes]] = {}
    for row in rows:
        found.setdefault(row.pain_point_id, []).append(row.vector)
    return found


def vectors(sentences: Sentences, *texts: str) -> list[bytes]:
    return [sentences.vector(text).tobytes() for text in texts]


def leads(here: Small) -> set[int]:
    """The pain points that vectors lead to."""
    rows = here.session.exec(select(PainKey.pain_point_id, PainKey.key)).all()
    return {row[0] for row in rows if row[1].startswith("~")}


def see(here: Small, pain_id: int, words: str) -> None:
    pains.add_sighting(
        here.session,
        workspace_id="T1",
        pain_id=pain_id,
        sighting=NewSighting("U2", AT, 2, words=words),
    )
    here.confirm(pain_id, words)


def make_duplicate(here: Small, pain_id: int, of: int) -> None:
    here.matcher.merge(here.session, workspace_id="T1", pain_id=pain_id, into_id=of)
    row = here.session.get_one(PainPoint, pain_id)
    row.status, row.duplicate_of_id = Status.DUPLICATE, of
    here.session.flush()


def test_everything_told_before_is_learned_in_small_steps(
    here: Small, matcher: EmbeddingMatcher
) -> None:
    ids = [here.log("Returns", text) for text in (LOST, LATE, CARD)]
    see(here, ids[0], "no label")
    make_duplicate(here, ids[1], of=ids[0])
    here.set_status(ids[2], Status.SOLVED)
    here.matcher.forget(here.session, workspace_id="T1", pain_id=ids[2])
    assert catch_up(here, matcher.sentences) == 3
    assert catch_up(here, matcher.sentences) == 0
    assert told(here) == {
        ids[0]: vectors(matcher.sentences, LOST, LATE, "no label"),
        ids[1]: vectors(matcher.sentences, LATE),
        ids[2]: vectors(matcher.sentences, CARD),
    }
    assert leads(here) == {ids[0]}, "neither a duplicate nor a solved one is offered"
    here.set_status(ids[2], Status.NEW)
    matcher.restore(here.session, workspace_id="T1", pain_id=ids[2])
    assert leads(here) == {ids[0], ids[2]}


def test_afterwards_it_is_found_by_meaning(here: Small, matcher: EmbeddingMatcher) -> None:
    lost = here.log("Returns", "zebra")
    here.matcher = matcher
    assert here.ask("quagga", "Returns") == []
    catch_up(here, matcher.sentences)
    assert here.ask("quagga", "Returns") == [lost]  # both are [UNK] to it


def test_what_is_confirmed_meanwhile_comes_after_its_own_words(
    here: Small, matcher: EmbeddingMatcher
) -> None:
    lost, twin = here.log("Returns", LOST), here.log("Returns", CARD)
    here.matcher = matcher
    found = look(here, matcher.sentences)
    see(here, lost, LATE)
    make_duplicate(here, twin, of=lost)
    begin_with(here.session, matcher.sentences, workspace_id="T1", found=found)
    assert told(here)[lost] == vectors(matcher.sentences, LOST, LATE, CARD)
    assert told(here)[twin] == vectors(matcher.sentences, CARD)


def test_what_is_erased_meanwhile_stays_erased(here: Small, matcher: EmbeddingMatcher) -> None:
    lost = here.log("Returns", LOST)
    found = look(here, matcher.sentences)
    matcher.erase(here.session, workspace_id="T1", pain_id=lost)
    begin_with(here.session, matcher.sentences, workspace_id="T1", found=found)
    assert (told(here), leads(here)) == ({}, set())


def test_another_workspace_is_left_alone(here: Small, matcher: EmbeddingMatcher) -> None:
    here.log("Returns", LOST)
    assert not without_meaning(here.session, matcher.sentences, workspace_id="T2", after=0, limit=9)


def forget(here: Small, model: str | None) -> int:
    """Takes away what other models left; how many journeys that concerned."""
    found = left_behind.shelves_of_others(here.session, model=model)
    for shelf in found:
        for table in range(TABLES):
            left_behind.forget_keys(here.session, shelf, table)
        while left_behind.forget_some(here.session, shelf, number=2):
            pass
    return len(found)


def test_by_words_again_nothing_of_the_model_is_left(
    here: Small, matcher: EmbeddingMatcher
) -> None:
    ids = [here.log("Returns", f"{LOST} {number}") for number in range(5)]
    catch_up(here, matcher.sentences)
    assert forget(here, matcher.sentences.model) == 0
    assert leads(here) == set(ids)
    assert forget(here, None) == 1
    assert (told(here), leads(here)) == ({}, set())
    assert set(here.ask(f"{LOST} 3", "Returns")) <= set(ids)
    assert here.ask(f"{LOST} 3", "Returns")


def test_another_model_takes_the_place_of_the_one_before(
    here: Small, matcher: EmbeddingMatcher, tmp_path: Path
) -> None:
    lost = here.log("Returns", LOST)
    other = EmbeddingMatcher(tiny_model.write(tmp_path / "other", tiny_model.tensors(seed=6)))
    catch_up(here, matcher.sentences)
    assert forget(here, other.sentences.model) == 1
    assert catch_up(here, other.sentences) == 1
    assert told(here) == {lost: vectors(other.sentences, LOST)}
    keys = [key for key in here.session.exec(select(PainKey.key)) if key.startswith("~")]
    assert sorted(keys) == sorted(other.sentences.keys(other.sentences.vector(LOST)))
