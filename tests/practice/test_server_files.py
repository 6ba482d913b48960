"""Files: the three-step upload, pictures in blocks, downloads."""

from pathlib import Path

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.practice.server import PracticeServer
from tests.practice.driver import Person, arrive
from tests.practice.serving import MovingClock
from tests.practice.small_app import MANIFEST, SmallApp, section

STORE = "C0STORE002"
PNG = b"\x89PNG\r\n\x1a\n"


async def uploaded(small: SmallApp, name: str = "map.png") -> str:
    """Steps one to three without sharing; the file's id."""
    begun = await small.client.files_getUploadURLExternal(
        filename=name, length=len(PNG), alt_txt="A map"
    )
    async with aiohttp.ClientSession() as web, web.post(begun["upload_url"], data=PNG) as sent:
        assert sent.status == 200
    await small.client.files_completeUploadExternal(files=[{"id": begun["file_id"]}])
    return str(begun["file_id"])


async def test_upload_v2_shares_a_message(small: SmallApp, maya: Person) -> None:
    await small.client.files_upload_v2(
        channel=STORE, content=PNG, filename="map.png", title="Map", initial_comment="The map",
        alt_txt="Five stages",
    )  # fmt: skip
    message = await maya.sees("The map", "#store-team")
    assert [file["alt_txt"] for file in message.files] == ["Five stages"]
    async with aiohttp.ClientSession(maya.url) as web, web.get(message.files[0]["url"]) as got:
        assert await got.read() == PNG
        assert got.content_type == "image/png"
        assert got.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_picture_by_slack_file(small: SmallApp, maya: Person) -> None:
    file_id = await uploaded(small)
    picture = {"type": "image", "alt_text": "A map", "slack_file": {"id": file_id}}
    await small.client.chat_postMessage(channel=STORE, text="Map", blocks=[picture])
    message = await maya.sees("A map", "#store-team")
    assert message.blocks[0]["slack_file"] == {
        "id": file_id,
        "url": f"/files/{file_id}/map.png",
    }
    info = (await small.client.files_info(file=file_id))["file"]
    assert (info["name"], info["size"], info["mimetype"]) == ("map.png", len(PNG), "image/png")
    by_url = {**picture, "slack_file": {"url": info["url_private"]}}
    await small.client.chat_postMessage(channel=STORE, text="Map", blocks=[by_url])
    unknown = {**picture, "slack_file": {"id": "F0UNKNOWN1"}}
    with pytest.raises(SlackApiError) as caught:
        await small.client.chat_postMessage(channel=STORE, text="Map", blocks=[unknown])
    assert caught.value.response["error"] == "invalid_blocks"
    assert "invalid slack file" in caught.value.response["response_metadata"]["messages"][0]


async def test_pages_are_downloaded_never_shown(small: SmallApp, maya: Person) -> None:
    file_id = await uploaded(small, "trap.html")
    async with (
        aiohttp.ClientSession(maya.url) as web,
        web.get(f"/files/{file_id}/trap.html") as got,
    ):
        assert got.content_type == "application/octet-stream"
        assert got.headers["Content-Disposition"].startswith("attachment")


async def test_an_upload_is_what_was_announced(small: SmallApp) -> None:
    begun = await small.client.files_getUploadURLExternal(filename="a.png", length=3)
    async with aiohttp.ClientSession() as web, web.post(begun["upload_url"], data=b"four") as sent:
        assert (sent.status, await sent.text()) == (400, "length_mismatch")
    with pytest.raises(SlackApiError, match="file_not_found"):
        await small.client.files_completeUploadExternal(files=[{"id": begun["file_id"]}])
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await small.client.files_getUploadURLExternal(filename="a.png", length=0)
    with pytest.raises(SlackApiError, match="file_not_found"):
        await small.client.files_info(file="F0UNKNOWN1")


async def test_sharing_needs_membership(small: SmallApp) -> None:
    with pytest.raises(SlackApiError, match="not_in_channel"):
        await small.client.files_upload_v2(channel="C0LEADERS5", content=PNG, filename="a.png")


async def test_everything_is_there_after_a_restart(tmp_path: Path, clock: MovingClock) -> None:
    state = tmp_path / "practice.json"
    first = PracticeServer(manifest=MANIFEST, state_file=state, clock=clock, strict_pace=False)
    await first.start(port=0)
    small = SmallApp(first)
    await small.client.chat_postMessage(channel=STORE, text="Kept", blocks=[section("Kept block")])
    file_id = await uploaded(small)
    await small.client.views_publish(
        user_id="U0MAYA0001", view={"type": "home", "blocks": [section("Home kept")]}
    )
    async with arrive(first.url, "Maya") as maya:
        await maya.command("#returns-taskforce", "/invite @Cairn")
    await first.stop()
    await small.close()

    second = PracticeServer(manifest=MANIFEST, state_file=state, clock=clock, strict_pace=False)
    await second.start(port=0)
    async with arrive(second.url, "Maya") as maya:
        message = await maya.sees("Kept block", "#store-team")
        home = (await maya.get("home"))["view"]
        assert home["blocks"][0]["text"]["text"] == "Home kept"
        path = f"/files/{file_id}/map.png"
        async with aiohttp.ClientSession(second.url) as web, web.get(path) as got:
            assert await got.read() == PNG
        again = SmallApp(second)
        posted = await again.client.chat_postMessage(channel="C0RETURNS6", text="Still a member")
        assert float(posted["ts"]) > float(message.ts)
        await again.close()
    await second.stop()


async def test_a_state_file_of_another_version_is_refused(tmp_path: Path) -> None:
    state = tmp_path / "practice.json"
    state.write_text('{"version": 99}')
    with pytest.raises(ValueError, match="delete it to start over"):
        PracticeServer(manifest=MANIFEST, state_file=state)


async def test_starting_over_forgets_the_files(tmp_path: Path, clock: MovingClock) -> None:
    state = tmp_path / "practice.json"
    folder = tmp_path / "practice-files"
    server = PracticeServer(manifest=MANIFEST, state_file=state, clock=clock)
    await server.start(port=0)
    small = SmallApp(server)
    file_id = await uploaded(small)
    await server.stop()
    await small.close()
    assert (folder / file_id).read_bytes() == PNG
    PracticeServer(manifest=MANIFEST, state_file=state, clock=clock)
    assert folder.exists()
    state.unlink()
    PracticeServer(manifest=MANIFEST, state_file=state, clock=clock)
    assert not folder.exists()
