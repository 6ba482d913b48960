"""Logging a pain point or a delight, from what was typed to what is stored."""

import pytest

from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Post, Say, Tell
from commands.request import Kind, Message
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE, legal, mrkdwn
from tests.commands.pain_world import (
    OpenedForm,
    fill_shop,
    log,
    opened,
    pain_points,
    sightings,
    texts_stored,
)

REQUIRED = ["What happened?", "Where?", "How bad is it for the customer?"]
OPTIONAL = ["How did the customer feel?", "In their words", "How do you know?", "Who told you?"]


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    fill_shop(maya)
    return maya


def test_the_form_asks_three_things_and_offers_the_rest(shop: FrontDoor) -> None:
    form = opened(shop, "/pain")
    assert form.title == "Log a pain point"
    assert form.labels == [*REQUIRED, *OPTIONAL, "Thanks"]
    optional = [b["label"]["text"] for b in form.view["blocks"] if b.get("optional")]
    assert optional == [*OPTIONAL, "Thanks"]


def test_everything_that_was_filled_in_is_stored(shop: FrontDoor) -> None:
    log(
        shop,
        "The queue was long",
        where="2",
        emotion="-2",
        quote="Never again",
        source="Customer said",
        told_by="Ana from the night shift",
        thanked=["yes"],
    )
    (pain,) = pain_points(shop)
    (seen,) = sightings(shop)
    assert (pain.title, pain.kind, pain.touchpoint_id) == ("The queue was long", "pain", 2)
    assert (seen.severity, seen.emotion, seen.quote) == (3, -2, "Never again")
    assert (seen.source, seen.told_by) == ("Customer said", "Ana from the night shift")
    assert seen.thanked_by_name
    assert (seen.place_id, seen.place_private, seen.permalink) == ("C1", False, None)


def test_the_receipt_tells_number_channel_and_what_happens_next(shop: FrontDoor) -> None:
    answer = log(shop, "The queue was long")
    receipt = said(answer)
    assert "Logged as *P-1* at T-1 Till" in receipt
    assert "Your team sees it in <#C1>" in receipt
    assert "What happens next" in receipt
    assert "Masked" not in receipt
    assert only(answer, Post).channel_id == "C1"


def test_the_form_says_where_it_will_be_seen(shop: FrontDoor) -> None:
    assert "Journey: Web shop · your team sees it in <#C1>" in shown(opened(shop, "/pain").view)


@pytest.mark.parametrize("told", ["", "   ", "\n\t ", "\u200b\u202e", "\x00"])
def test_empty_words_are_asked_for_again(shop: FrontDoor, told: str) -> None:
    form = opened(shop, "/pain").fill(what=told)
    with pytest.raises(FieldError) as wrong:
        form.send()
    assert wrong.value.by_field == {
        "what": "Say in a few words what happened.",
        "where": "Choose where it happened.",
        "severity": "Choose how bad it is.",
    }
    assert pain_points(shop) == []


@pytest.mark.parametrize("severity", ["0", "6", "x", "-1", "3.0"])
def test_a_severity_that_was_not_offered_is_refused(shop: FrontDoor, severity: str) -> None:
    form = opened(shop, "/pain The queue").fill(where="1", severity=severity)
    with pytest.raises(FieldError) as wrong:
        form.send()
    assert list(wrong.value.by_field) == ["severity"]


@pytest.mark.parametrize("where", ["99", "x", "-1", "1; DROP", "٣"])
def test_a_touchpoint_that_is_none_is_refused(shop: FrontDoor, where: str) -> None:
    with pytest.raises(FieldError) as wrong:
        opened(shop, "/pain The queue").fill(where=where, severity="1").send()
    assert list(wrong.value.by_field) == ["where"]


def test_too_long_a_text_says_how_long_it_is(shop: FrontDoor) -> None:
    with pytest.raises(FieldError, match="That is 3,001 characters") as wrong:
        opened(shop, "/pain").fill(what="x" * 3001, where="1", severity="1").send()
    assert list(wrong.value.by_field) == ["what"]


def test_a_command_longer_than_there_is_room_opens_with_what_fits(shop: FrontDoor) -> None:
    form = opened(shop, "/pain " + "long words " * 400)
    assert len(str(form.values["what"])) <= 3000


def test_hostile_text_is_shown_as_typed(shop: FrontDoor) -> None:
    answer = log(shop, HOSTILE)
    for text in mrkdwn(answer):
        assert "<!channel>" not in text
        assert "<@U1>" not in text
    assert "\u202e" not in pain_points(shop)[0].title


