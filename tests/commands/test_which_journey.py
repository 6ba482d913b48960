"""Asking "Which journey?" and going on, with nothing lost on the way."""

import json
from dataclasses import replace

import pytest

from commands.blocks import MAX_METADATA
from commands.errors import FieldError, UserError
from commands.journey import which
from commands.reply import OpenForm, Post, Say, View
from commands.request import Kind, Message, Person, Place, Request
from storage.db import transaction
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import add_touchpoint, legal, log_pain, make_journey, press


@pytest.fixture
def two(maya: FrontDoor) -> FrontDoor:
    """A newcomer in a channel without a journey, where there are two elsewhere."""
    make_journey(maya.at("C7"), "Buying")
    make_journey(maya.at("C8"), "Returning")
    add_touchpoint(maya.at("C7"), "Buying", "Purchase", "Checkout page")
    return maya.as_("UNOOR")


def asked(door: FrontDoor, typed: str) -> View:
    form = only(legal(door.command(typed)), OpenForm).view
    assert form["title"]["text"] == "Which journey?"
    return form


def pick(form: View, name: str) -> str:
    field = next(block for block in form["blocks"] if block.get("block_id") == "journey")
    options = field["element"]["options"]
    return next(str(o["value"]) for o in options if o["text"]["text"] == name)


def told(view: View) -> object:
    assert view["title"]["text"] == "Log a pain point"
    return initial_values(view)["what"]


def test_the_text_is_kept_and_the_channel_remembers(two: FrontDoor) -> None:
    form = asked(two, "/pain the queue was long")
    assert "Use it for this channel from now on" in shown(form)
    effects = legal(two.submit(form, {"journey": pick(form, "Buying")}))
    pain_form = only(effects, OpenForm).view
    assert told(pain_form) == "the queue was long"
    assert "Journey: Buying" in shown(pain_form)
    post = only(effects, Post)
    assert post.channel_id == "C1"
    assert "<@UNOOR> chose the journey *Buying*" in post.text
    colleague = two.as_("UELSE")
    assert "Journey: Buying" in shown(colleague.form("/pain it broke")), "nobody is asked again"
    log_pain(two, "the queue was long", where="Checkout")
    assert "the queue was long" in said(two.command("/pain list"))


def test_unticked_only_the_person_remembers(two: FrontDoor) -> None:
    form = asked(two, "/pain the queue was long")
    effects = two.submit(form, {"journey": pick(form, "Buying"), "remember": []})
    assert not [effect for effect in effects if isinstance(effect, Post)]
    assert told(only(effects, OpenForm).view) == "the queue was long"
    assert told(two.form("/pain again")) == "again"
    asked(two.as_("UELSE"), "/pain mine")


def test_the_word_after_the_command_is_kept_too(two: FrontDoor) -> None:
    form = asked(two, "/journey stages add Unboxing")
    two.submit(form, {"journey": pick(form, "Buying")})
    assert "Unboxing" in shown(two.command("/journey stages"))


def test_in_a_direct_message_there_is_no_channel_to_bind(two: FrontDoor) -> None:
    direct = two.at("D1", PlaceKind.DIRECT)
    form = asked(direct, "/pain the queue was long")
    assert "from now on" not in shown(form)
    effects = direct.submit(form, {"journey": pick(form, "Returning")})
    assert not [effect for effect in effects if isinstance(effect, Post)]
    assert "Journey: Returning" in shown(only(effects, OpenForm).view)
    assert told(direct.form("/pain again")) == "again"


def test_from_the_home_tab_there_is_no_place_at_all(two: FrontDoor) -> None:
    nowhere = two.at(None)
    form = only(legal(nowhere.click("pain.open_log")), OpenForm).view
    assert form["title"]["text"] == "Which journey?"
    effects = nowhere.submit(form, {"journey": pick(form, "Buying")})
    assert told(only(effects, OpenForm).view) is None


def test_continuing_twice_tells_the_channel_once(two: FrontDoor) -> None:
    form = asked(two, "/pain the queue was long")
    chosen = {"journey": pick(form, "Buying")}
    two.submit(form, chosen)
    again = two.submit(form, chosen)
    assert not [effect for effect in again if isinstance(effect, Post)]
    assert told(only(again, OpenForm).view) == "the queue was long"


def test_a_list_goes_on_as_an_answer_not_in_a_message(two: FrontDoor) -> None:
    form = only(two.click("pain.page", "1 mine"), OpenForm).view
    assert "Yours in Buying" in only(two.submit(form, {"journey": pick(form, "Buying")}), Say).text


@pytest.mark.parametrize(
    "text", ["Žluťoučký kůň přišel zase. " * 110, '\n"quoted" & <b> \\.' * 150, "x" * 3000]
)
def test_long_words_are_kept_in_whatever_script(two: FrontDoor, text: str) -> None:
    text = text.strip()
    form = asked(two, f"/pain {text}")
    assert len(json.dumps(form["private_metadata"], ensure_ascii=False)) <= MAX_METADATA - 100
    effects = legal(two.submit(form, {"journey": pick(form, "Buying")}))
    assert told(only(effects, OpenForm).view) == text


