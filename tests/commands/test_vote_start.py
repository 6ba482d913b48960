"""The form "Start a vote": what it is prefilled with, how it follows, and what it starts."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from commands.errors import FieldError, UserError
from commands.reply import AskGroups, AskMembers, OpenForm, Post, Say
from commands.request import Kind, Person
from commands.vote import ballot_words
from commands.vote.ballot_words import Secrecy
from commands.vote.start_draft import in_three_days
from storage.db import transaction
from storage.models import Journey
from storage.opportunity import opportunities
from storage.vocabulary import Names, PlaceKind, Status
from tests.commands.ballot_steps import (
    ballot,
    choose,
    options,
    start_form,
    started,
    stored,
    typed_vote,
    view_of,
    vote,
    words,
)
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.opportunity_world import add as add_idea
from tests.commands.pain_world import OpenedForm
from tests.commands.touchpoint_world import open_shop
from tests.commands.triage_world import log, shop_with_pains
from tests.storage.pain_world import World

GROUPS = [
    json.dumps({"id": "S1", "handle": "crew", "name": "Store crew", "people": ["UMAYA", "UKWAME"]}),
    json.dumps({"id": "S2", "handle": "empty", "name": "Nobody", "people": []}),
]


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """Three open pain points in C1, P-1 the hottest."""
    shop_with_pains(maya)
    return maya


def hear_groups(door: FrontDoor, groups: list[str] = GROUPS) -> None:
    door.ask(Kind.HEARD, "vote.groups", values={"groups": list(groups)})


def labels_of(form: OpenedForm, name: str) -> list[str]:
    (block,) = [each for each in form.view["blocks"] if each.get("block_id") == name]
    return [option["text"]["text"] for option in block["element"].get("initial_options", [])]


def test_sent_as_it_opens_it_is_a_vote_on_the_hottest(shop: FrontDoor) -> None:
    form = start_form(shop)
    assert form.title == "Start a vote"
    assert labels_of(form, "pains")[0] == "P-1 The card reader was down · heat 5.0"
    effects = legal(form.send())
    post = only(effects, Post)
    assert (post.channel_id, post.subject) == ("C1", "vote:1")
    assert only(effects, AskMembers) == AskMembers("C1", "vote.members", "1")
    round = stored(shop)
    assert (round.question, round.dots, round.most_on_one) == ("What should we solve first?", 1, 1)
    assert (round.live, round.names, round.quorum, round.group_id) == (False, "shown", None, None)
    assert round.closes_at == datetime(2026, 3, 7, 16, tzinfo=UTC)
    assert [each.pain_point_id for each in options(shop)] == [1, 2, 3]
    assert "1. P-1 The card reader was down · heat 5.0" in words(post)


def test_twenty_of_the_open_ones_and_merged_duplicates_are_left_out(maya: FrontDoor) -> None:
    world = World(maya.engine, maya.now)
    world.build()
    numbers = [world.log(f"Trouble {n}", by="U1", severity=5 - n % 5) for n in range(30)]
    world.move(numbers[0], Status.SOLVED)
    world.merge(numbers[5], numbers[10])
    form = start_form(maya)
    chosen = labels_of(form, "pains")
    assert len(chosen) == 20
    assert chosen[0] == "P-11 Trouble 10 · heat 10.0"
    assert not [each for each in chosen if each.startswith(("P-1 ", "P-6 "))]
    assert "dots:5" in form.values


def test_the_person_is_asked_in_their_own_zone() -> None:
    noon = datetime(2026, 3, 27, 23, 30, tzinfo=UTC)
    # In Berlin it is the 28th already, and summer time begins before the vote ends.
    assert in_three_days(noon, "Europe/Berlin") == int(
        datetime(2026, 3, 31, 14, tzinfo=UTC).timestamp()
    )
    assert in_three_days(noon, None) == int(datetime(2026, 3, 30, 16, tzinfo=UTC).timestamp())


def test_dots_follow_the_options_until_somebody_chooses(shop: FrontDoor) -> None:
    for n in range(9):
        log(shop, f"Trouble {n}", severity=1)
    form = start_form(shop)
    assert form.values["dots:3"] == "quarter"
    form.fill(pains=["1", "2", "3", "4", "5"])
    form.act("vote.pains")
    assert form.values["dots:1"] == "quarter"
    assert "A quarter of the options: 1" in shown(form.view)
    form.fill(**{"dots:1": "4"})
    form.fill(pains=[str(n) for n in range(1, 9)])
    form.act("vote.pains")
    assert form.values["dots:2"] == "4"
    form.send()
    assert (stored(shop).dots, stored(shop).most_on_one) == (4, 4)


def test_switching_keeps_what_was_typed_and_chosen(shop: FrontDoor) -> None:
    form = start_form(shop, "/vote Which first?")
    form.fill(pains=["2", "3"], quorum="2")
    choose(form, about="typed")
    assert "My own list" in form.labels
    assert "Pain points" not in form.labels
    form.fill(typed="Longer hours\nA second till")
    choose(form, about="opportunities")
    assert "Opportunities" in form.labels
    choose(form, about="typed")
    assert form.values["typed"] == "Longer hours\nA second till"
    choose(form, about="pains")
    assert form.values["pains"] == ["2", "3"]
    assert (form.values["question"], form.values["quorum"]) == ("Which first?", "2")
    assert form.values["dots:1"] == "quarter"


def test_a_list_too_long_to_travel_hidden_stays_in_the_form(shop: FrontDoor) -> None:
    form = start_form(shop)
    choose(form, about="typed")
    long = '"\\' * 1000
    choose(form, typed=long)
    choose(form, about="pains")
    assert "My own list (kept, not voted on)" in form.labels
    choose(form, about="typed")
    assert form.values["typed"] == long


def test_when_all_have_voted_needs_no_time(shop: FrontDoor) -> None:
    form = start_form(shop)
    closes_at = form.values["closes_at"]
    choose(form, closing="all")
    assert "Closes at" not in form.labels
    choose(form, closing="time")
    assert form.values["closes_at"] == closes_at
    choose(form, closing="all")
    post = only(form.send(), Post)
    assert stored(shop).closes_at is None
    assert "closes when all have voted" in words(post)


@pytest.mark.parametrize("standing", ["blind", "live"])
@pytest.mark.parametrize("names", list(Names))
def test_form_and_ballot_say_the_same_of_who_sees_what(
    shop: FrontDoor, standing: str, names: Names
) -> None:
    form = start_form(shop)
    choose(form, standing=standing, names=names.value)
    sentences = ballot_words.who_sees(Secrecy(live=standing == "live", names=names))
    assert sentences in words(form.view)
    assert sentences in words(only(form.send(), Post))
    assert sentences in words(OpenedForm(shop, shop.click("vote.vote", "1")).view)


def test_every_choice_has_sentences_of_its_own() -> None:
    said = {
        ballot_words.who_sees(Secrecy(live=live, names=names))
        for live in (False, True)
        for names in Names
    }
    assert len(said) == 6
    guessed = {
        (live, names)
        for live in (False, True)
        for names in Names
        if "may guess whose dots" in ballot_words.who_sees(Secrecy(live=live, names=names))
    }
    assert guessed == {(True, Names.HIDDEN), (True, Names.NOT_STORED)}


def test_a_list_of_ones_own(shop: FrontDoor) -> None:
    post = typed_vote(shop, "Longer hours", "", "  A second   till ", "longer hours", "Parking")
    assert [each.title for each in options(shop)] == ["Longer hours", "A second till", "Parking"]
    assert "1. Longer hours\n2. A second till\n3. Parking" in words(post)
    assert stored(shop).about == "typed"


def test_customer_data_is_masked_in_lists_and_questions(shop: FrontDoor) -> None:
    form = start_form(shop, "/vote Ask ada@example.com?")
    choose(form, about="typed")
    choose(form, typed="Call bob@example.org\nWait")
    effects = legal(form.send())
    assert "Masked" in shown(only(effects, Say))
    assert "example" not in shown(only(effects, Post))
    assert "example" not in stored(shop).question + options(shop)[0].title


def wrong(form: OpenedForm) -> dict[str, str]:
    with pytest.raises(FieldError) as raised:
        form.send()
    return dict(raised.value.by_field)


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["Only one"], "at least two"),
        ([f"Line {n}" for n in range(23)], "Those are 23; a ballot has room for 20."),
        (["x" * 151, "y"], "is 151 characters; a line has room for 150"),
        ([], "Type what to vote on"),
    ],
)
def test_a_list_that_is_none_says_so(shop: FrontDoor, lines: list[str], says: str) -> None:
    form = start_form(shop)
    choose(form, about="typed")
    choose(form, typed="\n".join(lines))
    assert says in wrong(form)["typed"]


def test_what_was_solved_meanwhile_is_to_be_taken_out(shop: FrontDoor) -> None:
    form = start_form(shop)
    shop.command("/pain plan P-3")
    assert only(form.send(), Post)
    form = start_form(shop)
    world = World(shop.engine, shop.now)
    world.move(2, Status.SOLVED)
    assert wrong(form)["pains"].startswith("1 of these was solved, declined or merged meanwhile")


def test_other_mistakes_are_said_beside_their_fields(shop: FrontDoor) -> None:
    form = start_form(shop)
    past = str(int((shop.now - timedelta(minutes=1)).timestamp()))
    form.fill(question="  ", closes_at=past, quorum="0", most="4")
    form.values["dots:1"] = "3"
    found = wrong(form)
    assert "Ask something" in found["question"]
    assert "This is past" in found["closes_at"]
    assert "how many people" in found["quorum"]
    assert found["most"] == "Nobody has more than 3 dots. Choose that or less."
    form.fill(closes_at=str(10**15))
    assert "more than a year" in wrong(form)["closes_at"]


def test_a_user_group_may_vote_once_slack_has_named_some(shop: FrontDoor) -> None:
    effects = shop.command("/vote")
    assert only(effects, AskGroups) == AskGroups("vote.groups")
    assert "Who may vote" not in OpenedForm(shop, effects).labels
    hear_groups(shop)
    effects = shop.command("/vote")
    assert not [each for each in effects if isinstance(each, AskGroups)]
    form = OpenedForm(shop, effects)
    assert form.values["who"] == "channel"
    assert shop.options("vote.who", "", form.view) == [
        ("Everybody in this channel", "channel"),
        ("@crew · Store crew (2 people)", "S1"),
        ("@empty · Nobody (0 people)", "S2"),
    ]
    assert shop.options("vote.who", "crew", form.view) == [("@crew · Store crew (2 people)", "S1")]
    form.fill(who="S2")
    assert "Nobody is in this user group" in wrong(form)["who"]
    form.fill(who="S1")
    choose(form, standing="live")
    effects = form.send()
    assert not [each for each in effects if isinstance(each, AskMembers)]
    assert "0 of 2 have voted" in words(only(effects, Post))
    assert "only @crew votes" in words(only(effects, Post))


def test_pain_points_are_found_by_number_and_by_words(shop: FrontDoor) -> None:
    form = start_form(shop)
    assert [value for _, value in shop.options("vote.pains", "", form.view)] == ["1", "2", "3"]
    assert [value for _, value in shop.options("vote.pains", "P-2", form.view)] == ["2"]
    assert [value for _, value in shop.options("vote.pains", "receipt miss", form.view)] == ["3"]
    assert shop.options("vote.pains", "P-77", form.view) == []
    assert shop.options("vote.opportunities", "", form.view) == []


def test_where_nothing_is_logged_one_types_a_list(maya: FrontDoor) -> None:
    open_shop(maya)
    form = start_form(maya)
    assert form.values["about"] == "typed"
    choose(form, about="pains")
    assert labels_of(form, "pains") == []
    assert "at least two" in wrong(form)["pains"]


def test_a_vote_is_held_in_a_channel(shop: FrontDoor) -> None:
    for door in (shop.at("D1", PlaceKind.DIRECT), shop.at(None)):
        with pytest.raises(UserError, match="held in a channel"):
            door.command("/vote")


def test_without_a_journey_it_asks_which(maya: FrontDoor) -> None:
    assert only(maya.command("/vote"), OpenForm).view["callback_id"] == "journey.new"


def test_guests_start_none(shop: FrontDoor) -> None:
    guest = shop.as_("UGUEST", guest=True)
    for typed in ("/vote", "/vote Which?"):
        with pytest.raises(UserError, match="Guests"):
            guest.command(typed)


def test_a_private_journey_is_not_shown_elsewhere_by_a_ballot(maya: FrontDoor) -> None:
    open_shop(maya, channel="G1", private=True)
    owner = maya.as_("UOWNER")
    with pytest.raises(UserError, match="kept to a private channel"):
        owner.command("/vote")
    assert only(owner.at("G1", PlaceKind.PRIVATE).command("/vote"), OpenForm)


def test_hostile_words_stay_words(shop: FrontDoor) -> None:
    form = start_form(shop, f"/vote {HOSTILE}")
    choose(form, about="typed")
    choose(form, typed="\n".join(f"{n} {HOSTILE * 2}"[:150] for n in range(20)))
    post = only(legal(form.send()), Post)
    for text in (words(post), post.text, words(ballot(shop))):
        assert "<!channel>" not in text
        assert "*bold*" not in text
    OpenedForm(shop, shop.click("vote.vote", "1"))


def test_twenty_long_options_fit_into_one_message(shop: FrontDoor) -> None:
    typed_vote(shop, *[f"{n} {'&' * 140}" for n in range(20)], standing="live")
    assert len(ballot(shop).blocks) <= 50


def test_the_zone_of_the_person_moves_the_prefilled_time(shop: FrontDoor) -> None:
    there = FrontDoor(shop.engine, shop.now, Person("UMAYA", zone="Asia/Kolkata"), shop.place)
    moment = datetime(2026, 3, 7, 10, 30, tzinfo=UTC)
    assert start_form(there).values["closes_at"] == str(int(moment.timestamp()))


def test_a_vote_with_everything_chosen(shop: FrontDoor) -> None:
    post = started(shop, standing="live", names="hidden", quorum="8", most="1", **{"dots:1": "2"})
    assert "2 dots each, at most 1 on one option · quorum 8 people" in words(post)
    round = stored(shop)
    assert (round.live, round.names, round.quorum) == (True, "hidden", 8)


def test_opportunities_are_voted_on_likewise(shop: FrontDoor) -> None:
    with transaction(shop.engine) as session:
        journey = session.exec(select(Journey)).one()
        for title, pains in (("Lend card readers", [3]), ("Open a second till", [1, 2])):
            held = {"title": title, "how_might_we": "", "pains": pains}
            opportunities.add(session, journey=journey, held=held, actor_id="UMAYA", at=shop.now)
    form = start_form(shop)
    choose(form, about="opportunities")
    hottest = "O-2 Open a second till · heat 9.0"
    assert labels_of(form, "opportunities") == [hottest, "O-1 Lend card readers · heat 3.0"]
    assert shop.options("vote.opportunities", "second", form.view) == [(hottest, "2")]
    post = only(legal(form.send()), Post)
    assert "1. O-2 Open a second till · heat 9.0\n2. O-1 Lend card readers · heat 3.0" in words(
        post
    )
    assert [each.opportunity_id for each in options(shop)] == [2, 1]
    assert "● O-1 Lend card readers" in words(view_of(vote(shop, b=1)))


def test_without_opportunities_the_way_to_some_is_shown(shop: FrontDoor) -> None:
    add_idea(shop, "Lend card readers")
    form = start_form(shop)
    assert "`/journey opportunity` adds one" not in words(form.view)
    choose(form, about="opportunities")
    assert "`/journey opportunity` adds one" in words(form.view)
    assert "`/journey opportunity` adds one" in wrong(form)["opportunities"]
    add_idea(shop, "A second till")
    form = start_form(shop)
    choose(form, about="opportunities")
    assert "`/journey opportunity` adds one" not in words(form.view)
    assert labels_of(form, "opportunities")[1] == "O-2 A second till · answers no pain point yet"


def test_what_answers_nothing_is_not_called_cold(shop: FrontDoor) -> None:
    add_idea(shop, "Lend card readers", answered_pains=["1"])
    add_idea(shop, "A second till")
    form = start_form(shop)
    choose(form, about="opportunities")
    first, second = "O-1 Lend card readers · heat 5.0", "O-2 A second till"
    missing = f"{second} · answers no pain point yet"
    assert labels_of(form, "opportunities") == [first, missing]
    post = only(form.send(), Post)
    assert f"1. {first}\n2. {missing}" in words(post)
    assert shown(OpenedForm(shop, shop.click("vote.vote", "1")).view).count(missing) == 1
    assert "heat 0.0" not in shown(post)


def test_an_opportunitys_card_tells_its_votes(shop: FrontDoor) -> None:
    add_idea(shop, "Lend card readers", answered_pains=["1"])
    add_idea(shop, "A second till")
    form = start_form(shop)
    choose(form, about="opportunities")
    form.send()
    vote(shop, a=1)
    assert "in V-1" not in said(shop.command("/journey opportunity O-1")), "it runs"
    shop.command("/vote close V-1")
    assert r"*Votes*\n1 dot of 1 person in V-1" in said(shop.command("/journey opportunity O-1"))
    assert r"*Votes*\nno dots in V-1" in said(shop.command("/journey opportunity O-2"))
