"""Voting: the private form, changing one's mind, and who may; and the ballot that shows it."""

import json

import pytest

from commands.errors import FieldError, UserError
from commands.reply import (
    AskGroups,
    AskMembers,
    FormErrors,
    OpenForm,
    Picture,
    Post,
    Rebuild,
    Say,
    UpdateForm,
)
from commands.request import Kind
from storage import requests
from storage.db import transaction
from storage.outbox.queue import Entry, add
from storage.vocabulary import PlaceKind
from tests.commands.ballot_steps import (
    ballot,
    hear,
    opened,
    options,
    start_form,
    started,
    typed_vote,
    view_of,
    vote,
    words,
)
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, press
from tests.commands.pain_world import OpenedForm
from tests.commands.touchpoint_world import open_shop
from tests.commands.triage_world import shop_with_pains

REBUILT = Rebuild("vote:1", "vote.ballot", "1")


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """Three open pain points in C1, P-1 the hottest."""
    shop_with_pains(maya)
    return maya


@pytest.fixture
def kwame(shop: FrontDoor) -> FrontDoor:
    """V-1 in C1: three options, 3 dots each, at most 2 on one."""
    started(shop, most="2", **{"dots:1": "3"})
    return shop.as_("UKWAME")


def test_a_vote_is_stored_and_can_be_changed(shop: FrontDoor, kwame: FrontDoor) -> None:
    form = opened(kwame)
    assert form.labels[0] == "P-1 The card reader was down · heat 5.0"
    assert "You have 3 dots, at most 2 on one." in words(form.view)
    assert "Take my vote back" not in buttons(form.view)
    effects = vote(kwame, a=2)
    assert REBUILT in effects
    done = view_of(effects)
    assert "*Your vote is stored.*" in words(done)
    assert "●● P-1 The card reader was down" in words(done)
    assert "2 are put, 1 is left" in words(done)
    again = only(press(kwame, done, "Change my vote"), UpdateForm).view
    assert again["submit"]["text"] == "Change my vote"
    assert "You have 3 dots, at most 2 on one. 2 are put, 1 is left." in words(again)
    form = OpenedForm(kwame, kwame.click("vote.vote", "1"))
    assert list(form.values.values())[:3] == ["2", "0", "0"]
    vote(kwame, a=0, b=1, c=2)
    assert list(opened(kwame).values.values())[:3] == ["0", "1", "2"]
    assert "1 has voted" in words(ballot(shop))


def test_too_many_dots_are_refused_with_the_count(kwame: FrontDoor) -> None:
    vote(kwame, a=1)
    with pytest.raises(FieldError) as raised:
        vote(kwame, a=2, b=2, c=2)
    ((name, said),) = raised.value.by_field.items()
    assert said == "You have put 6 dots, you have 3: take 3 away."
    assert name == f"option:{options(kwame)[1].id}"
    assert list(opened(kwame).values.values())[:3] == ["1", "0", "0"]


def test_more_than_allowed_on_one_is_refused(kwame: FrontDoor) -> None:
    with pytest.raises(FieldError, match="no longer exists"):
        vote(kwame, a=3)


def test_an_empty_first_vote_asks_for_a_dot(kwame: FrontDoor) -> None:
    with pytest.raises(FieldError, match="at least one dot"):
        opened(kwame).send()


def test_a_vote_can_be_taken_back(shop: FrontDoor, kwame: FrontDoor) -> None:
    vote(kwame, a=1)
    effects = press(kwame, opened(kwame).view, "Take my vote back")
    assert REBUILT in effects
    view = only(effects, UpdateForm).view
    assert "*Your vote is taken back.* All 3 dots are yours again." in words(view)
    assert "nobody has voted yet" in words(ballot(shop))
    vote(kwame, a=1)
    assert "taken back" in words(view_of(vote(kwame, a=0)))
    assert "nobody has voted yet" in words(ballot(shop))


