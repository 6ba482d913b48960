"""From an empty workspace to a map: journey, touchpoint, pain point, list, card, picture."""

from storage.models import Journey, PainPoint, Touchpoint
from tests.end_to_end.steps import STORE, log_pain, new_journey
from tests.end_to_end.workspace import Workspace


async def test_a_team_begins_with_nothing_and_ends_with_a_map(empty: Workspace) -> None:
    async with empty.person("Tomás") as tomas, empty.person("Maya") as maya:
        await new_journey(tomas, STORE, "Renting a bicycle")
        await tomas.command(STORE, "/touchpoint Rental desk @ Awareness via store")
        await tomas.command(STORE, "/touchpoint list")
        await tomas.sees("Rental desk", STORE, ephemeral=True)
        number = await log_pain(maya, STORE, "The brakes squeaked", where="Rental")
        assert number == 1
        posted = await tomas.sees("The brakes squeaked", STORE, ephemeral=False)
        await tomas.command(STORE, "/pain list")
        listed = await tomas.sees("1 pain point", STORE, ephemeral=True)
        assert "The brakes squeaked" in listed.text
        await tomas.click("Open", in_=posted)
        card = await tomas.sees("First logged", STORE, ephemeral=True)
        assert "Rental desk" in card.text
        assert f"<@{maya.id}>" in card.text
        await tomas.command(STORE, "/journey map")
        await maya.screen.until(
            lambda: any("slack_file" in str(row.blocks) for row in maya.messages(STORE)) or None,
            "the map was not posted",
        )
        assert tomas.errors == maya.errors == []
    assert [empty.count(table) for table in (Journey, Touchpoint, PainPoint)] == [1, 1, 1]


async def test_the_home_tab_and_the_shortcut_lead_to_the_same_form(sample: Workspace) -> None:
    async with sample.person("Kwame") as kwame:
        home = await kwame.open_home()
        assert home.buttons
        await kwame.click("Log a pain point", in_=home)
        form = await kwame.form("Log a pain point")
        await form.close()
        await kwame.shortcut("Log a pain point")
        await kwame.form()


async def test_after_choosing_between_journeys_what_was_begun_goes_on(empty: Workspace) -> None:
    """The chooser turns into the form in the same window: its words are stored as well."""
    async with empty.person("Priya") as priya:
        for name, stage in (("Web shop", "Awareness"), ("Service visit", "Research")):
            await new_journey(priya, "#product", name)
            await priya.sees("is made", "#product", ephemeral=True)
            await priya.command("#product", f"/touchpoint Desk of {name} @ {stage} via store")
            await priya.sees(f"Desk of {name}", "#product", ephemeral=True)
    async with empty.person("Kwame") as kwame:
        await kwame.command(STORE, "/pain The queue was long")
        chooser = await kwame.form()
        assert chooser.title == "Which journey?"
        label = next(each for each in chooser.labels if "ourney" in each)
        chooser.fill({label: chooser.options(label)[0]})
        assert await chooser.submit() == {}
        form = await kwame.form("Log a pain point")
        assert form.value("What happened?") == "The queue was long"
        where = (await form.suggestions("Where?", ""))[0]
        bad = "How bad is it for the customer?"
        form.fill({"Where?": where, bad: form.options(bad)[2]})
        assert await form.submit() == {}
        await kwame.no_form()
        await kwame.sees("Logged as", STORE, ephemeral=True)
    assert empty.count(PainPoint) == 1
