"""The card: what it shows to whom, the pages behind it, and thanks when it is solved."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commands.errors import UserError
from commands.pain import thanks
from commands.reply import OpenForm, Replace, Say
from storage.pain.pains import NewSighting
from storage.pain.thanks import Thanks
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import buttons, legal, press
from tests.commands.triage_world import answer, refreshed, see, shop_with_pains, text

LINK = "https://fern.example/archives/C7/p1?a=1&b=2"


def solve(door: FrontDoor, words: str = "") -> str:
    """Solves P-1; what its channel message shows then."""
    view = only(door.command("/pain solve P-1"), OpenForm).view
    return refreshed(door.submit(view, {"reason": words}))["pain:1"]


def test_a_sighting_shows_all_that_is_known(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    seen = NewSighting(
        "UNOOR",
        maya.now,
        4,
        emotion=-2,
        words="It froze *twice*",
        quote="I give up",
        source="Customer said",
        told_by="Rosa <from> the bakery",
        permalink=LINK,
        place_id="C7",
    )
    see(maya, 1, seen)
    card = text(maya.command("/pain P-1"))
    for part in ("4 Nearly gives up", "emotion \u22122.0", "Customer said", ">I give up"):
        assert part in card
    assert "told by Rosa &lt;from&gt; the bakery" in card
    assert "*twice*" not in card
    assert "<https://fern.example/archives/C7/p1?a=1&amp;b=2|the message>" in card


def test_a_private_message_is_linked_only_where_it_stands(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    seen = NewSighting("UNOOR", maya.now, 4, permalink=LINK, place_id="C7", place_private=True)
    see(maya, 1, seen)
    assert "fern.example" not in text(maya.command("/pain P-1"))
    assert "fern.example" not in text(maya.click("pain.sightings", "1 1"))
    assert "fern.example" not in text(maya.at(None).command("/pain P-1"))
    assert "fern.example" not in shown(maya.command("/pain triage"))
    assert "fern.example" in text(maya.at("C7").command("/pain P-1"))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://x|y", "https://x>y", "http://x"])
def test_only_plain_links_are_links(maya: FrontDoor, link: str) -> None:
    shop_with_pains(maya)
    see(maya, 1, NewSighting("UNOOR", maya.now, 4, permalink=link))
    assert "the message" not in text(maya.command("/pain P-1"))


def test_long_histories_and_many_sightings_are_paged(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    for n in range(12):
        see(maya, 1, NewSighting("UNOOR", maya.now + timedelta(minutes=n), 2, quote=f"No {n}!"))
        maya.command(f"/pain {'plan' if n % 2 else 'confirm'} P-1")
    card = answer(maya.later(hours=1).command("/pain P-1"))
    assert "The latest 5 of 13 sightings" in shown(card)
    assert len(card.blocks) < 50
    first = only(press(maya, card, "All sightings"), Say)
    assert "No 11!" in shown(first)
    assert "No 1!" not in shown(first)
    second = only(press(maya, first, "Older"), Replace)
    assert "No 1!" in shown(second)
    assert "Older" not in buttons(second)
    assert "No 11!" in shown(only(press(maya, second, "Newer"), Replace))
    changes = only(press(maya, card, "More history"), Say)
    assert "from New" not in shown(changes)
    oldest = shown(only(press(maya, changes, "Older"), Replace))
    assert "set the status from New to Confirmed" in oldest
    assert "<@UREPORTER> logged it at T-1" in oldest


@pytest.mark.parametrize("value", ["", "1", "1 0", "1 x", "x 1", "1 100000000"])
def test_a_broken_page_button_says_so(maya: FrontDoor, value: str) -> None:
    shop_with_pains(maya)
    for action in ("pain.history", "pain.sightings_turn:older"):
        with pytest.raises(UserError, match="no longer works"):
            maya.click(action, value)


def test_a_card_offers_seen_this_too(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = only(press(maya, answer(maya.command("/pain P-1")), "I've seen this too"), OpenForm)
    assert view.view["title"]["text"] == "Add a sighting"


def test_the_message_follows_a_new_sighting(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = only(legal(maya.command("/pain P-1 It froze again")), OpenForm).view
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    severity = next(name for name in fields if "severity" in name)
    effects = legal(maya.submit(view, {severity: "3"}))
    assert "2 sightings by 2 people" in refreshed(effects)["pain:1"]


def test_solved_thanks_by_name_only_those_who_agreed(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    agreed = NewSighting("UNOOR", maya.now, 4, thanked_by_name=True)
    see(maya, 1, agreed)
    see(maya, 1, replace(agreed, thanked_by_name=False))
    see(maya, 1, replace(agreed, reporter_id="UZOE", thanked_by_name=False))
    told = solve(maya, "Use the new till")
    assert "The sightings of 3 colleagues led to this." in told
    assert "Thank you <@UNOOR>, and everybody else." in told
    assert "UZOE" not in told
    assert "Use the new till" in told
    assert "led to this" in text(maya.command("/pain P-1"))
    assert "led to this" not in refreshed(maya.command("/pain reopen P-1"))["pain:1"]


@pytest.mark.parametrize(
    ("owed", "said"),
    [
        (Thanks(0, ()), ""),
        (Thanks(1, ()), "The sighting of one colleague led to this. Thank you."),
        (Thanks(1, ("U1",)), "The sighting of one colleague led to this. Thank you <@U1>."),
        (Thanks(2, ()), "The sightings of 2 colleagues led to this. Thank you all."),
        (
            Thanks(2, ("U1", "U2")),
            "The sightings of 2 colleagues led to this. Thank you <@U1> and <@U2>.",
        ),
        (
            Thanks(4, ("U1", "U2", "U3")),
            (
                "The sightings of 4 colleagues led to this. "
                "Thank you <@U1>, <@U2> and <@U3>, and everybody else."
            ),
        ),
    ],
)
def test_thanks_in_words(owed: Thanks, said: str) -> None:
    assert thanks.in_words(owed) == said


def test_the_description_repeats_no_title(maya: FrontDoor) -> None:
    shop_with_pains(maya, told=("The reader froze\nOnly with gift cards", "y" * 200))
    assert (
        shown(answer(maya.command("/pain P-1"))).count("The reader froze") == 2
    )  # header, fallback
    assert "Only with gift cards" in text(maya.command("/pain P-1"))
    assert "y" * 200 in text(maya.command("/pain P-2"))
