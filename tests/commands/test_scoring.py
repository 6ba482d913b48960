"""Scoring together: counts only until it is revealed, then means, spread and the matrix."""

import json
from collections.abc import Mapping, Sequence

import pytest

from charts.priority_matrix import PriorityMatrix
from commands.errors import FieldError, UserError
from commands.reply import AskMembers, Effect, Picture, Post, Rebuild, Say
from commands.request import Kind
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import buttons, legal, press
from tests.commands.opportunity_world import (
    add,
    admin,
    built,
    rounds,
    scores,
    view_of,
)
from tests.commands.touchpoint_world import open_shop
from tests.commands.triage_world import shop_with_pains
from tests.house.slack_takes import assert_taken

TEAM = ("UMAYA", "UKWAME", "UPRIYA", "UDIEGO")


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """Three opportunities in C1; Kwame, who starts things, is not the journey's owner."""
    shop_with_pains(maya)
    add(maya, "Print labels", answered_pains=["1", "2"])
    add(maya, "One more till")
    add(maya, "Rebuild the shop", how_might_we="… start afresh?")
    return maya


def start(door: FrontDoor, typed: str = "/journey score", *numbers: str) -> Post:
    """Starts a scoring; the channel's message."""
    view = view_of(door.command(typed))
    values = {"scored_opportunities": list(numbers)} if numbers else {}
    effects = door.submit(view, values)
    assert_taken(effects)
    return only(effects, Post)


def give(door: FrontDoor, message: Post, sheet: Mapping[int, tuple[int, int]]) -> list[Effect]:
    """Scores by O-number, whatever the form calls its fields."""
    view = view_of(press(door, message, "Score"))
    asked = [block for block in view["blocks"] if block["type"] == "input"]
    values: dict[str, str | None] = {block["block_id"]: None for block in asked}
    for number, given in sheet.items():
        names = [
            block["block_id"]
            for block in asked
            if block["label"]["text"].startswith(f"O-{number}:")
        ]
        values |= {name: str(value) for name, value in zip(names, given, strict=True)}
    return legal(door.submit(view, values))


def heard(door: FrontDoor, message: Post, people: Sequence[str]) -> list[Effect]:
    """Slack tells who is in the channel."""
    value = message.subject.partition(":")[2] if message.subject else ""
    return door.ask(Kind.HEARD, "scoring.people", value=value, values={"people": list(people)})


def all_give(
    door: FrontDoor, message: Post, sheets: Sequence[Mapping[int, tuple[int, int]]]
) -> None:
    for person_id, sheet in zip(TEAM, sheets, strict=False):
        give(door.as_(person_id), message, sheet)


def test_one_message_in_the_channel_and_slack_is_asked_who_is_there(shop: FrontDoor) -> None:
    view = view_of(shop.as_("UKWAME").command("/journey score"))
    assert initial_values(view)["scored_opportunities"] == ["1", "2", "3"]
    assert shop.options("scored_opportunities", "till", view) == [("O-2 · One more till", "2")]
    effects = shop.as_("UKWAME").submit(view, {"scored_opportunities": ["1", "3"]})
    ask = only(effects, AskMembers)
    message = only(effects, Post)
    assert (message.channel_id, ask.channel_id, message.subject) == ("C1", "C1", "scoring:1")
    told = shown(message)
    assert "*Impact and effort* of 2 opportunities of *Web shop*" in told
    assert "One more till" not in told
    assert "0 people have scored" in told
    (rebuild,) = heard(shop, message, [f"U{n}" for n in range(9)])
    assert isinstance(rebuild, Rebuild)
    assert "0 of 9 people have scored · started by <@UKWAME>" in built(shop, 1)


def test_only_the_count_is_told_until_it_is_revealed(shop: FrontDoor) -> None:
    message = start(shop)
    heard(shop, message, [f"U{n}" for n in range(9)])
    effects = give(shop, message, {1: (5, 1), 2: (4, 2), 3: (2, 5)})
    assert only(effects, Rebuild).builder == "scoring.message"
    assert "scores of 3 opportunities are stored" in only(effects, Say).text
    assert "1 of 9 people have scored" in built(shop, 1)
    give(shop.as_("UKWAME"), message, {1: (4, 2)})
    told = built(shop, 1)
    assert "2 of 9 people have scored" in told
    assert "impact 4" not in told
    # Nothing of it on the card or the list either.
    assert "by the team's scores" not in said(shop.command("/journey opportunity O-1"))


