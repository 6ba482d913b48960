"""Messages in the browser: writing, commands, replies, shortcuts."""

import pytest
from playwright.async_api import Browser, expect
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.page.browser import at_page, send
from tests.practice.seen import Json
from tests.practice.small_app import SmallApp, modal, section

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_enter_sends_and_shift_enter_breaks_the_line(
    browser: Browser, server: PracticeServer
) -> None:
    async with at_page(browser, server) as page:
        box = page.get_by_role("textbox", name="Message #store-team")
        await box.press_sequentially("one")
        await box.press("Shift+Enter")
        await box.press_sequentially("*two*")
        await box.press("Enter")
        message = page.get_by_role("article").last
        await expect(message.locator(".mrkdwn")).to_have_text("one\ntwo", use_inner_text=True)
        await expect(message.locator("strong")).to_have_text("two")
        await expect(box).to_have_value("")


async def test_a_slash_offers_the_commands(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    heard: list[str] = []

    @small.app.command("/who")
    async def who(ack: AsyncAck, command: Json, respond: AsyncRespond) -> None:
        heard.append(command["text"])
        await ack()
        await respond(text="*Only* for you")

    async with at_page(browser, server) as page:
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


async def test_an_unknown_command_is_said_and_kept(
    browser: Browser, server: PracticeServer
) -> None:
    async with at_page(browser, server) as page:
        await send(page, "/foo bar")
        await expect(page.get_by_role("alert")).to_have_text("/foo is not a valid command.")
        box = page.get_by_role("textbox", name="Message #store-team")
        await expect(box).to_have_value("/foo bar")


async def test_a_thread_opens_beside_and_counts(browser: Browser, server: PracticeServer) -> None:
    async with at_page(browser, server) as page:
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
    browser: Browser, server: PracticeServer, small: SmallApp
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

    async with at_page(browser, server) as page:
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