def test_blind_shows_no_standing_and_live_does(shop: FrontDoor, kwame: FrontDoor) -> None:
    vote(kwame, b=2)
    assert "▇" not in words(ballot(shop))
    typed_vote(shop, "Hours", "Till", standing="live", **{"dots:1": "2"})
    vote(kwame, 2, b=2)
    vote(shop.as_("UPRIYA"), 2, a=1)
    text = words(ballot(shop, 2))
    assert "1. Hours\n      ▇▇▇▇▇ *1 dot* by 1 person" in text
    assert "2. Till\n      ▇▇▇▇▇▇▇▇▇▇ *2 dots* by 1 person" in text


def test_a_department_is_asked_once_and_kept(kwame: FrontDoor) -> None:
    form = opened(kwame)
    form.fill(department="Tills, ask bo@example.org")
    form.values[f"option:{options(kwame)[0].id}"] = "1"
    assert "Masked: an e-mail address." in words(view_of(form.send()))
    assert opened(kwame).values["department"] == "Tills, ask [e-mail]"
    assert opened(kwame.as_("UPRIYA")).values["department"] is None


def test_where_names_are_not_stored_no_department_is_asked(shop: FrontDoor) -> None:
    typed_vote(shop, "Hours", "Till", names="not stored")
    kwame = shop.as_("UKWAME")
    assert "Your department" not in opened(kwame).labels
    vote(kwame, a=1)
    assert list(opened(kwame).values.values()) == ["1", "0"]
    vote(kwame, a=0, b=1)
    assert "1 has voted" in words(ballot(shop))


@pytest.mark.parametrize("names", ["shown", "not stored"])
def test_a_vote_closed_meanwhile_says_so_with_the_result(shop: FrontDoor, names: str) -> None:
    started(shop, names=names, **{"dots:1": "2"})
    kwame, priya = shop.as_("UKWAME"), shop.as_("UPRIYA")
    vote(kwame, b=2)
    late = opened(priya)
    vote(priya, a=1)
    changed = opened(kwame)
    shop.command("/vote close V-1")
    for form in (late, changed):
        view = view_of(form.send())
        assert "*V-1 has closed already*" in words(view)
        assert "1. P-2 The queue was long · *2 dots*" in words(view)
        assert "2. P-1 The card reader was down · *1 dot*" in words(view)
        seen = only(legal(press(kwame, view, "See the result")), UpdateForm).view
        assert seen["title"]["text"] == "Result of V-1"
        assert "First: *P-2 The queue was long* with 2 of 3 dots" in words(seen)
    assert "has closed already" in words(view_of(priya.click("vote.vote", "1")))
    took = only(legal(kwame.click("vote.take_back", "1", in_form=True)), UpdateForm).view
    assert "has closed already" in words(took)


def test_a_cancelled_vote_says_so(shop: FrontDoor, kwame: FrontDoor) -> None:
    form = opened(kwame)
    form.values[f"option:{options(kwame)[0].id}"] = "1"
    shop.command("/vote cancel V-1")
    assert "*V-1 was cancelled by <@UMAYA>.*" in words(view_of(form.send()))
    assert "Cancelled by <@UMAYA>" in words(ballot(shop))


def test_the_deadline_counts_though_the_clock_has_not_looked(kwame: FrontDoor) -> None:
    vote(kwame, a=1)
    form = OpenedForm(kwame.later(days=4), kwame.click("vote.vote", "1"))
    effects = form.send()
    assert "has closed already" in words(view_of(effects))
    assert [each for each in effects if isinstance(each, Picture | Post)]


def test_the_last_to_vote_closes_it(shop: FrontDoor, kwame: FrontDoor) -> None:
    hear(shop, "UMAYA", "UKWAME")
    vote(shop, a=1)
    effects = vote(kwame, b=1)
    view = view_of(effects)
    assert "You were the last: the vote is closed now" in words(view)
    assert "Change my vote" not in buttons(view)
    assert [each for each in effects if isinstance(each, Picture | Post)]
    assert "2 of 2 have voted" in words(ballot(shop))