def test_one_sees_and_changes_only_ones_own(shop: FrontDoor) -> None:
    message = start(shop)
    give(shop, message, {1: (5, 1), 2: (4, 2)})
    mine = initial_values(view_of(press(shop, message, "Score")))
    assert sorted(value for value in mine.values() if value) == ["1", "2", "4", "5"]
    theirs = initial_values(view_of(press(shop.as_("UKWAME"), message, "Score")))
    assert set(theirs.values()) == {None}
    effects = give(shop, message, {1: (3, 3)})
    assert "scores of 1 opportunity of 3 are stored" in only(effects, Say).text
    assert sorted(score.value for score in scores(shop)) == [3, 3]


def test_half_an_answer_and_none_are_refused(shop: FrontDoor) -> None:
    message = start(shop)
    view = view_of(press(shop, message, "Score"))
    first, second = [block["block_id"] for block in view["blocks"] if block["type"] == "input"][:2]
    with pytest.raises(FieldError) as half:
        shop.submit(view, {first: "4"})
    assert half.value.by_field == {second: "Answer both, or leave out both."}
    with pytest.raises(FieldError, match="at least one"):
        shop.submit(view, {})
    assert scores(shop) == []


def test_revealed_with_means_spread_quadrants_and_the_matrix(shop: FrontDoor) -> None:
    message = start(shop)
    heard(shop, message, [*TEAM, "UREST"])
    all_give(
        shop,
        message,
        [
            {1: (5, 1), 2: (5, 5), 3: (1, 5)},
            {1: (4, 2), 2: (1, 5), 3: (2, 5)},
            {1: (4, 2), 2: (5, 4), 3: (2, 4)},
            {1: (5, 1), 2: (5, 4), 3: (1, 4)},
        ],
    )
    effects = press(shop, message, "Reveal")
    assert_taken(effects)
    assert only(effects, Rebuild).subject == "scoring:1"
    picture = only(effects, Picture)
    drawn = PriorityMatrix.from_json(json.dumps(picture.data))
    assert [(point.label, point.value, point.effort) for point in drawn.points] == [
        ("O-1 Print labels", 4.5, 1.5),
        ("O-2 One more till", 4.0, 4.5),
        ("O-3 Rebuild the shop", 1.5, 4.5),
    ]
    # P-1 and P-2 were logged with the severities 5 and 4.
    assert [point.heat for point in drawn.points] == [pytest.approx(9.0), 0.0, 0.0]
    assert [point.discuss for point in drawn.points] == [False, True, False]
    told = shown(picture)
    assert "4 of 5 people scored" in told
    assert "*Quick win*: high impact, low effort" in told
    assert "impact 4.5 (SD\u00a00.6), effort 1.5 (SD\u00a00.6) · n\u00a0=\u00a04" in told
    assert (
        "impact 4.0 (SD\u00a02.0), effort 4.5 (SD\u00a00.6) · n\u00a0=\u00a04 · *discuss*" in told
    )
    assert "*Big bet*" in told
    assert "*Time sink*" in told
    assert "*Fill-in*" not in told
    assert picture.alt_text.startswith("Value against effort")
    assert "value 4.5, effort 1.5" in picture.alt_text
    assert not any(person_id in told for person_id in TEAM)
    after = built(shop, 1)
    assert "*Revealed* by <@UMAYA>" in after
    assert '"Score"' not in after
    card = said(shop.command("/journey opportunity O-1"))
    assert "*Quick win* by the team's scores" in card
    assert "impact 4.5, effort 1.5 of 5, means of 4 people" in card


def test_halves_are_rounded_up_in_words_and_picture_alike(shop: FrontDoor) -> None:
    message = start(shop, "/journey score", "1")
    all_give(shop, message, [{1: each} for each in ((2, 4), (2, 4), (2, 4), (3, 5))])
    picture = only(legal(press(shop, message, "Reveal")), Picture)
    assert "impact 2.3 (SD\u00a00.5), effort 4.3" in shown(picture)
    assert "value 2.3, effort 4.3" in picture.alt_text
    assert "impact 2.3, effort 4.3 of 5" in said(shop.command("/journey opportunity O-1"))


