"""The Home tab: votes that wait for one, and those that do not."""

from datetime import timedelta

import pytest

from commands.reply import OpenForm, ShowHome, View
from commands.request import Kind
from storage.vocabulary import Names
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import legal, mrkdwn, press
from tests.commands.vote_steps import rounds_of
from tests.storage.round_world import Rounds

VOTERS = ["UMAYA", "UKWAME"]


@pytest.fixture
def rounds(maya: FrontDoor) -> Rounds:
    return rounds_of(maya)


def home(door: FrontDoor) -> View:
    return only(legal(door.at(None).ask(Kind.HOME, "home")), ShowHome).view


def text(door: FrontDoor) -> str:
    return "\n".join(mrkdwn(home(door)))


def test_a_vote_waits_until_one_has_voted(maya: FrontDoor, rounds: Rounds) -> None:
    assert "Votes you have left" not in shown(home(maya)), "nothing waits"
    rounds.start(members=VOTERS)
    tab = home(maya)
    assert "Votes you have left" in shown(tab)
    assert "*V-1* What first?\n<#C1> · 3 dots · closes <!date^" in text(maya)
    form = only(press(maya.at(None), tab, "Vote"), OpenForm).view
    assert form["title"]["text"] == "Vote · V-1"
    rounds.vote(1, "UMAYA", {1: 1})
    assert "V-1" not in text(maya)
    assert "V-1" in text(maya.as_("UKWAME"))
    assert "V-1" not in text(maya.as_("UPRIYA")), "not among the voters"


def test_names_that_are_not_stored_are_known_again(maya: FrontDoor, rounds: Rounds) -> None:
    rounds.start(members=VOTERS, names=Names.NOT_STORED)
    rounds.start(members=VOTERS, names=Names.NOT_STORED)
    rounds.vote(1, "UMAYA", {1: 1})
    assert "V-1" not in text(maya)
    assert "V-2" in text(maya)


def test_what_is_over_waits_for_nobody(maya: FrontDoor, rounds: Rounds) -> None:
    rounds.start(members=VOTERS)
    rounds.close(1)
    rounds.start(members=VOTERS, lasts=timedelta(hours=1))
    assert "V-1" not in text(maya)
    assert "V-2" in text(maya)
    assert "V-2" not in text(maya.later(hours=2)), "its time is up"


def test_what_ends_first_stands_first_and_more_is_counted(maya: FrontDoor, rounds: Rounds) -> None:
    rounds.start(members=VOTERS, lasts=None)
    for days in range(6, 0, -1):
        rounds.start(members=VOTERS, lasts=timedelta(days=days))
    told = text(maya)
    assert told.index("*V-7*") < told.index("*V-6*") < told.index("*V-3*")
    assert "*V-2*" not in told
    assert "5 of 7, what ends first; `/vote list` shows all." in told
