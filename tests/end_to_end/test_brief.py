"""A brief over real sockets: written by its owner, read by the others, on one phone screen."""

from tests.end_to_end.steps import STORE, SUPPORT
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Person

WORDS = "Say that the new hooks hold.\nDon't promise a day."


async def test_the_owner_writes_and_the_others_read(sample: Workspace, maya: Person) -> None:
    await maya.command(STORE, "/journey brief T-8")
    brief = await maya.sees("T-8 Plant advice desk", STORE, ephemeral=True)
    await maya.click("Edit", in_=brief)
    form = await maya.form("What to say today")
    form.fill({"What to say and do today": WORDS})
    assert await form.submit() == {}
    await maya.sees("Saved. This is the brief now", STORE, ephemeral=True)

    async with sample.person("Kwame") as reader:
        await reader.command(SUPPORT, "/journey brief plant advice")
        brief = await reader.sees("Don't promise a day.", SUPPORT, ephemeral=True)
        assert "Edit" not in brief.buttons
        assert "to change what to say" in brief.text
        await reader.command(SUPPORT, "/journey gaps")
        await reader.sees("The big picture of", SUPPORT, ephemeral=True)
        assert reader.errors == []
