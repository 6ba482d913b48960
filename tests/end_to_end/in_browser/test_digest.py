"""The digest in a real browser: asked for, previewed, and there on Monday as the clock moves."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.practice.people import PEOPLE
from commands.index import FEATURES
from commands.router import Router
from tests.end_to_end.workspace import Workspace
from tests.practice.page.browser import PHONE, STORE, at_page, send

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ELENA = next(person for person in PEOPLE if person.role == "leader")
DIGEST = Router(FEATURES).claimed_jobs["digest"]
PATIENT = 30_000  # the map is drawn and uploaded


def to_monday(workspace: Workspace) -> None:
    """Ahead to the next Monday, one minute past nine where Elena is."""
    here = workspace.clock().astimezone(ZoneInfo(ELENA.tz))
    days = (7 - here.weekday()) % 7
    monday = here.replace(hour=9, minute=1, second=0, microsecond=0) + timedelta(days=days)
    if monday <= here:
        monday += timedelta(days=7)
    workspace.clock.ahead += monday - here


async def test_a_leader_subscribes_previews_and_has_it_on_monday_once(
    browser: Browser, sample: Workspace
) -> None:
    at_hers = f"#{ELENA.id}/{STORE}"
    async with at_page(browser, sample.server, at_hers, size=PHONE, zone=ELENA.tz) as page:
        await send(page, "/journey digest")
        form = page.get_by_role("dialog")
        await expect(form.get_by_label("Weekly, on Monday")).to_be_checked()
        await expect(form).to_contain_text("Time zone")
        await form.get_by_label(re.compile("^Leaders")).check()
        await form.get_by_role("button", name="Save").click()
        await expect(_last(page, "asked for a digest of")).to_be_visible()
        receipt = _last(page, "The next one comes")
        await expect(receipt).to_contain_text(f"every Monday at 09:00 ({ELENA.tz})")
        await receipt.get_by_role("button", name="Preview").click()
        await expect(_last(page, "you find it in your messages with Cairn")).to_be_visible()
        await page.get_by_role("button", name="Back to the list").click()
        await page.get_by_role("link", name="Cairn").click()
        preview = _last(page, "This is a preview of the leaders' version")
        await expect(preview.get_by_role("img")).to_have_count(2, timeout=PATIENT)  # map, KPI
        await expect(preview).to_contain_text("Waiting for you")
        await page.get_by_role("button", name="Back to the list").click()
        await page.get_by_role("link", name="store-team").click()

        to_monday(sample)
        when = sample.clock()
        assert await sample.app.clock.run(DIGEST) == 1
        assert await sample.app.clock.run(DIGEST) == 0
        digest = _last(page, "Digest of")
        await expect(digest.get_by_role("img", name=re.compile("map"))).to_be_visible(
            timeout=PATIENT
        )
        await expect(digest).to_contain_text("Moved most")
        assert await page.get_by_role("article").filter(has_text="Moved most").count() == 1
        await digest.get_by_role("button", name="Snooze").click()
        skipped = when.astimezone(ZoneInfo(ELENA.tz)) + timedelta(days=14)
        await expect(_last(page, "Snoozed.")).to_contain_text(_day(skipped))


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b %Y} at 09:00"


def _last(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text).last
