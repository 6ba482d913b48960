"""Pulses through the front door: asked, answered with one tap, ended, told, and on the card."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.core import Cairn
from bot.schedule.clock import Clock
from commands.errors import FieldError, UserError
from commands.pulse import members, result
from commands.reply import AskMembers, Effect, OpenForm, Post, Refresh, Replace, Say, Tell, View
from commands.request import CLOCK, Kind
from storage.db import transaction
from storage.models import Outbox, Pulse
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import legal
from tests.commands.pain_world import fill_shop
from tests.commands.touchpoint_world import buttons, history_of
from tests.commands.vote_steps import button, labels, tick, words

PEOPLE = [f"U{n}" for n in range(6)]
QUESTION = "Did the customer feel welcome?"


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    fill_shop(maya)
    return maya


def filled(door: FrontDoor, form: View, **more: str) -> list[Effect]:
    """Sends the form about the till, with what is said otherwise."""
    where = door.options("where", "Till", form)[0][1]
    return legal(door.submit(form, {"question": QUESTION, "where": where, **more}))


def started(door: FrontDoor, **more: str) -> Say:
    """A pulse in C1, whose six people Slack names."""
    effects = filled(door, door.form("/journey pulse"), **more)
    hear(door, effects)
    return only(effects, Say)


def hear(door: FrontDoor, effects: list[Effect], people: list[str] | None = None) -> list[Effect]:
    asked = only(effects, AskMembers)
    return clock(door).ask(
        Kind.HEARD,
        members.PEOPLE,
        value=asked.value,
        values={"people": PEOPLE if people is None else people},
    )


def clock(door: FrontDoor) -> FrontDoor:
    return FrontDoor(door.engine, door.now, CLOCK, None, door.workspace_id, door.router)


def asked(door: FrontDoor) -> dict[str, Tell]:
    """Who is asked now, by person."""
    return {each.person_id: each for each in tick(door, "pulse.ask") if isinstance(each, Tell)}


def answered(door: FrontDoor, tells: dict[str, Tell], saying: list[str]) -> None:
    """People answer one after another, in their direct messages; guests may, too."""
    for (person_id, tell), label in zip(tells.items(), saying, strict=False):
        person = door.as_(person_id, guest=True).at(f"D{person_id}", PlaceKind.DIRECT)
        pressed(person, tell, label)


def pressed(door: FrontDoor, holder: Any, label: str) -> list[Effect]:  # noqa: ANN401
    found = button(holder, label)
    return legal(door.click(found["action_id"], found.get("value", "")))


async def ended(door: FrontDoor, processes: int = 2) -> list[Outbox]:
    """Ends what is due, as several processes do; what was queued for channels."""
    cairns = [Cairn(engine=door.engine, router=door.router) for _ in range(processes)]
    clocks = [Clock(cairn=cairn, clock=lambda: door.now) for cairn in cairns]
    for cairn in cairns:
        cairn.writer.start()
    try:
        for each in clocks:
            await each.run(door.router.jobs["pulse.close"])
        for each in clocks:
            await each.run(door.router.claimed_jobs[result.NAME])
    finally:
        for cairn in cairns:
            await cairn.writer.stop()
    with transaction(door.engine) as session:
        return list(session.exec(select(Outbox).where(Outbox.kind == "post")))


def post(found: list[Outbox]) -> Post:
    """The one message for a channel."""
    (entry,) = found
    told = Post(entry.payload["channel_id"], entry.payload["text"], entry.payload["blocks"])
    legal([told])
    return told


async def test_from_the_form_to_the_result_and_the_card(shop: FrontDoor) -> None:
    form = shop.form(f"/journey pulse {QUESTION}")
    assert form["title"]["text"] == "Ask a pulse"
    receipt = started(shop)
    assert "goes to the people of <#C1>, to each in their hours" in words(receipt)
    tells = asked(shop)
    assert list(tells) == PEOPLE
    first = tells["U0"]
    assert f"*{QUESTION}*" in words(first)
    assert "Nobody sees who answered what" in words(first)
    assert labels(first) == ["Yes", "No", "Can't say"]
    assert asked(shop) == {}

    answered(shop, tells, ["No", "Yes", "Yes", "Yes"])
    assert "{date_short_pretty} at {time}" in shown(receipt), "who answers that day may be late"
    running = legal(shop.click(*buttons([receipt])["Open"]))
    assert "6 of 6 asked so far · *4 answered*" in said(running)
    assert "Yes" not in said(running), "nothing of what was said"
    answered(shop, tells, ["Yes", "Yes", "Yes", "Yes", "Can't say", "No"])
    assert "*6 answered*" in said(legal(shop.click(*buttons([receipt])["Open"])))

    later = shop.later(days=7)
    found = await ended(later)
    assert await ended(later) == found, "told once, however often the clock looks"
    told = post(found)
    assert told.channel_id == "C1"
    assert "*80 % Yes*, n 5 (95 % interval 38 to 96 %)" in words(told)
    assert "Yes       ███████░░░   4  67 %" in words(told)
    assert "Can't say ██░░░░░░░░   1  17 %" in words(told)
    assert "6 of 6 answered" in words(told)
    assert "Few answers" in words(told)
    assert "80 % Yes, n 5" in told.text
    assert labels(told) == ["Log a pain point here", "Add an action", "Open"]
    assert only(pressed(later, told, "Log a pain point here"), OpenForm)
    assert only(pressed(later, told, "Add an action"), OpenForm)
    assert not [person for person in PEOPLE if person in shown(told)]

    card = said(legal(later.command("/touchpoint T-1")))
    assert f"*Pulse* “{QUESTION}” 80 % Yes, n 5, Mar 2026" in card
    assert history_of(later, 1)[-2:] == ["asked a pulse about", "finished a pulse about"]
    assert "finished a pulse about it" in card
    with transaction(later.engine) as session:
        assert session.exec(select(Pulse.told_at)).one() == later.now
    over = pressed(later.as_("U0"), first, "No")
    assert "Your answer counted" in shown(only(over, Replace))
    assert labels(only(over, Replace)) == []  # type: ignore[arg-type]


async def test_the_scale_and_words_that_may_be_shown(shop: FrontDoor) -> None:
    started(shop, kind="scale")
    tells = asked(shop)
    answered(shop, tells, ["5 Very much", "4", "4", "2", "1 Not at all"])
    for person_id, told, ticked in (("U0", "Ask u.n@example.com", "yes"), ("U1", "Secret", "")):
        person = shop.as_(person_id).at(f"D{person_id}", PlaceKind.DIRECT)
        again = only(pressed(person, tells[person_id], "4"), Replace)
        assert "You said *4*. Thank you." in shown(again)
        form = only(pressed(person, again, "Add words"), OpenForm).view
        sent = person.submit(form, {"said": told, "shown": [ticked] if ticked else None})
        refreshed = only(sent, Refresh)
        assert ("shown to nobody" in shown(refreshed)) is not bool(ticked)
        assert "example.com" not in shown(refreshed)
    told_ = post(await ended(shop.later(days=7)))
    assert "*60 % gave 4 or 5*, n 5 (95 % interval 23 to 88 %)" in words(told_)
    assert "Mean *3.0* of 5 (1.2 to 4.8)" in words(told_)
    assert "Ask" in words(told_)
    assert "Secret" not in shown(told_)
    listed = said(legal(shop.later(days=8).command("/journey pulse list")))
    assert "*60 % gave 4 or 5, n 5*" in listed


async def test_below_five_only_the_number_is_told(shop: FrontDoor) -> None:
    started(shop)
    answered(shop, asked(shop), ["Yes", "No", "No"])
    told = post(await ended(shop.later(days=7)))
    assert "3 answered; results are shown from 5 answers up." in words(told)
    assert "%" not in words(told)
    assert labels(told) == ["Ask again", "Open"]
    form = only(pressed(shop, told, "Ask again"), OpenForm).view
    assert QUESTION in shown(form)
    assert "T-1 Till" in shown(form)
    assert "*Pulse*" not in said(legal(shop.command("/touchpoint T-1")))


async def test_who_asked_stops_it_and_others_can_not(shop: FrontDoor) -> None:
    receipt = started(shop)
    answered(shop, asked(shop), ["Yes"] * 5)
    open_ = buttons([receipt])["Open"]
    stop = buttons(legal(shop.click(*open_)))["Stop"]
    other = shop.as_("UOTHER")
    assert "Stop" not in buttons(legal(other.click(*open_)))
    with pytest.raises(UserError, match="can stop it"):
        other.click(*stop)
    assert "It is stopped." in shown(only(legal(shop.click(*stop)), Replace))
    assert "had ended already" in shown(only(legal(shop.click(*stop)), Replace))
    told = post(await ended(shop))
    assert "stopped by <@UMAYA>" in words(told)
    assert "*100 % Yes*, n 5" in words(told)


async def test_a_touchpoint_retired_meanwhile(shop: FrontDoor) -> None:
    started(shop)
    tells = asked(shop)
    answered(shop, tells, ["Yes"] * 5)
    shop.command("/touchpoint retire T-1")
    told = post(await ended(shop.later(hours=1)))
    assert "ended, as the touchpoint was retired" in words(told)
    assert labels(told) == ["Open"]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"question": ""}, "Write the question"),
        ({"question": "x" * 151}, "151 characters"),
        ({"days": "1"}, "between 2 and 14"),
        ({"where": "99999"}, "no longer exists"),
        ({"audience": "loggers"}, "Fewer than 5 people"),
        ({"kind": "stars"}, "no longer exists"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    shop: FrontDoor, wrong: dict[str, str], word: str
) -> None:
    with pytest.raises(FieldError, match=word):
        filled(shop, shop.form("/journey pulse"), **wrong)


def test_the_same_question_runs_once_and_customer_data_stays_out(shop: FrontDoor) -> None:
    started(shop)
    with pytest.raises(FieldError, match="right now"):
        filled(shop, shop.form("/journey pulse"), question=QUESTION.upper())
    masked = filled(shop, shop.form("/journey pulse"), question="Was jo@example.com glad?")
    assert "example.com" not in said(masked)
    assert "e-mail" in said(masked)


def test_it_is_asked_in_a_channel_by_members(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="team's channel"):
        shop.at("DMAYA", PlaceKind.DIRECT).command("/journey pulse")
    with pytest.raises(UserError, match="Guests"):
        shop.as_("UGUEST", guest=True).command("/journey pulse")
    stranger = shop.as_("USTRANGER")
    started(shop)
    tell = asked(shop)["U0"]
    for door in (stranger, shop.as_("U0", workspace_id="T2")):
        with pytest.raises(UserError, match="not asked of you"):
            pressed(door, tell, "Yes")


def test_clear_words_where_slack_does_not_tell_or_too_few_are_there(shop: FrontDoor) -> None:
    effects = filled(shop, shop.form("/journey pulse"))
    assert tick(shop, "pulse.people") == [only(effects, AskMembers)]
    silent = tick(shop, "pulse.people", hours=1)
    assert "`/invite @Cairn`" in words(only(silent, Tell))
    assert [each for each in tick(shop, "pulse.people", hours=2) if isinstance(each, Tell)] == []
    few = hear(shop, effects, PEOPLE[:3])
    assert "finds 3 people in <#C1>" in words(only(few, Tell))
    assert hear(shop, effects, PEOPLE[:3]) == []
    assert asked(shop) == {}
    hear(shop, effects)
    assert list(asked(shop)) == PEOPLE


async def test_nobody_could_be_asked(shop: FrontDoor) -> None:
    filled(shop, shop.form("/journey pulse"))
    told = post(await ended(shop.later(days=7)))
    assert "Slack did not tell me who is in this channel" in words(told)
    with transaction(shop.engine) as session:
        assert session.exec(select(Outbox.for_person)).one() == "UMAYA", "who hears of a refusal"


def test_quiet_hours_and_the_switch(shop: FrontDoor) -> None:
    started(shop)
    at_night = shop.later(hours=10)
    assert asked(at_night) == {}
    sleeper = shop.as_("U3")
    form = sleeper.form("/journey notifications")
    kinds = form["blocks"][0]["element"]["options"]
    assert "Pulses: one question about a touchpoint" in shown(kinds)
    sleeper.submit(form, {"kinds": [each["value"] for each in kinds if each["value"] != "pulses"]})
    assert list(asked(shop)) == [person_id for person_id in PEOPLE if person_id != "U3"]


def test_those_who_logged_something_are_asked_without_slack(shop: FrontDoor) -> None:
    for person_id in PEOPLE[:5]:
        door = shop.as_(person_id)
        form = door.form(f"/pain The till was slow again, {person_id}")
        where = door.options("where", "Till", form)[0][1]
        door.log(form, {"where": where, "severity": "3"})
    effects = filled(shop, shop.form("/journey pulse"), audience="loggers")
    assert [each for each in effects if isinstance(each, AskMembers)] == []
    assert list(asked(shop)) == PEOPLE[:5]


def test_a_private_channels_pulse_is_its_own(shop: FrontDoor) -> None:
    with_private = shop.at("G1", PlaceKind.PRIVATE)
    receipt = started(with_private)
    assert QUESTION in said(legal(with_private.as_("U0").command("/journey pulse list")))
    elsewhere = shop.as_("U0")
    assert "has asked no pulse yet" in said(legal(elsewhere.command("/journey pulse list")))
    with pytest.raises(UserError, match="not here for you to see"):
        elsewhere.click(*buttons([receipt])["Open"])
    assert QUESTION not in said(legal(elsewhere.command("/touchpoint T-1")))


def test_many_are_paged_running_ones_first(shop: FrontDoor) -> None:
    for n in range(10):
        filled(shop, shop.form("/journey pulse"), question=f"Question {n}?")
    with transaction(shop.engine) as session:
        _end(session, "Question 9?", shop)
    first = legal(shop.command("/journey pulse list"))
    assert "*10 pulses* on Web shop" in said(first)
    order = [said(first).find(f"Question {n}?") for n in (8, 7, 6, 1)]
    assert all(before < after for before, after in pairwise(order))
    turned = legal(shop.click(*buttons(first)["More"]))
    assert "Question 9?" in shown(only(turned, Replace)), "what ended comes last"
    assert "Question 8?" in shown(legal(shop.click(*buttons(turned)["Back"])))


def _end(session: Session, question: str, door: FrontDoor) -> None:
    pulse = session.exec(select(Pulse).where(Pulse.question == question)).one()
    pulse.closed_at = door.now + timedelta(hours=1)
    session.add(pulse)
