"""`/journey list` and `/journey use`: finding a journey and working on it."""

from collections.abc import Sequence

import pytest

from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Post, Replace, Say
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import (
    add_touchpoint,
    buttons,
    legal,
    log_pain,
    make_journey,
    press,
)


def posts(effects: Sequence[object]) -> list[Post]:
    return [effect for effect in effects if isinstance(effect, Post)]


def journey_in(door: FrontDoor) -> str:
    return only(door.command("/journey"), Say).text.removeprefix("Journey ")


def test_the_list_tells_owner_sizes_channels_and_what_is_used_here(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    add_touchpoint(maya, "Buying", "Purchase", "Checkout page")
    log_pain(maya, "The queue was long")
    make_journey(maya.as_("UNOOR").at("C2"), "Asking for help", template="support")
    text = said(legal(maya.command("/journey list")))
    assert "*Journeys* · 2 journeys" in text
    assert "*Buying* · ✓ used here" in text
    assert "Owner <@UMAYA> · 5 stages · 1 touchpoint · 1 open pain point" in text
    assert "In <#C1>" in text
    assert "Owner <@UNOOR> · 5 stages · 0 touchpoints · 0 open pain points" in text
    answer = only(maya.command("/journey list"), Say)
    assert buttons(answer)["Use"]["accessibility_label"] == "Use Asking for help"


def test_an_empty_list_offers_the_first_journey(maya: FrontDoor) -> None:
    answer = only(legal(maya.command("/journey list")), Say)
    assert "Make the first one" in shown(answer)
    assert list(buttons(answer)) == ["New journey"]


def test_a_long_list_is_paged(maya: FrontDoor) -> None:
    for number in range(23):
        make_journey(maya.at(f"C{number}"), f"Journey {number:02}", template="blank")
    first = only(legal(maya.command("/journey list")), Say)
    assert "23 journeys" in shown(first)
    assert "Page 1 of 3, by name" in shown(first)
    assert "Journey 09" in shown(first)
    assert "Journey 10" not in shown(first)
    second = only(press(maya, first, "Next"), Replace)
    third = only(press(maya, second, "Next"), Replace)
    assert "Journey 22" in shown(third)
    assert "Next" not in buttons(third)
    assert "Journey 10" in shown(only(press(maya, third, "Previous"), Replace))
    assert "Page 3 of 3" in shown(maya.click("journey.page", "99"))
    assert "Page 1 of 3" in shown(maya.click("journey.page", "9" * 40))


def test_using_by_name_binds_the_channel_and_tells_it_once(maya: FrontDoor) -> None:
    make_journey(maya.at("C2"), "Buying")
    effects = legal(maya.command("/journey use  BUYING "))
    assert only(effects, Say).text == "This channel works on *Buying* from now on."
    assert only(effects, Post).channel_id == "C1"
    again = legal(maya.command("/journey use Buying"))
    assert only(again, Say).text == "This channel works on *Buying* already."
    assert posts(list(again)) == []
    assert journey_in(maya.as_("UNOOR")) == "Buying"


def test_switching_says_what_it_replaces(maya: FrontDoor) -> None:
    make_journey(maya.at("C2"), "Old")
    make_journey(maya.at("C3"), "New")
    maya.command("/journey use Old")
    post = only(maya.command("/journey use New"), Post)
    assert "*New* for this channel instead of *Old*" in post.text
    assert journey_in(maya) == "New"


def test_in_a_direct_message_it_is_remembered_for_the_person(maya: FrontDoor) -> None:
    make_journey(maya.at("C2"), "One")
    make_journey(maya.at("C3"), "Two")
    direct = maya.at("D1", PlaceKind.DIRECT)
    effects = legal(direct.command("/journey use One"))
    assert only(effects, Say).text == "You work on *One* from now on."
    assert posts(list(effects)) == []
    assert only(direct.command("/journey use One"), Say).text == "You work on *One* already."
    assert journey_in(direct) == "One"
    assert "✓ used by you" in said(direct.command("/journey list"))


def test_a_misspelt_name_is_understood(maya: FrontDoor) -> None:
    make_journey(maya.at("C2"), "Buying in the web shop")
    answer = only(legal(maya.command("/journey use Buyng in the webshop")), Say)
    assert "You have no journey called “Buyng in the webshop”." in answer.text
    assert "Did you mean *Buying in the web shop*?" in answer.text
    press(maya, answer, "Use Buying in the web shop")
    assert journey_in(maya) == "Buying in the web shop"


def test_part_of_a_name_is_understood(maya: FrontDoor) -> None:
    make_journey(maya.at("C2"), "Buying in the web shop")
    assert "Did you mean" in said(maya.command("/journey use web"))


def test_an_unknown_name_leads_on(maya: FrontDoor) -> None:
    make_journey(maya.at("C2"), "Buying")
    answer = only(legal(maya.command("/journey use <!channel> zzz")), Say)
    assert "Did you mean" not in answer.text
    assert "<!channel>" not in answer.text
    assert list(buttons(answer)) == ["See all journeys", "New journey"]
    form = only(press(maya, answer, "New journey"), OpenForm).view
    assert form["blocks"][0]["element"]["initial_value"] == "<!channel> zzz"


def test_without_a_name_a_form_asks(maya: FrontDoor) -> None:
    make_journey(maya.at("C2"), "One")
    make_journey(maya.at("C3"), "Two")
    form = only(legal(maya.command("/journey use")), OpenForm).view
    menu = form["blocks"][0]["element"]["options"]
    assert [option["text"]["text"] for option in menu] == ["One", "Two"]
    effects = legal(maya.submit(form, {"journey": menu[1]["value"]}))
    assert "*Two* from now on" in only(effects, Say).text
    assert only(effects, Post).channel_id == "C1"
    with pytest.raises(FieldError):
        maya.submit(form, {"journey": None})
    with pytest.raises(FieldError):
        maya.submit(form, {"journey": "9" * 30})


def test_without_any_journey_using_makes_the_first(maya: FrontDoor) -> None:
    form = only(legal(maya.command("/journey use")), OpenForm).view
    assert form["title"]["text"] == "New journey"


def test_over_a_hundred_journeys_are_searched_by_typing(maya: FrontDoor) -> None:
    for number in range(101):
        make_journey(maya.at("C2"), f"Journey {number:03}", template="blank")
    make_journey(maya.at("C2"), "A new journey", template="blank")
    form = only(legal(maya.command("/journey use")), OpenForm).view
    assert form["blocks"][0]["element"]["type"] == "external_select"
    assert len(maya.options("journey", "", form)) == 100
    assert [text for text, _ in maya.options("journey", "ney 07", form)] == [
        f"Journey 07{n}" for n in range(10)
    ]
    assert maya.options("journey", "journey", form)[0][0] == "Journey 000"
    value = maya.options("journey", "journey 100", form)[0][1]
    assert "*Journey 100* from now on" in said(maya.submit(form, {"journey": value}))


def private(door: FrontDoor, place: str = "G1") -> FrontDoor:
    return door.at(place, PlaceKind.PRIVATE)


def test_a_private_channels_journey_is_invisible_elsewhere(maya: FrontDoor) -> None:
    effects = make_journey(private(maya), "Secret")
    assert "only its members see it" in only(effects, Say).text
    make_journey(maya.at("C2"), "Open")
    add_touchpoint(private(maya), "Secret", "Purchase", "Checkout page")
    log_pain(private(maya), "The queue was long")
    noor = maya.as_("UNOOR")
    assert "Secret" not in said(noor.command("/journey list"))
    assert "Secret" not in shown(noor.command("/journey use"))
    assert "Did you mean" not in said(noor.command("/journey use Secret"))
    with pytest.raises(UserError, match="no longer there"):
        noor.click("journey.use", "1")
    with pytest.raises(UserError, match="There is no P-1 here"):
        noor.command("/pain P-1")
    with pytest.raises(FieldError, match="taken in your workspace"):
        make_journey(noor, "Secret")
    assert "Secret" in said(private(noor).command("/journey list"))
    assert "The queue was long" in said(private(noor).command("/pain P-1"))


def test_leaving_its_private_channel_opens_a_journey_to_nobody(maya: FrontDoor) -> None:
    make_journey(private(maya), "Secret")
    make_journey(private(maya), "Next")
    noor = maya.as_("UNOOR")
    assert "Secret" not in said(noor.command("/journey list"))
    assert "Secret" not in said(private(noor, "G2").command("/journey list"))
    assert "from now on" in said(private(noor).command("/journey use Secret")), "found again"


def test_a_private_journey_is_opened_to_a_channel_only_when_meant(maya: FrontDoor) -> None:
    make_journey(private(maya), "Secret")
    warned = legal(maya.command("/journey use Secret"))
    assert posts(list(warned)) == []
    warning = only(warned, Say)
    assert "is kept to a private channel" in warning.text
    assert "Secret" not in said(maya.as_("UNOOR").command("/journey"))
    effects = press(maya, warning, "Use it here")
    assert only(effects, Post).channel_id == "C1"
    assert journey_in(maya.as_("UNOOR")) == "Secret"


def test_private_channels_are_not_named_to_others(maya: FrontDoor) -> None:
    make_journey(private(maya), "Shared")
    press(maya, only(maya.command("/journey use Shared"), Say), "Use it here")
    outside = said(maya.as_("UNOOR").at("C1").command("/journey list"))
    assert "<#C1>" in outside
    assert "G1" not in outside
    assert "<#G1>" in said(private(maya).command("/journey list"))


def test_a_private_channel_is_told_who_else_sees_what_it_logs(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    add_touchpoint(maya, "Buying", "Purchase", "Checkout page")
    inside = maya.at("G1", PlaceKind.PRIVATE)
    (news,) = posts(legal(inside.command("/journey use Buying")))
    assert "goes onto its map, which people outside this channel see, too." in news.text
    assert "people outside this channel see the map, too" in shown(inside.form("/pain"))
    (news,) = posts(legal(maya.at("C2").command("/journey use Buying")))
    assert "outside this channel" not in shown(news)
    assert "outside this channel" not in shown(maya.form("/pain"))


def test_a_private_channel_with_its_own_journey_is_told_nothing_of_others(maya: FrontDoor) -> None:
    inside = maya.at("G1", PlaceKind.PRIVATE)
    make_journey(inside, "Secret")
    add_touchpoint(inside, "Secret", "Purchase", "Checkout page")
    assert "outside this channel" not in shown(inside.form("/pain"))
