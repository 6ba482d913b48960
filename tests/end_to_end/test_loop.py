"""The loop closed between two people: solved, told, asked, reopened; and the Home tab."""

from datetime import UTC, datetime, time, timedelta

from commands.index import FEATURES
from storage.models import StillHappening
from tests.end_to_end.steps import STORE, log_pain
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Form, Home, Person

JOBS = {job.name: job for feature in FEATURES for job in feature.jobs}
TOLD = "The mirror fell off its hook"


def to_noon(workspace: Workspace, *, days: int = 0) -> None:
    """Ahead to the next noon in UTC, when nobody in the sample workspace sleeps."""
    now = workspace.clock()
    noon = datetime.combine(now.date(), time(12), UTC)
    workspace.clock.ahead += noon - now + timedelta(days=days + (noon < now))


async def tick(workspace: Workspace, job: str, **passed: float) -> None:
    workspace.clock.ahead += timedelta(**passed)
    await workspace.app.clock.run(JOBS[job])


async def see_too(person: Person, number: int) -> None:
    await person.command(STORE, f"/pain P-{number} Me too")
    form = await person.form("Add a sighting")
    label = next(each for each in form.labels if "bad" in each.lower())
    form.fill({label: form.options(label)[1]})
    assert await form.submit() == {}
    await person.no_form()


async def solve(person: Person, number: int, words: str) -> None:
    await person.command(STORE, f"/pain solve P-{number}")
    form: Form = await person.form()
    form.fill({form.labels[0]: words})
    assert await form.submit() == {}
    await person.no_form()


async def test_solved_told_asked_and_reopened(sample: Workspace, maya: Person) -> None:
    to_noon(sample)
    async with sample.person("Kwame") as kwame, sample.person("Tomás") as tomas:
        await maya.open_home()
        number = await log_pain(maya, STORE, TOLD)
        await see_too(kwame, number)
        await solve(tomas, number, "It hangs on two hooks now")

        await tick(sample, "notifications.tell", minutes=3)
        for person in (maya, kwame):
            told = await person.sees("What you can now tell customers", "Cairn")
            assert f"P-{number}" in told.text
            assert "It hangs on two hooks now" in told.text
        news = await maya.sees(f"P-{number}", "Cairn")
        await maya.click("Open", in_=news)
        card = await maya.form(f"P-{number}")
        assert TOLD in card.text
        await card.close()
        home = await _home_shows(maya, "It hangs on two hooks now")
        assert "What became of mine" in home.text

        to_noon(sample, days=15)
        await tick(sample, "still_happening.ask")
        for person in (maya, kwame):
            question = await person.sees("Still happening?", "Cairn")
            await person.click("Yes", in_=question)
            await person.sees("You said *Yes*", "Cairn")
        await kwame.sees("it is *Confirmed* now", "Cairn")
        await maya.sees("Confirmed", STORE, ephemeral=False)

        await tick(sample, "notifications.tell", minutes=3)
        owner = await tomas.sees("Reopened: it still happens", "Cairn")
        assert f"P-{number}" in owner.text
        await maya.sees("News about your report", "Cairn")
        assert sample.count(StillHappening) >= 2
        for person in (maya, kwame, tomas):
            assert person.errors == []


async def test_switching_it_off_keeps_cairn_quiet(sample: Workspace, maya: Person) -> None:
    to_noon(sample)
    async with sample.person("Tomás") as tomas:
        await maya.command(STORE, "/journey notifications")
        form = await maya.form("Notifications")
        assert form.value("Quiet from") == "20:00"
        assert "Europe/Stockholm" in form.text
        form.fill({"Direct messages you want": ["Still happening? two weeks later"]})
        assert await form.submit() == {}
        await maya.sees("Saved. You get “Still happening? two weeks later”.", STORE)
        number = await log_pain(maya, STORE, TOLD)
        await solve(tomas, number, "It hangs on two hooks now")
        await tick(sample, "notifications.tell", minutes=3)
        home = await maya.open_home()
        assert "Status changes of what I reported: *off*" in home.text
        assert not [row for row in maya.messages("Cairn") if f"P-{number}" in row.text]
        await maya.click("Switch on", in_=home)
        await _home_shows(maya, "Status changes of what I reported: *on*")


async def _home_shows(person: Person, text: str) -> Home:
    def shown() -> Home | None:
        home = Home(person.screen.home) if person.screen.home else None
        return home if home and text in home.text else None

    return await person.screen.until(shown, f"Home does not show “{text}”")
