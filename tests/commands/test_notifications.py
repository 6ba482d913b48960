"""What people are told of their reports, and choosing it: `/journey notifications`."""

import json

import pytest

from bot.practice.limits import message_faults
from commands.errors import FieldError, UserError
from commands.reply import Effect, OpenForm, RefreshHome, Say, ShowHome, Tell, View
from commands.request import CLOCK, Kind, Person
from storage.db import transaction
from storage.vocabulary import PlaceKind, Status
from storage.workspace import preferences, workspaces
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn, press
from tests.storage.pain_world import World


@pytest.fixture
def world(maya: FrontDoor) -> World:
    world = World(maya.engine, maya.now)
    world.build()
    for person_id in ("UMAYA", "UKWAME"):
        world.arrive(person_id)
    return world


def tick(door: FrontDoor, **passed: float) -> list[Effect]:
    """The clock's job some time later; every message within Slack's limits."""
    clock = FrontDoor(door.engine, door.later(**passed).now, CLOCK, None)
    effects = legal(clock.ask(Kind.JOB, "notifications.tell"))
    for effect in effects:
        if isinstance(effect, Tell):
            assert message_faults(list(effect.blocks)) == []
            assert effect.text.strip()
    return effects


def tell(effects: list[Effect], person_id: str = "UMAYA") -> Tell:
    return only([e for e in effects if getattr(e, "person_id", "") == person_id], Tell)


def words(message: Tell) -> str:
    return "\n".join(mrkdwn(list(message.blocks)))


def mine(door: FrontDoor) -> preferences.Preferences:
    with transaction(door.engine) as session:
        return preferences.of(session, workspace_id="T1", person_id=door.person.id)


def test_one_message_says_what_became_of_all_ones_reports(maya: FrontDoor, world: World) -> None:
    for what in ("The queue was long", "The label did not print", "Cold soup", "Long queue"):
        world.log(what, by="UMAYA")
    world.move(1, Status.SOLVED, reason="Tell them that\nthere are more tills")
    world.move(2, Status.DECLINED, reason="Ten more would change our mind")
    world.move(3, Status.PLANNED)
    world.merge(4, 1)
    effects = tick(maya, minutes=2)
    message = tell(effects)
    text = words(message)
    assert "*P-1* The queue was long\n*Solved*.\nWhat you can now tell customers:" in text
    assert ">Tell them that\n>there are more tills" in text
    assert "*Declined* for now.\nWhy, and what would change our mind:\n>Ten more" in text
    assert "*P-3* Cold soup\n*Planned*" in text
    assert "*P-4* Long queue\n*Merged into P-1*" in text
    assert "`/journey notifications` switches messages off" in text
    for told in ("P-1 Solved", "P-2 Declined", "P-3 Planned", "P-4 merged into P-1"):
        assert told in message.text
    assert RefreshHome("UMAYA") in effects
    assert tick(maya, minutes=4) == []


def test_open_shows_the_card_and_notifications_the_form(maya: FrontDoor, world: World) -> None:
    world.log("The queue was long", by="UMAYA")
    world.move(1, Status.SOLVED)
    message = tell(tick(maya, minutes=2))
    there = maya.at("D1", PlaceKind.DIRECT)
    assert message.text == "News about your report: P-1 Solved: The queue was long"
    open_, settings = (
        buttons(Say(message.text, message.blocks))[label] for label in ("Open", "Notifications")
    )
    card = only(legal(there.click(open_["action_id"], open_["value"])), OpenForm).view
    assert "The queue was long" in shown(card)
    form = only(legal(there.click(settings["action_id"])), OpenForm).view
    assert form["title"]["text"] == "Notifications"


def test_words_of_people_are_harmless(maya: FrontDoor, world: World) -> None:
    world.log(HOSTILE, by="UMAYA")
    world.move(1, Status.SOLVED, reason=HOSTILE)
    message = tell(tick(maya, minutes=2))
    for text in (message.text, words(message)):
        for harmful in ("<!channel>", "<@U1>", " *bold*", "`x`"):
            assert harmful not in text


def test_very_much_news_comes_in_several_messages(maya: FrontDoor, world: World) -> None:
    for number in range(45):
        world.log(f"Pain {number} {'w' * 130}", by="UMAYA")
        world.move(number + 1, Status.SOLVED, reason="&" * 1000)
    told = [effect for effect in tick(maya, minutes=2) if isinstance(effect, Tell)]
    assert len(told) == 3
    text = "".join(words(message) for message in told)
    assert all(f"*P-{number}*" in text for number in range(1, 46))


def form_of(door: FrontDoor) -> View:
    return only(legal(door.command("/journey notifications")), OpenForm).view


