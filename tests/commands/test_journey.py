"""`/journey` and `/journey new`: the hub, and making a journey."""

import pytest

from commands.errors import FieldError, UserError
from commands.journey.templates import TEMPLATES
from commands.reply import OpenForm, Post, Say
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, said, shown
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


def hub(door: FrontDoor) -> Say:
    return only(legal(door.command("/journey")), Say)


def test_an_empty_workspace_is_invited_to_make_the_first_journey(maya: FrontDoor) -> None:
    empty = hub(maya)
    assert "There is no journey yet" in empty.text
    assert only(press(maya, empty, "New journey"), OpenForm).view["title"]["text"] == "New journey"
    assert "/journey" in said(press(maya, empty, "How it works"))


def test_the_hub_shows_the_journey_and_leads_to_everything(maya: FrontDoor) -> None:
    make_journey(maya, "Buying", goal="A lamp that fits")
    add_touchpoint(maya, "Buying", "Purchase", "Checkout page")
    for number in range(4):
        log_pain(maya, f"Pain number {number}", severity=number + 1)
    answer = hub(maya)
    text = shown(answer)
    assert answer.blocks[0]["text"]["text"] == "Buying"
    assert "A lamp that fits" in text
    assert "Owner <@UMAYA> · 5 stages · 1 touchpoint · 4 open pain points" in text
    assert "3. *Purchase*  1 touchpoint · 4 pain points" in text
    assert "1. *Awareness*  no touchpoints yet" in text
    assert "Pain number 3" in text
    assert "Pain number 0" not in text, "only the hottest three"
    assert text.index("Pain number 3") < text.index("Pain number 2") < text.index("Pain number 1")
    ids = {label: button["action_id"] for label, button in buttons(answer).items()}
    assert ids == {
        "Open": "pain.card",
        "Log a pain point": "pain.open_log",
        "Add a touchpoint": "touchpoint.open_add",
        "See the map": "map.show",
        "Start a vote": "vote.open_start",
        "Lists…": "journey.lists",
        "Edit stages": "stages.open",
        "New journey": "journey.open_new",
        "Switch journey": "journey.switch",
        "Owner and reviews": "review.rhythm",
    }
    for label in ids:
        assert press(maya, answer, label), f"{label} answers nothing"


def test_the_hub_without_stages_or_pains_says_what_to_do(maya: FrontDoor) -> None:
    make_journey(maya, "Bare", template="blank")
    text = shown(hub(maya))
    assert "No stages yet. *Edit stages* adds the first one." in text
    assert "Nobody has logged a pain point yet" in text


def test_a_channel_without_journey_is_asked_to_choose(maya: FrontDoor) -> None:
    make_journey(maya.at("C7"), "One")
    make_journey(maya.at("C8"), "Two")
    answer = hub(maya.as_("UNOOR").at("C9"))
    assert "This channel works on no journey yet" in answer.text
    form = only(press(maya.at("C9"), answer, "Choose a journey"), OpenForm).view
    assert form["title"]["text"] == "Switch journey"
    direct = hub(maya.as_("UNOOR").at("D1", PlaceKind.DIRECT))
    assert "You have not chosen a journey yet" in direct.text


def test_a_borrowed_journey_can_be_kept_for_the_channel(maya: FrontDoor) -> None:
    make_journey(maya.at("C7"), "One")
    make_journey(maya.at("C8"), "Two")
    answer = hub(maya.at("C9"))
    assert "works on no journey of its own yet" in shown(answer)
    post = only(press(maya.at("C9"), answer, "Use it here"), Post)
    assert post.channel_id == "C9"
    assert "Use it here" not in buttons(hub(maya.at("C9")))


