"""The formulas of measured numbers against published figures, and what can't be computed."""

import itertools
from math import inf, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.kpi import statistics
from storage.kpi.statistics import Estimate, Interval
from storage.kpi.student import inside, t_quantile

# Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3 (score, no correction).
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]
# The 97.5 % column that every table of Student's t has, to three decimals.
STUDENT = [
    (1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (6, 2.447), (7, 2.365),
    (8, 2.306), (9, 2.262), (10, 2.228), (15, 2.131), (20, 2.086), (25, 2.060), (30, 2.042),
    (40, 2.021), (60, 2.000), (80, 1.990), (100, 1.984), (120, 1.980), (1000, 1.962),
]  # fmt: skip


def rounded(interval: Interval | None, digits: int = 4) -> tuple[float, float]:
    assert interval
    return round(interval.low, digits), round(interval.high, digits)


def test_nps_of_a_hundred_answers() -> None:
    """The formulas' own example: 60, 20 and 20 of 100 are 40 +- 15.7."""
    found = statistics.nps(60, 20, 20)
    assert found
    assert (found.value, found.n) == (40.0, 100)
    assert found.se == pytest.approx(8.0)
    assert rounded(found.interval, 1) == (24.3, 55.7)


def test_passives_count_in_n() -> None:
    assert (found := statistics.nps(1, 98, 1))
    assert found.value == 0.0
    assert found.n == 100
    assert (found := statistics.nps(10, 90, 0))
    assert found.value == 10.0


def test_nps_without_answers_is_nothing() -> None:
    assert statistics.nps(0, 0, 0) is None
    assert statistics.nps_of_score(42, 0) is None


def test_nps_where_all_answered_alike_has_no_interval() -> None:
    assert statistics.nps(50, 0, 0) == Estimate(100.0, 50)
    assert statistics.nps(0, 50, 0) == Estimate(0.0, 50)


def test_an_nps_interval_stays_on_the_scale() -> None:
    found = statistics.nps(39, 0, 1)
    assert found
    assert found.interval
    assert found.interval.high == 100.0
    assert found.interval.low < 95


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_no_split_is_wider_than_the_scores_own(p: int, n: int, d: int) -> None:
    exact = statistics.nps(p, n, d)
    if exact is None or exact.se is None:
        return
    bound = statistics.nps_of_score(exact.value, p + n + d)
    assert bound
    assert bound.widest
    assert bound.se is not None
    assert bound.se >= exact.se - 1e-9


@pytest.mark.parametrize(("k", "n", "low", "high"), NEWCOMBE)
def test_wilsons_interval_as_published(k: int, n: int, low: float, high: float) -> None:
    found = statistics.share(k, n)
    assert found
    assert found.value == k / n
    assert rounded(found.interval) == (low, high)


def test_wilson_is_the_same_from_the_other_end() -> None:
    few, many = statistics.share(15, 148), statistics.share(133, 148)
    assert few
    assert many
    assert few.interval
    assert rounded(many.interval, 9) == rounded(
        Interval(1 - few.interval.high, 1 - few.interval.low), 9
    )


def test_nobody_of_nobody_is_no_share() -> None:
    assert statistics.share(0, 0) is None
    assert statistics.top_box({}, box_from=4) is None
    assert statistics.top_box({4: 0, 5: 0}, box_from=4) is None


def test_none_of_many_is_not_certain() -> None:
    found = statistics.share(0, 20)
    assert found
    assert found.se
    assert found.se > 0


def test_csat_counts_the_box() -> None:
    found = statistics.top_box({1: 4, 2: 6, 3: 10, 4: 40, 5: 40}, box_from=4)
    assert found
    assert found.value == 0.8
    assert rounded(found.interval) == (0.7112, 0.8666)
    assert (found := statistics.top_box({1: 4, 2: 6, 3: 10, 4: 40, 5: 40}, box_from=5))
    assert found.value == 0.4


def test_a_mean_as_students_own_example() -> None:
    """Student 1908, Cushny and Peebles' sleep data: mean 1.58, s 1.23 (n - 1), n 10."""
    found = statistics.mean(1.58, 10, 1.229995)
    assert found
    # R's help page on t.test gives 0.7001142 to 2.4598858 for these differences.
    assert rounded(found.interval, 3) == (0.700, 2.460)


def test_a_mean_of_answers_per_point() -> None:
    answers = {5: 1, 6: 2, 7: 1}
    found = statistics.mean_of(answers)
    assert found
    assert (found.value, found.n) == (6.0, 4)
    assert statistics.deviation(answers) == pytest.approx(0.81650, abs=1e-5)
    assert rounded(found.interval, 3) == (4.701, 7.299)


def test_means_that_have_no_interval() -> None:
    assert statistics.mean_of({}) is None
    assert statistics.mean_of({5: 1}) == Estimate(5.0, 1)
    assert statistics.mean_of({5: 40}) == Estimate(5.0, 40)
    assert statistics.mean(5.4, 80, None) == Estimate(5.4, 80)
    assert statistics.mean(5.4, 0, 1.0) is None


@pytest.mark.parametrize(("df", "published"), STUDENT)
def test_students_t_as_tabulated(df: int, published: float) -> None:
    assert round(t_quantile(df), 3) == published


def test_students_t_has_no_step_where_the_method_changes() -> None:
    values = [t_quantile(df) for df in range(395, 407)]
    falls = [a - b for a, b in itertools.pairwise(values)]
    assert all(4e-5 > fall > 1e-5 for fall in falls)
    assert isclose(t_quantile(10**9), 1.959964, abs_tol=1e-6)


def test_the_closed_forms_of_t() -> None:
    """Cauchy's distribution for one degree, t / sqrt(2 + t^2) for two."""
    assert inside(1.0, 1) == pytest.approx(0.5)
    assert inside(2.0, 2) == pytest.approx(2 / 6**0.5)
    assert inside(inf, 7) == pytest.approx(1.0)
    with pytest.raises(ValueError, match="degree"):
        t_quantile(0)


def test_noise_is_no_change() -> None:
    before, after = statistics.nps(50, 30, 20), statistics.nps(60, 20, 20)
    assert before
    assert after
    found = statistics.change(before, after)
    assert found.delta == 10.0
    assert found.needed == pytest.approx(1.96 * (0.61 + 0.64) ** 0.5 * 10)
    assert found.clear is False


def test_a_clear_change_either_way() -> None:
    low, high = statistics.share(120, 400), statistics.share(170, 400)
    assert low
    assert high
    up, down = statistics.change(low, high), statistics.change(high, low)
    assert up.clear is True
    assert down.clear is True
    assert up.delta == -down.delta == pytest.approx(0.125)


def test_exactly_what_is_needed_is_not_clear() -> None:
    found = statistics.change(Estimate(0.0, 100, 3.0), Estimate(9.8, 100, 4.0))
    assert found.needed == pytest.approx(9.8)
    assert found.clear is False
    assert statistics.change(Estimate(0.0, 100, 3.0), Estimate(9.81, 100, 4.0)).clear is True


def test_few_answers_say_nothing_about_a_change() -> None:
    few, many = statistics.nps(29, 0, 0), statistics.nps(10, 10, 80)
    assert few
    assert many
    assert few.low_n
    assert statistics.change(few, many).clear is None
    small = statistics.share(2, 29)
    large = statistics.share(29, 30)
    assert small
    assert large
    found = statistics.change(small, large)
    assert found.low_n
    assert found.clear is None
    assert not large.low_n


def test_without_n_a_change_is_not_judged() -> None:
    found = statistics.change(Estimate(3.0), Estimate(5.0))
    assert (found.delta, found.needed, found.clear, found.low_n) == (2.0, None, None, False)


def test_progress_in_both_directions() -> None:
    assert statistics.progress(40, baseline=30, target=50) == 0.5
    assert statistics.progress(4, baseline=6, target=2) == 0.5
    assert statistics.progress(7, baseline=6, target=2) == -0.25
    assert statistics.progress(60, baseline=30, target=50) == 1.5
    assert statistics.progress(40, baseline=50, target=50) is None
