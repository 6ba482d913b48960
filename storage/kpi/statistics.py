"""What measured numbers say, and how surely: the formulas, free of rows and words.

Shares are 0..1 here, NPS is -100..100, means are in the scale's own points. What can't be
computed is None, never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from storage.kpi.student import t_quantile

Z = 1.96
"""Standard normal deviate of a two-sided 95 % interval, as the formulas' sources round it."""

LOW_N = 30
"""Fewer answers than these are too few to say that anything moved."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends of a 95 % interval, in the unit of the value."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with how sure it is. `n` are the answers behind it, None if unknown.

    `se` is its standard error and `interval` its 95 % interval, in the unit of the value; None
    where they can't be worked out. `widest`: the answers' split is unknown, so that `se` is the
    largest that it can be.
    """

    value: float
    n: int | None = None
    se: float | None = None
    interval: Interval | None = None
    widest: bool = False

    @property
    def low_n(self) -> bool:
        return self.n is not None and self.n < LOW_N


@dataclass(frozen=True, slots=True)
class Change:
    """From one independent period to the next. `needed` is what |delta| must exceed to be clear.

    `clear` is None where that can't be judged: n unknown or low, or no spread to work from.
    """

    delta: float
    needed: float | None
    clear: bool | None
    low_n: bool = False


def nps(promoters: int, passives: int, detractors: int) -> Estimate | None:
    """100 * (P - D) / n from counts of 9-10, 7-8 and 0-6; None when nobody answered.

    SE = 100 * sqrt((p + d - (p - d)^2) / n), interval +- 196 * sqrt(...), within -100..100.
    No interval when all answered alike: there is no spread to work from.
    Sources: Reichheld, HBR 2003; the variance of a difference of multinomial shares (MeasuringU).
    """
    n = promoters + passives + detractors
    if n <= 0:
        return None
    p, d = promoters / n, detractors / n
    return _nps(100 * (promoters - detractors) / n, n, p + d - (p - d) ** 2)


def nps_of_score(score: float, n: int) -> Estimate | None:
    """The same from the score alone: its interval is the widest that any split of n gives.

    The variance p + d - (p - d)^2 is largest without passives, where p + d = 1.
    """
    if n <= 0:
        return None
    return _nps(score, n, 1 - (score / 100) ** 2, widest=True)


def _nps(score: float, n: int, variance: float, *, widest: bool = False) -> Estimate:
    if variance <= 0:
        return Estimate(score, n)
    se = 100 * sqrt(variance / n)
    low, high = max(-100.0, score - Z * se), min(100.0, score + Z * se)
    return Estimate(score, n, se, Interval(low, high), widest=widest)


def share(k: float, n: int) -> Estimate | None:
    """The share 0..1 of k in n, with Wilson's interval; None when n is 0.

    SE = sqrt(p(1-p)/n). At 0 and 1 that would be nothing, as if a few answers were certain: there
    it is Wilson's half width / z. `k` may be broken where a rounded percentage was told.
    """
    if n <= 0:
        return None
    p = k / n
    interval = wilson(p, n)
    se = sqrt(p * (1 - p) / n) if 0 < p < 1 else (interval.high - interval.low) / 2 / Z
    return Estimate(p, n, se, interval)


def wilson(p: float, n: int) -> Interval:
    """Wilson's 95 % score interval of a share p (0..1) of n > 0, without correction for continuity.

    (p + z^2/2n +- z * sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), z = 1.96.
    Source: Wilson, JASA 1927; Newcombe, Statistics in Medicine 1998, method 3.
    """
    middle = p + Z**2 / (2 * n)
    half = Z * sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
    whole = 1 + Z**2 / n
    low = 0.0 if p == 0 else (middle - half) / whole
    high = 1.0 if p == 1 else (middle + half) / whole
    return Interval(low, high)


def top_box(answers: Mapping[int, int], *, box_from: int) -> Estimate | None:
    """CSAT: the share 0..1 of answers in the box, from how many gave each point of the scale.

    Source: MeasuringU (top-2-box).
    """
    n = sum(answers.values())
    return share(sum(count for point, count in answers.items() if point >= box_from), n)


def mean(value: float, n: int, sd: float | None) -> Estimate | None:
    """A mean with +- t * s / sqrt(n), t of n - 1 degrees of freedom; None when n is 0.

    `sd` is the answers' sample standard deviation (divided by n - 1). Without it, with a single
    answer or where all are alike there is no interval. Source: Student, Biometrika 1908.
    """
    if n <= 0:
        return None
    if sd is None or sd <= 0 or n < 2:  # noqa: PLR2004 - one answer has no spread
        return Estimate(value, n)
    se = sd / sqrt(n)
    half = t_quantile(n - 1) * se
    return Estimate(value, n, se, Interval(value - half, value + half))


def mean_of(answers: Mapping[int, int]) -> Estimate | None:
    """The same from how many gave each point of the scale."""
    n = sum(answers.values())
    if n <= 0:
        return None
    middle = sum(point * count for point, count in answers.items()) / n
    return mean(middle, n, deviation(answers))


def deviation(answers: Mapping[int, int]) -> float | None:
    """The sample standard deviation of answers by point; None below two answers."""
    n = sum(answers.values())
    if n < 2:  # noqa: PLR2004 - one answer has no spread
        return None
    middle = sum(point * count for point, count in answers.items()) / n
    squares = sum(count * (point - middle) ** 2 for point, count in answers.items())
    return sqrt(squares / (n - 1))


def change(before: Estimate, after: Estimate) -> Change:
    """Clear only when |delta| > 1.96 * sqrt(SE1^2 + SE2^2): two independent periods.

    Where either has low n (below 30) nothing is called clear.
    """
    delta = after.value - before.value
    if before.se is None or after.se is None:
        return Change(delta, None, None, low_n=before.low_n or after.low_n)
    needed = Z * sqrt(before.se**2 + after.se**2)
    if before.low_n or after.low_n:
        return Change(delta, needed, None, low_n=True)
    return Change(delta, needed, abs(delta) > needed)


def progress(current: float, *, baseline: float, target: float) -> float | None:
    """(current - baseline) / (target - baseline): 0 at the baseline, 1 at the target.

    Right for both directions; below 0 is the wrong way, above 1 beyond. None when baseline and
    target are the same.
    """
    if target == baseline:
        return None
    return (current - baseline) / (target - baseline)
