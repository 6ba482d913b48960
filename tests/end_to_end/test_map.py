"""The map in a channel: one message, changed by what is chosen under its picture."""

from typing import Any

from tests.practice.driver import Person

STORE = "#store-team"


def menu(blocks: list[dict[str, Any]], name: str) -> str:
    """The id of a menu, which carries how the map is shown."""
    ids = [
        str(element["action_id"])
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    return next(each for each in ids if each.startswith(f"{name}:"))


def pictured(blocks: list[dict[str, Any]]) -> str:
    return next(str(block["alt_text"]) for block in blocks if block["type"] == "image")


async def test_a_map_is_changed_in_its_own_message(maya: Person) -> None:
    await maya.command(STORE, "/journey map leaders")
    posted = await maya.sees("Buying from Fern", STORE, ephemeral=False)
    before = len([each for each in maya.messages(STORE) if "slack_file" in str(each.blocks)])
    await maya.choose(menu(posted.blocks, "map.channel"), "Store", posted)
    changed = await maya.sees("Only channel store", STORE, ephemeral=False)
    assert changed.ts == posted.ts
    assert "Only channel store." in pictured(changed.blocks)
    await maya.choose(menu(changed.blocks, "map.department"), "Store operations", changed)
    again = await maya.sees("channel store · department Store operations", STORE, ephemeral=False)
    assert again.ts == posted.ts
    assert "goal" not in pictured(again.blocks), "it is still what leaders look at"
    after = [each for each in maya.messages(STORE) if "slack_file" in str(each.blocks)]
    assert len(after) == before
