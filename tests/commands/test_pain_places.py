"""Which touchpoint is meant: chosen when the text is clear, else the likely ones first."""

import pytest

from storage.db import transaction
from storage.workspace import workspaces
from tests.commands.front_door import FrontDoor
from tests.commands.pain_world import fill_shop, log, opened


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    fill_shop(maya)
    maya.command("/touchpoint Checkout @ Research via app")
    return maya


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("The till was closed", "1"),
        ("TILL, closed!", "1"),
        ("The checkout page froze", "2"),  # not T-5 Checkout, which is part of it
        ("Checkout took forever", "5"),
        ("The labels were blank", "3"),  # half of "Parcel label", and no other says so
        ("Hotline hung up on me", "4"),
        ("The till and the checkout page were down", None),
        ("Everything was slow", None),
        ("A tiller was closed", None),
        ("", None),
        ("\u202e\x00", None),
    ],
)
def test_where_is_chosen_when_the_text_is_clear(
    shop: FrontDoor, told: str, where: str | None
) -> None:
    assert opened(shop, f"/pain {told}").values["where"] == where


def test_two_places_of_one_name_are_not_chosen_between(shop: FrontDoor) -> None:
    shop.command("/touchpoint Till @ Research via app")
    assert opened(shop, "/pain The till was closed").values["where"] is None


def test_at_first_they_are_in_the_order_of_the_alphabet(shop: FrontDoor) -> None:
    assert opened(shop, "/pain").offered() == [
        "Checkout",
        "Checkout page",
        "Parcel label",
        "Service hotline",
        "Till",
    ]


def test_named_then_this_channels_then_ones_own(shop: FrontDoor) -> None:
    log(shop.as_("UNOOR"), "It was closed", where="1")  # here, by somebody else
    log(shop.at("C2"), "It was blank", where="3")  # elsewhere, by Maya
    assert opened(shop, "/pain").offered() == [
        "Till",
        "Parcel label",
        "Checkout",
        "Checkout page",
        "Service hotline",
    ]
    form = opened(shop, "/pain").fill(what="the hotline")
    assert form.offered()[:3] == ["Service hotline", "Till", "Parcel label"]


def test_the_latest_of_a_channel_comes_first(shop: FrontDoor) -> None:
    log(shop, "It was closed", where="1")
    log(shop, "It was blank", where="3")
    assert opened(shop.as_("UNOOR"), "/pain").offered()[:2] == ["Parcel label", "Till"]


def test_what_is_typed_narrows_and_the_likely_still_come_first(shop: FrontDoor) -> None:
    log(shop, "It froze", where="2")
    assert opened(shop, "/pain").offered("che") == ["Checkout page", "Checkout"]
    assert opened(shop, "/pain").offered("zzz") == []


def test_retired_places_are_neither_chosen_nor_offered(shop: FrontDoor) -> None:
    log(shop, "It was closed", where="1")
    shop.command("/touchpoint retire T-1")
    shop.click("touchpoint.retire", "1")
    form = opened(shop, "/pain The till was closed")
    assert form.values["where"] is None
    assert "Till" not in form.offered()


def test_another_journeys_and_workspaces_places_stay_out(shop: FrontDoor) -> None:
    other = shop.as_("UMAYA", workspace_id="T2")
    with transaction(shop.engine) as session:
        workspaces.ensure(session, workspace_id="T2", at=shop.now)
    fill_shop(other)
    log(other, "It was closed", where="6")
    assert opened(shop, "/pain").offered()[0] == "Checkout"
