"""Blocks and files of messages in the browser: actions, tables, long text, pictures."""

import io

import pytest
from PIL import Image
from playwright.async_api import Browser, expect
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.page.browser import PHONE, STORE, at_page
from tests.practice.seen import Json
from tests.practice.small_app import SmallApp, button, mrkdwn, option, plain, section

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_buttons_and_selects_of_a_message_reach_the_app(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    select = {
        "type": "static_select", "action_id": "status", "placeholder": plain("Change status"),
        "options": [option("Planned"), option("Solved")],
    }  # fmt: skip
    menu = {"type": "overflow", "action_id": "menu", "options": [option("Edit"), option("Move")]}
    seen: list[Json] = []

    @small.app.action("status")
    async def status(ack: AsyncAck, action: Json) -> None:
        await ack()
        seen.append(action)

    @small.app.action("menu")
    async def overflow(ack: AsyncAck, action: Json) -> None:
        await ack()
        seen.append(action)

    @small.app.action("go")
    async def go(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        ts = body["message"]["ts"]
        await client.chat_update(channel=STORE, ts=ts, text="new", blocks=[section("*Done*")])

    async with at_page(browser, server) as page:
        await small.client.chat_postMessage(
            channel=STORE,
            text="card",
            blocks=[
                section("P-12", accessory=menu),
                {"type": "actions", "elements": [button("Go", value="7"), select]},
            ],
        )
        await page.get_by_label("Change status").click()
        async with page.expect_response("**/page/action"):
            await page.get_by_role("option", name="Solved").click()
        await page.get_by_role("button", name="More: P-12").click()
        async with page.expect_response("**/page/action"):
            await page.get_by_role("menuitem", name="Move").click()
        await page.get_by_role("button", name="Go").click()
        await expect(page.get_by_role("article").locator("strong")).to_have_text("Done")
    assert [action["selected_option"]["value"] for action in seen] == ["solved", "move"]


async def test_long_text_folds_and_tables_scroll_in_their_box(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    cells = [{"type": "raw_text", "text": f"A rather long cell {n}"} for n in range(8)]
    async with at_page(browser, server, size=PHONE) as page:
        await small.client.chat_postMessage(
            channel=STORE, text="long", blocks=[section("word " * 400)]
        )
        await small.client.chat_postMessage(
            channel=STORE, text="table",
            blocks=[{
                "type": "table", "rows": [cells, cells], "column_settings": [{"align": "right"}],
            }],
        )  # fmt: skip
        table = page.get_by_role("region", name="Table")
        await table.wait_for()
        fold = page.locator(".fold")
        folded = await fold.evaluate("box => box.clientHeight")
        await page.get_by_role("button", name="See more").click()
        assert await fold.evaluate("box => box.clientHeight") > folded
        assert await table.evaluate("box => box.scrollWidth > box.clientWidth")
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        await expect(page.get_by_role("cell").first).to_have_class("align-right")


async def test_an_unknown_block_is_named(browser: Browser, server: PracticeServer) -> None:
    async with at_page(browser, server) as page:
        words = await page.evaluate(
            """async () => {
              const { renderBlocks } = await import("/static/blocks.js");
              const { createForm } = await import("/static/form.js");
              const root = document.createElement("div");
              const lever = { type: "actions", elements: [{ type: "lever" }] };
              const surface = { kind: "message", form: createForm(), names: {} };
              renderBlocks(root, [{ type: "hologram" }, lever], surface);
              return root.textContent;
            }"""
        )
    assert "“hologram”" in words
    assert "“lever”" in words


async def test_a_picture_opens_large_and_other_files_download(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 300), "#1f5c58").save(drawn, "PNG")
    async with at_page(browser, server) as page:
        await small.client.files_upload_v2(
            channel=STORE, content=drawn.getvalue(), filename="map.png", alt_txt="The map, 5 stages"
        )
        await small.client.files_upload_v2(channel=STORE, content="a,b\n", filename="data.csv")
        async with page.expect_download() as download:
            await page.get_by_role("link", name="data.csv").click()
        assert (await download.value).suggested_filename == "data.csv"
        picture = page.get_by_role("img", name="The map, 5 stages")
        await expect(picture).to_have_js_property("naturalWidth", 900)
        await picture.click()
        dialog = page.get_by_role("dialog", name="Picture: map.png")
        await expect(dialog.get_by_role("img", name="The map, 5 stages")).to_be_visible()
        await expect(dialog.get_by_role("link", name="Open original")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)


async def test_a_picture_block_has_its_title_and_its_words(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    async with at_page(browser, server) as page:
        await small.client.chat_postMessage(
            channel=STORE, text="map",
            blocks=[
                {
                    "type": "image", "image_url": f"{server.url}static/cairn.svg",
                    "alt_text": "Stones", "title": plain("A cairn"),
                },
                {"type": "context", "elements": [mrkdwn("small *print*")]},
            ],
        )  # fmt: skip
        await expect(page.get_by_role("img", name="Stones")).to_be_visible()
        await expect(page.get_by_text("A cairn")).to_be_visible()
        await expect(page.locator(".context strong")).to_have_text("print")
