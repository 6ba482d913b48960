"""Two people capture what they saw: from a thread, once more, as new, and as a delight."""

from sqlmodel import col, select

from storage.db import reading
from storage.models import PainPoint, Sighting
from tests.end_to_end.steps import HOW_BAD, STORE, SUPPORT, WHAT, WHERE, log_pain
from tests.end_to_end.workspace import Workspace

KNOWN = "The watering calendar arrives in the wrong language"
AGAIN = "Watering calendar in a wrong language again, write to ana@fern.example"


def last_sighting(sample: Workspace) -> Sighting:
    with reading(sample.app.engine) as session:
        return session.exec(select(Sighting).order_by(col(Sighting.id).desc()).limit(1)).one()


async def test_a_reply_in_a_thread_becomes_a_sighting_of_a_known_one(sample: Workspace) -> None:
    async with sample.person("Maya") as maya, sample.person("Kwame") as kwame:
        number = await log_pain(maya, STORE, KNOWN)
        before = sample.count(PainPoint)
        question = await kwame.say(SUPPORT, "What came up today?")
        reply = await kwame.say(SUPPORT, AGAIN, thread=question)
        await kwame.shortcut("Log as pain point", reply)
        form = await kwame.form("Log a pain point")
        assert form.value(WHAT) == AGAIN
        assert f"P-{number}" in form.text
        await form.click("I've seen this too")
        asked = await kwame.form("Add a sighting")
        assert asked.value(WHAT) == AGAIN
        asked.fill({HOW_BAD: "3 Needs help"})
        assert await asked.submit() == {}
        receipt = await kwame.sees(f"Sighting added to P-{number}", SUPPORT, ephemeral=True)
        assert "Masked: an e-mail address." in receipt.text
        refreshed = await maya.sees("2 sightings by 2 people", STORE, ephemeral=False)
        assert KNOWN in refreshed.text
        assert kwame.errors == maya.errors == []
    assert sample.count(PainPoint) == before
    seen = last_sighting(sample)
    assert (seen.words, seen.severity) == (AGAIN.replace("ana@fern.example", "[e-mail]"), 3)
    assert seen.place_id == reply.channel
    thread = f"?thread_ts={question.ts}&cid={reply.channel}"
    assert str(seen.permalink).endswith(f"/{reply.channel}/p{reply.ts.replace('.', '')}{thread}")


async def test_one_click_is_enough_and_two_are_one(sample: Workspace) -> None:
    async with sample.person("Maya") as maya, sample.person("Kwame") as kwame:
        number = await log_pain(maya, STORE, KNOWN)
        before = sample.count(Sighting)
        await kwame.command(STORE, "/pain")
        form = await kwame.form("Log a pain point")
        form.fill({WHAT: AGAIN, HOW_BAD: "5 Gives up"})
        await form.choose(WHAT, AGAIN)
        await kwame.sees_form(f"P-{number}")
        await form.click("I've seen this too")
        await kwame.form("Thank you")
        assert sample.count(Sighting) == before + 1
        assert kwame.errors == []


async def test_the_form_comes_back_once_and_then_logs_as_new(sample: Workspace) -> None:
    async with sample.person("Maya") as maya, sample.person("Kwame") as kwame:
        number = await log_pain(maya, STORE, KNOWN)
        before = sample.count(PainPoint)
        await kwame.command(STORE, "/pain")
        form = await kwame.form("Log a pain point")
        where = (await form.suggestions(WHERE, ""))[0]
        form.fill({WHAT: AGAIN, HOW_BAD: "2 Slows down", WHERE: where})
        assert await form.submit() == {}
        back = await kwame.sees_form("Nothing is logged yet")
        assert f"P-{number}" in back.text
        assert sample.count(PainPoint) == before
        assert await form.submit() == {}
        await kwame.no_form()
        await kwame.sees("Logged as", STORE, ephemeral=True)
        assert sample.count(PainPoint) == before + 1
        assert kwame.errors == []


async def test_a_delight_is_logged_by_the_same_form_and_thanked(sample: Workspace) -> None:
    async with sample.person("Maya") as maya, sample.person("Kwame") as kwame:
        await maya.command(STORE, "/pain A card with a drawing was in the parcel")
        form = await maya.form("Log a pain point")
        where = (await form.suggestions(WHERE, ""))[0]
        form.fill({WHERE: where, HOW_BAD: "1 Annoyance"})
        await form.click("Delight")
        await maya.form("Log a delight")
        await maya.sees_form("Who made it happen?")
        assert form.value(WHAT) == "A card with a drawing was in the parcel"
        assert form.value(WHERE) == where
        form.fill(
            {
                "How much did it please?": "5 Made their day",
                "Who made it happen?": kwame.id,
            }
        )
        assert list(await form.submit()) == ["Their consent"]
        form.fill({"Their consent": ["They agree to be named"]})
        assert await form.submit() == {}
        await maya.sees("Delight logged as", STORE, ephemeral=True)
        told = await kwame.sees("you made a customer happy", "Cairn")
        assert "A card with a drawing" in told.text
        assert maya.errors == kwame.errors == []
