"""Slack's rate limits: one message a second a channel, and each method's tier a minute."""

import math
from dataclasses import dataclass, field

from bot.practice.state.stamps import Stamps

_PER_MINUTE = {2: 20, 3: 50, 4: 100}
_POSTS_BURST = 3
_POSTS_PER_SECOND = 1.0

_TIER_4 = (
    "chat.postEphemeral files.completeUploadExternal files.getUploadURLExternal files.info "
    "users.info views.open views.publish views.push views.update conversations.members"
)
_TIER_3 = (
    "bots.info chat.delete chat.update conversations.history conversations.info "
    "conversations.join conversations.open conversations.replies reactions.add team.info"
)
_TIER_2 = "conversations.list usergroups.list users.list"

TIERS: dict[str, int] = {
    **dict.fromkeys(_TIER_4.split(), 4),
    **dict.fromkeys(_TIER_3.split(), 3),
    **dict.fromkeys(_TIER_2.split(), 2),
}


@dataclass
class _Bucket:
    tokens: float
    seen: float


@dataclass
class Pace:
    """Token buckets; `wait_for` takes a token or says how many seconds to stay away."""

    stamps: Stamps
    strict: bool = True
    _buckets: dict[str, _Bucket] = field(default_factory=dict)

    def wait_for(self, method: str, channel: str | None) -> int | None:
        """Whole seconds for Retry-After, or None when the call may pass."""
        if not self.strict:
            return None
        if method == "chat.postMessage":
            return self._take(f"{method} {channel}", _POSTS_BURST, _POSTS_PER_SECOND)
        tier = TIERS.get(method)
        if tier is None:
            return None
        allowance = _PER_MINUTE[tier]
        return self._take(method, allowance, allowance / 60)

    def _take(self, key: str, capacity: float, per_second: float) -> int | None:
        now = self.stamps.now()
        bucket = self._buckets.setdefault(key, _Bucket(capacity, now))
        gained = max(0.0, now - bucket.seen) * per_second
        bucket.tokens = min(capacity, bucket.tokens + gained)
        bucket.seen = now
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return None
        return max(1, math.ceil((1 - bucket.tokens) / per_second))
