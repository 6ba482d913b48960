"""Two people triage: buttons in the channel, one after another in a form, a merge undone."""

import contextlib

from tests.end_to_end.steps import STORE, log_pain
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Form, Message, NotSeenError, Person

BECOMES = "What becomes of it?"
FIRST = "The mirror fell off its hook"
SECOND = "A looking glass dropped on the floor"


async def posted(person: Person, told: str, status: str) -> Message:
    """The channel's message, once it shows a status."""

    def there() -> Message | None:
        for message in reversed(person.messages(STORE)):
            if told in message.text and status in message.text and not message.ephemeral:
                return message
        return None

    # Refreshes wait a few seconds for more of them, which is most of one patience.
    missing = f"no message “{told}” shows {status}"
    with contextlib.suppress(NotSeenError):
        return await person.screen.until(there, missing)
    return await person.screen.until(there, missing)


async def looks_at(person: Person, told: str) -> Form:
    """Skips in triage until the form shows a pain point."""
    form = await person.sees_form("left after this one")
    while told not in form.text:
        (title,) = [block for block in form.view["blocks"] if block["type"] == "header"]
        skipped = title["text"]["text"].split(" ", 1)[0]
        form.fill({BECOMES: "Skip"})
        assert await form.submit() == {}
        form = await person.sees_form(f"*{skipped}* is skipped")
        assert form.title == "Triage", f"never saw “{told}”"
    return form


async def test_two_people_triage_from_the_channel(sample: Workspace, maya: Person) -> None:
    async with sample.person("Kwame") as kwame:
        number = await log_pain(maya, STORE, FIRST)
        old = await posted(kwame, FIRST, "New")
        await kwame.click("Plan", in_=old)
        await kwame.sees(f"P-{number}", STORE, ephemeral=True)
        # Maya's screen still shows it as New when she clicks.
        await maya.click("Confirm", in_=old)
        told = await maya.sees("set it to Planned", STORE, ephemeral=True)
        assert "Nothing was changed" in told.text
        fresh = await posted(maya, FIRST, "Planned")
        assert "Start" in fresh.buttons
        await maya.click("Solve", in_=fresh)
        form = await maya.form(f"Solve P-{number}")
        form.fill({"What can you tell customers now?": "It hangs on two hooks now"})
        assert await form.submit() == {}
        solved = await posted(kwame, FIRST, "Solved")
        assert "It hangs on two hooks now" in solved.text
        assert "The sighting of one colleague led to this" in solved.text
        assert maya.errors == kwame.errors == []


async def test_triage_merges_and_unmerges(sample: Workspace, maya: Person) -> None:
    async with sample.person("Kwame") as kwame:
        first = await log_pain(maya, STORE, FIRST)
        second = await log_pain(kwame, STORE, SECOND)
        await maya.command(STORE, "/pain triage")
        form = await looks_at(maya, SECOND)
        offered = await form.suggestions("Duplicate of", f"P-{first}")
        assert offered == [f"P-{first} · {FIRST}"]
        form.fill({BECOMES: "Duplicate of …", "Duplicate of": offered[0]})
        assert await form.submit() == {}
        message = await posted(kwame, SECOND, f"Duplicate of P-{first}")
        assert "2 sightings by 2 people" in (await posted(kwame, FIRST, "2 sightings")).text
        await kwame.click("Open", in_=message)
        card = await kwame.sees(f"Duplicate of P-{first}", STORE, ephemeral=True)
        await kwame.click("Unmerge", in_=card)
        await kwame.sees(f"*P-{second}* stands for itself again", STORE, ephemeral=True)
        assert "reported once" in (await posted(maya, SECOND, "New")).text
        assert "reported once" in (await posted(maya, FIRST, "reported once")).text
        assert maya.errors == kwame.errors == []
