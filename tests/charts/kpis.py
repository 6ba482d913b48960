"""KPIs for the tests: one reading, many, gaps, no interval, and what was done in between."""

from charts.kpi import Done, Kpi, Reading
from tests.charts.maps import NAMES

Values = tuple[tuple[float, float | None], ...]
"""Value and half its interval, None where there is none."""

NPS: Values = ((18, 14), (22, 15), (16, 13), (31, 14), (38, 12), (42, 16))
VALUES: dict[str, Values] = {
    "one": ((42, 16),),
    "one without n": ((1234.5, None),),
    "two alike": ((0, 0), (0, 0)),
    "six": NPS,
    "below zero": ((-40, 10), (-55, None), (-12, 8)),
    "tiny": ((0.001, None), (0.002, None)),
    "huge": ((9_876_543_210, None), (1_234_567, None), (0, None)),
    "three years": tuple((50 + index * 7 % 23, 6 + index % 5) for index in range(36)),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST = 739_000


def kpi(
    values: Values,
    *,
    name: str = "NPS after delivery",
    target: float | None = 45,
    done: tuple[int, ...] = (70, 112),
    gaps: tuple[int, ...] = (),
) -> Kpi:
    """A reading a month; `done` are days after the first one, `gaps` follow on no reading."""
    readings = tuple(
        Reading(
            f"{MONTHS[index % 12]} {23 + index // 12}",
            FIRST + index * 30,
            value,
            f"{value:+.0f}",
            None if half is None else value - half,
            None if half is None else value + half,
            follows=index not in gaps,
        )
        for index, (value, half) in enumerate(values)
    )
    actions = tuple(
        Done(f"A-{number}", name_of(number), FIRST + day, f"{1 + day % 28} Mar 2026")
        for number, day in enumerate(done, 5)
    )
    return Kpi(
        name,
        "First plant to green balcony",
        "21 Nov 2026",
        readings,
        "n 120 \u00b7 95 % interval +26 to +58" if readings else "",
        "no clear change (+4 points) since May 26" if len(readings) > 1 else "",
        "",
        signed=True,
        target=target,
        target_words="" if target is None else f"{target:+.0f}",
        actions=actions,
    )


def name_of(number: int) -> str:
    return NAMES[number % len(NAMES)]
