"""Commands, clicks and shortcuts, and the ways an app answers them."""

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.practice.server import PracticeServer
from tests.practice.driver import Person, RefusedError
from tests.practice.seen import Json
from tests.practice.serving import IMPATIENT, MovingClock
from tests.practice.small_app import SmallApp, button, section

STORE = "#store-team"


async def test_the_commands_ack_answers(small: SmallApp, maya: Person, kwame: Person) -> None:
    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json) -> None:
        kind = "in_channel" if body["text"] == "loud" else "ephemeral"
        await ack(text=f"Heard {body['text']}", response_type=kind)

    await maya.command(STORE, "/pain quiet")
    await maya.command(STORE, "/pain loud")
    assert (await maya.sees("Heard quiet", STORE)).ephemeral
    assert not (await kwame.sees("Heard loud", STORE)).ephemeral
    assert [row.text.strip() for row in kwame.messages(STORE)] == ["Heard loud"]


async def test_what_a_command_carries(small: SmallApp, maya: Person) -> None:
    seen: list[Json] = []

    @small.app.command("/pain")
    @small.app.command("/who")
    async def pain(ack: AsyncAck, body: Json) -> None:
        await ack()
        seen.append(body)

    await maya.command("#returns-taskforce", "/pain  @Kwame is <here>")
    await maya.command(STORE, "/who @Kwame")
    first, second = seen
    assert first["text"] == "@Kwame is &lt;here&gt;"
    assert second["text"] == f"<@{maya.user_id('Kwame')}>"
    assert first["channel_name"] == "privategroup"
    assert {"token", "team_id", "team_domain", "user_name", "api_app_id"} <= set(first)
    assert first["user_id"] == maya.id
    assert first["response_url"].startswith("http://127.0.0.1:")


async def test_commands_that_fail(server: PracticeServer, small: SmallApp, maya: Person) -> None:
    server.sockets.ack_seconds = IMPATIENT

    @small.app.command("/pain")
    async def pain(body: Json) -> None:
        """Never acknowledges."""

    with pytest.raises(RefusedError, match="/pain failed with the error “operation_timeout”"):
        await maya.command(STORE, "/pain")
    with pytest.raises(RefusedError, match="/nope is not a valid command"):
        await maya.command(STORE, "/nope")
    await small.close()
    with pytest.raises(RefusedError, match="dispatch_failed"):
        await maya.command(STORE, "/pain")


async def test_a_response_url_works_five_times(small: SmallApp, maya: Person) -> None:
    urls: list[str] = []

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json) -> None:
        await ack()
        urls.append(body["response_url"])

    await maya.command("#returns-taskforce", "/pain")
    hook = AsyncWebhookClient(urls[0])
    for number in range(5):
        kind = "in_channel" if number == 0 else "ephemeral"
        sent = await hook.send(text=f"Answer {number}", response_type=kind)
        assert (sent.status_code, sent.body) == (200, "ok")
    sixth = await hook.send(text="Answer 6")
    assert sixth.status_code == 404
    assert "used_url" in sixth.body
    assert not (await maya.sees("Answer 0", "#returns-taskforce")).ephemeral
    assert (await maya.sees("Answer 4", "#returns-taskforce")).ephemeral


async def test_a_response_url_works_for_half_an_hour(
    small: SmallApp, maya: Person, clock: MovingClock
) -> None:
    urls: list[str] = []

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json) -> None:
        await ack()
        urls.append(body["response_url"])

    await maya.command(STORE, "/pain")
    hook = AsyncWebhookClient(urls[0])
    clock.advance(30 * 60 - 1)
    assert (await hook.send(text="In time")).status_code == 200
    clock.advance(2)
    late = await hook.send(text="Late")
    assert late.status_code == 404
    assert "expired_url" in late.body


async def test_replace_and_delete_by_response_url(small: SmallApp, maya: Person) -> None:
    @small.app.command("/pain")
    async def pain(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        choices = [button("Replace", "replace"), button("Delete", "delete")]
        await respond(text="Choose", blocks=[{"type": "actions", "elements": choices}])

    @small.app.action("replace")
    async def replace(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        assert body["container"]["is_ephemeral"] is True
        assert "message" not in body
        await ack()
        await respond(text="Replaced", replace_original=True)

    @small.app.action("delete")
    async def delete(ack: AsyncAck, respond: AsyncRespond) -> None:
        await ack()
        await respond(delete_original=True)

    for label in ("Replace", "Delete"):
        await maya.command(STORE, "/pain")
        message = await maya.sees("Replace", STORE)
        await maya.click(label, in_=message)
        if label == "Replace":
            assert (await maya.sees("Replaced", STORE)).ts == message.ts
        else:
            await maya.gone(message)


async def test_a_click_on_a_message(small: SmallApp, maya: Person) -> None:
    seen: list[Json] = []

    @small.app.action("go")
    async def go(ack: AsyncAck, body: Json, respond: AsyncRespond) -> None:
        await ack()
        seen.append(body)
        await respond(text="Done", replace_original=True)

    posted = await small.client.chat_postMessage(
        channel="C0STORE002",
        text="Vote",
        blocks=[section("Vote", accessory=button("+1", value="v"))],
    )
    await maya.sees("Vote", STORE)
    await maya.click("+1")
    body = seen[0]
    assert body["message"]["ts"] == posted["ts"] == body["container"]["message_ts"]
    assert body["channel"] == {"id": "C0STORE002", "name": "store-team"}
    action = body["actions"][0]
    assert (action["value"], action["type"]) == ("v", "button")
    assert set(action) >= {"action_ts", "block_id", "text"}
    assert (await maya.sees("Done", STORE)).ts == posted["ts"]


async def test_shortcuts(small: SmallApp, maya: Person) -> None:
    seen: list[Json] = []

    @small.app.shortcut("log")
    @small.app.shortcut("keep")
    async def used(ack: AsyncAck, body: Json) -> None:
        await ack()
        seen.append(body)

    message = await maya.say(STORE, "The till froze again")
    await maya.shortcut("Log it")
    await maya.shortcut("Keep it", message)
    assert seen[0]["type"] == "shortcut"
    assert "channel" not in seen[0]
    assert seen[1]["type"] == "message_action"
    assert seen[1]["message"]["text"] == "The till froze again"
    assert seen[1]["message_ts"] == message.ts
    assert seen[1]["response_url"]
