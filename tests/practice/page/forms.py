"""Forms for the page's tests: a command that opens one, an app that takes it."""

from playwright.async_api import Page
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from tests.practice.page.browser import send
from tests.practice.seen import Json
from tests.practice.small_app import SmallApp


def opens(small: SmallApp, view: Json) -> None:
    """`/pain` opens a view."""

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)


def takes(small: SmallApp, errors: dict[str, str] | None = None) -> list[Json]:
    """The form is taken, or refused with `errors`; the values that were submitted come back."""
    seen: list[Json] = []

    @small.app.view("form")
    async def form(ack: AsyncAck, view: Json) -> None:
        seen.append(view["state"]["values"])
        await ack(response_action="errors" if errors else None, errors=errors)

    return seen


async def open_form(page: Page) -> None:
    await send(page, "/pain")
    await page.get_by_role("dialog").wait_for()
