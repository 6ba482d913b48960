"""A whole vote in a real browser, by three people: from the question to a solved pain point."""

import re
from collections.abc import Mapping

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.practice.people import PEOPLE
from tests.end_to_end.test_loop import to_noon
from tests.end_to_end.workspace import Workspace
from tests.practice.page.browser import MAYA, PHONE, STORE, at_page, send

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

KWAME, PRIYA = PEOPLE[1].id, PEOPLE[2].id
PATIENT = 20_000  # a channel's message is refreshed after some seconds, and pictures are drawn
DONE = "The till has a second reader now"


async def test_from_the_question_to_a_solved_pain_point(
    browser: Browser, sample: Workspace
) -> None:
    to_noon(sample)
    async with (
        at_page(browser, sample.server, f"#{MAYA}/{STORE}") as maya,
        at_page(browser, sample.server, f"#{KWAME}/{STORE}") as kwame,
        at_page(browser, sample.server, f"#{PRIYA}/{STORE}", size=PHONE, touch=True) as priya,
    ):
        await start(maya)
        await vote(maya, 2, {0: "2 dots", 1: "1 dot"})
        await vote(kwame, 2, {0: "1 dot", 1: "2 dots"})
        await vote(priya, 2, {0: "2 dots"})
        await change_of_mind(priya)
        await expect(last(kwame, "V-2")).to_contain_text("3 of 5 have voted", timeout=PATIENT)
        await close(maya, 2)
        await expect(last(maya, "Result of V-2")).to_contain_text("A tie for the first place")

        await run_off(kwame)
        for page, option in ((maya, 0), (kwame, 1), (priya, 0)):
            await vote(page, 3, {option: "1 dot"})
        await close(kwame, 3, by=maya)
        result = last(priya, "Result of V-3")
        await expect(result).to_contain_text("First:", timeout=PATIENT)
        await expect(result).to_contain_text("2 of 3 dots")

        number = await make_it_an_action(maya)
        await do_it(kwame)
        await is_solved(maya, number)
        await in_the_priorities(maya)


async def start(page: Page) -> None:
    """A vote on what is proposed, with three dots each."""
    await send(page, "/vote What should we fix first?")
    form = page.get_by_role("dialog")
    await expect(form.get_by_label("Question")).to_have_value("What should we fix first?")
    await choose(page, form, "Dots each", "3 dots")
    await form.get_by_role("button", name="Start", exact=True).click()
    await expect(form).to_have_count(0)
    await expect(last(page, "V-2")).to_contain_text("0 of 5 have voted", timeout=PATIENT)


async def vote(page: Page, number: int, dots: Mapping[int, str]) -> None:
    """Puts dots on options by their place on the ballot."""
    form = await ballot_form(page, number)
    await put(page, form, dots)
    await form.get_by_role("button", name="Vote", exact=True).click()
    await expect(form).to_contain_text("Your vote is stored")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)


async def change_of_mind(page: Page) -> None:
    """From the first option to the third; the form knows what stands."""
    form = await ballot_form(page, 2)
    await expect(form).to_contain_text("2 are put, 1 is left")
    await put(page, form, {0: "No dots", 2: "2 dots"})
    await form.get_by_role("button", name="Change my vote").click()
    await expect(form).to_contain_text("Your vote is stored")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)


async def ballot_form(page: Page, number: int) -> Locator:
    ballot = last(page, f"V-{number}").filter(has=page.get_by_role("button", name="Close"))
    await ballot.get_by_role("button", name=f"Vote in V-{number}").click(timeout=PATIENT)
    form = page.get_by_role("dialog")
    await expect(form).to_contain_text(f"Vote · V-{number}")
    return form


async def put(page: Page, form: Locator, dots: Mapping[int, str]) -> None:
    boxes = form.get_by_role("combobox")
    for place, count in dots.items():
        await boxes.nth(place).click()
        await page.get_by_role("option", name=re.compile(f"^{count}")).click()


async def close(page: Page, number: int, *, by: Page | None = None) -> None:
    """Whoever started it closes it; the result is a message of its own."""
    ballot = last(page, f"V-{number}").filter(has=page.get_by_role("button", name="Close"))
    await ballot.get_by_role("button", name=f"Close V-{number}").click()
    await page.get_by_role("button", name="Close the vote").click()
    await expect(last(by or page, f"Result of V-{number}")).to_be_visible(timeout=PATIENT)


async def run_off(page: Page) -> None:
    result = last(page, "Result of V-2")
    await result.get_by_role("button", name=re.compile("^Run-off")).click()
    ballot = last(page, "Run-off of V-2")
    await expect(ballot).to_contain_text("1 dot each", timeout=PATIENT)


async def make_it_an_action(page: Page) -> int:
    """The pain point that won, given to Kwame; its P-number."""
    result = last(page, "Result of V-3")
    won = re.search(r"P-(\d+)", await result.inner_text())
    assert won
    await result.get_by_role("button", name=re.compile("^Make it an action")).click()
    form = page.get_by_role("dialog")
    await expect(form).to_contain_text(f"P-{won[1]}")
    await form.get_by_label("What", exact=True).fill("Put a second reader at the till")
    await choose(page, form, "Owner", "Kwame")
    await form.get_by_role("button", name="Add", exact=True).click()
    await expect(form).to_have_count(0)
    return int(won[1])


async def do_it(page: Page) -> None:
    """The owner's direct message: on it, then done."""
    await page.get_by_role("link", name="Cairn").click()
    told = last(page, "A-4")
    await expect(told).to_contain_text("Yours to do", timeout=PATIENT)
    await told.get_by_role("button", name=re.compile("I'm on it")).click()
    await expect(told).to_contain_text("Doing")
    await told.get_by_role("button", name=re.compile("^Done")).click()
    form = page.get_by_role("dialog")
    await form.get_by_label("What came of it?").fill(DONE)
    await form.get_by_role("button", name="Mark as done").click()
    await expect(form).to_have_count(0)
    await expect(last(page, "is Done. Thank you.")).to_contain_text("is Solved now")
    await expect(last(page, "What came of it")).to_contain_text(DONE, timeout=PATIENT)


async def is_solved(page: Page, number: int) -> None:
    await send(page, f"/pain P-{number}")
    card = last(page, "Status")
    await expect(card).to_contain_text("Solved")
    await expect(card).to_contain_text(f"P-{number}")
    await expect(card).to_contain_text("in V-3")


async def in_the_priorities(page: Page) -> None:
    """What is left stands by its votes, and the solved one is gone."""
    await send(page, "/journey priorities votes")
    listed = last(page, "Priorities of")
    await expect(listed).to_contain_text("in V-3")
    await expect(listed).to_contain_text("3 of 5 voted")


async def choose(page: Page, form: Locator, label: str, option: str) -> None:
    await form.get_by_label(label).click()
    await page.get_by_role("option", name=re.compile(f"^{option}")).first.click()


def last(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text).last
