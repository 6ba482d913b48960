"""Lists in the practice workspace: pages, filters, the form, two people."""

import re

from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Person
from tests.practice.seen import Message

CHANNEL = "#store-team"


def numbers(message: Message) -> list[str]:
    """The pain points listed."""
    return re.findall(r"\*(P-\d+)\*", str(message.blocks))


def total(message: Message) -> int:
    found = re.search(r"· ([\d,]+) (?:pain point|delight)", str(message.blocks))
    assert found
    return int(found[1].replace(",", ""))


async def test_every_open_pain_point_is_on_one_of_the_pages(maya: Person) -> None:
    await maya.command(CHANNEL, "/pain list")
    page = await maya.sees("Open in Buying from Fern", CHANNEL, ephemeral=True)
    in_all = total(page)
    assert in_all > 10
    seen = numbers(page)
    number, pages = 1, -(-in_all // 10)
    while number < pages:
        number += 1
        await maya.click("Next", in_=page)
        page = await maya.sees(f"Page {number} of {pages}", CHANNEL, ephemeral=True)
        seen += numbers(page)
    assert len(seen) == len(set(seen)) == in_all
    await maya.click("Previous", in_=page)
    before = await maya.sees(f"Page {number - 1} of {pages}", CHANNEL, ephemeral=True)
    assert numbers(before) == seen[-10 - (in_all % 10 or 10) :][:10]


async def test_words_and_the_form_narrow_alike(sample: Workspace, maya: Person) -> None:
    await maya.command(CHANNEL, "/pain list chekout all")
    said = await maya.sees("Did you mean", CHANNEL, ephemeral=True)
    assert total(said) == 0
    await maya.command(CHANNEL, "/pain list T-1 all")
    listed = await maya.sees("at T-1", CHANNEL, ephemeral=True)
    await maya.click("Filter", in_=listed)
    form = await maya.form("Filter")
    assert form.value("Status") == "All"
    form.fill({"Words": "gift"})
    assert await form.submit() == {}
    narrowed = await maya.sees("with “gift”", CHANNEL, ephemeral=True)
    assert total(narrowed) <= total(listed)
    async with sample.person("Kwame") as kwame:
        await kwame.command(CHANNEL, "/pain list mine")
        his = await kwame.sees("Yours in Buying from Fern", CHANNEL, ephemeral=True)
        await maya.command(CHANNEL, "/pain list mine")
        hers = await maya.sees("Yours in Buying from Fern", CHANNEL, ephemeral=True)
        assert (total(his), numbers(his)) != (total(hers), numbers(hers))


async def test_a_time_nobody_understands_keeps_the_form_open(maya: Person) -> None:
    await maya.command(CHANNEL, "/pain list")
    page = await maya.sees("Open in Buying from Fern", CHANNEL, ephemeral=True)
    await maya.click("Filter", in_=page)
    form = await maya.form("Filter")
    form.fill({"Seen since": "whenever"})
    errors = await form.submit()
    assert "Say it like" in str(errors)
    form.fill({"Seen since": "last week"})
    assert await form.submit() == {}
    await maya.sees("seen since", CHANNEL, ephemeral=True)


async def test_delights_are_listed(maya: Person) -> None:
    await maya.command(CHANNEL, "/journey delights")
    page = await maya.sees("Delights in Buying from Fern", CHANNEL, ephemeral=True)
    assert total(page) >= 1
    assert "heat" not in str(page.blocks)
