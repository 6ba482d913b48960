"""The reminder that a vote ends soon, as its reader meets it."""

from datetime import timedelta

import pytest

from commands.reply import Effect, OpenForm, Say, Tell
from storage.vocabulary import Names, PlaceKind
from storage.vote.rounds import NewOption
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import HOSTILE
from tests.commands.vote_steps import PEOPLE, labels, press, rounds_of, tick, words
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(maya: FrontDoor) -> Rounds:
    return rounds_of(maya)


def told(effects: list[Effect]) -> list[str]:
    return [each.person_id for each in effects if isinstance(each, Tell)]


@pytest.mark.parametrize("names", Names)
def test_it_says_what_is_missing_and_opens_from_a_direct_message(
    maya: FrontDoor, rounds: Rounds, names: Names
) -> None:
    number = rounds.start(members=PEOPLE, lasts=timedelta(hours=5), names=names)
    rounds.vote(number, "UKWAME", {1: 1})
    effects = tick(maya, "vote.remind", hours=4, minutes=45)
    assert told(effects) == ["UMAYA", "UPRIYA"]
    message = effects[0]
    assert isinstance(message, Tell)
    assert "*V-1* in <#C1> closes" in words(message)
    assert "your vote is missing. You have 3 dots." in words(message)
    assert "V-1 closes" in message.text
    assert labels(message) == ["Vote", "See the ballot", "Notifications"]
    there = maya.later(hours=4, minutes=46).at("D1", PlaceKind.DIRECT)
    form = only(press(there, message, "Vote"), OpenForm).view
    option = rounds.options(number)[0]
    stored = only(there.submit(form, {f"option:{option.id}": "2"}), OpenForm)
    assert "Your vote is stored" in shown(stored)
    assert rounds.tally(number).dots == 3
    seen = only(press(there, message, "See the ballot"), Say)
    assert "1. Option 1" in words(seen)
    settings = only(press(there, message, "Notifications"), OpenForm).view
    assert "A vote ends soon and mine is missing" in shown(settings)
    assert tick(maya, "vote.remind", hours=4, minutes=47) == []


def test_it_can_be_switched_off(maya: FrontDoor, rounds: Rounds) -> None:
    rounds.start(members=PEOPLE, lasts=timedelta(hours=5))
    form = only(maya.command("/journey notifications"), OpenForm).view
    maya.submit(form, {"kinds": ["status", "still"]})
    assert told(tick(maya, "vote.remind", hours=4, minutes=45)) == ["UKWAME", "UPRIYA"]


def test_words_of_people_are_harmless(maya: FrontDoor, rounds: Rounds) -> None:
    rounds.start([NewOption(HOSTILE)], members=["UMAYA"], lasts=timedelta(hours=5))
    (message,) = tick(maya, "vote.remind", hours=4, minutes=45)
    assert isinstance(message, Tell)
    for text in (message.text, words(message)):
        assert "<!channel>" not in text
