"""Cron: days as Debian's cron has them, one time a day, on the wall through both changes."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

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
)
from storage.schedule.cron import Cron, CronError, Fault, parse
from tests.storage.test_cadence import BERLIN, NEW_YORK, YEAR, ZONES, on_the_wall, slots


def rhythm(text: str, zone: str = BERLIN) -> Rhythm:
    cron = parse(text)
    return Rhythm(cron, cron.minute, zone)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("15 2 * * *", lambda _: True),
        ("45 2 * * 0", lambda day: day.weekday() == 6),
        ("0 9 * * MON-FRI", lambda day: day.weekday() < 5),
        ("59 23 1,15 * *", lambda day: day.day in (1, 15)),
        ("0 0 L * *", lambda day: (day + timedelta(days=1)).day == 1),
        ("30 8 13 * FRI", lambda day: day.day == 13 or day.weekday() == 4),
        ("30 8 * 1-6 TUE#2", lambda day: day.month < 7 and day.weekday() == 1 and 7 < day.day < 15),
    ],
)
def test_a_year_has_each_of_its_days_once_on_the_wall(
    zone: str, text: str, holds: Callable[[date], bool]
) -> None:
    every = rhythm(text, zone)
    found = [day_in(zone, slot) for slot in slots(every)]
    first = day_in(zone, YEAR)
    days = [first + timedelta(days=number) for number in range(366)]
    assert found == [day for day in days if holds(day) and found[0] <= day <= found[-1]]
    assert len(set(found)) == len(found)
    wall = {on_the_wall(slot, zone)[-5:] for slot in slots(every)}
    planned = f"{every.minute // 60:02d}:{every.minute % 60:02d}"
    # Only the night the clocks go forward may show another time.
    assert len(wall) <= 2
    assert planned in wall


@pytest.mark.parametrize(
    ("zone", "day", "shown", "utc"),
    [
        (BERLIN, date(2026, 3, 29), "Sun 29 Mar 03:30", "01:30"),
        (NEW_YORK, date(2026, 3, 8), "Sun 08 Mar 03:30", "07:30"),
        (BERLIN, date(2026, 10, 25), "Sun 25 Oct 02:30", "00:30"),
    ],
)
def test_half_past_two_that_is_missing_or_comes_twice(
    zone: str, day: date, shown: str, utc: str
) -> None:
    (slot,) = [each for each in slots(rhythm("30 2 * * *", zone)) if day_in(zone, each) == day]
    assert on_the_wall(slot, zone) == shown
    assert f"{slot:%H:%M}" == utc


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.FIELDS),
        ("0 9 * *", Fault.FIELDS),
        ("0 0 9 * * *", Fault.FIELDS),
        ("@daily", Fault.FIELDS),
        ("0 9 * * " + "1," * 60 + "1", Fault.FIELDS),
        ("60 9 * * *", Fault.MINUTE),
        ("² 9 * * *", Fault.MINUTE),
        ("0 24 * * *", Fault.HOUR),
        ("0 9 32 * *", Fault.DAY),
        ("0 9 31 2 *", Fault.DAY),
        ("0 9 * 13 *", Fault.MONTH),
        ("0 9 * * 8", Fault.WEEKDAY),
        ("0 9 * * 1;stop", Fault.WEEKDAY),
        ("* * * * *", Fault.TOO_OFTEN),
        ("0 * * * *", Fault.TOO_OFTEN),
        ("0 9,17 * * *", Fault.TOO_OFTEN),
        ("*/30 9 * * *", Fault.TOO_OFTEN),
        ("0 9 29 2 *", Fault.TOO_RARE),
        ("0 9 */20 * 1L", Fault.TOO_RARE),
    ],
)
def test_what_cannot_be_had_says_why(text: str, fault: Fault) -> None:
    with pytest.raises(CronError) as error:
        parse(text)
    assert error.value.fault is fault


@given(st.text(alphabet="0123456789*/-,#LW MONTUEJAN@\n\t²", max_size=40))
def test_any_text_is_understood_or_refused(text: str) -> None:
    try:
        every = rhythm(text)
    except CronError:
        return
    slot = next_slot(every, YEAR)
    assert YEAR < slot < YEAR + timedelta(days=402)


EXPRESSIONS = st.sampled_from(
    ["0 9 * * 1", "30 2 * * *", "15 14 1 * *", "59 23 L 2 *", "0 0 1 1 *", "5 4 * * 5#5"]
)


@given(
    text=EXPRESSIONS,
    zone=st.sampled_from([*ZONES, "Africa/Casablanca", "Asia/Kathmandu"]),
    minutes=st.integers(0, 3 * 365 * 24 * 60),
)
def test_next_and_latest_enclose_every_moment(text: str, zone: str, minutes: int) -> None:
    every, moment = rhythm(text, zone), YEAR + timedelta(minutes=minutes)
    last, following = latest_slot(every, moment), next_slot(every, moment)
    assert last <= moment < following
    assert next_slot(every, last) == following


def test_who_moves_keeps_the_day_and_the_time() -> None:
    planned = next_slot(rhythm("0 9 * * 2,5"), datetime(2026, 3, 3, 8, tzinfo=UTC))
    assert on_the_wall(planned, BERLIN) == "Fri 06 Mar 09:00"
    there = slot_after_move(rhythm("0 9 * * 2,5", NEW_YORK), planned, zone=BERLIN)
    assert on_the_wall(there, NEW_YORK) == "Fri 06 Mar 09:00"


def test_it_is_stored_as_its_five_fields() -> None:
    every = rhythm(" 30  8 * *  mon,Thu ")
    assert every.cadence == Cron("30 8 * * MON,THU")
    assert Rhythm.stored("30 8 * * MON,THU", 510, BERLIN) == every
    assert Rhythm.stored("weekly", 510, BERLIN).cadence is Cadence.WEEKLY
    assert every.cadence.less is None
