"""A vote's end: by hand, at its deadline, when all have voted; reopened, cancelled."""

from datetime import timedelta

import pytest

from commands.errors import UserError
from commands.reply import Effect, OpenForm, Picture, Post, Rebuild, Refresh, Replace, View
from commands.request import CLOCK, Kind
from commands.vote import ballot_views, members
from storage.vocabulary import About, Names, RoundStatus
from storage.vote.rounds import NewOption
from storage.vote.undoing import MORE_TIME
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE
from tests.commands.vote_steps import (
    PEOPLE,
    admin,
    ballot_message,
    button,
    checked,
    labels,
    owner,
    press,
    result,
    rounds_of,
    tick,
    words,
)
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(maya: FrontDoor) -> Rounds:
    return rounds_of(maya)


def rebuilt(effects: list[Effect]) -> list[str]:
    return [each.value for each in effects if isinstance(each, Rebuild)]


def test_closing_by_hand_posts_the_result(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(4, starter="UMAYA", members=PEOPLE, quorum=3)
    rounds.vote(number, "UMAYA", {2: 2, 1: 1})
    rounds.vote(number, "UKWAME", {2: 1})
    effects = checked(maya.command(f"/vote close V-{number}"))
    message = result(effects)
    assert isinstance(message, Picture)
    assert message.channel_id == "C1"
    text = words(message)
    assert "*Result of V-1*\n*What first?*" in text
    assert "First: *Option 2* with 3 of 4 dots (75\u00a0%)" in text
    assert "*1.* Option 2\n      3 dots · 75\u00a0% of dots · 2 voters" in text
    assert "*2.* Option 1\n      1 dot · 25\u00a0% of dots · 1 voter" in text
    assert "*3.* 2 options without a dot:\n      Option 3\n      Option 4" in text
    assert "2 of 3 people voted (67\u00a0%)" in text
    assert "*quorum of 3 not met*: 1 person short" in text
    assert "closed by <@UMAYA>" in text
    assert "Nobody saw the standing before the vote closed" in text
    assert "Nobody is shown who put dots on what" in text
    assert "Option 2" in message.alt_text
    assert "3 dots" in message.alt_text
    assert "1. Option 2, 3 dots" in message.text
    assert rebuilt(effects) == ["1"]
    assert "V-1 is closed" in said(effects)
    assert labels(message) == ["Make it an action", "Reopen"]
    assert button(message, "Make it an action")["value"] == "V-1"


def test_the_ballot_shows_that_it_is_closed(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA")
    rounds.vote(number, "UMAYA", {1: 1})
    view = ballot_message(maya, number)
    assert labels(view) == ["Vote", "Close", "Cancel vote"]
    press(maya, view, "Close")
    closed = ballot_message(maya, number)
    assert labels(closed) == ["See the result"]
    assert "closed" in words(closed)
    assert "*Result of V-1*" in said(press(maya, closed, "See the result"))


def test_twice_is_once(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA")
    maya.command(f"/vote close {number}")
    again = maya.command(f"/vote close v-{number}")
    assert "V-1 is closed already" in said(again)
    assert len(again) == 1
    assert tick(maya, "vote.close", days=9) == []


@pytest.mark.parametrize("what", ["close", "cancel", "reopen"])
def test_only_some_may(maya: FrontDoor, rounds: Rounds, what: str) -> None:
    number = rounds.start(starter="UKWAME")
    for door in (maya, maya.as_("UPRIYA")):
        with pytest.raises(UserError) as error:
            door.command(f"/vote {what} V-{number}")
        assert str(error.value) == (
            f"To {what} V-1, ask <@UKWAME>, who started it, <@UOWNER>, who owns the journey, "
            "a facilitator or a workspace administrator."
        )
        with pytest.raises(UserError, match=f"To {what} V-1, ask"):
            door.click(f"vote.{what}", str(number))
    with pytest.raises(UserError, match="Guests"):
        maya.as_("UGUEST", guest=True).command(f"/vote {what} V-{number}")
    assert rounds.stored(number).status == RoundStatus.OPEN
    for door in (maya.as_("UKWAME"), owner(maya), admin(maya)):
        other = rounds.start(starter="UKWAME")
        if what == "reopen":
            rounds.close(other)
        checked(door.command(f"/vote {what} V-{other}"))
        changed = rounds.stored(other).status
        assert (changed == RoundStatus.OPEN) == (what == "reopen")


@pytest.mark.parametrize("typed", ["", "the gap", "V-0", "V-99", "V-1 V-2", "P-1", "²"])
@pytest.mark.parametrize("what", ["close", "cancel", "reopen"])
def test_a_vote_that_is_none(maya: FrontDoor, rounds: Rounds, what: str, typed: str) -> None:
    rounds.start()
    with pytest.raises(UserError, match=r"Say which vote|There is no V-"):
        maya.command(f"/vote {what} {typed}")


@pytest.mark.parametrize("value", ["", "0", "99", "x", "1 2", "²", "9" * 30])
@pytest.mark.parametrize(
    "action", ["close", "cancel", "reopen", "run_off", "evidence", "departments", "names", "card"]
)
def test_a_button_of_a_vote_that_is_none(
    maya: FrontDoor, rounds: Rounds, action: str, value: str
) -> None:
    rounds.start()
    with pytest.raises(UserError):
        maya.click(f"vote.{action}", value)


def test_a_deadline_closes_it_and_says_when_that_was_late(maya: FrontDoor, rounds: Rounds) -> None:
    for hours in (1, 2):
        number = rounds.start(lasts=timedelta(hours=hours), starter="UMAYA")
        rounds.vote(number, "UMAYA", {1: 1})
    effects = tick(maya, "vote.close", hours=1, seconds=20)
    message = result(effects)
    assert "closed at its deadline" in words(message)
    assert "late" not in words(message)
    assert rebuilt(effects) == ["1"]
    message = result(tick(maya, "vote.close", hours=5, minutes=10))
    assert "closed at its deadline" not in words(message)
    assert "3 hours late, because Cairn was not running at its deadline" in words(message)
    assert tick(maya, "vote.close", hours=6) == []


def test_nobody_voted(maya: FrontDoor, rounds: Rounds) -> None:
    rounds.start(members=PEOPLE, lasts=timedelta(hours=1))
    message = result(tick(maya, "vote.close", hours=1))
    assert isinstance(message, Post), "there is nothing to draw"
    assert "Nobody has voted. `/vote` starts a new vote." in words(message)
    assert "without a dot" not in words(message), "no ranks of nothing"
    assert "0 of 3 people voted (0\u00a0%)" in words(message)
    assert labels(message) == ["Reopen"]


def vote_form(door: FrontDoor, number: int) -> View:
    return only(checked(door.click(ballot_views.VOTE, str(number))), OpenForm).view


def put(door: FrontDoor, rounds: Rounds, number: int, position: int) -> list[Effect]:
    """Votes through the form, one dot."""
    form = vote_form(door, number)
    option = next(each for each in rounds.options(number) if each.position == position)
    return checked(door.submit(form, {f"option:{option.id}": "1"}))


def test_the_last_vote_closes_it(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(members=PEOPLE, lasts=None)
    for person_id in PEOPLE[:2]:
        effects = put(maya.as_(person_id), rounds, number, 1)
        assert not [each for each in effects if isinstance(each, Picture)]
    effects = put(maya.as_(PEOPLE[2]), rounds, number, 2)
    assert "the vote is closed now" in shown(only(effects, OpenForm))
    assert "when all had voted" in words(result(effects))
    assert rebuilt(effects) == ["1"]


def test_the_last_one_missing_leaves(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(members=PEOPLE, lasts=None)
    for person_id in PEOPLE[:2]:
        rounds.vote(number, person_id, {1: 1})
    slack = FrontDoor(maya.engine, maya.now, CLOCK, None)
    heard = {"value": str(number), "values": {"people": list(PEOPLE)}}
    assert slack.ask(Kind.HEARD, members.MEMBERS, **heard) == []
    heard["values"] = {"people": list(PEOPLE[:2])}
    effects = checked(slack.ask(Kind.HEARD, members.MEMBERS, **heard))
    assert "2 of 2 people voted" in words(result(effects))
    assert slack.ask(Kind.HEARD, members.MEMBERS, **heard) == []


def test_nobody_votes_after_the_deadline_however_late_the_clock_is(
    maya: FrontDoor, rounds: Rounds
) -> None:
    number = rounds.start(members=PEOPLE, lasts=timedelta(hours=1))
    rounds.vote(number, "UKWAME", {2: 1})
    form = vote_form(maya, number)
    option = rounds.options(number)[0]
    late = maya.later(hours=1, seconds=1)
    effects = checked(late.submit(form, {f"option:{option.id}": "1"}))
    assert "nothing was stored" in shown(only(effects, OpenForm))
    assert "1 of 3 people voted" in words(result(effects))
    assert rounds.tally(number).dots == 1
    assert tick(late, "vote.close") == []


def test_reopening_withdraws_the_result(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA", members=PEOPLE)
    rounds.vote(number, "UKWAME", {1: 1})
    message = result(maya.command(f"/vote close V-{number}"))
    effects = press(maya.later(minutes=9), message, "Reopen")
    assert "The result of V-1 was withdrawn" in shown(only(effects, Replace))
    told = only(effects, Post)
    assert "*V-1* is open again: <@UMAYA> reopened it" in words(told)
    assert labels(told) == ["Vote"]
    assert rebuilt(effects) == ["1"]
    gone = next(each for each in effects if isinstance(each, Refresh))
    assert gone.subject == message.subject
    assert "The result of V-1 was withdrawn" in words(Post("C1", gone.text, gone.blocks))
    assert all(block["type"] != "image" for block in gone.blocks), "the picture goes, too"
    put(maya, rounds, number, 2)
    assert rounds.tally(number).dots == 2


@pytest.mark.parametrize(
    ("names", "seen"),
    [
        (Names.SHOWN, "who had put dots on what by then"),
        (Names.HIDDEN, "how many dots each option"),
    ],
)
def test_what_was_seen_before_reopening_is_not_denied(
    maya: FrontDoor, rounds: Rounds, names: Names, seen: str
) -> None:
    number = rounds.start(starter="UMAYA", members=PEOPLE, names=names)
    rounds.vote(number, "UKWAME", {1: 1})
    assert "reopened" not in words(ballot_message(maya, number))
    first = result(maya.command(f"/vote close V-{number}"))
    assert "Nobody saw the standing before the vote closed" in words(first)
    press(maya, first, "Reopen")
    promised = f"It was closed once and reopened: {seen}"
    assert promised in words(ballot_message(maya, number))
    assert promised in shown(vote_form(maya, number))
    rounds.vote(number, "UMAYA", {2: 1})
    text = words(result(maya.command(f"/vote close V-{number}")))
    assert "Nobody saw the standing" not in text
    assert "the standing of then was seen by everybody here before the rest voted" in text


def test_reopening_by_word_withdraws_nothing_else(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA", lasts=timedelta(hours=1))
    tick(maya, "vote.close", hours=1)
    late = maya.later(hours=1, minutes=2)
    effects = checked(late.command(f"/vote reopen V-{number}"))
    assert not [each for each in effects if isinstance(each, Replace)]
    assert "withdrawn" in next(each for each in effects if isinstance(each, Refresh)).text
    assert rounds.stored(number).closes_at == late.now + MORE_TIME
    assert "is open already" in said(late.command("/vote reopen V-1"))


def test_why_a_vote_is_not_reopened(maya: FrontDoor, rounds: Rounds) -> None:
    nameless = rounds.start(starter="UMAYA", names=Names.NOT_STORED)
    rounds.vote(nameless, "UMAYA", {1: 1})
    message = result(maya.command(f"/vote close V-{nameless}"))
    assert "Reopen" not in labels(message)
    assert "the key that told voters apart was destroyed" in words(message)
    reason = said(maya.command(f"/vote reopen V-{nameless}"))
    assert "names are not stored in it" in reason
    assert "Somebody could vote twice" in reason
    late = rounds.start(starter="UMAYA")
    rounds.close(late)
    assert "more than 10 minutes ago" in said(
        maya.later(minutes=10).command(f"/vote reopen V-{late}")
    )
    gone = rounds.start(starter="UMAYA")
    maya.command(f"/vote cancel V-{gone}")
    assert "was cancelled and its votes are deleted" in said(maya.command(f"/vote reopen V-{gone}"))


def test_nobody_is_sent_to_ask_for_what_is_too_late(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA")
    message = result(maya.command(f"/vote close V-{number}"))
    other = maya.as_("UPRIYA").later(minutes=11)
    assert "more than 10 minutes ago" in said(press(other, message, "Reopen"))


def test_cancelling_asks_and_keeps_only_the_fact(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA", members=PEOPLE)
    rounds.vote(number, "UKWAME", {1: 2})
    view = ballot_message(maya, number)
    asked = button(view, "Cancel vote")["confirm"]
    assert "All votes are deleted" in asked["text"]["text"]
    effects = press(maya, view, "Cancel vote")
    assert "V-1 is cancelled. All its votes are deleted." in said(effects)
    assert rebuilt(effects) == ["1"]
    text = words(ballot_message(maya, number))
    assert "Cancelled by <@UMAYA>" in text
    assert "Option 1" not in text
    assert labels(ballot_message(maya, number)) == []
    assert "was cancelled by <@UMAYA>" in said(maya.command(f"/vote cancel V-{number}"))
    assert "was cancelled already" in said(maya.command(f"/vote close V-{number}"))
    form = vote_form(maya, number)
    assert "No votes were kept" in shown(form)


def test_a_closed_vote_is_not_cancelled(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA")
    rounds.close(number)
    assert "is closed, so its result stands" in said(maya.command(f"/vote cancel V-{number}"))


def test_words_of_people_are_harmless(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(
        [NewOption(HOSTILE), NewOption(HOSTILE * 3)], starter="UMAYA", about=About.TYPED
    )
    rounds.vote(number, "UMAYA", {1: 1, 2: 1}, department=HOSTILE)
    message = result(checked(maya.command(f"/vote close V-{number}")))
    for text in (message.text, words(message)):
        for harmful in ("<!channel>", "<@U1>", " *bold*", "`x`"):
            assert harmful not in text
