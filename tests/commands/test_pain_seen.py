"""'Seen before?': the person decides, nothing is lost, and two clicks are one."""

import pytest

from commands.reply import OpenForm, Refresh, Say, UpdateForm
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import buttons
from tests.commands.pain_world import (
    OpenedForm,
    fill_shop,
    log,
    opened,
    pain_points,
    sightings,
)

KNOWN = "The parcel label could not be printed"
AGAIN = "Could not print the parcel label"
OTHER = "Nobody answered the phone for an hour"
BUTTON = "I've seen this too"


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    fill_shop(maya)
    log(maya, KNOWN, where="3")
    return maya.as_("UNOOR").later(days=1)


def test_words_that_are_known_show_what_was_seen_before(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}")
    text = shown(form.view)
    assert "Seen before?" in text
    assert f"*P-1* {KNOWN}" in text
    assert "T-3 Parcel label · heat 2.9 · reported once" in text
    assert form.view["submit"]["text"] == "Log as new"


def test_other_words_show_nothing(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {OTHER}")
    assert "Seen before?" not in shown(form.view)
    assert form.view["submit"]["text"] == "Log"


def test_enter_after_typing_shows_it(shop: FrontDoor) -> None:
    form = opened(shop, "/pain").fill(what=AGAIN, severity="4")
    form.act("pain.told", AGAIN)
    assert BUTTON in buttons(form.view)
    assert (form.values["what"], form.values["severity"]) == (AGAIN, "4")


def test_choosing_where_shows_it(shop: FrontDoor) -> None:
    form = opened(shop, "/pain").fill(what=AGAIN, where="3")
    form.act("where", "3")
    assert BUTTON in buttons(form.view)
    assert form.values["where"] == "3"


def test_both_fields_ask_slack_to_tell(shop: FrontDoor) -> None:
    by_name = {block.get("block_id"): block for block in opened(shop, "/pain").view["blocks"]}
    assert by_name["what"]["dispatch_action"]
    assert by_name["what"]["element"]["dispatch_action_config"] == {
        "trigger_actions_on": ["on_enter_pressed"]
    }
    assert by_name["where"]["dispatch_action"]


def test_what_was_not_shown_before_brings_the_form_back_once(shop: FrontDoor) -> None:
    form = opened(shop, "/pain").fill(what=AGAIN, where="3", severity="4")
    back = only(form.send(), OpenForm).view
    assert "Nothing is logged yet" in shown(back["blocks"][0])
    assert back["submit"]["text"] == "Log as new"
    assert (form.values["what"], form.values["where"]) == (AGAIN, "3")
    assert len(pain_points(shop)) == 1
    assert "Logged as *P-2*" in said(form.send())
    assert [pain.title for pain in pain_points(shop)] == [KNOWN, AGAIN]


def test_the_same_click_twice_gets_the_same_form_twice(shop: FrontDoor) -> None:
    form = opened(shop, "/pain").fill(what=AGAIN, where="3", severity="4")
    context = form.view["private_metadata"]
    form.send(key="form:V1:1")
    form.view["private_metadata"] = context
    assert only(form.send(key="form:V1:1"), OpenForm)


def test_what_was_shown_before_is_logged_at_once(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}").fill(where="3", severity="4")
    assert "Logged as *P-2*" in said(form.send())


def test_seen_too_adds_a_sighting_with_what_is_filled_in(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}").fill(severity="5")
    form.fill(quote="A whole day lost", emotion="-2")
    answer = form.press(BUTTON)
    assert form.title == "Thank you"
    assert "Sighting added to P-1" in shown(form.view)
    assert "2 sightings by 2 people" in shown(form.view)
    assert "submit" not in form.view
    assert only(answer, Refresh).subject == "pain:1"
    _, seen = sightings(shop, 1)
    assert (seen.reporter_id, seen.severity, seen.words) == ("UNOOR", 5, AGAIN)
    assert (seen.quote, seen.emotion) == ("A whole day lost", -2)
    assert len(pain_points(shop)) == 1


def test_seen_too_asks_only_for_how_bad_it_was(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}").fill(where="2")
    form.press(BUTTON)
    assert form.title == "Add a sighting"
    assert form.labels == ["How bad is it for the customer?", "What happened?"]
    assert form.values["what"] == AGAIN
    assert len(sightings(shop)) == 1
    assert "Sighting added to P-1" in said(form.fill(severity="2").send())
    assert [seen.words for seen in sightings(shop, 1)] == ["", AGAIN]


def test_it_is_something_else_after_all(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}").fill(where="2")
    form.press(BUTTON)
    form.press("It is something else")
    assert form.title == "Log a pain point"
    assert (form.values["what"], form.values["where"]) == (AGAIN, "2")
    assert "Logged as *P-2* at T-2" in said(form.fill(severity="2").send())


def test_seen_too_twice_is_one_sighting(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}").fill(severity="5")
    view, values = form.view, form.values
    form.press(BUTTON)
    form.view, form.values = view, values  # the second click, before the answer was seen
    answer = form.press(BUTTON)
    assert "stored already" in shown(only(answer, UpdateForm))
    assert len(sightings(shop, 1)) == 2


def test_seen_too_and_then_log_is_not_both(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}").fill(severity="5", where="3")
    view, values = form.view, form.values
    form.press(BUTTON)
    form.view, form.values = view, values
    assert "stored already" in said(form.send())
    assert len(pain_points(shop)) == 1


def test_another_form_of_the_same_person_counts_again(shop: FrontDoor) -> None:
    for form_id in ("V1", "V2"):
        opened(shop, f"/pain {AGAIN}", form_id).fill(severity="5").press(BUTTON)
    assert len(sightings(shop, 1)) == 3


def test_what_is_masked_is_said(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}, ask ana@fern.example").fill(severity="5")
    form.press(BUTTON)
    assert "Masked: an e-mail address." in shown(form.view)
    assert sightings(shop, 1)[-1].words == f"{AGAIN}, ask [e-mail]"


def test_a_solved_one_is_not_offered(shop: FrontDoor) -> None:
    form = OpenedForm(shop, shop.command("/pain solve P-1"), "V9")
    form.send()
    assert "Seen before?" not in shown(opened(shop, f"/pain {AGAIN}").view)


def test_delights_are_not_compared_with_pain_points(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}")
    form.press("Delight")
    assert "Seen before?" not in shown(form.view)
    form.press("Pain point")
    assert "Seen before?" in shown(form.view)


def test_of_many_the_three_most_alike_are_offered(shop: FrontDoor) -> None:
    for number in range(5):
        log(shop, f"{KNOWN} on printer {number}", where="3")
    view = opened(shop, f"/pain {AGAIN}").view
    assert 1 <= sum(BUTTON in shown(block) for block in view["blocks"]) <= 3


def test_the_receipt_of_the_form_can_be_said_too(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {AGAIN}")
    form.press(BUTTON)
    receipt = only(form.fill(severity="1").send(), Say)
    assert set(buttons(receipt)) == {"Open"}


def test_it_comes_back_once_whatever_is_typed_then(shop: FrontDoor) -> None:
    log(shop, OTHER, where="4")
    form = opened(shop, "/pain").fill(what=AGAIN, where="3", severity="4")
    assert only(form.send(), OpenForm)
    assert "Logged as *P-3*" in said(form.fill(what=OTHER, where="4").send())