def test_after_that_nothing_changes_any_more(shop: FrontDoor) -> None:
    message = start(shop)
    late = view_of(press(shop, message, "Score"))
    field = next(block["block_id"] for block in late["blocks"] if block["type"] == "input")
    all_give(shop, message, [{1: (4, 2)}] * 3)
    press(shop, message, "Reveal")
    before = len(scores(shop))
    with pytest.raises(FieldError, match="was revealed while this form was open"):
        shop.as_("ULATE").submit(late, {field: "1"})
    for label in ("Score", "Reveal"):
        with pytest.raises(UserError, match="revealed already"):
            press(shop, message, label)
    assert len(scores(shop)) == before


def test_fewer_than_three_are_too_few_to_reveal(shop: FrontDoor) -> None:
    message = start(shop)
    all_give(shop, message, [{1: (4, 2)}] * 2)
    with pytest.raises(UserError, match="2 people have scored so far"):
        press(shop, message, "Reveal")
    give(shop.as_("UPRIYA"), message, {1: (4, 2), 2: (1, 1)})
    told = shown(only(press(shop, message, "Reveal"), Picture))
    assert "3 people are few" in told
    assert "Fewer than 3 people scored O-2, O-3" in told
    assert "One more till" not in told


def test_when_too_few_scored_the_same_there_is_no_picture(shop: FrontDoor) -> None:
    message = start(shop)
    all_give(shop, message, [{1: (4, 2)}, {2: (4, 2)}, {3: (4, 2)}])
    effects = press(shop, message, "Reveal")
    assert "Fewer than 3 people scored O-1, O-2, O-3" in shown(only(effects, Post))
    assert not [effect for effect in effects if isinstance(effect, Picture)]


def test_the_starter_the_owner_and_administrators_reveal(shop: FrontDoor) -> None:
    for who in (shop.as_("UKWAME"), shop.as_("UOWNER"), admin(shop, "UADMIN")):
        message = start(shop.as_("UKWAME"))
        all_give(shop, message, [{1: (4, 2)}] * 3)
        with pytest.raises(UserError, match="<@UKWAME> started this and can reveal it"):
            press(shop.as_("UPRIYA"), message, "Reveal")
        assert only(press(who, message, "Reveal"), Picture)
    assert [each.revealed_by for each in rounds(shop)] == ["UKWAME", "UOWNER", "UADMIN"]


def test_the_starter_and_facilitators_cancel_and_no_score_is_kept(shop: FrontDoor) -> None:
    chooser = shop.as_("UOWNER")
    form = view_of(chooser.command("/journey facilitators"))
    chooser.submit(form, {"people": ["UNOOR"]})
    message = start(shop.as_("UKWAME"))
    all_give(shop, message, [{1: (4, 2)}] * 3)
    late = view_of(press(shop, message, "Score"))
    with pytest.raises(UserError, match="<@UKWAME> started this and can cancel it"):
        press(shop.as_("UPRIYA"), message, "Cancel scoring")
    effects = press(shop.as_("UNOOR"), message, "Cancel scoring")
    assert "All its scores are deleted." in said(effects)
    assert only(effects, Rebuild).subject == message.subject
    assert scores(shop) == []
    told = built(shop, 1)
    assert "*Cancelled* by <@UNOOR>. No scores were kept." in told
    assert "scoring.score" not in told
    with pytest.raises(FieldError, match="cancelled while this form was open"):
        shop.submit(late, dict.fromkeys(initial_values(late), "3"))
    for label in ("Score", "Reveal", "Cancel scoring"):
        with pytest.raises(UserError, match="was cancelled"):
            press(shop.as_("UKWAME"), message, label)
    done = start(shop)
    all_give(shop, done, [{1: (4, 2)}] * 3)
    press(shop, done, "Reveal")
    with pytest.raises(UserError, match="revealed already"):
        press(shop, done, "Cancel scoring")
    assert len(scores(shop)) == 6


def test_ulwick_asks_for_importance_and_satisfaction(shop: FrontDoor) -> None:
    message = start(shop, "/journey score ulwick", "1", "2")
    assert "*Importance and satisfaction* of 2 opportunities" in shown(message)
    view = view_of(press(shop, message, "Score"))
    assert "O-1: How important is it to customers?" in str(view["blocks"])
    all_give(
        shop,
        message,
        [{1: (5, 4), 2: (3, 5)}, {1: (4, 2), 2: (4, 4)}, {1: (4, 1), 2: (2, 4)}, {1: (5, 3)}],
    )
    effects = press(shop, message, "Reveal")
    assert_taken(effects)
    told = shown(only(effects, Post))
    assert (
        "Ulwick 17.5 = 10 + max(10 \u2212 2.5, 0): importance 10, satisfaction 2.5, "
        "answers of 4 people, *underserved*" in told
    )
    assert "Ulwick 3.3 = 3.3 + max(3.3 \u2212 10, 0)" in told
    assert "*Discuss*: answers of 4 people or more" in told
    assert told.index("O-1") < told.index("O-2")
    listed = said(shop.command("/journey opportunity by Ulwick"))
    assert listed.index("Ulwick 17.5") < listed.index("Ulwick 3.3") < listed.index("Not scored")
    assert listed.index("Not scored") < listed.index("Rebuild the shop")


