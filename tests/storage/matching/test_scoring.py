"""The evidence of words: rare ones, shared ones, the touchpoint's own, and the crowd's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.matching import background
from storage.matching.background import NOTHING, Counts
from storage.matching.features import features, word
from storage.matching.judging import AT_TOUCHPOINT, BY_TEXT, Seen, chance, log_odds
from storage.matching.scoring import Evidence, Question


def _evidence(asked: str, *ways: str, share: float = 0.02, among: float = 10) -> Evidence:
    words = features(asked)
    question = Question(words, [share] * len(words), among=among)
    return question.compare([features(way) for way in ways])


def test_shared_words_speak_for_and_others_against() -> None:
    same = _evidence("parcel lost", "parcel lost")
    half = _evidence("parcel lost", "parcel dented")
    none = _evidence("parcel lost", "rude staff")
    assert same.shared > half.shared > none.shared == 0
    assert same.apart == pytest.approx(0, abs=1e-6)
    assert none.apart == pytest.approx(2)
    assert 0 < half.apart < 2


def test_rare_words_say_more() -> None:
    rare, usual = (_evidence("parcel", "parcel", share=share) for share in (0.001, 0.2))
    assert rare.shared > usual.shared


def test_in_a_crowd_more_words_must_agree() -> None:
    few, many = (_evidence("parcel", "parcel", among=among) for among in (1, 10_000))
    assert few.shared == many.shared
    for weights in (AT_TOUCHPOINT, BY_TEXT):
        assert weights.log_odds(few) > weights.log_odds(many) + 5


def test_the_nearest_way_counts_apart_and_all_ways_together() -> None:
    alone = _evidence("parcel lost", "parcel lost")
    beside = _evidence("parcel lost", "parcel lost", "rude staff")
    assert beside.apart == alone.apart
    assert beside.shared == pytest.approx(alone.shared / 2)
    assert _evidence("parcel lost").shared == 0


def test_the_same_touchpoint_makes_likelier_than_another() -> None:
    evidence = _evidence("parcel lost", "parcel dented")
    chances = {seen: chance(log_odds(evidence, seen)) for seen in Seen}
    assert chances[Seen.HERE] > chances[Seen.IN_STAGE] > chances[Seen.ELSEWHERE]


@given(st.floats(-600, 600))
def test_a_chance_is_between_nothing_and_sure(odds: float) -> None:
    assert 0 <= chance(odds) <= 1


def test_words_of_the_touchpoints_name_tell_little_there() -> None:
    parcel, lamp = word("parcel"), word("lamp")
    name = features("Parcel tracking")
    counts = Counts(20, {})
    assert background.at_touchpoint(parcel, 0.01, counts, name) >= background.USUAL_OF_NAME
    assert background.at_touchpoint(lamp, 0.01, counts, name) < 0.02


def test_what_everybody_says_at_a_touchpoint_tells_little_there() -> None:
    label = word("label")
    often, never = Counts(50, {"=label": 40}), Counts(50, {})
    assert background.at_touchpoint(label, 0.01, often, ()) > 0.5
    # Being rare here makes no word more telling than it is in the journey.
    assert background.at_touchpoint(label, 0.01, never, ()) == 0.01


def test_an_empty_journey_is_begun_with_what_is_usual() -> None:
    for text in ("parcel", "zwirbel", "annoying"):
        each = word(text)
        assert background.in_journey(each, NOTHING) == pytest.approx(each.usual)
    assert background.in_journey(word("parcel"), Counts(1_000, {"=parcel": 400})) > 0.3