def test_a_touchpoint_retired_meanwhile_keeps_the_form_open(shop: FrontDoor) -> None:
    form = opened(shop, "/pain The queue was long").fill(where="1", severity="2")
    shop.command("/touchpoint retire T-1")
    shop.click("touchpoint.retire", "1")
    with pytest.raises(FieldError, match="T-1 was retired while this form was open"):
        form.send()
    assert form.fill(where="2").send()
    assert len(pain_points(shop)) == 1


def test_a_form_of_a_journey_that_is_gone_says_so(shop: FrontDoor) -> None:
    form = opened(shop, "/pain The queue was long").fill(where="1", severity="2")
    form.view["private_metadata"]["journey"] = "999"
    gone = "The journey of this form is not here any more"
    with pytest.raises(UserError, match=gone):
        form.send()
    with pytest.raises(UserError, match=gone):
        form.press("Delight")


def test_another_workspaces_touchpoint_is_unknown(shop: FrontDoor) -> None:
    other = shop.as_("UEVE", workspace_id="T2")
    fill_shop(other)
    form = opened(shop, "/pain The queue").fill(where="5", severity="1")
    with pytest.raises(FieldError, match="no longer exists"):
        form.send()


def test_guests_log_in_the_channel_they_are_in(shop: FrontDoor) -> None:
    assert "Logged as *P-1*" in said(log(shop.as_("UGUEST", guest=True), "The queue was long"))


def test_sending_twice_stores_once(shop: FrontDoor) -> None:
    form = opened(shop, "/pain The queue was long").fill(where="1", severity="2")
    form.send()
    assert "stored already" in said(form.send())
    assert (len(pain_points(shop)), len(sightings(shop))) == (1, 1)


# Delights


def test_the_switch_changes_the_words_and_keeps_what_was_typed(shop: FrontDoor) -> None:
    form = opened(shop, "/pain A card was in the parcel").fill(severity="4", where="3")
    form.fill(quote="How lovely", thanked=["yes"])
    form.press("Delight")
    assert form.title == "Log a delight"
    assert form.labels == [
        "What happened?",
        "Where?",
        "How much did it please?",
        *OPTIONAL,
        "Who made it happen?",
        "Their consent",
    ]
    assert form.values["what"] == "A card was in the parcel"
    assert (form.values["where"], form.values["quote"]) == ("3", "How lovely")
    assert not form.values["pleased"]
    form.fill(pleased="5", maker="UNOOR", agreed=["yes"])
    form.press("Pain point")
    assert form.title == "Log a pain point"
    assert (form.values["severity"], form.values["thanked"]) == ("4", ["yes"])
    form.press("Delight")
    assert (form.values["pleased"], form.values["maker"]) == ("5", "UNOOR")
    assert form.values["agreed"] == ["yes"]


def test_a_delight_has_a_number_and_no_status_to_follow(shop: FrontDoor) -> None:
    form = opened(shop, "/journey delight A card was in the parcel")
    assert form.title == "Log a delight"
    answer = form.fill(where="3", pleased="5").send()
    assert "Delight logged as *P-1* at T-3" in said(answer)
    assert "status" not in said(answer)
    (pain,) = pain_points(shop)
    (seen,) = sightings(shop)
    assert (pain.kind, seen.severity, seen.made_by) == ("delight", 5, None)
    assert "*Status*" not in said(shop.command("/pain P-1"))


def test_a_delight_must_say_how_much_it_pleased(shop: FrontDoor) -> None:
    with pytest.raises(FieldError, match="Choose how much it pleased"):
        opened(shop, "/journey delight A card").fill(where="3").send()


def test_the_colleague_who_agreed_is_thanked(shop: FrontDoor) -> None:
    form = opened(shop, "/journey delight A card was in the parcel")
    form.fill(where="3", pleased="5", maker="UNOOR", agreed=["yes"])
    answer = form.send()
    told = only(answer, Tell)
    assert told.person_id == "UNOOR"
    assert "<@UMAYA> says you made a customer happy" in told.text
    assert "I thank <@UNOOR> in your name" in said(answer)
    assert sightings(shop)[0].made_by == "UNOOR"
    assert "Thank you <@UNOOR>." in shown(only(answer, Post))
    assert "Thank you <@UNOOR>." in said(shop.command("/pain P-1"))


def test_nobody_is_named_without_their_consent(shop: FrontDoor) -> None:
    form = opened(shop, "/journey delight A card was in the parcel")
    form.fill(where="3", pleased="5", maker="UNOOR")
    with pytest.raises(FieldError) as wrong:
        form.send()
    assert list(wrong.value.by_field) == ["agreed"]
    form.fill(maker=None)
    assert not any(isinstance(effect, Tell) for effect in form.send())