def test_long_words_may_be_changed_while_they_are_shown(two: FrontDoor) -> None:
    form = asked(two, "/pain " + "x" * 2900)
    effects = two.submit(form, {"journey": pick(form, "Buying"), "words": "shorter"})
    assert told(only(effects, OpenForm).view) == "shorter"


def test_a_buttons_words_are_kept(two: FrontDoor) -> None:
    form = only(two.click("pain.open_log", "lst of complaints"), OpenForm).view
    effects = two.submit(form, {"journey": pick(form, "Buying")})
    assert told(only(effects, OpenForm).view) == "lst of complaints"


@pytest.mark.parametrize("text", ["short", "long " * 700])
def test_a_shortcuts_message_is_kept(two: FrontDoor, text: str) -> None:
    request = Request(
        kind=Kind.SHORTCUT,
        name="pain.log_message",
        workspace_id="T1",
        person=Person("UNOOR"),
        now=two.now,
        place=Place("C1"),
        message=Message(text.strip()[:3000], "UMAYA", "1.2"),
    )
    with transaction(two.engine) as session:
        (effect,) = which.ask(request, session)
        assert isinstance(effect, OpenForm)
        legal([effect])
        sent = replace(
            request,
            kind=Kind.SUBMIT,
            name=which.FORM,
            message=None,
            context=effect.view["private_metadata"],
            values={**initial_values(effect.view), "journey": pick(effect.view, "Buying")},
        )
        (*_, again) = which.submit(sent, session)
    resumed = again.request  # type: ignore[union-attr] # the last one is Again
    assert resumed.message == request.message
    assert (resumed.kind, resumed.name) == (request.kind, request.name)


def test_choosing_nothing_or_something_gone_keeps_the_form_open(two: FrontDoor) -> None:
    form = asked(two, "/pain it broke")
    for value in (None, "", "999", "²", "9" * 40, "-1"):
        with pytest.raises(FieldError) as error:
            two.submit(form, {"journey": value})
        assert list(error.value.by_field) == ["journey"]


def test_the_first_journey_is_made_without_losing_the_words(maya: FrontDoor) -> None:
    form = only(legal(maya.command("/pain the queue was long")), OpenForm).view
    assert form["title"]["text"] == "New journey"
    assert "There is no journey yet" in shown(form)
    made = only(legal(maya.submit(form, {"name": "Buying"})), Say)
    add_touchpoint(maya, "Buying", "Purchase", "Checkout page")
    view = only(press(maya, made, "Go on: /pain the queue was long"), OpenForm).view
    assert told(view) == "the queue was long"


def test_very_long_first_words_still_open_the_form(maya: FrontDoor) -> None:
    form = only(legal(maya.command("/pain " + "x" * 3000)), OpenForm).view
    assert form["title"]["text"] == "New journey"


def test_private_journeys_are_not_offered_elsewhere(maya: FrontDoor) -> None:
    make_journey(maya.at("G1", PlaceKind.PRIVATE), "Secret")
    make_journey(maya.at("C7"), "Buying")
    make_journey(maya.at("C8"), "Returning")
    form = asked(maya.as_("UNOOR"), "/pain it broke")
    assert "Secret" not in shown(form)


def test_the_owner_does_not_open_a_private_journey_by_accident(maya: FrontDoor) -> None:
    secret = maya.at("G1", PlaceKind.PRIVATE)
    make_journey(maya.at("C7"), "Buying")
    make_journey(secret, "Secret")
    # Her last journey would be used without asking; as one who has none yet she is asked.
    with transaction(maya.engine) as session:
        session.connection().exec_driver_sql("UPDATE member SET journey_id = NULL")
    form = asked(maya, "/pain it broke")
    with pytest.raises(FieldError) as error:
        maya.submit(form, {"journey": pick(form, "Secret")})
    assert list(error.value.by_field) == ["remember"]
    effects = maya.submit(form, {"journey": pick(form, "Secret"), "remember": []})
    assert told(only(effects, OpenForm).view) == "it broke"
    assert "Secret" not in said(maya.as_("UNOOR").command("/journey list"))


def test_guests_are_not_asked(two: FrontDoor) -> None:
    guest = two.as_("UGUEST", guest=True)
    with pytest.raises(UserError, match="Guests see the journey of the channel"):
        guest.command("/pain it broke")
    form = asked(two, "/pain it broke")
    with pytest.raises(UserError, match="Guests can"):
        guest.submit(form, {"journey": pick(form, "Buying")})
    assert told(guest.at("C7").form("/pain it broke")) == "it broke"


def test_guests_see_no_card_of_another_channel(two: FrontDoor) -> None:
    log_pain(two.at("C7"), "the queue was long")
    guest = two.as_("UGUEST", guest=True)
    assert "the queue was long" in said(guest.at("C7").command("/pain P-1"))
    with pytest.raises(UserError, match="There is no P-1 here"):
        guest.at("C8").command("/pain P-1")
