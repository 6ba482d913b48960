"""Three people score opportunities over real sockets, one changes her mind, one reveals."""

import contextlib
from collections.abc import Mapping

from storage.models import Opportunity, Score
from tests.end_to_end.steps import STORE, log_pain
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Form, Message, NotSeenError, Person, RefusedError

IDEAS = ("Print labels at the service desk", "Rebuild the whole shop")
TOLD = "The mirror has a label that nobody can print at home"


async def add(person: Person, title: str) -> None:
    """An idea through the form; the card is the receipt."""
    await person.command(STORE, f"/journey opportunity {title}")
    form = await person.form("Add an opportunity")
    assert form.value("Title") == title
    assert await form.submit() == {}
    await person.sees(f"{title}* is added", STORE, ephemeral=True)


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


async def score(person: Person, words: str, sheet: Mapping[int, tuple[int, int]]) -> None:
    """Impact and effort by O-number, chosen as they stand in the form."""
    await press(person, "Score", words)
    form: Form = await person.form("Impact and effort")
    for number, given in sheet.items():
        labels = [label for label in form.labels if label.startswith(f"O-{number}:")]
        for label, value in zip(labels, given, strict=True):
            form.fill({label: form.options(label)[value - 1]})
    assert await form.submit() == {}
    await person.sees("are stored", STORE, ephemeral=True)
    await person.no_form()


async def test_three_people_score_and_one_reveals(sample: Workspace, maya: Person) -> None:
    async with sample.person("Kwame") as kwame, sample.person("Tomás") as tomas:
        ideas, scores = sample.count(Opportunity), sample.count(Score)
        pain = await log_pain(maya, STORE, TOLD, where="Till")
        await maya.command(STORE, f"/pain P-{pain}")
        card = await maya.sees("no opportunity yet", STORE, ephemeral=True)
        await maya.click("Add an opportunity", in_=card)
        form = await maya.form("Add an opportunity")
        assert form.value("Pain points it answers") == [f"P-{pain} · {TOLD}"]
        form.fill({"Title": IDEAS[0], "Reach (people)": "3,000", "Effort (person-months)": "4"})
        form.fill({"Impact on each of them": "2 high", "Confidence": "80 %"})
        assert await form.submit() == {}
        added = await maya.sees("RICE 1,200 = 3,000 a month", STORE, ephemeral=True)
        assert f"P-{pain}" in added.text
        await add(maya, IDEAS[1])
        assert sample.count(Opportunity) == ideas + 2

        await maya.command(STORE, "/journey score")
        start = await maya.form("Score together")
        assert await start.submit() == {}
        await score(kwame, "0 of 5 people have scored", {4: (5, 1), 5: (1, 5)})
        await score(tomas, "1 of 5 people have scored", {4: (4, 2), 5: (2, 5)})
        await score(maya, "2 of 5 people have scored", {4: (1, 1), 5: (3, 3)})
        # Maya thinks again; nobody else can reveal what she started.
        three = "3 of 5 people have scored"
        await score(maya, three, {4: (5, 1)})
        assert sample.count(Score) == scores + 12
        await press(kwame, "Reveal", three)
        await kwame.sees("started this and can reveal it", STORE, ephemeral=True)
        await press(maya, "Reveal", three)

        result = await message(kwame, "Quick win")
        assert "impact 4.7 (SD\u00a00.6), effort 1.3 (SD\u00a00.6) · n\u00a0=\u00a03" in result.text
        assert "Time sink" in result.text
        assert "3 people are few" in result.text
        (picture,) = [block for block in result.blocks if block["type"] == "image"]
        assert "value 4.7, effort 1.3" in picture["alt_text"]
        ended = await message(tomas, "Revealed")
        assert "Score" not in ended.buttons
        await tomas.command(STORE, "/journey opportunities")
        listed = await tomas.sees("Not scored yet by RICE", STORE, ephemeral=True)
        assert listed.text.index(IDEAS[0]) < listed.text.index(IDEAS[1])
        assert maya.errors == kwame.errors == tomas.errors == []
