"""Quiet hours through a whole year, against offsets written down by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.workspace.quiet_hours import END, START, QuietHours

YEAR = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=15)
# Minutes east of UTC, each from a moment on.
OFFSETS: dict[str, list[tuple[datetime, int]]] = {
    "Europe/Berlin": [
        (YEAR, 60),
        (datetime(2026, 3, 29, 1, tzinfo=UTC), 120),
        (datetime(2026, 10, 25, 1, tzinfo=UTC), 60),
    ],
    "America/New_York": [
        (YEAR, -300),
        (datetime(2026, 3, 8, 7, tzinfo=UTC), -240),
        (datetime(2026, 11, 1, 6, tzinfo=UTC), -300),
    ],
    "Asia/Kathmandu": [(YEAR, 345)],
    "Australia/Lord_Howe": [
        (YEAR, 660),
        (datetime(2026, 4, 4, 15, tzinfo=UTC), 630),
        (datetime(2026, 10, 3, 15, 30, tzinfo=UTC), 660),
    ],
    "Etc/UTC": [(YEAR, 0)],
}


def minute_of_day(zone: str, moment: datetime) -> int:
    offset = [minutes for begin, minutes in OFFSETS[zone] if begin <= moment][-1]
    local = moment + timedelta(minutes=offset)
    return local.hour * 60 + local.minute


@pytest.mark.parametrize("zone", OFFSETS)
@pytest.mark.parametrize(("start", "end"), [(20 * 60, 8 * 60), (12 * 60, 13 * 60 + 30)])
def test_every_quarter_of_an_hour_of_a_year(zone: str, start: int, end: int) -> None:
    quiet = QuietHours(start, end, zone)
    moment = YEAR
    while moment.year == YEAR.year:
        minute = minute_of_day(zone, moment)
        inside = start <= minute < end if start < end else minute >= start or minute < end
        assert quiet.cover(moment) == inside, (zone, moment)
        moment += STEP


def morning_after(zone: str, evening: datetime) -> datetime:
    """The first minute at which somebody may be told what came up in the evening."""
    quiet = QuietHours(START, END, zone)
    assert quiet.cover(evening)
    moment = evening
    while quiet.cover(moment):
        moment += timedelta(minutes=1)
    return moment


@pytest.mark.parametrize(
    ("zone", "evening", "morning"),
    [
        ("Europe/Berlin", (2026, 3, 27, 22), (2026, 3, 28, 7, 0)),
        ("Europe/Berlin", (2026, 3, 28, 22), (2026, 3, 29, 6, 0)),
        ("Europe/Berlin", (2026, 10, 24, 20), (2026, 10, 25, 7, 0)),
        ("America/New_York", (2026, 3, 8, 3), (2026, 3, 8, 12, 0)),
        ("America/New_York", (2026, 11, 1, 3), (2026, 11, 1, 13, 0)),
        ("Asia/Kathmandu", (2026, 3, 4, 15), (2026, 3, 5, 2, 15)),
    ],
)
def test_the_morning_after_the_clocks_changed(
    zone: str, evening: tuple[int, ...], morning: tuple[int, ...]
) -> None:
    began = datetime(*evening, tzinfo=UTC)  # type: ignore[misc,arg-type]  # parts of a date
    expected = datetime(*morning, tzinfo=UTC)  # type: ignore[misc,arg-type]  # parts of a date
    assert morning_after(zone, began) == expected


def test_the_same_minute_twice_means_never() -> None:
    quiet = QuietHours(480, 480, "Europe/Berlin")
    assert not any(quiet.cover(YEAR + timedelta(hours=hour)) for hour in range(24))


@pytest.mark.parametrize("zone", [None, "", "Nowhere/Land", "../etc/passwd", "\0"])
def test_a_zone_nobody_knows_counts_as_utc(zone: str | None) -> None:
    quiet = QuietHours(START, END, zone)
    assert quiet.cover(datetime(2026, 3, 4, 20, 0, tzinfo=UTC))
    assert not quiet.cover(datetime(2026, 3, 4, 19, 59, tzinfo=UTC))
    assert quiet.cover(datetime(2026, 3, 5, 7, 59, tzinfo=UTC))
    assert not quiet.cover(datetime(2026, 3, 5, 8, 0, tzinfo=UTC))
