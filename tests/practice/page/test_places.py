"""Getting about on the page: people, places, Home, phone, theme, the line to the server."""

import pytest
from playwright.async_api import Browser, expect
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.page.browser import MAYA, PHONE, STORE, at_page, send
from tests.practice.seen import Json
from tests.practice.serving import MovingClock
from tests.practice.small_app import MANIFEST, SmallApp, button, home, section

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_somebody_else_sees_what_is_theirs(browser: Browser, server: PracticeServer) -> None:
    async with at_page(browser, server, "") as page:
        await expect(page.get_by_role("link", name="returns-taskforce")).to_be_visible()
        await page.get_by_role("button", name="Maya Lindqvist").click()
        await page.get_by_role("menuitemradio", name="Elena Marchetti").click()
        await expect(page.get_by_role("button", name="Elena Marchetti")).to_be_visible()
        await expect(page.get_by_role("link", name="leadership-weekly")).to_be_visible()
        await expect(page.get_by_role("link", name="returns-taskforce")).to_have_count(0)
        await page.get_by_role("link", name="leadership-weekly").click()
        await expect(page.get_by_role("heading", name="leadership-weekly")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("heading", name="leadership-weekly")).to_be_visible()
        await expect(page.get_by_role("button", name="Elena Marchetti")).to_be_visible()


async def test_unread_is_marked_until_it_is_read(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    async with at_page(browser, server) as page:
        await small.client.chat_postMessage(channel="C0GENERAL1", text="News")
        general = page.get_by_role("link", name="general")
        await expect(general).to_contain_text("1 unread")
        await general.click()
        await expect(page.get_by_role("article").last).to_contain_text("News")
        await page.get_by_role("link", name="store-team").click()
        await expect(page.get_by_role("heading", name="store-team")).to_be_visible()
        await expect(general).not_to_contain_text("unread")


async def test_home_shows_and_its_buttons_work(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    @small.app.event("app_home_opened")
    async def opened(event: Json, client: AsyncWebClient) -> None:
        view = home(section("*Welcome*", accessory=button("Wave", "wave")))
        await client.views_publish(user_id=event["user"], view=view)

    @small.app.action("wave")
    async def wave(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_publish(user_id=body["user"]["id"], view=home(section("Waved back")))

    async with at_page(browser, server) as page:
        await page.get_by_role("link", name="Home").click()
        await expect(page.locator(".home strong")).to_have_text("Welcome")
        await page.get_by_role("button", name="Wave").click()
        await expect(page.get_by_text("Waved back")).to_be_visible()


async def test_one_pane_at_a_time_on_a_phone(browser: Browser, server: PracticeServer) -> None:
    async with at_page(browser, server, f"#{MAYA}/{STORE}", size=PHONE, touch=True) as page:
        composer = page.get_by_role("textbox", name="Message #store-team")
        await expect(composer).to_be_visible()
        await expect(page.get_by_role("link", name="support")).to_be_hidden()
        await page.get_by_role("button", name="Back to the list").click()
        await expect(composer).to_be_hidden()
        await page.get_by_role("link", name="support").click()
        await expect(page.get_by_role("textbox", name="Message #support")).to_be_visible()
        small_targets = await page.evaluate(
            """() => [...document.querySelectorAll("button, a[href], textarea")]
              .filter((one) => one.offsetParent && !one.matches(".skip"))
              .map((one) => [one.outerHTML, one.getBoundingClientRect()])
              .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
        )
        assert small_targets == []
        assert await page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


async def test_the_theme_follows_the_system_until_chosen(
    browser: Browser, server: PracticeServer
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    async with at_page(browser, server, dark=True) as page:
        dark = await page.evaluate(ground)
        await page.get_by_role("button", name="Switch to light").click()
        light = await page.evaluate(ground)
        assert light != dark
        await page.reload()
        await expect(page.get_by_role("button", name="Switch to dark")).to_be_visible()
        assert await page.evaluate(ground) == light


async def test_a_welcome_offers_something_to_try_once(
    browser: Browser, server: PracticeServer
) -> None:
    async with at_page(browser, server) as page:
        welcome = page.get_by_role("region", name="Welcome")
        await expect(welcome).to_contain_text("nothing leaves this computer by itself")
        await expect(welcome).to_contain_text("Only a KPI that you connect asks another server")
        await page.get_by_role("button", name="/pain The queue was too long").click()
        box = page.get_by_role("textbox", name="Message #store-team")
        await expect(box).to_have_value("/pain The queue was too long")
        await expect(box).to_be_focused()
        await page.get_by_role("button", name="Dismiss welcome").click()
        await page.reload()
        await expect(box).to_be_visible()
        await expect(welcome).to_have_count(0)


async def test_it_says_when_the_app_is_away(browser: Browser, server: PracticeServer) -> None:
    async with at_page(browser, server) as page:
        notice = page.get_by_text("Cairn is not connected yet")
        await expect(notice).to_be_visible()
        small = SmallApp(server)
        await small.connect()
        await expect(notice).to_be_hidden()
        await small.close()
        await expect(notice).to_be_visible()


async def test_the_line_mends_itself_and_catches_up(browser: Browser, clock: MovingClock) -> None:
    first = PracticeServer(manifest=MANIFEST, state_file=None, clock=clock)
    port = await first.start(port=0)
    async with at_page(browser, first) as page:
        await send(page, "Before")
        await expect(page.get_by_role("article").last).to_contain_text("Before")
        await first.stop()
        await expect(page.get_by_text("answer. Trying again")).to_be_visible()
        second = PracticeServer(manifest=MANIFEST, state_file=None, clock=clock)
        assert await second.start(port=port) == port
        await expect(page.get_by_text("answer. Trying again")).to_be_hidden()
        await send(page, "After")
        await expect(page.get_by_role("article").last).to_contain_text("After")
        await second.stop()


async def test_the_keyboard_goes_everywhere(browser: Browser, server: PracticeServer) -> None:
    async with at_page(browser, server) as page:
        await page.keyboard.press("Alt+ArrowDown")
        await expect(page.get_by_role("heading", name="support")).to_be_visible()
        await page.keyboard.press("Control+k")
        await page.keyboard.type("gener")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="general")).to_be_visible()
        await expect(page.get_by_role("textbox", name="Message #general")).to_be_focused()


async def test_a_permalink_leads_to_its_message(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    first = await small.client.chat_postMessage(channel="C0GENERAL1", text="The one meant")
    for number in range(30):
        await small.client.chat_postMessage(channel="C0GENERAL1", text=f"Later {number}")
    link = (await small.client.chat_getPermalink(channel="C0GENERAL1", message_ts=first["ts"]))[
        "permalink"
    ]
    async with at_page(browser, server) as page:
        await page.goto(link)
        await expect(page.get_by_text("The one meant")).to_be_in_viewport()
