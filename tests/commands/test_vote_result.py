"""What follows a result: run-off, evidence, departments, names, and the list of votes."""

from datetime import timedelta
from typing import Any

import pytest

from commands.errors import UserError
from commands.reply import AskMembers, Effect, Picture, Post, Replace, Say
from storage.db import transaction
from storage.outbox import posted
from storage.vocabulary import About, Names, PlaceKind, RoundStatus
from tests.commands.front_door import FrontDoor, only, said
from tests.commands.vote_steps import (
    PEOPLE,
    button,
    checked,
    labels,
    press,
    result,
    rounds_of,
    words,
)
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(maya: FrontDoor) -> Rounds:
    return rounds_of(maya)


def closed(door: FrontDoor, number: int) -> Picture | Post:
    return result(checked(door.command(f"/vote close V-{number}")))


def tied(rounds: Rounds, **more: Any) -> int:  # noqa: ANN401
    """Options 2 and 4 of five are tied."""
    number = rounds.start(5, starter="UMAYA", members=PEOPLE, **more)
    for person_id, dots in (("UMAYA", {4: 2, 1: 1}), ("UKWAME", {2: 2})):
        rounds.vote(number, person_id, dots)
    return number


def test_a_run_off_is_over_exactly_the_tied_ones(maya: FrontDoor, rounds: Rounds) -> None:
    number = tied(rounds, names=Names.SHOWN, quorum=2, lasts=timedelta(days=2), live=True)
    before = rounds.stored(number)
    message = closed(maya, number)
    assert "A tie for the first place: *Option 2* and *Option 4*" in words(message)
    assert "*1.* Option 2" in words(message)
    assert "*1.* Option 4" in words(message)
    assert "*3.* Option 1" in words(message)
    effects = press(maya.as_("UPRIYA").later(hours=1), message, "Run-off")
    ballot = only(effects, Post)
    assert ballot.channel_id == "C1"
    text = words(ballot)
    assert "Run-off of V-1: What first?" in text
    assert "1. Option 2" in text
    assert "2. Option 4" in text
    assert "Option 1" not in text
    assert "V-2 is the run-off" in said(effects)
    assert only(effects, AskMembers).channel_id == "C1"
    after = rounds.stored(2)
    assert after.run_off_of_id == before.id
    assert (after.names, after.live, after.quorum) == (Names.SHOWN, True, 2)
    assert (after.dots, after.most_on_one) == (1, 1), "a quarter of two options"
    assert after.closes_at == maya.now + timedelta(days=2, hours=1)
    assert after.starter_id == "UPRIYA"


def test_the_picture_has_no_bars_of_nothing(maya: FrontDoor, rounds: Rounds) -> None:
    message = closed(maya, tied(rounds))
    assert isinstance(message, Picture)
    assert [each["label"] for each in message.data["options"]] == [
        "Option 2",
        "Option 4",
        "Option 1",
    ]
    assert message.data["subtitle"].endswith("Shop · 2 options without a dot not shown")
    assert "Option 3" in words(message), "the words name them all"


def test_a_run_off_begins_once(maya: FrontDoor, rounds: Rounds) -> None:
    message = closed(maya, tied(rounds))
    press(maya, message, "Run-off")
    again = press(maya.as_("UKWAME"), message, "Run-off")
    assert "The run-off has begun: it is V-2" in said(again)
    assert len(again) == 1
    seen = only(checked(maya.command("/vote V-1")), Say)
    assert "V-2 is the run-off between them" in words(seen)
    assert "Run-off" not in labels(seen)
    assert "Reopen" not in labels(seen), "it is being decided"
    rounds.vote(2, "UMAYA", {1: 1})
    ended = closed(maya.as_("UOWNER"), 2)
    assert "run-off of V-1" in words(ended)


def test_a_cancelled_run_off_may_begin_anew(maya: FrontDoor, rounds: Rounds) -> None:
    message = closed(maya, tied(rounds))
    press(maya, message, "Run-off")
    maya.command("/vote cancel V-2")
    assert "V-3 is the run-off" in said(press(maya, message, "Run-off"))


def stands(door: FrontDoor, message: Picture | Post) -> None:
    """The outbox has posted it."""
    assert message.subject
    with transaction(door.engine) as session:
        posted.note(session, workspace_id="T1", subject=message.subject, channel_id="C1", ts="1.2")


