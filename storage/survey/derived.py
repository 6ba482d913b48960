"""How bad a low score was for the customer: a rule of Cairn's own, marked as derived everywhere.

Of the answers that are not satisfied (NPS 0-6, CSAT below its box, CES on the hard side of the
middle) the mildest is near 1 and the worst is 5, evenly in between:

    severity = 1 + round(4 * steps / all steps)

where steps are counted from the first answer that would not be low. The emotion is -2 from
severity 4 on and -1 below.
"""

from dataclasses import dataclass

from storage.kpi.measures import SURVEYS, KpiKind, Method

_FIRST_PASSIVE = 7
_FURIOUS_FROM = 4


@dataclass(frozen=True, slots=True)
class Derived:
    """Severity 1-5 and emotion -2..-1, worked out from a score."""

    severity: int
    emotion: int


def of_score(method: Method, score: int) -> Derived | None:
    """What a low score says; None for one that is not low, and for methods without a scale."""
    border = _border(method)
    if border is None or method.scale_low is None or method.scale_high is None:
        return None
    worst = method.scale_low if method.higher_is_better else method.scale_high
    steps, every = abs(border - score), abs(border - worst)
    is_low = score < border if method.higher_is_better else score > border
    if not is_low or not every:
        return None
    severity = 1 + int(4 * steps / every + 0.5)
    return Derived(severity, -2 if severity >= _FURIOUS_FROM else -1)


def low_scores(method: Method) -> list[int]:
    """The answers of the scale that are low."""
    if method.kind not in SURVEYS or method.scale_low is None or method.scale_high is None:
        return []
    points = range(method.scale_low, method.scale_high + 1)
    return [point for point in points if of_score(method, point)]


def _border(method: Method) -> int | None:
    """The first answer that is not low, seen from the low end."""
    if method.kind is KpiKind.NPS:
        return _FIRST_PASSIVE
    if method.kind is KpiKind.CSAT:
        return method.box_from
    if method.kind not in SURVEYS or method.scale_low is None or method.scale_high is None:
        return None
    return (method.scale_low + method.scale_high) // 2
