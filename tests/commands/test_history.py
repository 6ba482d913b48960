"""`/journey history` through the front door: of everything, in words, narrowed and paged."""

import pytest

from commands.errors import UserError
from commands.reply import OpenForm, Replace
from commands.request import Place
from storage.vocabulary import PlaceKind
from tests.commands import kpi_world, persona_world
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.pain_world import fill_shop, log
from tests.commands.touchpoint_world import buttons, open_shop, stage_id


def history(door: FrontDoor, words: str = "") -> str:
    return said(legal(door.command(f"/journey history {words}".strip())))


def test_everything_that_happened_in_words(maya: FrontDoor) -> None:
    fill_shop(maya)
    log(maya, "The queue was long")
    maya.command("/pain confirm P-1")
    maya.command("/journey stages rename Research to Compare")
    maya.command("/journey stages move Purchase before Awareness")
    told = history(maya)
    for each in (
        "*P-1 The queue was long*",
        "<@UMAYA> set the status from New to Confirmed",
        "logged it at T-1",
        "*Stage Compare*",
        "Name from “Research” to “Compare”",
        "stages in another order: Purchase → Awareness → Compare",
        "*T-4 Service hotline*",
        "added it to Purchase",
    ):
        assert each in told, each
    assert told.index("another order") < told.index("Name from") < told.index("logged it")


def test_votes_opportunities_and_actions_too(maya: FrontDoor) -> None:
    fill_shop(maya)
    log(maya, "The queue was long")
    log(maya, "The card reader is broken")
    maya.submit(maya.form("/vote What first?"), {})
    maya.submit(maya.form("/journey opportunity More tills"), {})
    told = history(maya)
    assert "*V-1 What first?*" in told
    assert "started the vote: 2 options, 1 dot each" in told
    assert "*O-1 More tills*" in told


def test_of_personas_and_kpis_with_before_and_after(maya: FrontDoor) -> None:
    fill_shop(maya)
    long = "Wants to come home with something that lives for more than one summer on a balcony in "
    persona_world.add(maya, "Nadia", goals=f"{long}the shade")
    form = only(maya.command("/journey persona edit Nadia"), OpenForm).view
    maya.submit(form, {"goals": f"{long}the sun", "quote": "An hour for a fern!"})
    kpi_world.add(maya, "NPS")
    told = history(maya)
    assert "*Persona Nadia*" in told
    assert "Goals from “…" in told
    assert "in the shade” to “…" in told
    assert "in the sun”" in told
    assert "Quote from empty to “An hour for a fern!”" in told
    assert "*K-1 NPS*" in told
    assert "gone" not in told
    of_nadia = history(maya, "nadia")
    assert "Quote from empty" in of_nadia
    assert "K-1" not in of_nadia
    assert "added it" in history(maya, "K-1")


def test_who_runs_a_journey_and_what_to_say_there(maya: FrontDoor) -> None:
    fill_shop(maya)
    owner = maya.as_("UOWNER")
    for people in (["UNOOR"], ["UNOOR", "UZOE"]):
        form = only(owner.command("/journey facilitators"), OpenForm).view
        owner.submit(form, {"people": people})
    stage = f"S-{stage_id(maya, 'Purchase')}"
    for words in ("Offer tea", "Offer coffee"):
        form = only(owner.click("brief.edit", stage), OpenForm).view
        owner.submit(form, {"words": words})
    told = history(maya)
    assert "changed the facilitators from <@UNOOR> to <@UNOOR>, <@UZOE>" in told
    assert "changed what to say today from “Offer tea” to “Offer coffee”" in told


def test_of_one_touchpoint_with_its_pain_points(maya: FrontDoor) -> None:
    fill_shop(maya)
    log(maya, "The queue was long", where="1")
    log(maya, "Cannot pay", where="2")
    told = history(maya, "T-1")
    assert "P-1" in told
    assert "*T-1 Till*" in told
    assert "P-2" not in told
    assert "T-2 " not in told


def test_of_a_stage_with_all_in_it(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/touchpoint Poster @ Awareness via advertising")
    log(maya, "Nobody reads it", where="5")
    told = history(maya, "awareness")
    assert "T-5 Poster" in told
    assert "P-1" in told
    assert "T-1 " not in told


def test_of_one_person(maya: FrontDoor) -> None:
    fill_shop(maya)
    ben = maya.as_("UBEN")
    log(ben, "The queue was long")
    assert "P-1" not in history(maya, "mine")
    assert "T-1 " not in history(ben, "mine")
    effects = legal(maya.click("history.person", "UBEN"))
    told = shown(only(effects, Replace))
    assert "P-1" in told
    assert "T-1 Till*" not in told


def test_pages_keep_what_they_are_narrowed_to(maya: FrontDoor) -> None:
    fill_shop(maya)
    for n in range(12):
        form = maya.form("/touchpoint edit T-1")
        maya.submit(form, {"name": f"Till {n}"})
    effects = legal(maya.command("/journey history T-1"))
    turned = legal(maya.click(*buttons(effects)["Older"]))
    told = shown(only(turned, Replace))
    assert "added it to Purchase" in told
    assert "T-2 " not in told
    assert set(buttons(turned)) == {"Newer"}


def test_hostile_names_format_nothing(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.submit(maya.form("/touchpoint edit T-1"), {"name": HOSTILE})
    assert "<!channel>" not in history(maya)


def test_an_empty_part_says_so(maya: FrontDoor) -> None:
    fill_shop(maya)
    assert "Nothing was changed here yet" in history(maya, "Research")


@pytest.mark.parametrize("words", ["T-9", "P-1", "Nowhere", "S-1"])
def test_what_is_not_there_is_told(maya: FrontDoor, words: str) -> None:
    fill_shop(maya)
    with pytest.raises(UserError, match="Nothing here is called"):
        maya.command(f"/journey history {words}")


def test_a_vote_in_a_private_channel_is_told_only_there(maya: FrontDoor) -> None:
    fill_shop(maya)
    inside = maya.at("G1", PlaceKind.PRIVATE)
    inside.command("/journey use Web shop")
    log(inside, "The queue was long")
    log(inside, "The card reader is broken")
    inside.submit(inside.form("/vote Secret question?"), {})
    assert inside.place == Place("G1", PlaceKind.PRIVATE)
    assert "Secret question" in history(inside)
    assert "Secret question" not in history(maya)


def test_other_journeys_things_are_not_told(maya: FrontDoor) -> None:
    fill_shop(maya)
    open_shop(maya.at("C2"), name="Other", channel="C2")
    with pytest.raises(UserError):
        maya.at("C2").command("/journey history T-1")