def test_who_came_later_votes_and_is_counted(shop: FrontDoor, kwame: FrontDoor) -> None:
    effects = vote(kwame, a=1)
    assert not [each for each in effects if isinstance(each, AskMembers)]
    assert hear(shop, "UMAYA", "UKWAME", "UPRIYA") == [REBUILT]
    assert hear(shop, "UMAYA", "UKWAME", "UPRIYA") == []
    assert "1 of 3 has voted" in words(ballot(shop))
    effects = vote(shop.as_("UTOMAS"), a=1)
    assert only(effects, AskMembers) == AskMembers("C1", "vote.members", "1")
    assert "2 of 4 have voted" in words(ballot(shop))
    effects = vote(shop.as_("UTOMAS"), b=1)
    assert not [each for each in effects if isinstance(each, AskMembers)]


def test_a_quorum_that_nobody_can_meet_says_so(shop: FrontDoor) -> None:
    started(shop, quorum="3")
    assert "quorum 3 people · " in words(ballot(shop))
    hear(shop, "UMAYA", "UKWAME")
    assert "quorum 3 people, more than may vote · " in words(ballot(shop))
    hear(shop, "UMAYA", "UKWAME", "UPRIYA")
    assert "quorum 3 people · " in words(ballot(shop))


def test_slack_is_not_asked_twice_at_once(shop: FrontDoor, kwame: FrontDoor) -> None:
    hear(shop, "UMAYA")
    entry = Entry("T1", "members:C1", "members", {"channel_id": "C1"})
    with transaction(shop.engine) as session:
        add(session, entry=entry, now=shop.now)
    assert not [each for each in vote(kwame, a=1) if isinstance(each, AskMembers)]


def test_the_clock_asks_again_who_may_vote(shop: FrontDoor, kwame: FrontDoor) -> None:
    del kwame
    typed_vote(shop, "Hours", "Till")
    soon = shop.later(minutes=10).ask(Kind.JOB, "vote.look_again")
    (asked,) = [each for each in soon if isinstance(each, AskMembers)]
    assert asked.channel_id == "C1"
    assert [each.value for each in soon if isinstance(each, Rebuild)] == []
    hear(shop, "UMAYA", "UKWAME", number=int(asked.value))
    for number in (1, 2):
        assert "0 of 2 have voted" in words(ballot(shop, number))
    next_day = shop.later(days=1, hours=4, minutes=5).ask(Kind.JOB, "vote.look_again")
    assert [each.value for each in next_day if isinstance(each, Rebuild)] == ["1", "2"]
    assert only(shop.ask(Kind.JOB, "vote.ask_groups"), AskGroups)


def test_the_message_tells_how_much_time_is_left(shop: FrontDoor, kwame: FrontDoor) -> None:
    del kwame
    for passed, left in (
        ({"days": 0}, "3 days left"),
        ({"days": 2}, "28 hours left"),
        ({"days": 3, "hours": 2, "minutes": 1}, "120 minutes left"),
        ({"days": 3, "hours": 3, "minutes": 55}, "10 minutes left"),
        ({"days": 3, "hours": 4}, "time is up"),
    ):
        assert left in words(ballot(shop.later(**passed)))


GROUP = {"id": "S1", "handle": "crew", "name": "Crew", "people": ["UKWAME"]}


def crew_vote(shop: FrontDoor) -> None:
    shop.ask(Kind.HEARD, "vote.groups", values={"groups": [json.dumps(GROUP)]})
    form = start_form(shop)
    form.fill(who="S1", **{"dots:1": "2"})
    form.send()


def test_only_its_user_group_votes_and_slack_is_asked_again(shop: FrontDoor) -> None:
    crew_vote(shop)
    kwame, priya = shop.as_("UKWAME"), shop.as_("UPRIYA")
    late = opened(kwame)
    refused = only(legal(priya.click("vote.vote", "1")), Say)
    assert "only @crew votes" in refused.text
    effects = press(priya, refused, "I am in it: ask again")
    assert only(effects, AskGroups) == AskGroups("vote.groups")
    assert "Press Vote once more" in shown(only(effects, Say))
    gone = json.dumps({**GROUP, "people": ["UPRIYA"]})
    effects = shop.ask(Kind.HEARD, "vote.groups", values={"groups": [gone]})
    assert effects == [REBUILT]
    assert only(priya.click("vote.vote", "1"), OpenForm)
    with transaction(shop.engine) as session:
        key = {"workspace_id": "T1", "key": "form:V1:1"}
        assert requests.claim(session, **key, at=shop.now)
    late.values[f"option:{options(shop)[0].id}"] = "1"
    effects = late.send(key="form:V1:1")
    assert "Cairn asks again right now" in shown(only(effects, FormErrors))
    assert only(effects, AskGroups)
    with transaction(shop.engine) as session:
        # The same form sent again is no repetition.
        assert requests.claim(session, **key, at=shop.now)


