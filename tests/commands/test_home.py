"""The Home tab: the common jobs, what became of one's reports, and the switches."""

import pytest

from commands.errors import UserError
from commands.reply import OpenForm, ShowHome, View
from commands.request import Kind
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import (
    HOSTILE,
    add_touchpoint,
    buttons,
    legal,
    log_pain,
    make_journey,
    mrkdwn,
    press,
)


def home(door: FrontDoor) -> View:
    return only(legal(door.at(None).ask(Kind.HOME, "home")), ShowHome).view


def shop(door: FrontDoor, place: str = "C1", kind: PlaceKind = PlaceKind.PUBLIC) -> FrontDoor:
    there = door.at(place, kind)
    make_journey(there, f"Buying in {place}")
    add_touchpoint(there, f"Buying in {place}", "Purchase", "Checkout page")
    return there


def test_a_newcomer_finds_the_four_jobs_and_the_next_step(maya: FrontDoor) -> None:
    view = home(maya)
    ids = [label for label, button in buttons(view).items() if "notif" not in button["action_id"]]
    assert ids == ["Log a pain point", "Add a touchpoint", "See the map", "Journeys"]
    text = shown(view)
    assert "Hello <@UMAYA>" in text
    assert "My last five" in text
    assert "Nothing yet. What you log appears here" in text
    assert "`/journey help`" in text
    for label in ids:
        assert press(maya.at(None), view, label, in_form=True), label


def test_my_last_five_newest_first(maya: FrontDoor) -> None:
    shop(maya)
    for number in range(7):
        log_pain(maya, f"Pain number {number}")
    log_pain(maya.as_("UNOOR"), "Somebody else's")
    text = shown(home(maya))
    order = [text.index(f"Pain number {number}") for number in (6, 5, 4, 3, 2)]
    assert order == sorted(order)
    assert "Pain number 1" not in text
    assert "The latest 5 of 7 you logged; `/pain list mine` shows all." in text
    assert "Somebody else's" not in text[text.index("My last five") :]
    assert "T-1 Checkout page · New · heat 3.0 · reported once" in text
    assert "From here you work on *Buying in C1*" in text


def test_open_shows_the_card_to_read(maya: FrontDoor) -> None:
    shop(maya)
    log_pain(maya, "The queue was long")
    card = only(press(maya.at(None), home(maya), "Open"), OpenForm).view
    assert card["title"]["text"] == "P-1"
    assert "The queue was long" in shown(card)
    assert buttons(card) == {}
    assert "submit" not in card


def test_logging_from_home_opens_the_form(maya: FrontDoor) -> None:
    shop(maya)
    effects = press(maya.at(None), home(maya), "Log a pain point", in_form=True)
    assert only(effects, OpenForm).view["title"]["text"] == "Log a pain point"


def test_what_is_private_shows_ones_own_report_and_where_it_opens(maya: FrontDoor) -> None:
    noor = maya.as_("UNOOR").at("G1", PlaceKind.PRIVATE)
    shop(maya, "G1", PlaceKind.PRIVATE)
    shop(maya, "C2")
    log_pain(noor, "The queue was long")
    view = home(noor)
    assert "Buying in G1" not in shown(view)
    card = shown(only(press(noor.at(None), view, "Open"), OpenForm))
    assert "The queue was long" in card
    assert "Kept to its channel: open it there with `/pain P-1`." in card
    assert "Checkout page" not in card
    with pytest.raises(UserError, match="There is no P-1"):
        maya.as_("UKWAME").at(None).click("notifications.glance", "1")


def test_guests_are_told_where_to_log(maya: FrontDoor) -> None:
    there = shop(maya)
    guest = there.as_("UGUEST", guest=True)
    log_pain(guest, "The queue was long")
    view = home(guest)
    assert "The queue was long" in shown(view)
    assert "Log a pain point" not in buttons(view)
    assert "a channel that you were invited to" in shown(view)


def test_hostile_words_are_shown_as_typed(maya: FrontDoor) -> None:
    shop(maya)
    log_pain(maya, HOSTILE)
    formatted = "\n".join(mrkdwn(home(maya)))
    assert "&lt;!channel&gt;" in formatted
    for harmful in ("<!channel>", "<@U1>", " *bold*", "`x`"):
        assert harmful not in formatted


def test_nothing_of_another_workspace(maya: FrontDoor) -> None:
    shop(maya)
    log_pain(maya, "The queue was long")
    assert "The queue was long" not in shown(home(maya.as_("UMAYA", workspace_id="T2")))
