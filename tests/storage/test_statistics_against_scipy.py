"""The formulas against scipy, over the whole range they are used in; the figures of their sources.

Published figures stand in test_statistics.py (Newcombe, Student, the NPS of 60/20/20) and
test_frameworks.py (Intercom, Ulwick).
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]  # it gives no types

from storage.kpi import statistics
from storage.kpi.statistics import Z
from storage.kpi.student import inside, t_quantile
from storage.opportunity import frameworks

COUNTS = st.integers(0, 10_000)
# Ours rounds the normal's 97.5 % point to 1.96, as the formulas' sources do.
CONFIDENCE = float(2 * stats.norm.cdf(Z) - 1)


@settings(max_examples=200, deadline=None)
@given(COUNTS, COUNTS)
def test_wilsons_interval(k: int, rest: int) -> None:
    n = k + rest
    found = statistics.share(k, n)
    if n == 0:
        assert found is None
        return
    assert found
    assert found.interval
    expected = stats.binomtest(k, n).proportion_ci(CONFIDENCE, method="wilson")
    assert found.interval.low == pytest.approx(expected.low, abs=1e-12)
    assert found.interval.high == pytest.approx(expected.high, abs=1e-12)


@pytest.mark.parametrize("df", [*range(1, 60), 100, 399, 400, 401, 1000, 10**5, 10**8])
def test_students_t(df: int) -> None:
    exact = float(stats.t.ppf(0.975, df))
    assert t_quantile(df) == pytest.approx(exact, rel=1e-9)
    if df <= 400:
        assert inside(exact, df) == pytest.approx(0.95, abs=1e-12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(1, 7), min_size=2, max_size=400))
def test_a_mean_its_deviation_and_its_interval(answers: list[int]) -> None:
    by_point = {point: answers.count(point) for point in set(answers)}
    found = statistics.mean_of(by_point)
    assert found
    assert found.value == pytest.approx(np.mean(answers))
    assert statistics.deviation(by_point) == pytest.approx(np.std(answers, ddof=1))
    if len(set(answers)) == 1:
        assert found.interval is None
        return
    se = stats.sem(answers)
    low, high = stats.t.interval(0.95, len(answers) - 1, loc=np.mean(answers), scale=se)
    assert found.interval
    assert (found.se, found.interval.low, found.interval.high) == pytest.approx((se, low, high))


@settings(max_examples=200, deadline=None)
@given(COUNTS, COUNTS, COUNTS)
def test_the_spread_of_an_nps(promoters: int, passives: int, detractors: int) -> None:
    """An NPS is the mean of +100, 0 and -100: the variance of a sum of multinomial shares."""
    n = promoters + passives + detractors
    found = statistics.nps(promoters, passives, detractors)
    if n == 0:
        assert found is None
        return
    assert found
    weights = np.array([promoters, passives, detractors]) / n
    scores = np.array([100.0, 0.0, -100.0])
    value = float(weights @ scores)
    assert found.value == pytest.approx(value, abs=1e-9)
    variance = float(weights @ (scores - value) ** 2)
    if found.se is not None:
        assert found.se == pytest.approx((variance / n) ** 0.5, rel=1e-9)


def test_the_nps_of_the_formulas_own_example() -> None:
    """60 promoters, 20 passives and 20 detractors of 100: 40 +- 15.7 (MeasuringU's method)."""
    found = statistics.nps(60, 20, 20)
    assert found
    assert found.interval
    assert (found.value, round(found.interval.high - found.value, 1)) == (40, 15.7)


@settings(max_examples=100, deadline=None)
@given(*[st.integers(30, 3000) for _ in range(2)], *[st.floats(0.02, 0.98) for _ in range(2)])
def test_a_clear_change_is_one_at_five_per_cent(n1: int, n2: int, p1: float, p2: float) -> None:
    """|z| > 1.96 of two independent shares, unpooled: what a two-sided z-test says."""
    before, after = statistics.share(round(p1 * n1), n1), statistics.share(round(p2 * n2), n2)
    assert before
    assert after
    if before.se is None or after.se is None or not (0 < before.value < 1 > after.value > 0):
        return
    z = (after.value - before.value) / (before.se**2 + after.se**2) ** 0.5
    p_value = 2 * float(stats.norm.sf(abs(z)))
    if abs(p_value - (1 - CONFIDENCE)) > 1e-9:
        assert statistics.change(before, after).clear is (p_value < 1 - CONFIDENCE)


@given(st.lists(st.integers(1, 5), min_size=2, max_size=40))
def test_disagreement_is_the_samples_deviation(scores: list[int]) -> None:
    assert frameworks.disagreement(scores).sd == pytest.approx(np.std(scores, ddof=1))


def test_rice_as_intercom_counts_it() -> None:
    """Intercom: reach x impact x confidence / effort, 2,000 a quarter, high, 80 %, 4 months."""
    assert frameworks.rice(reach=2000, impact=2, confidence=80, effort=4) == pytest.approx(800)
