"""Keeps to Slack's pace before Slack has to ask for it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

# Slack's tiers 2, 3 and 4 are so many calls a minute for each method and workspace.
# chat.postMessage has a rule of its own: one a second in each channel, several hundred a
# minute in all.
PER_MINUTE = {
    "chat.postMessage": 300,
    "chat.update": 50,
    "views.publish": 100,
    "files.getUploadURLExternal": 100,
    "files.completeUploadExternal": 100,
    "files.info": 100,
    "conversations.members": 100,
    "conversations.history": 50,
    "conversations.open": 50,
    "users.list": 20,
    "usergroups.list": 20,
    "canvases.create": 20,
    "canvases.edit": 50,
}
CHANNEL_PER_MINUTE = 60


@dataclass(slots=True)
class _Bucket:
    """Tokens that refill evenly; may go below zero, which is how long to wait."""

    tokens: float
    at: float


class Pace:
    """When the next call may be made."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._buckets: dict[str, _Bucket] = {}
        self._free_at: dict[str, float] = {}  # by channel

    def reserve(self, name: str, *, per_minute: float, burst: float) -> float:
        """Takes a place in the line called `name`; returns the seconds until its turn."""
        now = self._clock()
        bucket = self._buckets.setdefault(name, _Bucket(burst, now))
        rate = per_minute / 60
        bucket.tokens = min(burst, bucket.tokens + max(0.0, now - bucket.at) * rate) - 1
        bucket.at = max(now, bucket.at)
        return max(0.0, -bucket.tokens / rate)

    def _turn_in(self, channel_id: str, *, after: float) -> float:
        """Takes the next place in a channel's line, at the earliest after so many seconds.

        Whoever waits for a method's turn keeps their place: or two held back would go at once.
        """
        now = self._clock()
        turn = max(now + after, self._free_at.get(channel_id, now))
        self._free_at[channel_id] = turn + 60 / CHANNEL_PER_MINUTE
        return turn - now

    async def wait(self, method: str, channel_id: str | None = None) -> None:
        """Returns when a call of the method may be made, in that channel."""
        per_minute = PER_MINUTE[method]
        # A tenth of a minute's calls may come at once; what refills leaves room for them.
        burst = per_minute / 10
        seconds = self.reserve(method, per_minute=per_minute - burst, burst=burst)
        if channel_id:
            seconds = self._turn_in(channel_id, after=seconds)
        if seconds > 0:
            await self._sleep(seconds)
