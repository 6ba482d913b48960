"""Messages: posts, threads, changes, ephemeral answers and response URLs."""

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.practice.people import BOT_USER
from bot.practice.server import PracticeServer
from tests.practice.conftest import MovingClock
from tests.practice.driver import Person, RefusedError, arrive
from tests.practice.seen import Json
from tests.practice.small_app import SmallApp, button, section

STORE = "#store-team"
PRIVATE = "C0RETURNS6"
LEADERS = "C0LEADERS5"


async def test_a_post_is_seen_by_members_only(
    small: SmallApp, maya: Person, server: PracticeServer
) -> None:
    await small.client.chat_postMessage(channel=LEADERS, text="For leaders")
    await small.client.chat_postMessage(channel="C0STORE002", text="For *everybody*")
    message = await maya.sees("For *everybody*", STORE)
    assert message.user == BOT_USER
    assert not message.ephemeral
    async with arrive(server.url, "Elena") as elena:
        assert [row.text.strip() for row in elena.messages("leadership-weekly")] == ["For leaders"]
    with pytest.raises(AssertionError, match="has no channel"):
        maya.messages("leadership-weekly")


async def test_private_channels_need_an_invitation(small: SmallApp, maya: Person) -> None:
    for call in (
        small.client.chat_postMessage(channel=PRIVATE, text="x"),
        small.client.conversations_info(channel=PRIVATE),
        small.client.chat_postEphemeral(channel=PRIVATE, user=maya.id, text="x"),
    ):
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await call
    await maya.command("#returns-taskforce", "/invite @Cairn")
    await small.client.chat_postMessage(channel=PRIVATE, text="Thanks")
    await maya.sees("Thanks", "#returns-taskforce")


async def test_ephemeral_posts_need_membership(small: SmallApp, maya: Person) -> None:
    elena = maya.user_id("Elena")
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await small.client.chat_postEphemeral(channel=LEADERS, user=elena, text="x")
    with pytest.raises(SlackApiError, match="user_not_in_channel"):
        await small.client.chat_postEphemeral(channel="C0SUPPORT3", user=elena, text="x")


async def test_ephemeral_posts_are_for_one_person(
    small: SmallApp, maya: Person, kwame: Person
) -> None:
    channel = maya.channel_id(STORE)
    await small.client.chat_postEphemeral(channel=channel, user=maya.id, text="Just you")
    await small.client.chat_postMessage(channel=channel, text="All of you")
    assert (await maya.sees("Just you", STORE)).ephemeral
    await kwame.sees("All of you", STORE)
    assert [row.text.strip() for row in kwame.messages(STORE)] == ["All of you"]
    history = await small.client.conversations_history(channel=channel)
    assert [row["text"] for row in history["messages"]] == ["All of you"]


async def test_direct_messages(small: SmallApp, maya: Person) -> None:
    answer = await small.client.chat_postMessage(channel=maya.id, text="Hello Maya")
    opened = await small.client.conversations_open(users=[maya.id])
    assert answer["channel"] == opened["channel"]["id"]
    await maya.sees("Hello Maya", "Cairn")


async def test_threads(small: SmallApp, maya: Person) -> None:
    parent = await maya.say(STORE, "A question")
    await small.client.chat_postMessage(
        channel=parent.channel, thread_ts=parent.ts, text="An answer"
    )
    reply = await maya.sees("An answer", STORE)
    assert [row.text.strip() for row in maya.messages(STORE)] == ["A question"]
    assert maya.replies(parent) == [reply]
    assert maya.messages(STORE)[0].data["reply_count"] == 1
    told = await small.client.conversations_replies(channel=parent.channel, ts=parent.ts)
    assert [row["text"] for row in told["messages"]] == ["A question", "An answer"]
    with pytest.raises(SlackApiError, match="thread_not_found"):
        await small.client.chat_postMessage(channel=parent.channel, thread_ts="1.0", text="x")


