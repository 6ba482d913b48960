"""How good the matcher by words is on complaints that its lists and weights were not made from.

What comes first is right as often as wished for. What is *offered* must also be likely enough
that few new problems are taken for old ones, and there words alone reach less than wished for:
of a business the lists know less about, one new problem in four is offered a wrong one, where
one in ten is the aim. See the table of `python -m benchmarks.matching`.

Floors lie a little under, ceilings a little over what was measured, so that the tests fail when
something gets worse.
"""

from pathlib import Path

import pytest

from storage.db import open_engine
from storage.matching import LexicalMatcher
from storage.migrations import migrate
from tests.storage.matching import labelled
from tests.storage.matching.labelled import Labelled, Quality


@pytest.fixture(scope="module")
def complaints() -> Labelled:
    return labelled.load()


@pytest.fixture(scope="module")
def fresh() -> Labelled:
    return labelled.load(labelled.FRESH)


def _measured(
    tmp_path: Path, complaints: Labelled, *, offered_from: float | None, with_touchpoint: bool
) -> Quality:
    engine = open_engine(f"sqlite:///{tmp_path / 'quality.db'}")
    migrate(engine)
    matcher = (
        LexicalMatcher() if offered_from is None else LexicalMatcher(offered_from=offered_from)
    )
    found = labelled.measure(
        engine,
        matcher,
        complaints,
        part="held",
        known="learned",
        with_touchpoint=with_touchpoint,
    )
    engine.dispose()
    return found


def test_the_set_is_large_and_half_of_it_is_kept_apart(complaints: Labelled) -> None:
    tune, held = complaints.part("tune"), complaints.part("held")
    assert len(complaints.places) == 12
    assert {problem.touchpoint for problem in held.groups} == set(complaints.places)
    for half in (tune, held):
        assert len(half.groups) >= 25
        assert sum(len(problem.complaints) for problem in half.groups) >= 160
        assert len(half.new) >= 30
    texts = [text for each in (*complaints.groups, *complaints.new) for text in each.complaints]
    assert len(texts) == len(set(texts))


def test_the_fresh_set_is_of_another_business_and_all_of_it_is_kept_apart(fresh: Labelled) -> None:
    assert len(fresh.places) == 12
    assert {each.part for each in (*fresh.groups, *fresh.new)} == {"held"}
    assert len(fresh.groups) >= 28
    assert len(fresh.new) >= 40


def test_complaints_of_other_businesses_for_tuning_are_no_held_ones() -> None:
    other = labelled.load(labelled.OTHER)
    assert {each.part for each in (*other.groups, *other.new)} == {"tune"}


def test_with_the_touchpoint_the_right_one_is_among_the_first_three(
    tmp_path: Path, complaints: Labelled
) -> None:
    found = _measured(tmp_path, complaints, offered_from=0.0, with_touchpoint=True)
    assert found.hit_at_3 >= 0.95
    assert found.hit_at_1 >= 0.80


def test_of_another_business_it_mostly_is_too(tmp_path: Path, fresh: Labelled) -> None:
    found = _measured(tmp_path, fresh, offered_from=0.0, with_touchpoint=True)
    assert found.hit_at_3 >= 0.90
    assert found.hit_at_1 >= 0.65


def test_by_the_text_alone_the_right_one_is_mostly_among_the_first_three(
    tmp_path: Path, complaints: Labelled
) -> None:
    found = _measured(tmp_path, complaints, offered_from=0.0, with_touchpoint=False)
    assert found.hit_at_3 >= 0.78


def test_what_is_offered_does_not_get_worse(tmp_path: Path, complaints: Labelled) -> None:
    found = _measured(tmp_path, complaints, offered_from=None, with_touchpoint=True)
    # 0.53 and 0.13 were measured; 0.85 and 0.1 are the aim. Those so sure are right.
    assert found.hit_at_3 >= 0.50
    assert found.false_offers <= 0.16
    assert found.hit_at_3 - found.hit_at_1 <= 0.06


def test_of_another_business_what_is_offered_does_not_get_worse(
    tmp_path: Path, fresh: Labelled
) -> None:
    found = _measured(tmp_path, fresh, offered_from=None, with_touchpoint=True)
    # 0.43 and 0.25 were measured; 0.85 and 0.1 are the aim.
    assert found.hit_at_3 >= 0.40
    assert found.false_offers <= 0.28


def test_by_the_text_alone_what_is_offered_does_not_get_worse(
    tmp_path: Path, complaints: Labelled
) -> None:
    found = _measured(tmp_path, complaints, offered_from=None, with_touchpoint=False)
    # 0.60 and 0.42 were measured; 0.6 is the aim, without one for false offers.
    assert found.hit_at_3 >= 0.58
    assert found.false_offers <= 0.45
