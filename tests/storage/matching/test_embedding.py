"""The matcher by meanings, with a tiny model: same verbs, same promises, both databases."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.matching import Matcher, ModelFilesError
from storage.matching.embedding import EmbeddingMatcher, chance
from storage.matching.judging import Seen
from storage.matching.meaning_themes import near_each_other
from storage.matching.sentences import PROBES, Sentences
from storage.matching.shelf import BITS, TABLES
from storage.models import PainKey, PainVector
from storage.vocabulary import Status
from tests.storage.matching import tiny_model
from tests.storage.matching.worlds import Small, small

# Words the tiny vocabulary knows: random weights tell them apart, but mean nothing.
LOST = "the parcel is lost"
OTHER = "no label , no printer !"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model.write(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def matcher(folder: Path) -> Matcher:
    return EmbeddingMatcher(folder)


@pytest.fixture
def here(engine: Engine, matcher: Matcher) -> Iterator[Small]:
    with small(engine, matcher) as world:
        yield world


def _vectors(here: Small) -> list[tuple[int, int]]:
    rows = here.session.exec(select(PainVector.pain_point_id, PainVector.told)).all()
    return sorted((row[0], row[1]) for row in rows)


def _leads(here: Small) -> set[int]:
    """The pain points that vectors lead to."""
    rows = here.session.exec(select(PainKey.pain_point_id, PainKey.key)).all()
    return {row[0] for row in rows if row[1].startswith("~")}


def test_the_same_words_are_surely_the_same(here: Small) -> None:
    lost = here.log("Returns", LOST)
    assert here.ask(LOST, "Returns") == [lost]
    assert here.ask(LOST) == [lost]
    assert _leads(here) == {lost}


def test_only_open_ones_of_the_workspace_are_offered(here: Small) -> None:
    lost = here.log("Returns", LOST)
    here.set_status(lost, Status.SOLVED)
    assert here.ask(LOST, "Returns") == []


def test_vectors_are_found_without_any_word_in_common(here: Small) -> None:
    """Words that neither text shares with the other, but that the model takes for the same."""
    lost = here.log("Returns", "zebra")
    assert here.ask("quagga", "Returns") == [lost]  # both are [UNK] to it


def test_confirmed_and_merged_ways_are_learned_and_given_back(here: Small) -> None:
    lost, twin = here.log("Returns", LOST), here.log("Returns", OTHER)
    here.confirm(lost, "card decline d")
    assert _vectors(here) == [(lost, 0), (lost, 1), (twin, 0)]
    here.matcher.merge(here.session, workspace_id="T1", pain_id=twin, into_id=lost)
    assert _vectors(here) == [(lost, 0), (lost, 1), (lost, 2), (twin, 0)]
    assert _leads(here) == {lost}
    assert here.ask(OTHER, "Returns") == [lost]
    here.matcher.unmerge(here.session, workspace_id="T1", pain_id=twin, from_id=lost)
    assert _vectors(here) == [(lost, 0), (lost, 1), (twin, 0)]
    assert _leads(here) == {lost, twin}
    assert here.ask(OTHER, "Returns")[:1] == [twin]


def test_moving_forgetting_restoring_erasing(here: Small) -> None:
    lost = here.log("Returns", LOST)
    verbs = here.matcher
    verbs.move(here.session, workspace_id="T1", pain_id=lost, touchpoint_id=here.place("Store"))
    assert set(here.session.exec(select(PainKey.touchpoint_id))) == {here.place("Store")}
    verbs.forget(here.session, workspace_id="T1", pain_id=lost)
    assert (_leads(here), here.ask(LOST, "Store")) == (set(), [])
    here.confirm(lost, OTHER)
    assert _leads(here) == set()
    verbs.restore(here.session, workspace_id="T1", pain_id=lost)
    assert here.ask(OTHER, "Store") == [lost]
    verbs.erase(here.session, workspace_id="T1", pain_id=lost)
    assert (_leads(here), _vectors(here), here.ask(LOST, "Store")) == (set(), [], [])


def test_another_workspace_changes_nothing(here: Small) -> None:
    lost = here.log("Returns", LOST)
    for verb in (here.matcher.forget, here.matcher.erase, here.matcher.restore):
        verb(here.session, workspace_id="T2", pain_id=lost)
    here.matcher.confirm(here.session, workspace_id="T2", pain_id=lost, text=OTHER)
    assert (_vectors(here), here.ask(LOST, "Returns")) == ([(lost, 0)], [lost])


def test_themes_are_those_with_near_vectors(here: Small) -> None:
    ids = {here.log("Returns", LOST) for _ in range(3)}
    here.log("Returns", OTHER)
    found = here.matcher.themes(here.session, workspace_id="T1", journey_id=here.journey_id)
    assert frozenset(ids) <= frozenset(found.themes[0].pain_ids)
    assert "parcel" in found.themes[0].label


def test_themes_of_three_directions() -> None:
    middles = np.eye(3, dtype=np.float32)
    vectors = np.repeat(middles, (4, 3, 2), axis=0)
    titles = [*["late parcel"] * 4, *["broken lamp"] * 3, *["rude staff"] * 2]
    found = near_each_other(range(10, 19), vectors, titles)
    assert [each.pain_ids for each in found] == [(10, 11, 12, 13), (14, 15, 16)]
    assert [each.label for each in found] == ["late · parcel", "broken · lamp"]


def test_the_chance_grows_with_nearness_and_the_touchpoint() -> None:
    asked = np.array([1.0, 0.0], np.float32)
    told = np.array([[0.6, 0.8], [0.5, 0.866]], np.float32)
    chances = [chance(asked, told, seen) for seen in Seen]
    assert chances[0] == max(chances)
    assert chance(asked, told[:1], Seen.HERE) == chances[0] > chance(asked, told[1:], Seen.HERE)


def test_near_vectors_share_keys_and_probes_widen_the_search(folder: Path) -> None:
    sentences = Sentences(folder)
    numbers = np.random.default_rng(3)
    vector = numbers.normal(size=tiny_model.SIZE).astype(np.float32)
    vector /= np.linalg.norm(vector)
    assert sentences.keys(vector) == sentences.keys(vector * 1.0)
    assert len(set(sentences.keys(vector))) == TABLES
    assert len(set(sentences.keys(vector, near=True))) == TABLES * (1 + PROBES)
    assert all(int(key.rsplit(".", 1)[1]) < 1 << BITS for key in sentences.keys(vector))
    found = 0
    for _ in range(100):  # at a cosine of about 0.75
        other = vector + numbers.normal(0, 0.88 / np.sqrt(tiny_model.SIZE), tiny_model.SIZE)
        near = set(sentences.keys(vector, near=True))
        found += not near.isdisjoint(sentences.keys(other.astype(np.float32)))
    assert found > 80


@pytest.mark.parametrize("missing", ["model.safetensors", "vocab.txt"])
def test_a_missing_file_is_named(tmp_path: Path, missing: str) -> None:
    folder = tiny_model.write(tmp_path / "model")
    (folder / missing).unlink()
    with pytest.raises(ModelFilesError, match=missing):
        EmbeddingMatcher(folder)


def test_a_text_is_embedded_once_and_its_vector_cannot_be_changed(folder: Path) -> None:
    sentences = Sentences(folder)
    first = sentences.vector(LOST)
    assert sentences.vector(LOST) is first
    with pytest.raises(ValueError, match="read-only"):
        first[0] = 1.0
