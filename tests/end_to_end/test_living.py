"""A map kept alive over the whole bot: snapshot, restore and undo, the difference, a review."""

from tests.end_to_end.steps import STORE
from tests.end_to_end.test_loop import tick, to_noon
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Person


async def test_a_snapshot_is_put_back_and_the_restore_taken_back(
    sample: Workspace, maya: Person
) -> None:
    to_noon(sample)
    await maya.command(STORE, "/journey snapshot Before the relaunch")
    receipt = await maya.sees("keeps the map", STORE, ephemeral=True)
    await maya.command(STORE, "/touchpoint retire T-1")
    await maya.sees("is retired", STORE, ephemeral=True)

    await maya.command(STORE, "/journey diff")
    difference = await maya.sees("What changed on", STORE, ephemeral=True)
    assert "retired" in difference.text
    await maya.click("As a picture", in_=difference)

    await maya.click("Restore…", in_=receipt)
    form = await maya.form("Restore")
    assert await form.submit() == {}
    done = await maya.sees("is back as in", STORE, ephemeral=True)
    await maya.command(STORE, "/journey history T-1")
    history = await maya.sees("History of", STORE, ephemeral=True)
    assert "restored it" in history.text

    await maya.click("Undo", in_=done)
    form = await maya.form("Undo")
    assert await form.submit() == {}
    await maya.sees("The restore is taken back: 1 change", STORE, ephemeral=True)
    # The first picture after a start takes its time.
    await maya.sees("What changed on", "Cairn")
    assert maya.errors == []


async def test_an_owner_says_with_one_tap_that_it_is_still_true(
    sample: Workspace, maya: Person
) -> None:
    to_noon(sample, days=120)
    await tick(sample, "review.ask")
    asked = await maya.sees("Are these still true?", "Cairn")
    await maya.click("Still true", in_=asked)
    await maya.sees("You said it is *still true*", "Cairn")
    await maya.command(STORE, "/journey review")
    listed = await maya.sees("to review", STORE, ephemeral=True)
    assert "% fresh" in listed.text
    assert maya.errors == []
