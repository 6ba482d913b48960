"""Posts a message so that it stands in Slack once, whatever became of earlier tries.

Slack has no way to post only once. So each message carries its entry's key as metadata, and
where an earlier try may have come through it is looked for before it is sent again.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.pacing import Pace
from bot.slack.refusals import may_be_better_later, reason
from storage.models import Outbox

log = logging.getLogger(__name__)

EVENT_TYPE = "cairn_outbox"
# Slack's clock may be behind ours.
SKEW = timedelta(minutes=2)
PAGE = 200
MOST_PAGES = 10

Posted = tuple[str, str]


class TakenOverError(Exception):
    """The entry's lease ran out while it waited: it is another process's now."""


class Posting:
    """Posts messages of the outbox, and finds those that an earlier try posted."""

    def __init__(
        self, *, client: AsyncWebClient, pace: Pace, clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._pace = pace
        self._clock = clock

    async def post(self, entry: Outbox, where: str, text: str, body: list[Any]) -> Posted:
        """Posts in a channel, or to a person; returns (channel, ts). Raises TakenOverError."""
        await self._pace.wait("chat.postMessage", where)
        # Whoever slept through the end of the lease must not send what another one sends.
        if entry.leased_until is None or entry.leased_until <= self._clock():
            raise TakenOverError
        answer = await self._client.chat_postMessage(
            channel=where,
            text=text,
            blocks=body or None,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": entry.key or ""}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["channel"]), str(answer["ts"])

    async def found(self, entry: Outbox, where: str) -> Posted | None:
        """Where an earlier try's message stands; None when there is none, or nobody can tell.

        Where Slack doesn't let Cairn look, for want of a scope or of membership, the message is
        sent again: told twice is a nuisance, never told is a loss.
        """
        if entry.attempts <= 1 or not entry.key:
            return None
        try:
            found = await self._search(await self._conversation(where), entry)
        except SlackApiError as error:
            if may_be_better_later(error):
                raise
            log.warning(
                "Whether outbox entry %s stands in %s already can't be seen (%s): sent again",
                entry.id,
                where,
                reason(error),
            )
            return None
        if found:
            log.info("Outbox entry %s stands in %s already", entry.id, where)
        return found

    async def _conversation(self, where: str) -> str:
        """The conversation's own id; people's direct messages have one that is not theirs."""
        if where[:1] not in ("U", "W"):
            return where
        await self._pace.wait("conversations.open")
        answer = await self._client.conversations_open(users=where)
        return str(answer["channel"]["id"])

    async def _search(self, channel_id: str, entry: Outbox) -> Posted | None:
        since = (entry.created_at - SKEW).timestamp()
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            await self._pace.wait("conversations.history")
            answer = await self._client.conversations_history(
                channel=channel_id,
                oldest=f"{since:.6f}",
                include_all_metadata=True,
                limit=PAGE,
                cursor=cursor,
            )
            for message in answer.get("messages") or ():
                if _key(message) == entry.key:
                    return channel_id, str(message["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
        log.warning("Outbox entry %s was looked for in too many messages", entry.id)
        return None


def _key(message: Mapping[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    key = (metadata.get("event_payload") or {}).get("key")
    return str(key) if key else None
