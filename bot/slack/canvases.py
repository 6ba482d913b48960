"""Writes channels' canvases, where the workspace has canvases at all."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import Cairn
from bot.slack.pacing import Pace
from bot.slack.refusals import reason
from commands.request import CLOCK, Kind, Request
from storage.models import Outbox

log = logging.getLogger(__name__)

# What Slack says where there can be no canvas: without the permission, on a plan without
# canvases, where they are switched off, or where Cairn may not be. It is asked again in a day.
UNAVAILABLE = {
    "unknown_method", "missing_scope", "not_allowed_token_type", "access_denied",
    "restricted_action", "team_access_not_granted", "enterprise_is_restricted",
    "canvas_disabled_user_team", "canvas_disabled_file_team", "canvas_globally_disabled",
    "canvas_creation_failed", "canvas_tab_creation_failed", "channel_canvas_creation_failed",
    "channel_canvas_already_exists", "free_team_canvas_tab_already_exists",
    "free_teams_cannot_create_non_tabbed_canvases", "free_teams_cannot_edit_standalone_canvases",
    "team_tier_cannot_create_channel_canvases", "channel_not_found", "not_in_channel",
    "is_archived", "canvas_editing_failed", "invalid_arguments", "ekm_access_denied",
}  # fmt: skip
GONE = {"canvas_not_found", "canvas_deleted"}


class Canvases:
    """Makes a canvas or replaces what is in it, and hands in what came of that."""

    def __init__(
        self, *, client: AsyncWebClient, pace: Pace, cairn: Cairn, clock: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._pace = pace
        self._cairn = cairn
        self._clock = clock

    async def write(self, entry: Outbox) -> None:
        """Writes what the entry holds; what may be better in a minute is its caller's to judge."""
        wanted = entry.payload
        try:
            canvas_id = await self._written(wanted)
        except SlackApiError as error:
            why = reason(error)
            if why not in UNAVAILABLE | GONE:
                raise
            log.info("No canvas for %s: %s", wanted["channel_id"], why)
            heard = {"refused": "deleted" if why in GONE else why}
        else:
            heard = {"canvas_id": canvas_id, "digest": wanted["digest"]}
        await self._tell(entry, heard)

    async def _written(self, wanted: Mapping[str, Any]) -> str:
        content = {"type": "markdown", "markdown": wanted["markdown"]}
        if wanted["canvas_id"]:
            await self._pace.wait("canvases.edit")
            await self._client.canvases_edit(
                canvas_id=wanted["canvas_id"],
                changes=[{"operation": "replace", "document_content": content}],
            )
            return str(wanted["canvas_id"])
        await self._pace.wait("canvases.create")
        answer = await self._client.canvases_create(
            title=wanted["title"], document_content=content, channel_id=wanted["channel_id"]
        )
        return str(answer["canvas_id"])

    async def _tell(self, entry: Outbox, heard: Mapping[str, str]) -> None:
        request = Request(
            kind=Kind.HEARD,
            name=entry.payload["listener"],
            workspace_id=entry.workspace_id,
            person=CLOCK,
            now=self._clock(),
            value=entry.payload["channel_id"],
            values=heard,
            key=f"outbox:{entry.id}",
        )
        outcome = await self._cairn.handle(request)
        if outcome.result not in ("ok", "repeated"):
            raise TimeoutError(f"What became of the canvas was not taken: {outcome.result}")
