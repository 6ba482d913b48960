"""Pacing: however calls come, no window of time sees more of them than Slack allows."""

import asyncio
from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.pacing import PER_MINUTE, Pace

METHODS = sorted(PER_MINUTE)


class Time:
    """Time as data: a call happens when its wait would end."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waited = 0.0

    async def sleep(self, seconds: float) -> None:
        self.waited = seconds


async def happened(
    arrivals: list[tuple[float, str, str | None]],
) -> list[tuple[float, str, str | None]]:
    """When each call is made that is asked for so many seconds after the one before."""
    time = Time()
    pace = Pace(lambda: time.now, time.sleep)
    made = []
    for gap, method, channel in arrivals:
        time.now += gap
        time.waited = 0.0
        await pace.wait(method, channel)
        made.append((time.now + time.waited, method, channel))
    return made


def most_within(moments: list[float], seconds: float) -> int:
    """The most calls that any window of so many seconds sees."""
    moments = sorted(moments)
    return max(
        sum(1 for moment in moments if start <= moment < start + seconds - 1e-6)
        for start in moments
    )


gaps = st.one_of(st.just(0.0), st.floats(0, 2), st.floats(0, 200))
calls = st.tuples(
    gaps, st.sampled_from(METHODS), st.one_of(st.none(), st.sampled_from(["C1", "C2"]))
)


@given(st.lists(calls, min_size=1, max_size=120))
def test_no_window_sees_too_many(arrivals: list[tuple[float, str, str | None]]) -> None:
    made = asyncio.run(happened(arrivals))
    by_method = defaultdict(list)
    by_channel = defaultdict(list)
    for moment, method, channel in made:
        by_method[method].append(moment)
        if channel:
            by_channel[channel].append(moment)
    for method, moments in by_method.items():
        assert most_within(moments, 60) <= PER_MINUTE[method]
    for moments in by_channel.values():
        assert most_within(moments, 1) == 1


@pytest.mark.parametrize("method", METHODS)
async def test_a_rush_is_held_to_the_tier(method: str) -> None:
    made = await happened([(0.0, method, None)] * 400)
    moments = [moment for moment, _, _ in made]
    assert PER_MINUTE[method] - 1 <= most_within(moments, 60) <= PER_MINUTE[method]
    assert most_within(moments, 1) <= PER_MINUTE[method] / 10 + PER_MINUTE[method] / 60 + 1


async def test_one_message_a_second_in_each_channel_and_others_do_not_wait() -> None:
    made = await happened([(0.0, "chat.postMessage", channel) for channel in "ABABAB"])
    by_channel = defaultdict(list)
    for moment, _, channel in made:
        by_channel[channel].append(moment)
    for moments in by_channel.values():
        assert moments[0] == 1000.0
        assert [after - before for before, after in pairwise(moments)] == pytest.approx([1, 1])


async def test_who_comes_rarely_never_waits() -> None:
    made = await happened([(61.0, "chat.update", "C1")] * 20)
    assert [after - before for (before, _, _), (after, _, _) in pairwise(made)] == [61.0] * 19


async def test_by_the_wall_clock_too() -> None:
    pace = Pace()
    for _ in range(3):
        await pace.wait("files.info")
