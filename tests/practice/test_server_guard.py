"""Who may talk to the server: this machine only, its own page only."""

import socket

import aiohttp
import pytest

from bot.practice.server import PracticeServer
from tests.practice.small_app import MANIFEST

POST = {"person": "U0MAYA0001", "channel": "C0STORE002", "text": "hello"}


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])  # noqa: S104
async def test_only_this_machine(host: str) -> None:
    server = PracticeServer(manifest=MANIFEST, state_file=None)
    with pytest.raises(ValueError, match="this machine only"):
        await server.start(host=host)


async def test_the_next_free_port() -> None:
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    wanted = taken.getsockname()[1]
    server = PracticeServer(manifest=MANIFEST, state_file=None)
    port = await server.start(port=wanted)
    assert wanted < port <= wanted + 50
    assert server.url == f"http://127.0.0.1:{port}/"
    assert server.api_url == f"http://127.0.0.1:{port}/api/"
    await server.stop()
    taken.close()


async def status(server: PracticeServer, headers: dict[str, str], path: str = "message") -> int:
    async with (
        aiohttp.ClientSession(server.url) as web,
        web.post(f"/page/{path}", json=POST, headers=headers) as response,
    ):
        return response.status


async def test_posts_carry_the_pages_header(server: PracticeServer) -> None:
    assert await status(server, {}) == 403
    assert await status(server, {"X-Practice": "1"}) == 200


async def test_other_sites_are_refused(server: PracticeServer) -> None:
    own = server.url.rstrip("/")
    assert await status(server, {"X-Practice": "1", "Origin": own}) == 200
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        assert await status(server, {"X-Practice": "1", "Origin": origin}) == 403
    assert await status(server, {"X-Practice": "1", "Host": "evil.example:80"}) == 403


async def test_the_stream_refuses_other_sites(server: PracticeServer) -> None:
    async with aiohttp.ClientSession(server.url) as web:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await web.ws_connect(
                "/page/stream?person=U0MAYA0001", headers={"Origin": "https://evil.example"}
            )
        assert caught.value.status == 403


async def test_static_files_stay_inside(server: PracticeServer) -> None:
    async with aiohttp.ClientSession(server.url) as web:
        for path in ("/static/%2e%2e/server.py", "/static/..%2fserver.py", "/static/nothing.js"):
            async with web.get(path) as response:
                assert response.status == 404, path


async def test_answers_forbid_framing(server: PracticeServer) -> None:
    async with aiohttp.ClientSession(server.url) as web, web.get("/page/workspace") as response:
        assert response.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


async def test_a_person_sees_only_their_own(server: PracticeServer) -> None:
    async with aiohttp.ClientSession(server.url, headers={"X-Practice": "1"}) as web:
        path = "/page/messages?person=U0MAYA0001&channel=C0LEADERS5"
        async with web.get(path) as response:
            assert response.status == 400
            assert (await response.json())["error"] == "channel_not_found"
        async with web.get("/page/conversations?person=U0NOBODY") as response:
            assert (await response.json())["error"] == "user_not_found"
