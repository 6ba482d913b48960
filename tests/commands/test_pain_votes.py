"""What pain points got when they were voted on, on their cards and in their lists."""

import pytest

from commands.reply import Picture, Say
from storage.vocabulary import About
from tests.commands.front_door import FrontDoor, only
from tests.commands.vote_steps import checked, rounds_of, words
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(maya: FrontDoor) -> Rounds:
    return rounds_of(maya)


def seen(door: FrontDoor, typed: str) -> str:
    return words(only(checked(door.command(typed)), Say))


def test_a_card_and_a_list_tell_the_votes(maya: FrontDoor, rounds: Rounds) -> None:
    for what in ("Queue", "Label", "Soup"):
        rounds.log(what, by="UMAYA")
    number = rounds.start(rounds.pain_options(1, 2), starter="UMAYA", about=About.PAINS)
    rounds.vote(number, "UMAYA", {1: 3})
    rounds.vote(number, "UKWAME", {1: 2})
    rounds.vote(number, "UPRIYA", {1: 1})
    assert "in V-1" not in seen(maya, "/pain P-1"), "it runs: nobody sees the standing"
    maya.command("/vote close V-1")
    assert "*Votes*\n6 dots of 3 people in V-1" in seen(maya, "/pain P-1")
    assert "*Votes*\nno dots in V-1" in seen(maya, "/pain P-2")
    assert "*Votes*" not in seen(maya, "/pain P-3")
    listed = seen(maya, "/pain list")
    assert "New · 6 dots of 3 people in V-1" in listed
    assert listed.count("in V-1") == 2
    told = only(checked(maya.command("/journey map")), Picture)
    assert "1 sighting · 6 dots of 3 people in V-1" in words(told)
    maya.command("/vote reopen V-1")
    assert "in V-1" not in seen(maya, "/pain list")


def test_a_private_channels_votes_stay_there(maya: FrontDoor, rounds: Rounds) -> None:
    rounds.log("Queue", by="UMAYA")
    number = rounds.start(rounds.pain_options(1), about=About.PAINS)
    rounds.vote(number, "UMAYA", {1: 3})
    rounds.close(number)
    assert "3 dots of 1 person in V-1" in seen(maya, "/pain P-1")
    elsewhere = maya.at("C2")
    assert "V-1" not in seen(elsewhere, "/pain P-1")
    assert "V-1" not in seen(elsewhere, "/pain list")