def test_lists_lead_to_lists(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    lists = only(press(maya, hub(maya), "Lists…"), Say)
    assert list(buttons(lists)) == [
        "Pain points",
        "My pain points",
        "Touchpoints",
        "Votes",
        "Opportunities",
        "Actions",
        "Priorities",
        "Journeys",
    ]
    assert "Open in Buying" in said(press(maya, lists, "Pain points"))
    assert "Yours in Buying" in said(press(maya, lists, "My pain points"))
    assert "ouchpoints" in said(press(maya, lists, "Touchpoints"))
    assert "1 journey" in said(press(maya, lists, "Journeys"))
    assert "Votes" in said(press(maya, lists, "Votes"))
    assert "opportunit" in said(press(maya, lists, "Opportunities"))
    assert "ctions" in said(press(maya, lists, "Actions"))
    assert "riorit" in said(press(maya, lists, "Priorities"))


def test_the_new_form_shows_each_template_with_its_stages(maya: FrontDoor) -> None:
    form = only(legal(maya.command("/journey new Buying in the shop")), OpenForm).view
    name, _, template = form["blocks"]
    assert name["element"]["initial_value"] == "Buying in the shop"
    labels = [option["text"]["text"] for option in template["element"]["options"]]
    assert labels == [
        "Purchase",
        "Service visit",
        "Subscription onboarding",
        "Support case",
        "Blank",
    ]
    for option in template["element"]["options"]:
        for stage in TEMPLATES[option["value"]][1]:
            assert stage.name in option["description"]["text"]


@pytest.mark.parametrize("template", list(TEMPLATES))
def test_a_new_journey_is_bound_owned_and_announced(maya: FrontDoor, template: str) -> None:
    effects = make_journey(maya, "Buying", template=template)
    answer = only(effects, Say)
    assert answer.text == (
        "Journey *Buying* is made, and you own it. This channel works on it now."
    )
    post = only(effects, Post)
    assert post.channel_id == "C1"
    assert "<@UMAYA> chose the journey *Buying* for this channel." in post.text
    colleague = shown(hub(maya.as_("UNOOR")))
    assert "Owner <@UMAYA>" in colleague
    for stage in TEMPLATES[template][1]:
        assert stage.name in colleague


def test_another_new_journey_says_which_one_it_replaces(maya: FrontDoor) -> None:
    make_journey(maya, "Old")
    post = only(make_journey(maya, "New"), Post)
    assert "*New* for this channel instead of *Old*." in post.text


def test_made_in_a_direct_message_it_becomes_the_persons(maya: FrontDoor) -> None:
    make_journey(maya, "Elsewhere")
    direct = maya.at("D1", PlaceKind.DIRECT)
    effects = make_journey(direct, "Mine")
    assert not [effect for effect in effects if isinstance(effect, Post)]
    assert "yours wherever the channel doesn't say otherwise" in only(effects, Say).text
    assert hub(direct).text == "Journey Mine"
    assert hub(maya.at("C5")).text == "Journey Mine"
    assert hub(maya).text == "Journey Elsewhere"


def test_names_are_unique_whatever_their_case_and_accents(maya: FrontDoor) -> None:
    make_journey(maya, "Élan vital")
    with pytest.raises(FieldError) as error:
        make_journey(maya.later(minutes=5), "  elan   VITAL ")
    assert "/journey use Élan vital" in error.value.by_field["name"]


def test_creating_twice_by_a_double_click_makes_one(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    again = make_journey(maya, "Buying")
    assert "is made" in only(again, Say).text
    assert not [effect for effect in again if isinstance(effect, Post)]
    assert "1 journey" in said(maya.command("/journey list"))


def test_a_colleagues_same_name_is_refused(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    with pytest.raises(FieldError):
        make_journey(maya.as_("UNOOR"), "Buying")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " \t \u200b "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "ok", "goal": "g" * 3001}, "goal"),
        ({"name": "ok", "template": "unknown"}, "template"),
        ({"name": "ok", "template": None}, "template"),
    ],
)
def test_bad_fields_are_named(maya: FrontDoor, values: dict[str, str], field: str) -> None:
    form = maya.form("/journey new")
    with pytest.raises(FieldError) as error:
        maya.submit(form, values)
    assert list(error.value.by_field) == [field]


def test_hostile_names_are_shown_as_typed(maya: FrontDoor) -> None:
    effects = [*make_journey(maya, HOSTILE, goal=HOSTILE), hub(maya)]
    effects += legal(maya.command("/journey list"))
    formatted = "\n".join(mrkdwn(effects))
    assert "&lt;!channel&gt;" in formatted
    for harmful in ("<!channel>", "<@U1>", " *bold*", "`x`", " _y_"):
        assert harmful not in formatted
    assert "\u202e" not in shown(effects)


def test_a_name_that_folds_into_many_letters_is_kept(maya: FrontDoor) -> None:
    make_journey(maya, "ﷺ" * 80)
    assert hub(maya).text.startswith("Journey ﷺ")


def test_a_long_prefilled_name_is_clipped(maya: FrontDoor) -> None:
    form = maya.form("/journey new " + "word " * 700)
    assert len(form["blocks"][0]["element"]["initial_value"]) <= 80


def test_guests_see_their_channels_journey_and_change_nothing(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    make_journey(maya.at("C2"), "Secret")
    guest = maya.as_("UGUEST", guest=True)
    answer = hub(guest)
    assert answer.text == "Journey Buying"
    assert list(buttons(answer)) == ["Log a pain point", "See the map", "Lists…"]
    listed = said(guest.command("/journey list"))
    assert "Buying" in listed
    assert "Secret" not in listed
    assert "Use" not in buttons(only(guest.command("/journey list"), Say))
    elsewhere = hub(guest.at("C3"))
    assert "no journey in this channel yet" in elsewhere.text
    for typed in ("new", "use Secret", "stages", "stages add X"):
        with pytest.raises(UserError, match="Guests can"):
            guest.command(f"/journey {typed}")
    with pytest.raises(UserError, match="Guests can"):
        guest.submit(maya.form("/journey new"), {"name": "Mine"})
    for action in ("journey.use", "journey.open_new", "stages.open", "stages.act", "stages.add"):
        with pytest.raises(UserError, match="Guests can"):
            guest.click(action, "1")
    with pytest.raises(UserError, match="Guests see the journey of the channel"):
        guest.at("C3").command("/pain the queue was long")


def test_nothing_crosses_workspaces(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    assert "There is no journey yet" in hub(stranger).text
    assert "no journey called" in said(stranger.command("/journey use Buying"))
    with pytest.raises(UserError, match="no longer there"):
        stranger.click("journey.use", "1")