def test_the_tied_result_follows_its_run_off(maya: FrontDoor, rounds: Rounds) -> None:
    message = closed(maya, tied(rounds))
    stands(maya, message)

    def shown_now(effects: list[Effect]) -> Picture:
        (found,) = [
            each
            for each in effects
            if isinstance(each, Picture) and each.subject == message.subject
        ]
        return found

    begun = shown_now(press(maya, message, "Run-off"))
    assert "V-2 is the run-off between them: see there." in words(begun)
    assert not {"Run-off", "Reopen"} & set(labels(begun))
    cancelled = shown_now(checked(maya.command("/vote cancel V-2")))
    assert "Run-off" in labels(cancelled)
    press(maya, message, "Run-off")
    rounds.vote(3, "UMAYA", {2: 1})
    decided = shown_now(checked(maya.command("/vote close V-3")))
    assert "The run-off V-3 decided it: *Option 4*" in words(decided)
    again = shown_now(checked(maya.command("/vote reopen V-3")))
    assert "V-3 is the run-off between them" in words(again)


def test_what_a_run_off_decided_is_told_with_its_number(maya: FrontDoor, rounds: Rounds) -> None:
    for what in ("Queue", "Label"):
        rounds.log(what, by="UMAYA")
    number = rounds.start(rounds.pain_options(2, 1), starter="UMAYA", about=About.PAINS)
    rounds.vote(number, "UMAYA", {1: 1, 2: 1})
    press(maya, closed(maya, number), "Run-off")
    rounds.vote(2, "UMAYA", {1: 1})
    closed(maya, 2)
    assert "The run-off V-2 decided it: *P-2 Label*" in said(maya.command("/vote V-1"))


