"""How each kind of outbox entry is sent."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.building import Building
from bot.slack.canvases import Canvases
from bot.slack.homes import Homes
from bot.slack.pacing import Pace
from bot.slack.pictures import Drawing, Pictures
from bot.slack.posting import Posting
from bot.slack.questions import Questions
from bot.slack.refusals import HOPELESS, MISBUILT, reason
from bot.writer import Writer
from storage.models import Outbox, PostedMessage
from storage.outbox import posted

log = logging.getLogger(__name__)


class Sender:
    """Sends entries, one call after the other; failures are its caller's to judge."""

    def __init__(
        self,
        *,
        writer: Writer,
        client: AsyncWebClient,
        pictures: Pictures,
        homes: Homes,
        building: Building,
        questions: Questions,
        canvases: Canvases,
        pace: Pace,
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._client = client
        self._pictures = pictures
        self._homes = homes
        self._building = building
        self._questions = questions
        self._canvases = canvases
        self._pace = pace
        self._posting = Posting(client=client, pace=pace, clock=clock)

    async def send(self, entry: Outbox) -> tuple[str, str] | None:
        """Sends; returns (channel, ts) of a new message."""
        payload = entry.payload
        match entry.kind:
            case "post":
                return await self._once(entry, payload["channel_id"])
            case "tell":
                return await self._once(entry, payload["person_id"])
            case "picture":
                return await self._picture(payload, entry)
            case _:
                await self._bring_up_to_date(entry)
                return None

    async def _bring_up_to_date(self, entry: Outbox) -> None:
        """What posts nothing new."""
        match entry.kind:
            case "refresh":
                await self._refresh(entry, entry.payload["text"], entry.payload["blocks"])
            case "rebuild":
                built = await self._building.built(entry)
                if built:
                    await self._refresh(entry, built.text, list(built.blocks))
            case "home":
                await self._home(entry)
            case "canvas":
                await self._canvases.write(entry)
            case _:
                await self._questions.ask(entry)

    async def _once(self, entry: Outbox, where: str) -> tuple[str, str]:
        """A message of words, unless an earlier try's stands already."""
        payload = entry.payload
        found = await self._posting.found(entry, where)
        return found or await self._posting.post(entry, where, payload["text"], payload["blocks"])

    async def _refresh(self, entry: Outbox, text: str, body: list[Any]) -> None:
        for message in await self._standing(entry):
            await self._pace.wait("chat.update", message.channel_id)
            try:
                await self._client.chat_update(
                    channel=message.channel_id,
                    ts=message.ts,
                    text=text,
                    blocks=body,
                )
            except SlackApiError as error:
                # One message that somebody deleted must not keep the others from changing.
                if reason(error) not in HOPELESS or reason(error) in MISBUILT:
                    raise
                log.info("A message about %s stays as it is: %s", entry.subject, reason(error))

    async def _home(self, entry: Outbox) -> None:
        person_id = entry.payload["person_id"]
        await self._pace.wait("views.publish")
        view = await self._homes.view(workspace_id=entry.workspace_id, person_id=person_id)
        if view:
            await self._client.views_publish(user_id=person_id, view=view)

    async def _standing(self, entry: Outbox) -> list[PostedMessage]:
        subject = entry.subject or ""
        return list(
            await self._writer.read(
                lambda session: posted.places(
                    session, workspace_id=entry.workspace_id, subject=subject
                )
            )
        )

    async def _picture(self, payload: dict[str, Any], entry: Outbox) -> tuple[str, str] | None:
        """Posts the picture, or puts it into the message that stands."""
        changes = bool(entry.subject and await self._standing(entry))
        where = payload["only_for"] or payload["channel_id"] or entry.lane
        found = None if changes else await self._posting.found(entry, where)
        if found:
            return found
        images = [await self._pictures.block(drawing) for drawing in _drawings(payload)]
        try:
            return await self._shown(entry, where, images, changes=changes)
        except SlackApiError as error:
            files = [each["slack_file"]["id"] for each in images if "slack_file" in each]
            if reason(error) not in MISBUILT or not files:
                raise
            # Somebody may have deleted a file that another message brought.
            self._pictures.forget(files)
        images = [await self._pictures.block(drawing) for drawing in _drawings(payload)]
        return await self._shown(entry, where, images, changes=changes)

    async def _shown(
        self, entry: Outbox, where: str, images: list[Any], *, changes: bool
    ) -> tuple[str, str] | None:
        payload = entry.payload
        body = [*payload["above"], *images, *payload["below"]]
        if changes:
            await self._refresh(entry, payload["text"], body)
            return None
        return await self._posting.post(entry, where, payload["text"], body)


def _drawings(payload: Mapping[str, Any]) -> list[Drawing]:
    """The message's pictures in order; what waited since an older Cairn has one."""
    chart, data = payload["chart"], payload["data"]
    first = Drawing(chart, data, payload["title"], payload["alt_text"])
    further = [
        Drawing(
            each.get("chart", chart),
            each["data"] if "chart" in each else {**data, **each["changes"]},
            each["title"],
            each["alt_text"],
        )
        for each in payload.get("also", ())
    ]
    return [first, *further]
