"""`/pain themes`: groups by shared words, with their numbers, honestly labelled."""

import pytest

from commands.errors import UserError
from commands.reply import OpenForm, Replace, Say
from tests.commands.front_door import FrontDoor, only, said
from tests.commands.journey_steps import HOSTILE, buttons, legal, log_pain, mrkdwn, press
from tests.commands.test_pain_list import heading, numbers, shop
from tests.commands.touchpoint_world import open_shop

VOUCHERS = (
    "The voucher code was refused at checkout",
    "Voucher code is refused again",
    "My voucher code got refused on the phone",
    "Another voucher code refused by the till",
)
OTHERS = ("The parking lot was full", "Nobody answered the door")


def fill(door: FrontDoor) -> None:
    """Four that talk about vouchers, the third of them the worst, and two that don't."""
    shop(door)
    for place, told in enumerate((*VOUCHERS, *OTHERS)):
        log_pain(door, told, where="T-1", severity=5 if place == 2 else 2)


def decline(door: FrontDoor, number: int) -> None:
    form = only(door.command(f"/pain decline P-{number}"), OpenForm).view
    legal(door.submit(form, {"reason": "More than one customer a month"}))


def test_what_talks_about_the_same_is_grouped_with_its_numbers(maya: FrontDoor) -> None:
    fill(maya)
    say = only(legal(maya.command("/pain themes")), Say)
    assert heading([say]) == "*Themes in Web shop* · 1 theme"
    theme = say.blocks[1]["text"]["text"].split("\n")
    assert "voucher" in theme[0].lower()
    assert theme[1] == "4 pain points · heat 11.0 · 4 sightings by 1 person"
    assert theme[2] == "• P-3 My voucher code got refused on the phone (T-1 Checkout page)"
    assert theme[-1] == "and 1 more"
    assert "Maybe related: they share words, among 6 open pain points; 2 of them in no theme" in (
        "\n".join(mrkdwn(say))
    )
    shown = only(press(maya, say, "Show"), Say)
    assert numbers([shown]) == ["P-3", "P-1", "P-2", "P-4"]
    assert heading([shown]).endswith("· 4 pain points")
    assert heading(press(maya, shown, "All themes")) == heading([say])


def test_a_person_counts_once_in_a_theme(maya: FrontDoor) -> None:
    shop(maya)
    for told in VOUCHERS[:3]:
        log_pain(maya.as_("UBEN"), told, where="T-1", severity=1)
    log_pain(maya, VOUCHERS[3], where="T-1", severity=1)
    assert "4 pain points · heat 4.0 · 4 sightings by 2 people" in said(
        maya.command("/pain themes")
    )


def test_closed_ones_are_in_no_theme(maya: FrontDoor) -> None:
    fill(maya)
    for number in (1, 2):
        decline(maya, number)
    say = only(legal(maya.command("/pain themes")), Say)
    assert heading([say]) == "*Themes in Web shop* · 0 themes"
    assert "No three open pain points" in said([say])


def test_a_large_theme_is_paged_in_its_message(maya: FrontDoor) -> None:
    shop(maya)
    for number in range(12):
        log_pain(maya, f"Voucher code refused {'again ' * (number + 1)}", where="T-1", severity=3)
    first = only(press(maya, only(maya.command("/pain themes"), Say), "Show"), Say)
    assert len(numbers([first])) == 10
    assert "Page 1 of 2" in "\n".join(mrkdwn(first))
    second = only(press(maya, first, "Next"), Replace)
    assert len(numbers([second])) == 2
    assert sorted(numbers([first]) + numbers([second])) == sorted(f"P-{n + 1}" for n in range(12))
    assert numbers(press(maya, second, "Previous")) == numbers([first])


def test_a_theme_that_dissolved_says_so(maya: FrontDoor) -> None:
    fill(maya)
    say = only(maya.command("/pain themes"), Say)
    for number in (1, 2):
        decline(maya, number)
    with pytest.raises(UserError, match="has changed meanwhile"):
        press(maya, say, "Show")
    for value in ("", "1", "1 1", "1 1 x", "x x x", "1 1 99999999999999999999"):
        with pytest.raises(UserError):
            maya.click("pain.theme", value)


def test_an_empty_journey_says_what_makes_themes(maya: FrontDoor) -> None:
    shop(maya)
    say = only(legal(maya.command("/pain themes")), Say)
    assert "Themes come with more of them" in said([say])
    assert "All pain points" in buttons(say)


def test_labels_do_not_mention_nor_format(maya: FrontDoor) -> None:
    shop(maya)
    for word in ("one", "two", "three"):
        log_pain(maya, f"{HOSTILE} voucher refused {word}", where="T-1")
    for text in mrkdwn(only(legal(maya.command("/pain themes")), Say)):
        assert "<!channel>" not in text
        assert "<@U1>" not in text


def test_without_a_journey_it_goes_on_when_one_is_chosen(maya: FrontDoor) -> None:
    fill(maya)
    open_shop(maya, name="Second", channel=None)
    lost = maya.as_("UONE").at("CELSE")
    form = only(legal(lost.command("/pain themes")), OpenForm).view
    journey = next(
        option["value"]
        for block in form["blocks"]
        if block.get("block_id") == "journey"
        for option in block["element"]["options"]
        if option["text"]["text"].startswith("Web shop")
    )
    answer = only(lost.submit(form, {"journey": journey, "remember": None}), Say)
    assert answer.text == "Themes in Web shop: 1"


def test_another_workspace_sees_none_of_it(maya: FrontDoor) -> None:
    fill(maya)
    stranger = maya.as_("UZOE", workspace_id="T2")
    assert "voucher" not in str(stranger.click("pain.themes", "1")).lower()
    assert "voucher" not in str(stranger.click("pain.theme", "1 1 3")).lower()
