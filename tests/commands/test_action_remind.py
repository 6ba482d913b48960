"""Reminders as people get them: one message for all, acted on in place, over two weeks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.practice.limits import message_faults
from commands.reply import Replace, Say, Tell
from commands.request import CLOCK, Kind
from tests.commands.action_world import (
    add,
    answer,
    arrive,
    dm,
    form_of,
    in_zone,
    refreshed,
    stored,
    tick,
)
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn, press
from tests.commands.triage_world import shop_with_pains


def due_in(door: FrontDoor, days: int, what: str) -> None:
    add(door, what=what, due=(door.now + timedelta(days=days)).date())


def message(told: Tell) -> Say:
    assert message_faults(list(told.blocks)) == []
    return Say(told.text, told.blocks)


@pytest.fixture
def kwame(maya: FrontDoor) -> FrontDoor:
    shop_with_pains(maya)
    return maya.as_("UKWAME").at("D1")


def test_two_weeks_of_two_people_in_two_zones(maya: FrontDoor, kwame: FrontDoor) -> None:
    """The clocks change in New York on the first of these Sundays."""
    del kwame
    arrive(maya, "UKWAME", "Africa/Accra")
    arrive(maya, "UELENA", "America/New_York")
    maya.now = datetime(2026, 3, 4, 12, 30, tzinfo=UTC)
    for owner in ("UKWAME", "UELENA"):
        add(maya, owner=owner, due=date(2026, 3, 9))
    found: list[tuple[str, str]] = []
    for half_hours in range(15 * 48):
        at = maya.later(minutes=30 * half_hours)
        found += [(f"{at.now:%d %H:%M}", who) for who in tick(at)]
    assert found == [
        ("07 08:00", "UKWAME"),
        ("07 13:00", "UELENA"),
        ("09 08:00", "UKWAME"),
        ("09 12:00", "UELENA"),
        ("16 08:00", "UKWAME"),
        ("16 12:00", "UELENA"),
    ]


def test_one_message_for_all_of_them(maya: FrontDoor, kwame: FrontDoor) -> None:
    for days, what in ((2, "Soon"), (9, "Far")):
        due_in(maya, days, what)
    due_in(maya, 3, "Sooner")
    told = tick(maya.later(days=1))["UKWAME"]
    assert told.text == "Your action is due in 2 days: A-3 Sooner"
    both = tick(maya.later(days=3))["UKWAME"]
    text = shown(message(both))
    assert "*2 of your actions: 1 late, 1 due today*" in text
    assert "due Fri 6 Mar 2026, 1 day late" in text
    assert "due Sat 7 Mar 2026, today" in text
    assert "Web shop" in text
    assert "`/journey notifications` switches it off" in text
    assert tick(maya.later(days=3, hours=1)) == {}
    del kwame


def test_acting_in_the_message_shows_all_of_it_anew(maya: FrontDoor, kwame: FrontDoor) -> None:
    due_in(maya, 4, "First")
    due_in(maya, 4, "Second")
    there = kwame.later(days=2)
    told = message(tick(there)["UKWAME"])
    effects = press(there, told, "I'm on it")
    now = only(effects, Replace)
    assert "*A-1 First* is Doing now." in shown(now)
    assert "*A-2* Second" in shown(now)
    assert {"action:1", "action:1:UKWAME"} == set(refreshed(effects))
    rest = press(there, now, "I'm on it")
    assert "*A-2 Second* is Doing now." in answer(rest)
    view = form_of(press(there, only(rest, Replace), "Change due date"))
    legal(there.submit(view, {"due": "2026-04-01"}))
    assert stored(maya, 1).due_on == date(2026, 4, 1)


def test_who_gave_it_away_sees_so(maya: FrontDoor, kwame: FrontDoor) -> None:
    due_in(maya, 4, "First")
    due_in(maya, 4, "Second")
    there = kwame.later(days=2)
    told = message(tick(there)["UKWAME"])
    button = buttons(told)["Not mine"]
    there.submit(form_of(there.click(button["action_id"], button["value"])), {"owner": "UPRIYA"})
    press(there, told, "I'm on it")
    second = message(tick(there.later(days=2))["UKWAME"])
    assert "*A-2*" in shown(second)
    assert "*A-1*" not in shown(second)


def test_very_many_come_in_several_messages(maya: FrontDoor, kwame: FrontDoor) -> None:
    del kwame
    for number in range(23):
        due_in(maya, 3, f"{number} {'&' * 140}")
    clock = FrontDoor(maya.engine, maya.later(days=1).now, CLOCK, None)
    told = [each for each in clock.ask(Kind.JOB, "action.remind") if isinstance(each, Tell)]
    assert len(told) == 2
    text = "".join(shown(message(each)) for each in told)
    assert all(f"*A-{number}*" in text for number in range(1, 24))


def test_words_of_people_are_harmless(maya: FrontDoor, kwame: FrontDoor) -> None:
    del kwame
    due_in(maya, 3, HOSTILE)
    told = tick(maya.later(days=1))["UKWAME"]
    for text in (told.text, *mrkdwn(list(told.blocks))):
        for harmful in ("<!channel>", "<@U1>", " *bold*", "`x`"):
            assert harmful not in text


def test_who_changes_the_day_themselves_needs_no_reminder_of_it(
    maya: FrontDoor, kwame: FrontDoor
) -> None:
    given = dm(add(maya, due=date(2026, 3, 20)), "UKWAME")
    view = form_of(press(kwame, given, "Change due date"))
    kwame.submit(view, {"due": "2026-03-05"})
    assert tick(maya) == {}
    assert set(tick(maya.later(days=1))) == {"UKWAME"}
    view = form_of(maya.click("action.due", "1 OPEN"))
    maya.submit(view, {"due": "2026-03-08"})
    assert set(tick(maya.later(days=2))) == {"UKWAME"}, "a colleague did it"


def test_reopened_late_is_not_urged_at_once(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya, due=date(2026, 3, 10))
    later = in_zone(kwame.later(days=20), "Africa/Accra")
    done = form_of(later.click("action.done", "1 OPEN"))
    later.submit(done, {"result": "It was thought to be done"})
    effects = later.click("action.other:reopen", "1 DONE card")
    assert "It is past its due date; change that, too." in answer(effects)
    assert tick(later) == {}
    assert set(tick(later.later(days=7))) == {"UKWAME"}