def test_at_most_twelve_and_at_least_one(shop: FrontDoor) -> None:
    for n in range(4, 15):
        add(shop, f"Idea {n}")
    view = view_of(shop.command("/journey score"))
    assert len(initial_values(view)["scored_opportunities"] or "") == 12
    assert "The first 12 of 14 are chosen" in str(view["blocks"])
    for chosen in ([], [str(n) for n in range(1, 14)], ["1", "99"]):
        with pytest.raises(FieldError):
            shop.submit(view, {"scored_opportunities": chosen})
    message = start(shop)
    assert len(view_of(press(shop, message, "Score"))["blocks"]) <= 100
    all_give(shop, message, [dict.fromkeys(range(1, 13), (5, 5))] * 4)
    assert_taken(press(shop, message, "Reveal"))


def test_twelve_of_the_longest_titles_are_all_shown(maya: FrontDoor) -> None:
    open_shop(maya)
    for _ in range(12):
        add(maya, "&" * 150)
    message = start(maya)
    assert all(f"*O-{number}*" in shown(message) for number in range(1, 13))


def test_what_was_not_scored_yet_is_chosen_first(shop: FrontDoor) -> None:
    message = start(shop, "/journey score", "1")
    all_give(shop, message, [{1: (4, 2)}] * 3)
    press(shop, message, "Reveal")
    view = view_of(shop.command("/journey score"))
    assert initial_values(view)["scored_opportunities"] == ["2", "3", "1"]


def test_where_it_can_be_started(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="in the channel where the team should score"):
        shop.at("D1", PlaceKind.DIRECT).command("/journey score")
    with pytest.raises(UserError, match="asks the team for impact and effort"):
        shop.command("/journey score everything")
    with pytest.raises(UserError, match="Guests"):
        shop.as_("UGUEST", guest=True).command("/journey score")
    empty = shop.at("C2")
    open_shop(empty, name="Empty shop", channel="C2")
    nothing = only(legal(empty.command("/journey score")), Say)
    assert "no open opportunity to score" in shown(nothing)
    assert "Add an opportunity" in buttons(nothing)


def test_a_private_journey_is_not_scored_in_the_open(maya: FrontDoor) -> None:
    open_shop(maya, channel="C9", private=True)
    secret = maya.at("C9", PlaceKind.PRIVATE).as_("UOWNER")
    add(secret, "Secret idea")
    message = start(secret)
    assert message.channel_id == "C9"
    with pytest.raises(UserError, match="kept to a private channel"):
        maya.as_("UOWNER").at("C1").click(
            "scoring.start", f"impact_effort {rounds(maya)[0].journey_id}"
        )
    view = view_of(secret.command("/journey score"))
    with pytest.raises(UserError, match="kept to a private channel"):
        maya.as_("UOWNER").at("C1").submit(view, {})
    open_shop(maya, name="Another shop")
    for action in ("scoring.score", "scoring.reveal"):
        with pytest.raises(UserError, match="no longer here for you to see"):
            maya.as_("USTRANGER").click(action, "1")
        with pytest.raises(UserError, match="no longer here for you to see"):
            maya.as_("UMAYA", workspace_id="T2").click(action, "1")


def test_guests_of_the_channel_score_too(shop: FrontDoor) -> None:
    message = start(shop)
    give(shop.as_("UGUEST", guest=True), message, {1: (4, 2)})
    assert "1 person has scored" in built(shop, 1)


def test_more_people_than_slack_told_ask_it_again(shop: FrontDoor) -> None:
    message = start(shop)
    heard(shop, message, ["UMAYA"])
    assert "0 of 1 person has scored" in built(shop, 1)
    assert not [e for e in give(shop, message, {1: (4, 2)}) if isinstance(e, AskMembers)]
    effects = give(shop.as_("UKWAME"), message, {1: (4, 2)})
    assert only(effects, AskMembers).channel_id == "C1"
    assert "2 people have scored" in built(shop, 1)
