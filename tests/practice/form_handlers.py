"""What tests of forms teach the small app: to open a view, and to take what was submitted."""

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from tests.practice.seen import Json
from tests.practice.small_app import SmallApp

STORE = "#store-team"


def opens(small: SmallApp, view: Json) -> None:
    """`/pain` opens a view."""

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()


def takes(small: SmallApp, **answer: Any) -> list[Json]:  # noqa: ANN401 - as many kinds as ack() takes
    """The form is acknowledged with `answer`; what was submitted comes back."""
    seen: list[Json] = []

    @small.app.view("form")
    async def form(ack: AsyncAck, body: Json) -> None:
        seen.append(body)
        await ack(**answer)

    return seen
