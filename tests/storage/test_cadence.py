"""A year of schedules as data: both changes of the clocks in four zones, and people who move."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.schedule.cadence import (
    Cadence,
    Rhythm,
    day_in,
    latest_slot,
    next_slot,
    slot_after_move,
    zone_of,
)

BERLIN, NEW_YORK, SYDNEY, LORD_HOWE = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Sydney",
    "Australia/Lord_Howe",  # its clocks change by half an hour
)
ZONES = (BERLIN, NEW_YORK, SYDNEY, LORD_HOWE)
YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def slots(rhythm: Rhythm, *, since: datetime = YEAR, days: float = 365) -> list[datetime]:
    """All slots of a time, oldest first."""
    found = []
    slot = next_slot(rhythm, since)
    while slot <= since + timedelta(days=days):
        found.append(slot)
        slot = next_slot(rhythm, slot)
    return found


def on_the_wall(slot: datetime, zone: str) -> str:
    return f"{slot.astimezone(ZoneInfo(zone)):%a %d %b %H:%M}"


@pytest.mark.parametrize("zone", ZONES)
def test_a_year_of_mornings_is_at_nine_on_every_wall(zone: str) -> None:
    found = slots(Rhythm(Cadence.DAILY, 9 * 60, zone))
    assert len(found) == 365
    local = [slot.astimezone(ZoneInfo(zone)) for slot in found]
    assert {(each.hour, each.minute) for each in local} == {(9, 0)}
    assert len({each.date() for each in local}) == 365
    # The clocks change twice, so that in UTC it is two different hours.
    assert len({(slot.hour, slot.minute) for slot in found}) == 2


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("cadence", Cadence)
def test_nothing_is_left_out_and_nothing_twice(zone: str, cadence: Cadence) -> None:
    # 02:15 is in the hour that is missing and in the one that comes twice.
    for minute in (0, 2 * 60 + 15, 2 * 60 + 45, 23 * 60 + 59):
        days = [day_in(zone, slot) for slot in slots(Rhythm(cadence, minute, zone))]
        assert len(set(days)) == len(days)
        first = day_in(zone, YEAR)
        due = [first + timedelta(days=number) for number in range(366)]
        if cadence is not Cadence.DAILY:
            due = [day for day in due if day.weekday() == 0]
        if cadence is Cadence.MONTHLY:
            due = [day for day in due if day.day <= 7]
        assert days == [day for day in due if days[0] <= day <= days[-1]]
        assert len(days) == {"daily": 365, "weekly": 52, "monthly": 12}[cadence]


@pytest.mark.parametrize(
    ("zone", "minute", "day", "shown", "utc"),
    [
        # The clocks go forward: that time isn't there, and it is as much later.
        (BERLIN, 150, date(2026, 3, 29), "Sun 29 Mar 03:30", "01:30"),
        (NEW_YORK, 150, date(2026, 3, 8), "Sun 08 Mar 03:30", "07:30"),
        (SYDNEY, 150, date(2026, 10, 4), "Sun 04 Oct 03:30", "16:30"),
        (LORD_HOWE, 135, date(2026, 10, 4), "Sun 04 Oct 02:45", "15:45"),
        # They go back: that time comes twice, and the first counts.
        (BERLIN, 150, date(2026, 10, 25), "Sun 25 Oct 02:30", "00:30"),
        (NEW_YORK, 90, date(2026, 11, 1), "Sun 01 Nov 01:30", "05:30"),
        (SYDNEY, 150, date(2026, 4, 5), "Sun 05 Apr 02:30", "15:30"),
        (LORD_HOWE, 105, date(2026, 4, 5), "Sun 05 Apr 01:45", "14:45"),
    ],
)
def test_the_hour_that_is_missing_and_the_one_that_comes_twice(
    zone: str, minute: int, day: date, shown: str, utc: str
) -> None:
    every = slots(Rhythm(Cadence.DAILY, minute, zone))
    (slot,) = [each for each in every if day_in(zone, each) == day]
    assert on_the_wall(slot, zone) == shown
    assert f"{slot:%H:%M}" == utc


def test_a_day_that_a_zone_leaves_out_has_no_slot_of_its_own() -> None:
    # Samoa went over the date line: there was no 30 December 2011.
    apia = Rhythm(Cadence.DAILY, 9 * 60, "Pacific/Apia")
    since = datetime(2011, 12, 28, 12, tzinfo=UTC)
    found = [on_the_wall(each, apia.zone) for each in slots(apia, since=since, days=4)]
    assert found == [
        "Wed 28 Dec 09:00",
        "Thu 29 Dec 09:00",
        "Sat 31 Dec 09:00",
        "Sun 01 Jan 09:00",
    ]


@pytest.mark.parametrize(
    ("cadence", "expected"),
    [
        (Cadence.DAILY, "Wed 04 Mar 09:00"),
        (Cadence.WEEKLY, "Mon 02 Mar 09:00"),
        (Cadence.MONTHLY, "Mon 02 Mar 09:00"),
    ],
)
def test_the_latest_slot(cadence: Cadence, expected: str) -> None:
    rhythm = Rhythm(cadence, 9 * 60, BERLIN)
    slot = latest_slot(rhythm, datetime(2026, 3, 4, 12, tzinfo=UTC))
    assert on_the_wall(slot, BERLIN) == expected
    assert latest_slot(rhythm, slot) == slot
    assert latest_slot(rhythm, slot - timedelta(milliseconds=1)) < slot


MOMENTS = st.integers(0, 6 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
RHYTHMS = st.builds(
    Rhythm,
    st.sampled_from(Cadence),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from([*ZONES, "America/St_Johns", "Africa/Casablanca", "Asia/Kathmandu", "UTC"]),
)


@given(rhythm=RHYTHMS, moment=MOMENTS)
def test_next_and_latest_enclose_every_moment(rhythm: Rhythm, moment: datetime) -> None:
    last, following = latest_slot(rhythm, moment), next_slot(rhythm, moment)
    assert last <= moment < following
    assert next_slot(rhythm, last) == following


@pytest.mark.parametrize(
    ("cadence", "planned_in", "told", "now_in", "expected"),
    [
        # Told on Monday morning in Berlin, then flown west: not once more on that Monday.
        (Cadence.WEEKLY, BERLIN, "2026-03-02T08:00", NEW_YORK, "Mon 09 Mar 09:00"),
        (Cadence.DAILY, BERLIN, "2026-03-02T08:00", NEW_YORK, "Tue 03 Mar 09:00"),
        # Over the date line, where it is still Sunday.
        (Cadence.WEEKLY, "Asia/Tokyo", "2026-03-02T00:00", "Pacific/Honolulu", "Mon 09 Mar 09:00"),
        # East: the next one comes as early as it does there.
        (Cadence.WEEKLY, NEW_YORK, "2026-03-02T14:00", SYDNEY, "Mon 09 Mar 09:00"),
        (Cadence.MONTHLY, SYDNEY, "2026-03-01T22:00", BERLIN, "Mon 06 Apr 09:00"),
    ],
)
def test_who_moves_keeps_the_day_and_the_time_on_the_wall(
    cadence: Cadence, planned_in: str, told: str, now_in: str, expected: str
) -> None:
    moment = datetime.fromisoformat(told).replace(tzinfo=UTC)
    planned = next_slot(Rhythm(cadence, 9 * 60, planned_in), moment)
    slot = slot_after_move(Rhythm(cadence, 9 * 60, now_in), planned, zone=planned_in)
    assert on_the_wall(slot, now_in) == expected


def test_who_travels_all_year_is_told_once_on_every_day() -> None:
    zones = [*ZONES, "Pacific/Honolulu", "Pacific/Kiritimati"]
    here, days = zones[0], []
    slot = next_slot(Rhythm(Cadence.DAILY, 9 * 60, here), YEAR)
    for number in range(365):
        days.append(day_in(here, slot))
        planned = next_slot(Rhythm(Cadence.DAILY, 9 * 60, here), slot)
        there = zones[number % len(zones)]
        slot, here = (
            slot_after_move(Rhythm(Cadence.DAILY, 9 * 60, there), planned, zone=here),
            there,
        )
    assert days == [days[0] + timedelta(days=number) for number in range(365)]


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../../etc/passwd", "Europe", "x" * 300])
def test_what_is_no_zone_is_utc(name: str) -> None:
    assert zone_of(name).key == "UTC"
