"""Adding a sighting to a known pain point: `/pain P-12 <text>`."""

import pytest

from commands.errors import FieldError, UserError
from commands.reply import Refresh, Say
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE, buttons, mrkdwn
from tests.commands.pain_world import OpenedForm, fill_shop, log, opened, pain_points, sightings
from tests.commands.touchpoint_world import open_shop


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    fill_shop(maya)
    log(maya, "The parcel label could not be printed", where="3")
    return maya.as_("UNOOR").later(days=1)


def test_the_number_with_words_opens_a_small_form(shop: FrontDoor) -> None:
    form = opened(shop, "/pain p-1 it jammed again")
    assert form.title == "Add a sighting"
    assert form.labels == ["How bad is it for the customer?", "What happened?"]
    assert form.values == {"severity": None, "what": "it jammed again"}
    answer = form.fill(severity="4").send()
    assert "Sighting added to P-1" in said(answer)
    assert "2 sightings by 2 people" in said(answer)
    refreshed = only(answer, Refresh)
    assert refreshed.subject == "pain:1"
    assert "2 sightings by 2 people" in shown(refreshed)
    assert sightings(shop, 1)[-1].words == "it jammed again"
    assert len(pain_points(shop)) == 1


def test_how_bad_it_was_may_come_first(shop: FrontDoor) -> None:
    form = opened(shop, "/pain P-1 4 it jammed again")
    assert form.values == {"severity": "4", "what": "it jammed again"}
    assert "Sighting added" in said(form.send())


@pytest.mark.parametrize("words", ["6 of them jammed", "40 times", "0 idea"])
def test_other_numbers_are_words(shop: FrontDoor, words: str) -> None:
    assert opened(shop, f"/pain P-1 {words}").values == {"severity": None, "what": words}


def test_the_number_alone_shows_the_card(shop: FrontDoor) -> None:
    assert "First logged" in said(shop.command("/pain P-1 "))


def test_a_button_opens_the_same_form(shop: FrontDoor) -> None:
    form = OpenedForm(shop, shop.click("pain.add_sighting", "1"))
    form.fill(severity="2").send()
    assert len(sightings(shop, 1)) == 2


def test_details_may_be_added(shop: FrontDoor) -> None:
    form = opened(shop, "/pain P-1 it jammed again").fill(severity="4")
    form.press("Add details")
    assert (form.values["severity"], form.values["what"]) == ("4", "it jammed again")
    form.fill(quote="Again?", source="Survey", emotion="-1", told_by="Ana").send()
    seen = sightings(shop, 1)[-1]
    assert (seen.quote, seen.source, seen.emotion, seen.told_by) == ("Again?", "Survey", -1, "Ana")


def test_how_bad_it_was_is_required(shop: FrontDoor) -> None:
    with pytest.raises(FieldError, match="Choose how bad it is"):
        opened(shop, "/pain P-1 again").send()
    assert len(sightings(shop)) == 1


def test_sending_twice_adds_one(shop: FrontDoor) -> None:
    form = opened(shop, "/pain P-1 again").fill(severity="1")
    form.send()
    assert "stored already" in said(form.send())
    assert len(sightings(shop, 1)) == 2


@pytest.mark.parametrize("number", ["P-2", "P-0", "p-999999999999999999999999"])
def test_unknown_numbers_are_called_unknown(shop: FrontDoor, number: str) -> None:
    with pytest.raises(UserError, match="There is no P-"):
        shop.command(f"/pain {number} it jammed again")


@pytest.mark.parametrize("value", ["", "x", "9" * 30, "-1"])
def test_buttons_with_anything_in_them_are_answered_kindly(shop: FrontDoor, value: str) -> None:
    for action in ("pain.add_sighting", "pain.seen_too"):
        with pytest.raises(UserError, match="There is no P-"):
            shop.click(action, value)


def test_another_workspaces_and_a_private_journeys_are_unknown(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="There is no P-1"):
        shop.as_("UEVE", workspace_id="T2").command("/pain P-1 again")
    secret = shop.at("G1", PlaceKind.PRIVATE)
    open_shop(secret, name="Secret", channel="G1", private=True)
    secret.command("/touchpoint Vault @ Purchase via website")
    log(secret, "The vault was open", where="5")
    with pytest.raises(UserError, match="There is no P-2"):
        shop.as_("UEVE").at("C1").command("/pain P-2 again")


def test_hostile_words_are_shown_as_typed(shop: FrontDoor) -> None:
    answer = opened(shop, f"/pain P-1 {HOSTILE}").fill(severity="1").send()
    for text in mrkdwn([*answer, *shop.command("/pain P-1")]):
        assert "<!channel>" not in text
        assert "<@U1>" not in text


def test_customer_data_is_masked(shop: FrontDoor) -> None:
    answer = opened(shop, "/pain P-1 call +49 30 901820").fill(severity="1").send()
    assert "Masked: a phone number." in said(answer)
    assert sightings(shop, 1)[-1].words == "call [phone]"


def test_a_duplicate_leads_to_the_other(shop: FrontDoor) -> None:
    log(shop, "No stickers for returns", where="1")
    shop.command("/pain merge P-2 P-1")
    form = opened(shop, "/pain P-2 none left again").fill(severity="2")
    assert "P-2 is a duplicate of P-1, so it is added to P-1" in shown(form.view)
    answer = form.send()
    assert "Sighting added to P-1" in said(answer)
    assert only(answer, Refresh).subject == "pain:1"
    assert sightings(shop, 1)[-1].words == "none left again"
    assert sightings(shop, 2) == []


def test_a_solved_one_says_so_and_its_owner_may_reopen_it(shop: FrontDoor) -> None:
    OpenedForm(shop, shop.command("/pain solve P-1"), "V9").send()
    form = opened(shop, "/pain P-1 still jams").fill(severity="2")
    assert "P-1 is solved since" in shown(form.view)
    answer = form.send()
    assert "still happens" in said(answer)
    assert "Reopen" not in buttons(only(answer, Say))
    owner = shop.as_("UOWNER")
    answer = opened(owner, "/pain P-1 still jams", "V2").fill(severity="2").send()
    assert "Reopen" in buttons(only(answer, Say))
    assert len(sightings(shop, 1)) == 3


def test_a_declined_one_says_why(shop: FrontDoor) -> None:
    form = OpenedForm(shop, shop.command("/pain decline P-1"), "V9")
    form.fill(reason="Too rare <!here>").send()
    shown_form = opened(shop, "/pain P-1 still jams").view
    assert "P-1 is declined: Too rare" in shown(shown_form)
    assert "<!here>" not in shown(shown_form)


def test_a_delights_sighting_asks_how_much_it_pleased(shop: FrontDoor) -> None:
    opened(shop, "/journey delight A card was in it", "V8").fill(where="3", pleased="5").send()
    form = opened(shop, "/pain P-2 again")
    assert form.labels[0] == "How much did it please?"
    answer = form.fill(pleased="4").send()
    assert "Sighting added to P-2" in said(answer)
    assert "status" not in said(answer)
