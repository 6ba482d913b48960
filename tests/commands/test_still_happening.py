"""Two weeks after it was solved: the question, its answers, and being reopened."""

import pytest

from bot.practice.limits import message_faults
from commands.errors import UserError
from commands.reply import Effect, Refresh, RefreshHome, Replace, Say, Tell
from commands.request import CLOCK, Kind
from storage.vocabulary import Status
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn
from tests.storage.pain_world import OWNER, World

JOB = "still_happening.ask"


@pytest.fixture
def world(maya: FrontDoor) -> World:
    world = World(maya.engine, maya.now)
    world.build()
    for person_id in ("UMAYA", "UKWAME"):
        world.arrive(person_id)
    return world


def solved(world: World, what: str = "The queue was long") -> int:
    number = world.log(what, by="UMAYA")
    world.see(number, by="UKWAME")
    world.move(number, Status.SOLVED, reason="More tills")
    return number


def tick(door: FrontDoor, job: str, **passed: float) -> list[Tell]:
    clock = FrontDoor(door.engine, door.later(**passed).now, CLOCK, None)
    told = [each for each in clock.ask(Kind.JOB, job) if isinstance(each, Tell)]
    for each in told:
        assert message_faults(list(each.blocks)) == []
    return told


def answer(door: FrontDoor, question: Tell | Replace, label: str) -> list[Effect]:
    """Presses a button of a question, two weeks later."""
    button = buttons(Say(question.text, question.blocks))[label]
    later = door.later(days=14, hours=1)
    return legal(later.click(button["action_id"], button["value"]))


def words(message: Tell | Replace) -> str:
    return "\n".join(mrkdwn(list(message.blocks)))


def asked(maya: FrontDoor) -> dict[str, Tell]:
    return {each.person_id: each for each in tick(maya, JOB, days=14)}


def test_everybody_who_saw_it_is_asked_once(maya: FrontDoor, world: World) -> None:
    solved(world)
    assert tick(maya, JOB, days=13, hours=23) == []
    questions = asked(maya)
    assert set(questions) == {"UMAYA", "UKWAME"}
    text = words(questions["UMAYA"])
    assert "*Still happening?*\nThis was solved two weeks ago" in text
    assert "*P-1* The queue was long" in text
    assert list(buttons(Say("", questions["UMAYA"].blocks)))[:3] == ["Yes", "No", "Can't tell"]
    assert questions["UMAYA"].text == "Still happening? P-1 The queue was long"
    assert tick(maya, JOB, days=14, hours=1) == []


def test_two_yes_reopen_it_and_the_owner_hears_of_it(maya: FrontDoor, world: World) -> None:
    solved(world)
    tick(maya, "notifications.tell", minutes=3)
    questions = asked(maya)
    first = answer(maya, questions["UMAYA"], "Yes")
    said = words(only(first, Replace))
    assert "You said *Yes*. Thank you: it counts as seen again." in said
    assert only(first, Refresh).subject == "pain:1"
    assert RefreshHome("UMAYA") in first
    kwame = maya.as_("UKWAME")
    second = answer(kwame, questions["UKWAME"], "Yes")
    assert "it is *Confirmed* now" in words(only(second, Replace))
    assert "Confirmed" in shown(only(second, Refresh))
    told = {each.person_id: each for each in tick(maya, "notifications.tell", days=14, hours=2)}
    assert set(told) == {OWNER, "UMAYA"}
    assert "*Reopened: it still happens*" in words(told[OWNER])
    assert "It is open again, as *Confirmed*." in words(told[OWNER])
    assert "*Confirmed*" in words(told["UMAYA"])
    assert "Colleagues still see it" in words(told["UMAYA"])


def test_the_owner_who_reopens_it_is_not_told(maya: FrontDoor, world: World) -> None:
    number = world.log("The queue was long", by="UMAYA")
    world.see(number, by=OWNER)
    world.move(number, Status.SOLVED, by="UKWAME")
    questions = asked(maya)
    answer(maya, questions["UMAYA"], "Yes")
    answer(maya.as_(OWNER), questions[OWNER], "Yes")
    told = tick(maya, "notifications.tell", days=14, hours=2)
    assert [each.person_id for each in told] == ["UMAYA"]


@pytest.mark.parametrize(
    ("label", "thanks"),
    [("No", "Good to know that it holds"), ("Can't tell", "Thank you for saying so")],
)
def test_other_answers_are_thanked_for(
    maya: FrontDoor, world: World, label: str, thanks: str
) -> None:
    solved(world)
    questions = asked(maya)
    replaced = only(answer(maya, questions["UMAYA"], label), Replace)
    assert f"You said *{label}*. " in words(replaced)
    assert thanks in words(replaced)
    answer(maya.as_("UKWAME"), questions["UKWAME"], label)
    assert "Solved" in shown(maya.command("/pain P-1"))


def test_the_last_word_counts(maya: FrontDoor, world: World) -> None:
    solved(world)
    questions = asked(maya)
    once = only(answer(maya, questions["UMAYA"], "Yes"), Replace)
    twice = answer(maya, once, "Yes")
    assert words(only(twice, Replace)) == words(once)
    assert not [each for each in twice if isinstance(each, Refresh)]
    changed = only(answer(maya, once, "No"), Replace)
    assert "You said *No*" in words(changed)
    kwame = maya.as_("UKWAME")
    assert "When one more colleague" in words(
        only(answer(kwame, questions["UKWAME"], "Yes"), Replace)
    )


def test_an_answer_after_it_was_reopened_says_so(maya: FrontDoor, world: World) -> None:
    solved(world)
    questions = asked(maya)
    world.move(1, Status.PLANNED)
    replaced = only(answer(maya, questions["UMAYA"], "Yes"), Replace)
    assert "Meanwhile it changed: it is *Planned* now" in words(replaced)
    assert "Yes" not in buttons(replaced)


def test_all_that_is_asked_at_once_stays_one_message(maya: FrontDoor, world: World) -> None:
    for what in ("The queue was long", HOSTILE, "Cold soup"):
        solved(world, what)
    question = asked(maya)["UMAYA"]
    text = words(question)
    assert "These were solved two weeks ago" in text
    assert "<!channel>" not in text
    assert "<!channel>" not in question.text
    replaced = only(answer(maya, question, "No"), Replace)
    assert words(replaced).count("You said") == 1
    assert all(f"*P-{number}*" in words(replaced) for number in (1, 2, 3))
    assert shown(replaced).count('"Yes"') == 3


def test_a_question_is_for_the_one_who_was_asked(maya: FrontDoor, world: World) -> None:
    solved(world)
    question = asked(maya)["UMAYA"]
    for other in (maya.as_("UPRIYA"), maya.as_("UMAYA", workspace_id="T2")):
        with pytest.raises(UserError, match="put to somebody else"):
            answer(other, question, "Yes")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("yes", ""),
        ("yes", "1"),
        ("yes", "x y"),
        ("yes", "99 1"),
        ("yes", "1 ²"),
        ("yes", f"1 {10**30}"),
        ("yes", f"{10**30} 1"),
        ("maybe", "1 1"),
    ],
)
def test_bad_buttons_are_answered_kindly(
    maya: FrontDoor, world: World, name: str, value: str
) -> None:
    solved(world)
    asked(maya)
    with pytest.raises(UserError, match="put to somebody else"):
        maya.click(f"still_happening.answer:{name}", value)
