"""Messages: posts, threads, changes, and who sees them."""

import pytest
from slack_sdk.errors import SlackApiError

from bot.practice.people import BOT_USER
from bot.practice.server import PracticeServer
from tests.practice.driver import Person, arrive
from tests.practice.small_app import SmallApp, section

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
