"""Inputs of a form in the browser: their values, the keyboard, what a missing one says."""

import pytest
from playwright.async_api import Browser, Page, expect
from slack_bolt.async_app import AsyncAck

from bot.practice.server import PracticeServer
from tests.practice.page.browser import at_page
from tests.practice.page.forms import open_form, opens, takes
from tests.practice.seen import Json
from tests.practice.small_app import (
    SmallApp,
    field,
    modal,
    option,
    plain,
    text_field,
)

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def choose(page: Page, label: str, typed: str, name: str) -> None:
    await page.get_by_label(label).click()
    await page.get_by_label(label).fill(typed)
    await page.get_by_role("option", name=name).click()


FRUIT = [option("Apple"), option("Pear"), option("Quince")]


async def test_every_input_travels_in_slacks_shape(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    opens(small, modal(
        text_field("Words", "words"),
        field("Count", {"type": "number_input", "is_decimal_allowed": False}, "count"),
        field("Mail", {"type": "email_text_input"}, "mail"),
        field("Page", {"type": "url_text_input"}, "page"),
        field("Day", {"type": "datepicker"}, "day"),
        field("Hour", {"type": "timepicker"}, "hour"),
        field("Moment", {"type": "datetimepicker"}, "moment"),
        field("One", {"type": "static_select", "options": FRUIT}, "one"),
        field("Some", {"type": "multi_static_select", "options": FRUIT}, "some"),
        field("Radio", {"type": "radio_buttons", "options": FRUIT}, "radio"),
        field("Checks", {"type": "checkboxes", "options": FRUIT}, "checks"),
        field("Who", {"type": "users_select"}, "who"),
        field("Room", {"type": "channels_select"}, "room"),
    ))  # fmt: skip
    seen = takes(small)
    async with at_page(browser, server, zone="UTC") as page:
        await open_form(page)
        for label, value in {
            "Words": "hello", "Count": "7", "Mail": "a@b.example", "Page": "https://a.example",
            "Day": "2026-03-05", "Hour": "09:30", "Moment": "2026-03-05T10:00",
        }.items():  # fmt: skip
            await page.get_by_label(label, exact=True).fill(value)
        await choose(page, "One", "pea", "Pear")
        await page.get_by_label("Some").click()
        await page.get_by_role("option", name="Apple").click()
        await page.get_by_role("option", name="Quince").click()
        await page.keyboard.press("Escape")
        await page.get_by_role("radio", name="Quince").check()
        await page.get_by_role("checkbox", name="Apple").check()
        await page.get_by_role("checkbox", name="Pear").check()
        await choose(page, "Who", "kwa", "Kwame Mensah")
        await choose(page, "Room", "supp", "support")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
    [values] = seen
    flat = {block: next(iter(inside.values())) for block, inside in values.items()}
    names = {
        block: [one["value"] for one in state.get("selected_options", [])]
        or (state.get("selected_option") or {}).get("value")
        for block, state in flat.items()
    }
    assert {block: flat[block]["value"] for block in ("words", "count", "mail", "page")} == {
        "words": "hello", "count": "7", "mail": "a@b.example", "page": "https://a.example",
    }  # fmt: skip
    assert flat["day"]["selected_date"] == "2026-03-05"
    assert flat["hour"]["selected_time"] == "09:30"
    assert flat["moment"]["selected_date_time"] == 1772704800
    assert (names["one"], names["some"]) == ("pear", ["apple", "quince"])
    assert (names["radio"], names["checks"]) == ("quince", ["apple", "pear"])
    assert flat["who"]["selected_user"] == "U0KWAME002"
    assert flat["room"]["selected_channel"] == "C0SUPPORT3"


async def test_initial_values_are_shown_and_kept(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    opens(small, modal(
        field("Words", {"type": "plain_text_input", "initial_value": "as before"}, "words"),
        field(
            "One", {"type": "static_select", "options": FRUIT, "initial_option": FRUIT[1]}, "one"
        ),
        field("Who", {"type": "multi_users_select", "initial_users": ["U0KWAME002"]}, "who"),
    ))  # fmt: skip
    seen = takes(small)
    async with at_page(browser, server) as page:
        await open_form(page)
        await expect(page.get_by_label("Words")).to_have_value("as before")
        await expect(page.get_by_label("One")).to_have_value("Pear")
        await expect(page.get_by_role("button", name="Remove Kwame Mensah")).to_be_visible()
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
    assert seen[0]["words"]["a"]["value"] == "as before"
    assert seen[0]["one"]["a"]["selected_option"]["value"] == "pear"
    assert seen[0]["who"]["a"]["selected_users"] == ["U0KWAME002"]


async def test_what_is_missing_is_said_under_its_field(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    opens(small, modal(
        text_field("First", "first"),
        text_field("Second", "second", optional=True, hint=plain("A hint")),
        field("Code", {"type": "plain_text_input", "min_length": 3, "max_length": 5}, "short"),
    ))  # fmt: skip
    seen = takes(small, errors={"second": "Say it another way."})
    async with at_page(browser, server) as page:
        await open_form(page)
        await page.get_by_label("Code").fill("toolong")
        await expect(page.get_by_text("7 / 5")).to_be_visible()
        await page.get_by_role("button", name="Save").click()
        first = page.get_by_label("First")
        await expect(first).to_be_focused()
        await expect(first).to_have_accessible_description("Please complete this required field.")
        await expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
        assert seen == []
        await first.fill("something")
        await expect(first).not_to_have_attribute("aria-invalid", "true")
        await page.get_by_label("Code").fill("fits")
        await page.get_by_role("button", name="Save").click()
        second = page.get_by_label("Second", exact=True)
        await expect(second).to_be_focused()
        await expect(second).to_have_accessible_description("A hint Say it another way. (optional)")
        await expect(first).to_have_value("something")
    assert len(seen) == 1


async def test_a_typeahead_asks_the_app_and_obeys_the_keyboard(
    browser: Browser, server: PracticeServer, small: SmallApp
) -> None:
    opens(small, modal(
        field("Where?", {"type": "external_select", "min_query_length": 2}, "where"),
    ))  # fmt: skip
    asked: list[str] = []
    seen = takes(small)

    @small.app.options("a")
    async def options(ack: AsyncAck, payload: Json) -> None:
        asked.append(payload["value"])
        await ack(options=[option(f"{payload['value']} one", "1"), option("Other", "2")])

    async with at_page(browser, server) as page:
        await open_form(page)
        box = page.get_by_role("combobox", name="Where?")
        await box.click()
        await expect(page.get_by_text("Type at least 2 letters")).to_be_visible()
        await box.press_sequentially("till")
        await expect(page.get_by_role("option", name="till one")).to_be_visible()
        await box.press("ArrowDown")
        await box.press("Enter")
        await expect(box).to_have_value("Other")
        await expect(page.get_by_role("listbox")).to_have_count(0)
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
    assert asked[-1] == "till"
    assert "t" not in asked
    assert seen[0]["where"]["a"]["selected_option"]["value"] == "2"
