"""Views over real Socket Mode: the stack of three, triggers, hashes, and the Home tab."""

import asyncio
from collections.abc import Iterator

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.driver import Person
from tests.practice.form_handlers import STORE, opens, takes
from tests.practice.seen import Json
from tests.practice.serving import MovingClock
from tests.practice.small_app import (
    SmallApp,
    button,
    home,
    modal,
    section,
    text_field,
)


async def test_update_push_and_clear(small: SmallApp, maya: Person) -> None:
    opens(small, modal(text_field("First", "first"), title="One"))
    second = modal(text_field("Second", "second"), title="Two")
    third = modal(text_field("Third", "third"), title="Three")
    answers: Iterator[Json] = iter(
        [
            {"response_action": "update", "view": second},
            {"response_action": "push", "view": third},
            {"response_action": "clear"},
        ]
    )

    @small.app.view("form")
    async def form(ack: AsyncAck) -> None:
        await ack(**next(answers))

    await maya.command(STORE, "/pain")
    first = await maya.form("One")
    first.fill({"First": "x"})
    await first.submit()
    two = await maya.form("Two")
    assert two.view_id == first.view_id
    two.fill({"Second": "x"})
    await two.submit()
    three = await maya.form("Three")
    assert [form.title for form in maya.forms] == ["Two", "Three"]
    assert three.view["previous_view_id"] == two.view_id
    assert three.view["root_view_id"] == two.view_id
    three.fill({"Third": "x"})
    await three.submit()
    await maya.no_form()


async def test_three_views_deep_and_no_further(small: SmallApp, maya: Person) -> None:
    refused: list[str] = []
    deeper = {"type": "actions", "elements": [button("Deeper", "deeper")]}
    opens(small, modal(deeper, title="1"))

    @small.app.action("deeper")
    async def push(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        title = str(int(body["view"]["title"]["text"]) + 1)
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=modal(deeper, title=title))
        except SlackApiError as error:
            refused.append(error.response["error"])

    await maya.command(STORE, "/pain")
    for title in ("1", "2", "3"):
        form = await maya.form(title)
        await form.click("Deeper")
    assert refused == ["push_limit_reached"]
    assert [form.title for form in maya.forms] == ["1", "2", "3"]


async def test_an_empty_ack_closes_only_the_top(small: SmallApp, maya: Person) -> None:
    pushed = modal(text_field("Upper", "upper"), title="Upper")
    opens(small, modal({"type": "actions", "elements": [button("More", "more")]}, title="Lower"))
    takes(small)

    @small.app.action("more")
    async def more(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=pushed)

    await maya.command(STORE, "/pain")
    await maya.click("More")
    upper = await maya.form("Upper")
    upper.fill({"Upper": "x"})
    await upper.submit()
    assert (await maya.form("Lower")).is_open


async def test_closing_is_told_when_asked_for(small: SmallApp, maya: Person) -> None:
    told: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
    opens(small, modal(section("Words"), notify_on_close=True))

    @small.app.view_closed("form")
    async def closed(ack: AsyncAck, body: Json) -> None:
        await ack()
        told.set_result(body)

    await maya.command(STORE, "/pain")
    form = await maya.form()
    await form.close()
    await maya.no_form()
    body = await asyncio.wait_for(told, 5)
    assert body["type"] == "view_closed"
    assert body["view"]["id"] == form.view_id
    assert body["is_cleared"] is False


async def test_a_trigger_works_once_and_for_three_seconds(
    small: SmallApp, maya: Person, clock: MovingClock
) -> None:
    codes: list[str] = []

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        for wait in (body["text"] == "late") * 4, 0:
            clock.advance(wait)
            try:
                await client.views_open(trigger_id=body["trigger_id"], view=modal(section("x")))
            except SlackApiError as error:
                codes.append(error.response["error"])

    await maya.command(STORE, "/pain now")
    assert codes == ["exchanged_trigger_id"]
    await maya.command(STORE, "/pain late")
    assert codes[1:] == ["expired_trigger_id", "expired_trigger_id"]
    await maya.sees_error("expired_trigger_id")
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await small.client.views_open(trigger_id="1.2.made-up", view=modal(section("x")))


async def test_a_stale_hash_is_a_conflict(small: SmallApp, maya: Person) -> None:
    opens(small, modal(section("Old words"), external_id="mine"))
    await maya.command(STORE, "/pain")
    form = await maya.form()
    stale = form.view["hash"]
    fresh = modal(section("New words"))
    await small.client.views_update(external_id="mine", hash=stale, view=fresh)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await small.client.views_update(view_id=form.view_id, hash=stale, view=fresh)
    await maya.sees_form("New words")


async def test_bad_views_are_refused_with_a_pointer(small: SmallApp, maya: Person) -> None:
    refused: list[Json] = []

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        try:
            await client.views_open(
                trigger_id=body["trigger_id"], view=modal(section("x"), title="x" * 25)
            )
        except SlackApiError as error:
            refused.append(error.response.data)

    await maya.command(STORE, "/pain")
    assert refused[0]["error"] == "invalid_arguments"
    assert refused[0]["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    await maya.sees_error("views.open was refused: invalid_arguments")


async def test_home(small: SmallApp, maya: Person, server: PracticeServer) -> None:
    clicked: list[Json] = []

    @small.app.event("app_home_opened")
    async def opened(event: Json, client: AsyncWebClient) -> None:
        blocks = home(section("Hello"), {"type": "actions", "elements": [button("Add", value="7")]})
        assert event["channel"] == "D" + event["user"][1:]
        await client.views_publish(user_id=event["user"], view=blocks)

    @small.app.action("go")
    async def go(ack: AsyncAck, body: Json) -> None:
        await ack()
        clicked.append(body)

    page = await maya.open_home()
    assert page.text == "Hello\nAdd"
    await maya.click("Add", in_=page)
    assert clicked[0]["container"] == {"type": "view", "view_id": page.view["id"]}
    assert clicked[0]["actions"][0]["value"] == "7"
    assert server.core.views.home(maya.id) is not None
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await small.client.views_publish(user_id=maya.id, view=modal(section("x")))