def test_thanking_oneself_sends_no_message(shop: FrontDoor) -> None:
    form = opened(shop, "/journey delight A card was in the parcel")
    form.fill(where="3", pleased="5", maker="UMAYA", agreed=["yes"])
    assert not any(isinstance(effect, Tell) for effect in form.send())


def test_a_delight_is_asked_for_after_the_journey_was_chosen(maya: FrontDoor) -> None:
    for name in ("One", "Two"):
        maya.submit(maya.form("/journey new"), {"name": name, "template": "purchase"})
    elsewhere = maya.as_("UNOOR").at("C9")
    chooser = only(elsewhere.command("/journey delight A card was in it"), OpenForm).view
    assert chooser["title"]["text"] == "Which journey?"
    choice = chooser["blocks"][1]["element"]["options"][0]["value"]
    form = only(elsewhere.submit(chooser, {"journey": choice}), OpenForm).view
    assert form["title"]["text"] == "Log a delight"
    assert "A card was in it" in shown(form)


# From a message


LINK = "https://fern.slack.com/archives/C1/p78"


def log_message(door: FrontDoor, text: str, *, permalink: str | None = LINK) -> OpenedForm:
    message = Message(text, "U2", "7.8", permalink)
    return OpenedForm(door, door.ask(Kind.SHORTCUT, "pain.log_message", message=message))


def test_a_message_opens_the_form_with_its_words(shop: FrontDoor) -> None:
    form = log_message(shop, "The parcel label would not print")
    assert form.title == "Log a pain point"
    assert form.values["what"] == "The parcel label would not print"
    assert form.values["source"] is None
    form.press("Delight")
    form.press("Pain point")
    form.fill(where="3", severity="2").send()
    (seen,) = sightings(shop)
    assert (seen.permalink, seen.place_id, seen.place_private) == (LINK, "C1", False)


@pytest.mark.parametrize("kind", [PlaceKind.PRIVATE, PlaceKind.DIRECT])
def test_a_message_of_a_private_conversation_is_marked(shop: FrontDoor, kind: PlaceKind) -> None:
    form = log_message(shop.at("D7", kind), "The label would not print")
    form.fill(where="3", severity="2").send()
    (seen,) = sightings(shop)
    assert (seen.place_id, seen.place_private) == ("D7", True)


@pytest.mark.parametrize("text", ["", " \n", HOSTILE, "x" * 40_000])
def test_any_message_opens_a_form_that_slack_takes(shop: FrontDoor, text: str) -> None:
    assert log_message(shop, text, permalink=None).title == "Log a pain point"


def test_a_messages_link_survives_the_question_which_journey(maya: FrontDoor) -> None:
    for name in ("One", "Two"):
        maya.submit(maya.form("/journey new"), {"name": name, "template": "purchase"})
    elsewhere = maya.as_("UNOOR").at("C9")
    message = Message("It froze", "U2", "7.8", LINK)
    asked = elsewhere.ask(Kind.SHORTCUT, "pain.log_message", message=message)
    chooser = only(legal(asked), OpenForm).view
    choice = chooser["blocks"][1]["element"]["options"][0]["value"]
    form = only(elsewhere.submit(chooser, {"journey": choice}), OpenForm).view
    assert form["private_metadata"]["permalink"] == LINK


# Masking


SECRET = "mail ana@fern.example or call +49 30 901820"


def test_customer_data_is_masked_before_it_is_stored_or_posted(shop: FrontDoor) -> None:
    answer = log(shop, f"Nobody answers: {SECRET}", quote=SECRET, told_by="b@fern.example")
    stored = texts_stored(shop)
    everything = stored + shown(answer) + said(shop.command("/pain P-1"))
    for part in ("ana@fern", "901820", "b@fern"):
        assert part not in everything
    assert "Nobody answers: mail [e-mail] or call [phone]" in stored
    assert "Masked: an e-mail address and a phone number." in said(answer)


def test_errors_keep_the_words_as_they_were_typed(shop: FrontDoor) -> None:
    form = opened(shop, f"/pain {SECRET}")
    assert form.values["what"] == SECRET


def test_masked_words_longer_than_there_is_room_are_refused_kindly(shop: FrontDoor) -> None:
    with pytest.raises(FieldError, match="there is room for 80"):
        log(shop, "The queue was long", told_by=" ".join(["a@b.co"] * 11))


def test_the_receipt_is_a_say(shop: FrontDoor) -> None:
    assert only(log(shop, "The queue was long"), Say).text.startswith("Logged as P-1")