async def test_update_and_delete_own_messages_only(small: SmallApp, maya: Person) -> None:
    posted = await small.client.chat_postMessage(
        channel="C0STORE002", text="Old", blocks=[section("Old block")]
    )
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    await small.client.chat_update(**place, text="New")
    assert (await maya.sees("Old block", STORE)).fallback == "New"
    await small.client.chat_update(**place, text="New", blocks=[section("New block")])
    message = await maya.sees("New block", STORE)
    await small.client.chat_delete(**place)
    await maya.gone(message)
    own = await maya.say(STORE, "Mine")
    for call, code in (
        (small.client.chat_update(channel=own.channel, ts=own.ts, text="x"), "cant_update"),
        (small.client.chat_delete(channel=own.channel, ts=own.ts), "cant_delete"),
        (small.client.chat_update(**place, text="x"), "message_not_found"),
    ):
        with pytest.raises(SlackApiError, match=code):
            await call


async def test_a_deleted_parent_leaves_a_tombstone(small: SmallApp, maya: Person) -> None:
    posted = await small.client.chat_postMessage(channel="C0STORE002", text="Parent")
    place = {"channel": posted["channel"], "ts": posted["ts"]}
    await small.client.chat_postMessage(
        channel=posted["channel"], thread_ts=posted["ts"], text="Reply"
    )
    await small.client.chat_delete(**place)
    await maya.sees("This message was deleted.", STORE)
    await maya.sees("Reply", STORE)


async def test_metadata_and_permalink(small: SmallApp) -> None:
    metadata = {"event_type": "pain_posted", "event_payload": {"number": 12}}
    posted = await small.client.chat_postMessage(
        channel="C0STORE002", text="P-12", metadata=metadata
    )
    plain = await small.client.conversations_history(channel=posted["channel"])
    assert "metadata" not in plain["messages"][0]
    full = await small.client.conversations_history(
        channel=posted["channel"], include_all_metadata=True
    )
    assert full["messages"][0]["metadata"] == metadata
    link = await small.client.chat_getPermalink(channel=posted["channel"], message_ts=posted["ts"])
    assert link["permalink"].endswith(f"/archives/C0STORE002/p{posted['ts'].replace('.', '')}")
    with pytest.raises(SlackApiError, match="invalid_metadata_schema"):
        await small.client.chat_postMessage(channel=posted["channel"], text="x", metadata={"a": 1})


async def test_posts_need_content(small: SmallApp) -> None:
    with pytest.raises(SlackApiError, match="no_text"):
        await small.client.api_call("chat.postMessage", json={"channel": STORE, "text": " "})
    with pytest.raises(SlackApiError, match="msg_too_long"):
        await small.client.chat_postMessage(channel="C0STORE002", text="x" * 40_001)
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await small.client.chat_postMessage(
            channel="C0STORE002", text="x", blocks=[section("x")] * 51
        )


async def test_blocks_want_a_fallback(small: SmallApp, server: PracticeServer) -> None:
    blocks = [section("x")]
    posted = await small.client.api_call(
        "chat.postMessage", json={"channel": "C0STORE002", "blocks": blocks}
    )
    assert posted["response_metadata"]["warnings"] == ["missing_text_in_message"]
    server.core.require_text = True
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await small.client.api_call(
            "chat.postMessage", json={"channel": "C0STORE002", "blocks": blocks}
        )


async def test_people_type_and_mention(maya: Person) -> None:
    message = await maya.say(STORE, "1 < 2 & @Kwame in #general, @channel")
    kwame = maya.user_id("Kwame")
    assert message.fallback == (f"1 &lt; 2 &amp; <@{kwame}> in <#C0GENERAL1|general>, <!channel>")


async def test_reactions(small: SmallApp, maya: Person) -> None:
    message = await maya.say(STORE, "Nice")
    react = {"channel": message.channel, "timestamp": message.ts, "name": "eyes"}
    await small.client.reactions_add(**react)
    with pytest.raises(SlackApiError, match="already_reacted"):
        await small.client.reactions_add(**react)


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


async def test_commands_that_fail(small: SmallApp, maya: Person) -> None:
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