def test_the_form_shows_what_holds_and_stores_all_of_it(maya: FrontDoor) -> None:
    form = form_of(maya)
    text = shown(form)
    assert "Status changes of what I reported" in text
    assert "Still happening? two weeks later" in text
    assert '"initial_time": "20:00"' in text
    assert '"initial_time": "08:00"' in text
    assert "these hours are in UTC" in text
    night = {"from": "22:30", "until": "06:15"}
    effects = legal(maya.submit(form, {"kinds": ["still"], **night}))
    assert "“Still happening? two weeks later”. Quiet hours: 22:30 to 06:15, UTC" in said(effects)
    assert RefreshHome("UMAYA") in effects
    stored = mine(maya)
    assert stored.muted == set(preferences.KINDS) - {"still"}
    assert (stored.quiet.start, stored.quiet.end) == (22 * 60 + 30, 6 * 60 + 15)
    again = form_of(maya)
    assert '"initial_time": "22:30"' in shown(again)
    assert json.dumps(again).count('"initial_options": [{"text"') == 1
    legal(maya.submit(again, {"kinds": None, "from": "00:00", "until": "00:00"}))
    assert mine(maya).muted == set(preferences.KINDS)
    assert "none of these. Quiet hours: none" in said(maya.submit(form_of(maya), {"kinds": None}))


def test_the_zone_of_slack_is_shown(maya: FrontDoor) -> None:
    maya.command("/journey help")
    with transaction(maya.engine) as session:
        workspaces.ensure_member(
            session, workspace_id="T1", person_id="UMAYA", at=maya.now, zone="Europe/Berlin"
        )
    assert "Your time zone in Slack: Europe/Berlin" in shown(form_of(maya))


@pytest.mark.parametrize("bad", [None, "", "24:00", "8:00", "20:00:00", "2\u0660:00", "<!channel>"])
def test_a_time_that_is_none(maya: FrontDoor, bad: str | None) -> None:
    with pytest.raises(FieldError) as error:
        maya.submit(form_of(maya), {"from": bad, "until": bad})
    assert error.value.by_field == {"from": "Choose a time.", "until": "Choose a time."}
    assert mine(maya).muted == frozenset()


def test_kinds_nobody_offers_change_nothing(maya: FrontDoor) -> None:
    maya.submit(form_of(maya), {"kinds": [*preferences.KINDS, "spam", "owned"]})
    assert mine(maya).muted == frozenset()


def test_switching_on_the_home_tab(maya: FrontDoor) -> None:
    at_home = maya.at(None)
    view = only(at_home.ask(Kind.HOME, "home"), ShowHome).view
    off = press(at_home, view, "Switch off")
    assert mine(maya).muted == {"status"}
    assert "Status changes of what I reported: *off*" in shown(off)
    press(at_home, view, "Switch off")
    assert mine(maya).muted == {"status"}, "twice is harmless"
    press(at_home, only(off, ShowHome).view, "Switch on")
    assert mine(maya).muted == frozenset()
    form = only(press(at_home, view, "Change"), OpenForm).view
    effects = legal(at_home.submit(form, {"until": "09:00"}))
    assert "20:00 to 09:00, UTC" in shown(only(effects, ShowHome))


@pytest.mark.parametrize("value", ["", "status", "status maybe", "owned off", "<!channel> off"])
def test_a_switch_of_an_older_cairn(maya: FrontDoor, value: str) -> None:
    with pytest.raises(UserError, match="no longer works"):
        maya.click("notifications.switch:x", value)


def test_one_persons_choice_is_theirs_alone(maya: FrontDoor, world: World) -> None:
    world.log("The queue was long", by="UMAYA")
    world.see(1, by="UKWAME")
    maya.submit(form_of(maya), {"kinds": None})
    world.move(1, Status.SOLVED)
    told = [each.person_id for each in tick(maya, minutes=3) if isinstance(each, Tell)]
    assert told == ["UKWAME"]
    assert FrontDoor(maya.engine, maya.now, Person("UMAYA"), workspace_id="T2")
    assert mine(maya).muted == set(preferences.KINDS)


@pytest.mark.parametrize("value", ["", "0", "99999999", "x", "1 2", "²", "9" * 30])
def test_unknown_numbers_are_answered_kindly(maya: FrontDoor, value: str) -> None:
    with pytest.raises(UserError, match="There is no P-"):
        maya.click("notifications.glance", value)


def test_home_tabs_are_fresh_before_anybody_is_told(maya: FrontDoor, world: World) -> None:
    world.log("The queue was long", by="UMAYA")
    world.see(1, by="UKWAME")
    with transaction(maya.engine) as session:
        workspaces.note_home_opened(session, workspace_id="T1", person_id="UMAYA", at=maya.now)
    world.move(1, Status.SOLVED)
    assert tick(maya, seconds=15) == [RefreshHome("UMAYA")]
    assert tick(maya, seconds=60) == []
