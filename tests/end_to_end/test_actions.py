"""From a pain point to an action, its owner, Done, and the reporter who hears what came of it."""

from commands.action.action_words import two_weeks
from tests.end_to_end.steps import STORE, arrives, log_pain
from tests.end_to_end.test_loop import tick, to_noon
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Person

TOLD = "The mirror fell off its hook"
WHAT = "Hang mirrors on two hooks"
RESULT = "Mirrors hang on two hooks now"


async def test_from_a_pain_point_to_what_reporters_hear(
    sample: Workspace, maya: Person, kwame: Person
) -> None:
    to_noon(sample)
    async with sample.person("Tomás") as tomas:
        number = await log_pain(maya, STORE, TOLD)
        await tomas.command(STORE, f"/pain P-{number}")
        card = await tomas.sees(TOLD, STORE, ephemeral=True)
        await tomas.click("Make it an action", in_=card)
        form = await tomas.form("Add an action")
        assert form.value("Owner") == tomas.id
        assert form.value("For") == [f"P-{number} · {TOLD}"]
        form.fill({"What": WHAT, "Owner": "Kwame"})
        assert await form.submit() == {}
        receipt = await tomas.sees("Added", STORE, ephemeral=True)
        assert f"*P-{number}* is Planned now" in receipt.text
        posted = await arrives(tomas, WHAT)
        assert "Start" in posted.buttons

        given = await kwame.sees("Yours to do", "Cairn")
        assert f"given to you by <@{tomas.id}>" in given.text
        await kwame.click("I'm on it", in_=given)
        doing = await kwame.sees("is Doing now", "Cairn")
        assert f"*P-{number}* is In progress now" in doing.text
        await kwame.click("Done", in_=doing)
        form = await kwame.form("Done: A-4")
        form.fill({"What came of it? Reporters will read it": RESULT})
        assert await form.submit() == {}
        await kwame.sees("Thank you", "Cairn")
        await arrives(tomas, RESULT)

        await tick(sample, "notifications.tell", minutes=3)
        told = await maya.sees("What you can now tell customers", "Cairn")
        assert f"P-{number}" in told.text
        assert RESULT in told.text
        home = await kwame.open_home()
        assert "My actions" not in home.text
        for person in (maya, kwame, tomas):
            assert person.errors == []


async def test_a_reminder_is_acted_on_where_it_stands(sample: Workspace, kwame: Person) -> None:
    to_noon(sample)
    await kwame.command(STORE, f"/journey action {WHAT}")
    form = await kwame.form("Add an action")
    assert await form.submit() == {}
    home = await kwame.open_home()
    assert "My actions" in home.text
    today = sample.clock().date()
    to_noon(sample, days=(two_weeks(today) - today).days - 3)
    await tick(sample, "action.remind")
    reminder = await kwame.sees("Your action is due in 2 days", "Cairn")
    await kwame.click("I'm on it", in_=reminder)
    await kwame.sees("is Doing now", "Cairn")
    to_noon(sample, days=20)
    await tick(sample, "action.remind")
    await kwame.command(STORE, "/journey actions")
    listed = await kwame.sees("Carried over", STORE, ephemeral=True)
    assert "late" in listed.text
    assert kwame.errors == []
