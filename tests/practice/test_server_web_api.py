"""The Web API's front door: tokens, scopes, arguments, pace, and what it tells of people."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.people import BOT_USER
from bot.practice.server import PracticeServer
from tests.practice.serving import MovingClock
from tests.practice.small_app import MANIFEST, section

STORE = "C0STORE002"


@pytest.fixture
def client(server: PracticeServer) -> AsyncWebClient:
    return AsyncWebClient(token=server.bot_token, base_url=server.api_url)


@pytest.fixture
async def paced(clock: MovingClock) -> AsyncIterator[PracticeServer]:
    server = PracticeServer(manifest=MANIFEST, state_file=None, clock=clock)
    await server.start(port=0)
    yield server
    await server.stop()


async def test_auth(client: AsyncWebClient, server: PracticeServer) -> None:
    answer = await client.auth_test()
    assert answer["user_id"] == BOT_USER
    assert answer["team_id"] == server.team_id
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_wrong_tokens(server: PracticeServer) -> None:
    async def code(token: str | None, method: str) -> str:
        with pytest.raises(SlackApiError) as caught:
            await AsyncWebClient(token=token, base_url=server.api_url).api_call(method)
        return str(caught.value.response["error"])

    assert await code("xoxb-other", "auth.test") == "invalid_auth"
    assert await code(None, "auth.test") == "not_authed"
    assert await code(server.app_token, "auth.test") == "not_allowed_token_type"
    assert await code(server.bot_token, "apps.connections.open") == "not_allowed_token_type"
    assert await code(server.bot_token, "chat.meMessage") == "unknown_method"


async def test_scopes_are_those_of_the_manifest(clock: MovingClock) -> None:
    bare = {**MANIFEST, "oauth_config": {"scopes": {"bot": ["commands"]}}}
    server = PracticeServer(manifest=bare, state_file=None, clock=clock)
    await server.start(port=0)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=STORE, text="x")
    assert caught.value.response["error"] == "missing_scope"
    assert caught.value.response["needed"] == "chat:write"
    with pytest.raises(SlackApiError, match="missing_scope"):
        await client.conversations_info(channel=STORE)
    await server.stop()


async def test_public_channels_need_chat_write_public(clock: MovingClock) -> None:
    bare = {**MANIFEST, "oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    server = PracticeServer(manifest=bare, state_file=None, clock=clock)
    await server.start(port=0)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url)
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await client.chat_postMessage(channel="C0LEADERS5", text="x")
    await server.stop()


async def test_home_must_be_enabled(clock: MovingClock) -> None:
    features = {**MANIFEST["features"], "app_home": {}}
    server = PracticeServer(
        manifest={**MANIFEST, "features": features}, state_file=None, clock=clock
    )
    await server.start(port=0)
    client = AsyncWebClient(token=server.bot_token, base_url=server.api_url)
    with pytest.raises(SlackApiError, match="not_enabled"):
        await client.views_publish(
            user_id="U0MAYA0001", view={"type": "home", "blocks": [section("x")]}
        )
    await server.stop()


async def test_bodies_of_both_kinds(server: PracticeServer) -> None:
    blocks = '[{"type":"divider"}]'
    head = {"Authorization": f"Bearer {server.bot_token}"}
    async with aiohttp.ClientSession(server.api_url) as web:
        form = {"token": server.bot_token, "channel": STORE, "text": "form", "blocks": blocks}
        async with web.post("chat.postMessage", data=form) as response:
            assert (await response.json())["message"]["blocks"][0]["type"] == "divider"
        body = {"channel": STORE, "text": "json", "blocks": [{"type": "divider"}]}
        async with web.post("chat.postMessage", json=body, headers=head) as response:
            assert (await response.json())["ok"] is True
        async with web.post("chat.postMessage", data={**form, "blocks": "["}) as response:
            assert (await response.json())["error"] == "invalid_blocks_format"
        async with web.post(
            "chat.postMessage", data=b"{", headers={**head, "Content-Type": "application/json"}
        ) as response:
            assert (await response.json())["error"] == "invalid_json"


async def test_missing_arguments(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.api_call("chat.postMessage", json={"text": "x"})
    assert caught.value.response["error"] == "invalid_arguments"
    assert caught.value.response["response_metadata"]["messages"] == [
        "[ERROR] missing required field: channel"
    ]
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.chat_postMessage(channel="C0NOWHERE", text="x")


async def test_posting_is_paced_per_channel(paced: PracticeServer, clock: MovingClock) -> None:
    client = AsyncWebClient(token=paced.bot_token, base_url=paced.api_url)
    for _ in range(3):
        await client.chat_postMessage(channel=STORE, text="burst")
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=STORE, text="one too many")
    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    assert caught.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="C0GENERAL1", text="another channel")
    clock.advance(1)
    await client.chat_postMessage(channel=STORE, text="a second later")


async def test_tiers(paced: PracticeServer, clock: MovingClock) -> None:
    client = AsyncWebClient(token=paced.bot_token, base_url=paced.api_url)
    for _ in range(20):
        await client.users_list()
    with pytest.raises(SlackApiError) as caught:
        await client.users_list()
    assert caught.value.response.headers["Retry-After"] == "3"
    clock.advance(3)
    await client.users_list()
    for _ in range(50):
        await client.team_info()
    with pytest.raises(SlackApiError, match="ratelimited"):
        await client.team_info()


async def test_people_and_conversations(client: AsyncWebClient) -> None:
    people = (await client.users_list(limit=2))["members"]
    assert len(people) == 2
    everyone = [
        row["id"] async for page in await client.users_list(limit=2) for row in page["members"]
    ]
    assert len(everyone) == 6
    maya = (await client.users_info(user="U0MAYA0001"))["user"]
    assert (maya["tz"], maya["tz_offset"]) == ("Europe/Stockholm", 3600)
    assert "email" not in maya["profile"]
    names = [row["name"] for row in (await client.conversations_list())["channels"]]
    assert "leadership-weekly" in names
    assert "returns-taskforce" not in names
    leaders = (await client.conversations_info(channel="C0LEADERS5"))["channel"]
    assert leaders["is_member"] is False
    await client.conversations_join(channel="C0LEADERS5")
    assert BOT_USER in (await client.conversations_members(channel="C0LEADERS5"))["members"]
    (crew,) = (await client.usergroups_list())["usergroups"]
    assert (crew["handle"], crew["user_count"], "users" in crew) == ("store-crew", 2, False)
    (crew,) = (await client.usergroups_list(include_users=True))["usergroups"]
    assert crew["users"] == ["U0MAYA0001", "U0KWAME002"]
    assert (await client.team_info())["team"]["id"] == "T0PRACTICE"
    assert (await client.bots_info())["bot"]["user_id"] == BOT_USER
    assert (await client.api_test())["ok"] is True
    with pytest.raises(SlackApiError, match="user_not_found"):
        await client.users_info(user="U0NOBODY")


async def test_history_pages_newest_first(client: AsyncWebClient) -> None:
    for number in range(5):
        await client.chat_postMessage(channel=STORE, text=f"Message {number}")
    pages = await client.conversations_history(channel=STORE, limit=2)
    texts = [row["text"] async for page in pages for row in page["messages"]]
    assert texts == [f"Message {number}" for number in (4, 3, 2, 1, 0)]
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await client.conversations_history(channel="C0LEADERS5")
