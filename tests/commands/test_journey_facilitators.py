"""Facilitators: who chooses them, and what they may do."""

import pytest

from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Tell
from commands.request import Person
from storage.db import transaction
from storage.history import entries as history
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import legal


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    maya.submit(maya.form("/journey new"), {"name": "Buying", "template": "purchase"})
    return maya


def chosen(door: FrontDoor, *people: str) -> str:
    answer = door.command("/journey facilitators")
    legal(answer)
    form = only(answer, OpenForm).view
    return said(door.submit(form, {"people": list(people)}))


def test_the_owner_chooses_them(shop: FrontDoor) -> None:
    assert "<@UNOOR>, <@UZOE>" in chosen(shop, "UZOE", "UNOOR")
    again = only(shop.command("/journey facilitators"), OpenForm).view
    assert again["blocks"][0]["element"]["initial_users"] == ["UNOOR", "UZOE"]
    assert "Nothing changed" in chosen(shop, "UNOOR", "UZOE")
    assert "no facilitators" in chosen(shop)
    with transaction(shop.engine) as session:
        noted = history.of(session, workspace_id="T1", subject="journey", subject_id=1)
    assert [each.what for each in noted] == ["facilitators", "facilitators", "added"]
    assert noted[0].before == {"facilitators": ["UNOOR", "UZOE"]}


def test_they_are_found_from_the_hub(shop: FrontDoor) -> None:
    noor = shop.as_("UNOOR")
    line = "No facilitators besides the owner yet · `/journey facilitators`"
    assert line in said(noor.command("/journey"))
    assert "Ask <@UMAYA> to name some." in said(noor.command("/journey facilitators"))
    chosen(shop, "UZOE", *[f"UA{n}" for n in range(6)])
    line = "Facilitators: <@UA0>, <@UA1>, <@UA2>, <@UA3>, <@UA4> and 2 more, besides the owner"
    assert f"{line} · `/journey facilitators`" in said(noor.command("/journey"))
    guest = shop.as_("UGUEST", guest=True)
    assert line in said(guest.command("/journey"))
    assert "`/journey facilitators`" not in said(guest.command("/journey"))


def test_others_are_told_who_they_are(shop: FrontDoor) -> None:
    chosen(shop, "UNOOR")
    noor = shop.as_("UNOOR")
    told = said(noor.command("/journey facilitators"))
    assert "Facilitators of *Buying*: <@UNOOR>" in told
    assert "Ask <@UMAYA> to name more." in told
    with pytest.raises(UserError, match="Guests"):
        shop.as_("UGUEST", guest=True).command("/journey facilitators")


def test_who_becomes_one_is_told_once_and_what_it_means(shop: FrontDoor) -> None:
    form = only(shop.command("/journey facilitators"), OpenForm).view
    told = [
        each
        for people in (["UMAYA", "UNOOR"], ["UNOOR", "UZOE"], [])
        for each in shop.submit(form, {"people": people})
        if isinstance(each, Tell)
    ]
    assert [each.person_id for each in told] == ["UNOOR", "UZOE"]
    assert "<@UMAYA> made you a facilitator of *Buying*: you may now close" in told[0].text


def test_a_private_journey_is_named_to_nobody_outside(maya: FrontDoor) -> None:
    inside = maya.at("G1", PlaceKind.PRIVATE)
    inside.submit(inside.form("/journey new"), {"name": "Secret", "template": "purchase"})
    form = only(inside.command("/journey facilitators"), OpenForm).view
    assert not [e for e in inside.submit(form, {"people": ["UNOOR"]}) if isinstance(e, Tell)]


def test_a_form_of_somebody_who_owned_it_no_longer_is_refused(shop: FrontDoor) -> None:
    form = only(shop.command("/journey facilitators"), OpenForm).view
    with pytest.raises(UserError, match="Only the journey's owner"):
        shop.as_("UNOOR").submit(form, {"people": ["UNOOR"]})


def test_an_administrator_chooses_them_too(shop: FrontDoor) -> None:
    admin = shop.as_("UADMIN")
    admin.person = Person("UADMIN", admin=True)
    assert "<@UZOE>" in chosen(admin, "UZOE")


def test_too_many_or_nobody_real_is_refused(shop: FrontDoor) -> None:
    for people in ([f"U{n:04}" for n in range(21)], ["nobody"]):
        with pytest.raises(FieldError, match="Choose up to 20 people"):
            chosen(shop, *people)


def test_a_facilitator_closes_a_vote_and_others_are_told_whom_to_ask(shop: FrontDoor) -> None:
    form = only(shop.command("/vote"), OpenForm).view
    assert "Start a vote" in shown(form)
    shop.submit(form, {"question": "What first?", "typed": "Tills\nQueues", "about": "typed"})
    noor = shop.as_("UNOOR")
    with pytest.raises(UserError, match="ask <@UMAYA>, who started it, a facilitator"):
        noor.command("/vote close V-1")
    chosen(shop, "UNOOR")
    noor.command("/vote close V-1")
    assert "closed" in said(noor.command("/vote V-1"))
