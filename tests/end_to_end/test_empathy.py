"""Two people write about a persona over real sockets, unseen by each other until it is revealed."""

import contextlib

from storage.models import EmpathyNote
from tests.end_to_end.steps import STORE
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Message, NotSeenError, Person, RefusedError

MAP = "Empathy map of Nadia"


async def message(person: Person, words: str) -> Message:
    """The channel's message, once it shows the words; refreshes wait for more of them."""

    def there() -> Message | None:
        for one in reversed(person.messages(STORE)):
            if words in one.text and not one.ephemeral:
                return one
        return None

    for _ in range(4):
        with contextlib.suppress(NotSeenError):
            return await person.screen.until(there, words)
    return await person.screen.until(there, words)


async def press(person: Person, label: str, words: str) -> None:
    """A button of the channel's message, which may be refreshed at that very moment."""
    for _ in range(3):
        with contextlib.suppress(RefusedError, NotSeenError):
            return await person.click(label, in_=await message(person, words))
    return await person.click(label, in_=await message(person, words))


async def write(person: Person, so_far: str, side: str, words: str) -> None:
    """A note through the form; the receipt says what is stored."""
    await press(person, "Add a note", so_far)
    form = await person.form("Add a note")
    chosen = next(option for option in form.options("Side") if option.startswith(side))
    form.fill({"Side": chosen, "Note": words})
    assert await form.submit() == {}
    await person.sees(words, STORE, ephemeral=True)
    await person.no_form()


async def test_two_people_write_and_one_reveals(sample: Workspace, maya: Person) -> None:
    async with sample.person("Kwame") as kwame:
        await maya.command(STORE, "/journey persona nadia")
        card = await maya.sees("Seven interviews", STORE, ephemeral=True)
        assert "What they meet" in card.text
        await maya.command(STORE, "/journey empathy nadia")
        form = await maya.form("Empathy map")
        assert await form.submit() == {}
        first = await message(kwame, "nobody has added a note yet")
        assert "seen in P-" in first.text, "it begins with what was really seen"
        begun = sample.count(EmpathyNote)
        assert begun > 0

        await write(kwame, "nobody has added a note yet", "Thinks", "Everybody else has a garden")
        await write(maya, "1 note of 1 person so far", "Feels", "Proud of one leaf")
        both = await message(kwame, "2 notes of 2 people so far")
        assert "Everybody else has a garden" not in both.text
        assert "Proud of one leaf" not in both.text
        await press(kwame, "My notes", "2 notes of 2 people so far")
        own = await kwame.sees("Your notes", STORE, ephemeral=True)
        assert "Everybody else has a garden" in own.text
        assert "Proud of one leaf" not in own.text
        assert sample.count(EmpathyNote) == begun + 2

        await press(kwame, "Reveal", "2 notes of 2 people so far")
        await kwame.sees("started this and can reveal it", STORE, ephemeral=True)
        await press(maya, "Reveal", "2 notes of 2 people so far")
        shown = await message(kwame, "*revealed*")
        assert "Everybody else has a garden" in shown.text
        assert "Proud of one leaf" in shown.text
        drawn = await kwame.screen.until(lambda: _picture(kwame), "no picture of the map came")
        assert "Everybody else has a garden" in drawn
        assert maya.errors == kwame.errors == []


def _picture(person: Person) -> str | None:
    """The alt text of the picture that came last, without the sample's own."""
    found = [
        str(block["alt_text"])
        for one in person.messages(STORE)
        for block in one.blocks
        if block["type"] == "image" and "Nadia" in block["alt_text"]
    ]
    return found[-1] if found else None