def test_who_is_not_in_the_group_is_not_asked_to_vote(shop: FrontDoor) -> None:
    crew_vote(shop)
    for typed, button in (("/vote list", "Vote"), ("/vote V-1", "")):
        mine, other = (
            only(legal(shop.as_(who).command(typed)), Say) for who in ("UKWAME", "UPRIYA")
        )
        assert "*You have not voted*: 2 dots to put" in shown(mine)
        assert "You have not voted" not in shown(other)
        assert "You are not in the group that votes here" in shown(other)
        assert not button or (button in buttons(mine)) > (button in buttons(other))


def test_a_group_that_slack_no_longer_names_keeps_its_vote(shop: FrontDoor) -> None:
    crew_vote(shop)
    assert shop.ask(Kind.HEARD, "vote.groups", values={"groups": []}) == []
    vote(shop.as_("UKWAME"), a=1)
    assert "only one user group votes" in words(ballot(shop))


def test_a_private_channels_vote_is_for_its_people(maya: FrontDoor) -> None:
    open_shop(maya, channel="G1", private=True)
    there = maya.as_("UOWNER").at("G1", PlaceKind.PRIVATE)
    typed_vote(there, "Secret plan", "Other plan")
    for door in (maya, maya.at("D1", PlaceKind.DIRECT), maya.as_("UOWNER").at("C2")):
        with pytest.raises(UserError):
            door.click("vote.vote", "1")
        with pytest.raises(UserError):
            door.command("/vote V-1")
    kwame = maya.as_("UKWAME")
    hear(there, "UOWNER", "UKWAME")
    assert only(kwame.at("D1", PlaceKind.DIRECT).click("vote.vote", "1"), OpenForm)
    assert only(kwame.at("G1", PlaceKind.PRIVATE).click("vote.vote", "1"), OpenForm)


def test_guests_vote_where_they_are(shop: FrontDoor, kwame: FrontDoor) -> None:
    del kwame
    guest = shop.as_("UGUEST", guest=True)
    assert "stored" in words(view_of(vote(guest, a=1)))
    with pytest.raises(UserError):
        guest.at("C9").click("vote.vote", "1")


def test_v_3_shows_the_vote_to_one_person(shop: FrontDoor, kwame: FrontDoor) -> None:
    vote(kwame, a=1)
    for typed in ("/vote V-1", "/vote v1", "/vote 1"):
        assert "P-1 The card reader was down" in shown(only(legal(kwame.command(typed)), Say))
    with pytest.raises(UserError, match="There is no V-9 here"):
        shop.command("/vote V-9")


def test_another_workspace_knows_nothing_of_it(shop: FrontDoor, kwame: FrontDoor) -> None:
    del kwame
    other = shop.as_("UMAYA", workspace_id="T2")
    with pytest.raises(UserError):
        other.click("vote.vote", "1")
    assert other.ask(Kind.MESSAGE, "vote.ballot", value="1") == []
    assert hear(other, "U1") == []


def test_options_are_shown_as_typed(shop: FrontDoor) -> None:
    typed_vote(shop, HOSTILE, "&" * 150, **{"dots:1": "1"})
    kwame = shop.as_("UKWAME")
    view = view_of(vote(kwame, a=1))
    assert "<!channel>" not in words(view)
    shop.command("/vote close V-1")
    assert "<!channel>" not in words(view_of(kwame.click("vote.vote", "1")))