def test_many_options_without_a_dot_are_folded(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(20, starter="UMAYA")
    rounds.vote(number, "UMAYA", {7: 3})
    message = closed(maya, number)
    text = words(message)
    assert "*2.* 19 options without a dot:\n      Option 1\n      Option 2\n" in text
    assert "and 16 more" in text
    assert "Option 5" not in text
    every = words(only(press(maya, message, "All without dots (19)"), Say))
    assert every.count("Option") == 19
    maya.command(f"/vote reopen V-{number}")
    with pytest.raises(UserError, match="open again"):
        press(maya, message, "All without dots (19)")


def test_where_there_is_no_tie_there_is_no_run_off(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(3, starter="UMAYA")
    rounds.vote(number, "UMAYA", {1: 2, 2: 1})
    with pytest.raises(UserError, match="no tie to decide"):
        maya.click("vote.run_off", str(number))
    assert "Run-off" not in labels(closed(maya, number))
    with pytest.raises(UserError, match="no tie to decide"):
        maya.click("vote.run_off", str(number))


def pains_voted_on(rounds: Rounds) -> int:
    """Hot and unvoted, hot and popular, rare and popular, rare and unvoted."""
    for what, severity in (("Queue", 5), ("Label", 4), ("Soup", 1), ("Till", 2)):
        rounds.log(what, by="UMAYA", severity=severity)
    options = rounds.pain_options(1, 2, 3, 4)
    number = rounds.start(options, starter="UMAYA", about=About.PAINS)
    rounds.vote(number, "UMAYA", {2: 1, 3: 2})
    rounds.vote(number, "UKWAME", {2: 2, 4: 1})
    return number


def test_votes_and_evidence(maya: FrontDoor, rounds: Rounds) -> None:
    message = closed(maya, pains_voted_on(rounds))
    assert "First: *P-2 Label*" in words(message)
    effects = press(maya, message, "Votes and evidence")
    picture = only(effects, Picture)
    assert picture.only_for == "UMAYA"
    assert picture.chart == "evidence"
    text = words(picture)
    assert "*Frequent but unvoted*: P-1 Queue" in text
    assert "*Popular but rare*: P-3 Soup" in text
    assert "*Popular and frequent*: P-2 Label" in text
    assert "*Neither yet*: P-4 Till" in text
    assert "P-3 Soup" in picture.alt_text
    shared = only(press(maya, picture, "Post in the channel"), Picture)
    assert shared.channel_id == "C1"
    assert shared.only_for is None
    assert labels(shared) == []


def test_evidence_is_what_it_was_at_closing(maya: FrontDoor, rounds: Rounds) -> None:
    message = closed(maya, pains_voted_on(rounds))
    rounds.later(days=30)
    picture = only(press(maya.later(days=30), message, "Votes and evidence"), Picture)
    assert [point["heat"] for point in picture.data["points"]] == [4.0, 1.0, 2.0, 5.0]


def test_only_pain_points_have_evidence(maya: FrontDoor, rounds: Rounds) -> None:
    number = tied(rounds)
    with pytest.raises(UserError, match="not closed"):
        maya.click("vote.evidence", str(number))
    assert "Votes and evidence" not in labels(closed(maya, number))
    with pytest.raises(UserError, match="not about pain points"):
        maya.click("vote.evidence", str(number))


def departments_voted(rounds: Rounds, **more: Any) -> int:  # noqa: ANN401
    number = rounds.start(3, starter="UMAYA", **more)
    for place, (name, count) in enumerate((("Sales", 6), ("IT", 5), ("Legal", 2), ("", 3))):
        for person in range(count):
            rounds.vote(number, f"U{name}{person}", {1 + place % 3: 2}, department=name)
    return number


def test_departments_of_five_or_more(maya: FrontDoor, rounds: Rounds) -> None:
    number = departments_voted(rounds)
    with pytest.raises(UserError, match="not closed"):
        maya.click("vote.departments", f"{number} 1")
    message = closed(maya, number)
    text = words(only(press(maya.as_("UPRIYA"), message, "By department"), Say))
    assert "*Sales* · 6 voters\n      Option 1: 12 dots (100\u00a0%)" in text
    assert "*IT* · 5 voters\n      Option 2: 10 dots (100\u00a0%)" in text
    assert "2 groups with 5 voters together are left out" in text
    assert "Legal" not in text


def test_where_all_departments_are_small_none_is_shown(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(2, starter="UMAYA")
    for person in range(8):
        rounds.vote(number, f"U{person}", {1: 1}, department=f"D{person % 2}")
    assert "By department" not in labels(closed(maya, number)), "there is nothing to be seen"
    text = words(only(maya.click("vote.departments", f"{number} 1"), Say))
    assert "here, none" in text
    assert "D0" not in text


def test_no_departments_where_names_are_not_stored(maya: FrontDoor, rounds: Rounds) -> None:
    number = departments_voted(rounds, names=Names.NOT_STORED)
    assert "By department" not in labels(closed(maya, number))
    with pytest.raises(UserError, match="stores no names"):
        maya.click("vote.departments", f"{number} 1")


def test_two_results_do_not_tell_who_voted_between_them(maya: FrontDoor, rounds: Rounds) -> None:
    number = departments_voted(rounds)
    message = closed(maya, number)
    press(maya, message, "By department")
    warned = str(button(message, "Reopen")["confirm"])
    assert "in a small group the next one may tell whose dots changed" in warned
    effects = press(maya, message, "Reopen")
    assert "may tell whose dots changed" in words(only(effects, Post))
    # One more of Sales: the difference of two breakdowns would be this person's vote.
    rounds.vote(number, "UMAYA", {3: 2}, department="Sales")
    again = closed(maya, number)
    assert "By department" not in labels(again)
    with pytest.raises(UserError, match="closed once and reopened"):
        press(maya.as_("UPRIYA"), message, "By department")
    shown = rounds.start(2, starter="UMAYA", names=Names.SHOWN)
    rounds.vote(shown, "UMAYA", {1: 1})
    assert "small group" not in str(button(closed(maya, shown), "Reopen")["confirm"])


def test_many_departments_are_paged(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(2, starter="UMAYA")
    for person in range(50):
        rounds.vote(number, f"U{person}", {1: 1}, department=f"D{person % 10}")
    first = only(press(maya, closed(maya, number), "By department"), Say)
    assert words(first).count("5 voters") == 8
    second = press(maya, first, "Next")
    text = words(Say("", only(second, Replace).blocks))
    assert text.count("5 voters") == 2
    assert "Page 2 of 2" in text


def test_names_only_where_that_was_said(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(3, starter="UMAYA", names=Names.SHOWN)
    rounds.vote(number, "UKWAME", {1: 2, 2: 1})
    rounds.vote(number, "UPRIYA", {1: 1})
    with pytest.raises(UserError, match="not closed"):
        maya.click("vote.names", f"{number} 1")
    assert "UKWAME" not in str(rounds_seen(maya, number))
    text = words(closed(maya, number))
    assert "<@UKWAME> 2, <@UPRIYA> 1" in text
    assert "Names are shown to everybody here" in text
    for names in (Names.HIDDEN, Names.NOT_STORED):
        other = rounds.start(3, starter="UMAYA", names=names)
        rounds.vote(other, "UKWAME", {1: 2, 2: 1})
        assert "UKWAME" not in str(closed(maya, other))
        with pytest.raises(UserError, match="promised on its ballot"):
            maya.click("vote.names", f"{other} 1")


def rounds_seen(door: FrontDoor, number: int) -> Say:
    return only(checked(door.command(f"/vote V-{number}")), Say)


def test_a_crowd_of_names_has_a_button(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(2, starter="UMAYA", names=Names.SHOWN)
    for person in range(60):
        rounds.vote(number, f"UP{person:02}", {1: 1})
    message = closed(maya, number)
    assert "<@UP09> 1 and 50 more" in words(message)
    first = only(press(maya, message, "All names"), Say)
    assert words(first).count("<@UP") == 50
    rest = Say("", only(press(maya, first, "Next"), Replace).blocks)
    assert words(rest).count("<@UP") == 10
    assert "*1.* Option 1" in words(rest), "each page says what they voted for"


def test_the_longest_result_fits(maya: FrontDoor, rounds: Rounds) -> None:
    for place in range(20):
        rounds.log(f"{place} {'&' * 147}", by="UMAYA", severity=5)
    number = rounds.start(
        rounds.pain_options(*range(1, 21)),
        starter="UMAYA",
        about=About.PAINS,
        names=Names.SHOWN,
        dots=10,
        quorum=99,
    )
    for person in range(15):
        dots = dict.fromkeys(range(1 + person % 11, 11 + person % 11), 1)
        rounds.vote(number, f"ULONGNAME{person:02}", dots, department="&" * 80)
    message = closed(maya, number)
    for place in range(20):
        assert f" P-{place + 1} " in words(message)
    press(maya, message, "Votes and evidence")
    press(maya, message, "By department")
    press(maya, message, "All names")
    checked(maya.command("/vote list"))


def test_one_vote_privately(maya: FrontDoor, rounds: Rounds) -> None:
    number = rounds.start(starter="UMAYA", members=PEOPLE)
    mine = rounds_seen(maya, number)
    assert "*You have not voted*: 3 dots to put" in words(mine)
    assert labels(mine) == ["Vote", "Close", "Cancel vote"]
    theirs = rounds_seen(maya.as_("UPRIYA"), number)
    assert labels(theirs) == ["Vote"]
    rounds.vote(number, "UPRIYA", {1: 2})
    assert "You have voted, 1 dot left" in words(rounds_seen(maya.as_("UPRIYA"), number))
    rounds.close(number)
    seen = rounds_seen(maya.as_("UPRIYA"), number)
    assert "*Result of V-1*" in words(seen)
    assert "First: *Option 1*" in words(seen)


def listed(door: FrontDoor) -> Say:
    return only(checked(door.command("/vote list")), Say)


def test_the_list_says_what_is_left_to_do(maya: FrontDoor, rounds: Rounds) -> None:
    assert "There is no vote to be seen" in words(listed(maya))
    late, soon, endless = (
        rounds.start(lasts=timedelta(days=days) if days else None, members=PEOPLE)
        for days in (3, 1, 0)
    )
    done, gone = rounds.start(), rounds.start(starter="UMAYA")
    rounds.vote(soon, "UMAYA", {1: 3})
    rounds.close(done)
    maya.command(f"/vote cancel V-{gone}")
    message = listed(maya)
    text = words(message)
    assert "*Votes* · 3 open, 5 in all" in text
    order = [text.index(f"*V-{number}*") for number in (soon, late, endless, gone, done)]
    assert order == sorted(order)
    assert text.count("*You have not voted*: 3 dots to put") == 2
    assert text.count("You have voted") == 1
    assert "1 of 3 has voted" in text
    assert "cancelled" in text
    assert button(message, "Open")["value"] == str(soon)
    seen = press(maya, message, "Open")
    assert "*V-2*" in words(only(seen, Say))
    assert "*Votes* · 3 open" in words(only(maya.command("/journey vote list"), Say))


def test_a_long_list_is_paged(maya: FrontDoor, rounds: Rounds) -> None:
    for _ in range(23):
        rounds.start()
    message = listed(maya)
    seen = words(message)
    for page in (2, 3):
        message = Say("", only(press(maya, message, "Next"), Replace).blocks)
        assert f"Page {page} of 3" in words(message)
        seen += words(message)
    for number in range(1, 24):
        assert f"*V-{number}*" in seen
    assert "Next" not in labels(message)


def test_a_private_channels_votes_are_for_those_who_may_vote(
    maya: FrontDoor, rounds: Rounds
) -> None:
    rounds.start(members=["UKWAME"])
    elsewhere = maya.at("D1", PlaceKind.DIRECT)
    assert "*V-1*" not in words(listed(elsewhere))
    with pytest.raises(UserError, match="There is no V-1 here"):
        elsewhere.command("/vote V-1")
    theirs = elsewhere.as_("UKWAME")
    assert "*V-1*" in words(listed(theirs))
    assert "*V-1*" in words(only(theirs.command("/vote V-1"), Say))
    assert rounds.stored(1).status == RoundStatus.OPEN
