"""A real browser at the practice workspace's page."""

import contextlib
from collections.abc import AsyncIterator

from playwright.async_api import Browser, Page, ViewportSize

from bot.practice.people import CHANNELS, PEOPLE
from bot.practice.server import PracticeServer
from tests.browser import PATIENCE_MS

DESK: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
MAYA = PEOPLE[0].id
STORE = next(channel.id for channel in CHANNELS if channel.name == "store-team")


@contextlib.asynccontextmanager
async def at_page(
    browser: Browser,
    server: PracticeServer,
    path: str = f"#{MAYA}/{STORE}",
    *,
    size: ViewportSize = DESK,
    dark: bool = False,
    touch: bool = False,
    zone: str = "UTC",
) -> AsyncIterator[Page]:
    """Somebody opens the page; anything it throws, or is refused, fails the test."""
    faults: list[str] = []
    room = await browser.new_context(
        viewport=size,
        color_scheme="dark" if dark else "light",
        has_touch=touch,
        timezone_id=zone,
    )
    try:
        room.set_default_timeout(PATIENCE_MS)
        page = await room.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: _keep_fault(faults, line.type, line.text))
        await page.goto(server.url + path)
        await page.locator("#app[aria-busy=false]").wait_for()
        yield page
    finally:
        await room.close()
    assert faults == []


def _keep_fault(faults: list[str], kind: str, text: str) -> None:
    # What the server refuses on purpose (400) is logged by the browser itself.
    if kind == "error" and "Failed to load resource" not in text and "WebSocket" not in text:
        faults.append(text)


async def send(page: Page, text: str, channel: str = "#store-team") -> None:
    box = page.get_by_role("textbox", name=f"Message {channel}")
    await box.fill(text)
    await box.press("Enter")
