"""Socket Mode itself: connections, acks, redelivery, refresh, and the events an app asked for."""

import asyncio
import contextlib

import aiohttp
import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.people import BOT_USER
from bot.practice.server import PracticeServer
from tests.practice.driver import Person
from tests.practice.seen import Json
from tests.practice.serving import IMPATIENT, PATIENT
from tests.practice.small_app import SmallApp

STORE = "#store-team"


async def link(server: PracticeServer) -> str:
    client = AsyncWebClient(token=server.app_token, base_url=server.api_url)
    return str((await client.apps_connections_open(app_token=server.app_token))["url"])


async def test_an_address_admits_one_connection(server: PracticeServer) -> None:
    url = await link(server)
    async with aiohttp.ClientSession() as web:
        async with web.ws_connect(url) as socket:
            hello = await socket.receive_json(timeout=5)
            assert hello["type"] == "hello"
            assert hello["num_connections"] == 1
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await web.ws_connect(url)


async def test_no_more_than_ten_connections(server: PracticeServer) -> None:
    async with contextlib.AsyncExitStack() as stack:
        web = await stack.enter_async_context(aiohttp.ClientSession())
        for _ in range(10):
            socket = await stack.enter_async_context(web.ws_connect(await link(server)))
            assert (await socket.receive_json(timeout=5))["type"] == "hello"
        extra = await stack.enter_async_context(web.ws_connect(await link(server)))
        assert (await extra.receive_json(timeout=5))["reason"] == "too_many_websockets"


async def test_connections_take_turns(server: PracticeServer, maya: Person) -> None:
    async with aiohttp.ClientSession() as web:
        first = await web.ws_connect(await link(server))
        second = await web.ws_connect(await link(server))
        for socket in (first, second):
            await socket.receive_json(timeout=5)
        for socket in (first, second, first):
            sending = asyncio.create_task(maya.command(STORE, "/pain"))
            envelope = await socket.receive_json(timeout=5)
            assert envelope["type"] == "slash_commands"
            assert envelope["accepts_response_payload"] is True
            await socket.send_json({"envelope_id": envelope["envelope_id"]})
            await sending
        await first.close()
        await second.close()


async def test_events_come_again_until_acknowledged(server: PracticeServer, maya: Person) -> None:
    async with aiohttp.ClientSession() as web, web.ws_connect(await link(server)) as socket:
        await socket.receive_json(timeout=5)
        server.sockets.ack_seconds = IMPATIENT
        await maya.say(STORE, "hello")
        first = await socket.receive_json(timeout=5)
        server.sockets.ack_seconds = PATIENT
        second = await socket.receive_json(timeout=5)
        assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
        assert second["retry_reason"] == "timeout"
        assert first["payload"]["event_id"] == second["payload"]["event_id"]
        assert first["envelope_id"] != second["envelope_id"]
        await socket.send_json({"envelope_id": second["envelope_id"]})
        await maya.say(STORE, "again")
        third = await socket.receive_json(timeout=5)
        assert third["payload"]["event"]["text"] == "again"


async def test_a_refresh_loses_nothing(
    small: SmallApp, server: PracticeServer, maya: Person
) -> None:
    @small.app.command("/pain")
    async def pain(ack: AsyncAck) -> None:
        await ack(text="Still here")

    await maya.screen.until(lambda: maya.connected, "the app is not there")
    await server.sockets.refresh()
    await maya.screen.until(lambda: not maya.connected, "nothing was refreshed")
    await maya.screen.until(lambda: maya.connected, "the app did not come back")
    await maya.command(STORE, "/pain")
    await maya.sees("Still here", STORE)


async def test_a_cut_connection_comes_back(
    small: SmallApp, server: PracticeServer, maya: Person
) -> None:
    @small.app.command("/pain")
    async def pain(ack: AsyncAck) -> None:
        await ack(text="Back")

    await maya.screen.until(lambda: maya.connected, "the app is not there")
    await server.sockets.drop()
    await maya.screen.until(lambda: not maya.connected, "nothing was cut")
    await maya.screen.until(lambda: maya.connected, "the app did not come back")
    await maya.command(STORE, "/pain")
    await maya.sees("Back", STORE)


async def test_the_page_hears_of_the_connection(server: PracticeServer, maya: Person) -> None:
    assert not maya.connected
    async with aiohttp.ClientSession() as web:
        socket = await web.ws_connect(await link(server))
        await maya.screen.until(lambda: maya.connected, "not connected")
        assert (await maya.get("workspace"))["connected"] is True
        await socket.close()
    await maya.screen.until(lambda: not maya.connected, "still connected")


async def test_only_subscribed_events_are_told(small: SmallApp, maya: Person) -> None:
    heard: asyncio.Queue[Json] = asyncio.Queue()

    @small.app.event("message")
    @small.app.event("app_mention")
    @small.app.event("member_joined_channel")
    async def hear(body: Json) -> None:
        heard.put_nowait(body)

    await maya.command("#returns-taskforce", "/invite @Cairn")
    joined = (await asyncio.wait_for(heard.get(), 5))["event"]
    assert (joined["user"], joined["inviter"]) == (BOT_USER, maya.id)
    await maya.say("#returns-taskforce", "private: message.groups is not subscribed")
    await maya.say("Cairn", "direct")
    body = await asyncio.wait_for(heard.get(), 5)
    assert body["event"]["text"] == "direct"
    assert body["event"]["channel_type"] == "im"
    assert body["type"] == "event_callback"
    assert body["authorizations"][0]["user_id"] == BOT_USER
    await maya.say(STORE, "hi @Cairn")
    kinds = {(await asyncio.wait_for(heard.get(), 5))["event"]["type"] for _ in range(2)}
    assert kinds == {"message", "app_mention"}
