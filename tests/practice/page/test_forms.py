"""Forms in the browser: stacks, changes under one's fingers, trouble, focus, confirmations."""

import pytest
from playwright.async_api import Browser, expect
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.page.browser import at_page
from tests.practice.page.forms import open_form, opens
from tests.practice.seen import Json
from tests.practice.serving import IMPATIENT
from tests.practice.small_app import (
    SmallApp,
    button,
    field,
    modal,
    mrkdwn,
    plain,
    section,
    text_field,
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_words_stay_when_the_app_changes_the_form(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    typed = field(
        "What?",
        {
            "type": "plain_text_input",
            "action_id": "typing",
            "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
        },
        "what",
        dispatch_action=True,
    )
    opens(small, modal(typed, text_field("More", "more", optional=True)))

    @small.app.action("typing")
    async def typing(ack: AsyncAck, body: Json, action: Json, client: AsyncWebClient) -> None:
        await ack()
        note = section(f"Seen before: {action['value']}")
        fresh = text_field("More", "more", optional=True, hint=plain("Changed"))
        await client.views_update(view_id=body["view"]["id"], view=modal(typed, note, fresh))

    async with at_page(browser, server) as page:
        await open_form(page)
        await page.get_by_label("More").fill("kept")
        await page.get_by_label("What?").press_sequentially("queue")
        await expect(page.get_by_text("Seen before: queue")).to_be_visible()
        await expect(page.get_by_label("What?")).to_be_focused()
        await expect(page.get_by_label("What?")).to_have_value("queue")
        await expect(page.get_by_text("Changed")).to_be_visible()
        await expect(page.get_by_label("More")).to_have_value("kept")


async def test_a_form_under_another_keeps_its_words(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    opens(small, modal(
        text_field("Name", "name"),
        {"type": "actions", "elements": [button("Deeper", "deeper")]},
        title="Lower",
    ))  # fmt: skip

    @small.app.action("deeper")
    async def deeper(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(
            trigger_id=body["trigger_id"], view=modal(text_field("Note", "note"), title="Upper")
        )

    async with at_page(browser, server) as page:
        await open_form(page)
        await page.get_by_label("Name").fill("half a name")
        await page.get_by_role("button", name="Deeper").click()
        await expect(page.get_by_role("dialog", name="Upper")).to_be_visible()
        await expect(page.get_by_role("dialog", name="Lower")).to_have_count(0)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog", name="Lower")).to_be_visible()
        await expect(page.get_by_label("Name")).to_have_value("half a name")
        await page.get_by_role("button", name="Cancel").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.get_by_role("textbox", name="Message #store-team")).to_be_focused()


async def test_no_answer_keeps_the_words_and_says_so(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    opens(small, modal(text_field("Name", "name")))
    async with at_page(browser, server) as page:
        await open_form(page)
        await page.get_by_label("Name").fill("precious")
        server.sockets.ack_seconds = IMPATIENT
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("alert")).to_have_text(
            "We had some trouble connecting. Try again?"
        )
        await expect(page.get_by_label("Name")).to_have_value("precious")
        await expect(page.get_by_role("button", name="Save")).to_be_enabled()


async def test_focus_stays_inside_the_form(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    opens(small, modal(text_field("Name", "name")))
    async with at_page(browser, server) as page:
        await open_form(page)
        await expect(page.get_by_label("Name")).to_be_focused()
        inside = "document.activeElement.closest('[role=dialog]') !== null"
        for key in ["Tab"] * 5 + ["Shift+Tab"] * 6:
            await page.keyboard.press(key)
            assert await page.evaluate(inside)


async def test_a_confirmation_stands_before_the_deed(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    confirm = {
        "title": plain("Retire it?"), "text": mrkdwn("It stays in the *history*."),
        "confirm": plain("Retire it now"), "deny": plain("Keep it"),
    }  # fmt: skip
    opens(small, modal(
        section("T-7", accessory=button("Retire", "retire", style="danger", confirm=confirm)),
    ))  # fmt: skip
    done: list[str] = []

    @small.app.action("retire")
    async def retire(ack: AsyncAck, action: Json) -> None:
        done.append(action["action_id"])
        await ack()

    async with at_page(browser, server) as page:
        await open_form(page)
        await page.get_by_role("button", name="Retire").click()
        await page.get_by_role("button", name="Keep it").click()
        await expect(page.get_by_role("alertdialog")).to_have_count(0)
        assert done == []
        async with page.expect_response("**/page/action"):
            await page.get_by_role("button", name="Retire").click()
            await page.get_by_role("button", name="Retire it now").click()
    assert done == ["retire"]
