"""Logging a pain point, from the command to the receipt and the channel's message."""

from tests.practice.driver import Person


async def test_a_pain_point_is_logged_in_one_form(maya: Person) -> None:
    await maya.command("#store-team", "/pain The card reader was down again")
    form = await maya.form("Log a pain point")
    assert form.value("What happened?") == "The card reader was down again"
    offered = await form.suggestions("Where?", "till")
    assert offered
    await form.choose("Where?", offered[0])
    form.fill({"How bad is it for the customer?": "4 Nearly gives up"})
    assert await form.submit() == {}
    receipt = await maya.sees("Logged as", "#store-team", ephemeral=True)
    assert "P-" in receipt.text
    posted = await maya.sees("The card reader was down again", "#store-team", ephemeral=False)
    await maya.click("Open", in_=posted)
    await maya.sees("First logged", "#store-team", ephemeral=True)


async def test_the_map_is_posted_as_a_picture(maya: Person) -> None:
    await maya.command("#store-team", "/journey map")
    posted = await maya.sees("Buying from Fern", "#store-team", ephemeral=False)
    assert "slack_file" in str(posted.blocks)
