"""Questions to Slack whose answers a feature waits for: who is in a channel, who in a group."""

import json
import logging
import time
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import Cairn
from bot.slack.files import Files
from bot.slack.pacing import Pace
from bot.slack.refusals import HOPELESS, reason
from commands.request import CLOCK, Kind, Request, Value
from storage.models import Outbox

log = logging.getLogger(__name__)

# Slack gives so many at a time at most; it recommends fewer, and large workspaces need more.
A_PAGE = 200
KEEP_PEOPLE_S = 3600


class Questions:
    """Asks, and hands the answers in as requests."""

    def __init__(
        self, *, client: AsyncWebClient, pace: Pace, cairn: Cairn, clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._pace = pace
        self._cairn = cairn
        self._clock = clock
        self._files = Files(client=client, pace=pace, cairn=cairn, clock=clock)
        # Whether an id is a person or a bot, and until when that is believed.
        self._is_person: dict[str, bool] = {}
        self._until = 0.0

    async def ask(self, entry: Outbox) -> None:
        """Asks what the entry asks. Without the permission, nothing is heard."""
        if entry.kind == "file":
            await self._files.fetch(entry)
            return
        try:
            heard = await self._heard(entry)
        except SlackApiError as error:
            if reason(error) not in HOPELESS:
                raise
            log.warning("Slack does not say %s: %s", entry.lane, reason(error))
            return
        request = Request(
            kind=Kind.HEARD,
            name=entry.payload["listener"],
            workspace_id=entry.workspace_id,
            person=CLOCK,
            now=self._clock(),
            value=entry.payload.get("value", ""),
            values=heard,
            key=f"outbox:{entry.id}",
        )
        outcome = await self._cairn.handle(request)
        if outcome.result not in ("ok", "repeated"):
            raise TimeoutError(f"The answer was not taken: {outcome.result}")

    async def _heard(self, entry: Outbox) -> Mapping[str, Value]:
        if entry.kind == "members":
            return {"people": await self._members(entry.payload["channel_id"])}
        return {"groups": await self._groups()}

    async def _members(self, channel_id: str) -> list[str]:
        found = [
            person_id
            async for page in self._pages("conversations.members", channel=channel_id)
            for person_id in page["members"]
        ]
        if time.monotonic() > self._until or not self._is_person.keys() >= set(found):
            self._is_person = await self._everybody()
            self._until = time.monotonic() + KEEP_PEOPLE_S
        return [person_id for person_id in found if self._is_person.get(person_id, True)]

    async def _everybody(self) -> dict[str, bool]:
        return {
            user["id"]: _is_person(user)
            async for page in self._pages("users.list")
            for user in page["members"]
        }

    async def _groups(self) -> list[str]:
        await self._pace.wait("usergroups.list")
        answer = await self._client.api_call("usergroups.list", params={"include_users": "true"})
        return [
            json.dumps(
                {
                    "id": group["id"],
                    "handle": group["handle"],
                    "name": group["name"],
                    "people": group.get("users", []),
                }
            )
            for group in answer["usergroups"]
            if not group.get("date_delete")
        ]

    async def _pages(self, method: str, **asked: str) -> AsyncIterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            await self._pace.wait(method)
            answer = await self._client.api_call(
                method, params={**asked, "limit": str(A_PAGE), "cursor": cursor}
            )
            page: Mapping[str, Any] = answer.data if isinstance(answer.data, dict) else {}
            yield page
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return


def _is_person(user: Mapping[str, Any]) -> bool:
    return not (user.get("is_bot") or user.get("deleted") or user["id"] == "USLACKBOT")
