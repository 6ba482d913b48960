"""Time and names: message stamps that never repeat, and ids that look like Slack's."""

import secrets
import string
from collections.abc import Callable
from datetime import UTC, datetime

_ALPHABET = string.ascii_uppercase + string.digits


def system_clock() -> datetime:
    return datetime.now(UTC)


class Stamps:
    """Hands out times and ids; the clock can be a test's."""

    def __init__(self, clock: Callable[[], datetime], *, newest: str = "0") -> None:
        self._clock = clock
        self._last = round(float(newest) * 1_000_000)

    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock().timestamp()

    def ts(self) -> str:
        """A message's name and time in one: seconds, a dot, six digits; never the same twice."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        return prefix + "0" + "".join(secrets.choice(_ALPHABET) for _ in range(9))

    def view_hash(self) -> str:
        return f"{int(self.now())}.{secrets.token_urlsafe(6)}"
