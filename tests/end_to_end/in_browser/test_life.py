"""The whole life of a pain point in a real browser, by two people."""

import re

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.practice.people import PEOPLE
from tests.end_to_end.test_loop import tick, to_noon
from tests.end_to_end.workspace import Workspace
from tests.practice.page.browser import MAYA, STORE, at_page, send

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

KWAME = PEOPLE[1].id
TOLD = "The mirror fell off its hook"
PATIENT = 15_000  # a channel's message is refreshed after some seconds


async def test_from_the_first_click_to_reopened(browser: Browser, sample: Workspace) -> None:
    to_noon(sample)
    async with (
        at_page(browser, sample.server, f"#{MAYA}/{STORE}") as maya,
        at_page(browser, sample.server, f"#{KWAME}/{STORE}") as kwame,
    ):
        number = await _log_from_a_message(maya)
        await _seen_too(kwame, number)
        await _confirm_and_solve(kwame, number)

        await tick(sample, "notifications.tell", minutes=3)
        for page in (maya, kwame):
            await page.get_by_role("link", name="Cairn").click()
        told = _last(maya, "What you can now tell customers")
        await expect(told).to_contain_text("It hangs on two hooks now")

        to_noon(sample, days=15)
        await tick(sample, "still_happening.ask")
        for page in (maya, kwame):
            question = _last(page, "Still happening?")
            await question.get_by_role("button", name=re.compile("Yes")).click()
            await expect(_last(page, "You said Yes")).to_be_visible()
        await maya.get_by_role("link", name="store-team").click()
        posted = _last(maya, f"P-{number}")
        await expect(posted).to_contain_text("Confirmed", timeout=PATIENT)


async def _log_from_a_message(page: Page) -> int:
    await send(page, TOLD)
    message = page.get_by_role("article").filter(has_text=TOLD)
    await message.hover()
    await message.get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name="Log as pain point").click()
    form = page.get_by_role("dialog")
    await expect(form.get_by_label("What happened?")).to_have_value(TOLD)
    await form.get_by_label("Where?").fill("till")
    await page.get_by_role("option").first.click()
    await form.get_by_label("4 Nearly gives up").check()
    await form.get_by_role("button", name="Log", exact=True).click()
    receipt = _last(page, "Logged as")
    await expect(receipt).to_be_visible()
    found = re.search(r"P-(\d+)", await receipt.inner_text())
    assert found
    return int(found[1])


async def _seen_too(page: Page, number: int) -> None:
    await send(page, f"/pain {TOLD} again")
    form = page.get_by_role("dialog")
    await expect(form).to_contain_text("Seen before?")
    await expect(form).to_contain_text(f"P-{number}")
    await form.get_by_label("3 Needs help").check()
    await form.get_by_role("button", name="I've seen this too").first.click()
    await expect(form).to_contain_text("Sighting added")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    posted = _last(page, "2 sightings by 2 people")
    await expect(posted).to_contain_text(f"P-{number}", timeout=PATIENT)


async def _confirm_and_solve(page: Page, number: int) -> None:
    await _last(page, "2 sightings by 2 people").get_by_role("button", name="Confirm").click()
    await expect(_last(page, f"P-{number}").or_(_last(page, "Confirmed"))).to_be_visible()
    await send(page, f"/pain solve P-{number}")
    form = page.get_by_role("dialog")
    await form.get_by_label("What can you tell customers now?").fill("It hangs on two hooks now")
    await form.get_by_role("button", name="Mark as solved").click()
    await expect(form).to_have_count(0)


def _last(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text).last
