"""Messages in the browser: writing, commands, replies, shortcuts, blocks, pictures."""

import io

import pytest
from PIL import Image
from playwright.async_api import expect
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.page_browser import PHONE, STORE, at_page, send
from tests.practice.seen import Json
from tests.practice.small_app import SmallApp, button, modal, mrkdwn, option, plain, section

pytestmark = pytest.mark.browser


async def test_enter_sends_and_shift_enter_breaks_the_line(server: PracticeServer) -> None:
    async with at_page(server) as page:
        box = page.get_by_role("textbox", name="Message #store-team")
        await box.press_sequentially("one")
        await box.press("Shift+Enter")
        await box.press_sequentially("*two*")
        await box.press("Enter")
        message = page.get_by_role("article").last
        await expect(message.locator(".mrkdwn")).to_have_text("one\ntwo", use_inner_text=True)
        await expect(message.locator("strong")).to_have_text("two")
        await expect(box).to_have_value("")


async def test_a_slash_offers_the_commands(server: PracticeServer, small: SmallApp) -> None:
    heard: list[str] = []

    @small.app.command("/who")
    async def who(ack: AsyncAck, command: Json, respond: AsyncRespond) -> None:
        heard.append(command["text"])
        await ack()
        await respond(text="*Only* for you")

    async with at_page(server) as page:
        box = page.get_by_role("textbox", name="Message #store-team")
        await box.press_sequentially("/")
        await expect(page.get_by_role("option")).to_have_count(2)
        await box.press("ArrowDown")
        await expect(page.get_by_role("option", name="/who")).to_have_attribute(
            "aria-selected", "true"
        )
        await box.press("Enter")
        await expect(box).to_have_value("/who ")
        await box.press_sequentially("is it")
        await box.press("Enter")
        message = page.get_by_role("article").filter(has_text="Only visible to you")
        await expect(message.locator("strong")).to_have_text("Only")
        await message.get_by_role("button", name="Dismiss").click()
        await expect(message).to_have_count(0)
    assert heard == ["is it"]


async def test_an_unknown_command_is_said_and_kept(server: PracticeServer) -> None:
    async with at_page(server) as page:
        await send(page, "/foo bar")
        await expect(page.get_by_role("alert")).to_have_text("/foo is not a valid command.")
        box = page.get_by_role("textbox", name="Message #store-team")
        await expect(box).to_have_value("/foo bar")


async def test_a_thread_opens_beside_and_counts(server: PracticeServer) -> None:
    async with at_page(server) as page:
        await send(page, "A question")
        message = page.get_by_role("main").get_by_role("article").filter(has_text="A question")
        await message.hover()
        await message.get_by_role("button", name="Reply in thread").click()
        thread = page.get_by_role("region", name="Thread").first
        reply = thread.get_by_role("textbox", name="Reply…")
        await expect(reply).to_be_focused()
        await reply.fill("An answer")
        await reply.press("Enter")
        await expect(thread.get_by_role("article").last).to_contain_text("An answer")
        await expect(message.get_by_role("button", name="1 reply")).to_be_visible()
        await reply.fill("/pain here")
        await reply.press("Enter")
        await expect(thread.get_by_role("alert")).to_contain_text("not supported in threads")
        await page.reload()
        await expect(thread.get_by_role("article").last).to_contain_text("An answer")
        await thread.get_by_role("button", name="Close thread").click()
        await expect(thread).to_be_hidden()


async def test_shortcuts_of_the_page_and_of_a_message(
    server: PracticeServer, small: SmallApp
) -> None:
    @small.app.shortcut("log")
    async def log(ack: AsyncAck, shortcut: Json, client: AsyncWebClient) -> None:
        await ack()
        view = modal(section("From nowhere"))
        await client.views_open(trigger_id=shortcut["trigger_id"], view=view)

    @small.app.shortcut("keep")
    async def keep(ack: AsyncAck, shortcut: Json, client: AsyncWebClient) -> None:
        await ack()
        view = modal(section(f"From: {shortcut['message']['text']}"))
        await client.views_open(trigger_id=shortcut["trigger_id"], view=view)

    async with at_page(server) as page:
        await page.get_by_role("button", name="Shortcuts").click()
        await page.get_by_role("menuitem", name="Log it").click()
        await expect(page.get_by_role("dialog")).to_contain_text("From nowhere")
        await page.keyboard.press("Escape")
        await send(page, "keep me")
        message = page.get_by_role("article").filter(has_text="keep me")
        await message.hover()
        await message.get_by_role("button", name="More actions").click()
        await page.get_by_role("menuitem", name="Keep it").click()
        await expect(page.get_by_role("dialog")).to_contain_text("From: keep me")


async def test_buttons_and_selects_of_a_message_reach_the_app(
    server: PracticeServer, small: SmallApp
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

    async with at_page(server) as page:
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
    server: PracticeServer, small: SmallApp
) -> None:
    cells = [{"type": "raw_text", "text": f"A rather long cell {n}"} for n in range(8)]
    async with at_page(server, size=PHONE) as page:
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


async def test_an_unknown_block_is_named(server: PracticeServer) -> None:
    async with at_page(server) as page:
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
    server: PracticeServer, small: SmallApp
) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (900, 300), "#1f5c58").save(drawn, "PNG")
    async with at_page(server) as page:
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
    server: PracticeServer, small: SmallApp
) -> None:
    async with at_page(server) as page:
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
