"""The short-lived keys of an interaction: trigger ids for forms, response URLs for answers."""

import secrets
from dataclasses import dataclass, field

from bot.practice.state.shapes import SlackError
from bot.practice.state.stamps import Stamps

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5


@dataclass
class Trigger:
    person: str
    issued: float
    view_id: str | None
    used: bool = False


@dataclass
class ReplyAddress:
    """What a response URL stands for."""

    person: str
    channel: str
    issued: float
    message_ts: str | None = None
    thread_ts: str | None = None
    ephemeral: bool = False
    uses: int = 0


@dataclass
class Keys:
    """Hands out the keys of an interaction and takes them back once, in time."""

    stamps: Stamps
    trigger_seconds: float = TRIGGER_SECONDS
    _triggers: dict[str, Trigger] = field(default_factory=dict)
    _replies: dict[str, ReplyAddress] = field(default_factory=dict)

    def trigger(self, person: str, view_id: str | None = None) -> str:
        self._forget_old()
        now = self.stamps.now()
        name = f"{int(now * 1000)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[name] = Trigger(person, now, view_id)
        return name

    def whose(self, trigger_id: str) -> str | None:
        """Who a trigger belongs to, spent or not."""
        trigger = self._triggers.get(trigger_id)
        return None if trigger is None else trigger.person

    def spend(self, trigger_id: str) -> Trigger:
        """Use a trigger: once, and in time, which is three seconds."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if self.stamps.now() - trigger.issued > self.trigger_seconds:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def reply_path(self, kind: str, address: ReplyAddress) -> str:
        """Register a response URL; returns its path below /hooks/."""
        secret = secrets.token_urlsafe(18)
        self._replies[secret] = address
        return f"{kind}/T0PRACTICE/{secret}"

    def reply(self, secret: str) -> ReplyAddress:
        """Count a use of a response URL: five, within thirty minutes."""
        address = self._replies.get(secret)
        if address is None:
            raise SlackError("invalid_url")
        if self.stamps.now() - address.issued > RESPONSE_URL_SECONDS:
            raise SlackError("expired_url")
        if address.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        address.uses += 1
        return address

    def _forget_old(self) -> None:
        """Keep memory flat: a spent or late trigger is remembered for as long as a response URL."""
        horizon = self.stamps.now() - RESPONSE_URL_SECONDS - self.trigger_seconds
        _drop_older(self._triggers, horizon)
        _drop_older(self._replies, horizon)


def _drop_older(keys: dict[str, Trigger] | dict[str, ReplyAddress], horizon: float) -> None:
    """Drop from the front: keys are issued, and so kept, in the order of time."""
    while keys:
        oldest = next(iter(keys))
        if keys[oldest].issued >= horizon:
            return
        del keys[oldest]
