"""`help` and "Did you mean …?", made from the table that routes."""

import pytest

from commands.errors import UserError
from commands.feature import Command, Feature, Word, reads
from commands.reply import OpenForm, Say
from commands.router import Router
from tests.commands.front_door import FrontDoor, initial_values, only, said
from tests.commands.journey_steps import buttons, legal, make_journey, mrkdwn, press

COMMANDS = ("/pain", "/touchpoint", "/journey")


def helped(door: FrontDoor, typed: str) -> str:
    return "\n".join(mrkdwn(only(legal(door.command(typed)), Say)))


@pytest.mark.parametrize("name", COMMANDS)
def test_help_names_every_word_of_a_command(maya: FrontDoor, name: str) -> None:
    command = maya.router.commands[name]
    text = helped(maya, f"{name} help")
    assert text == helped(maya, f"/journey help {name[1:]}")
    assert text == helped(maya, f"/journey {name[1:]} help")
    assert command.summary in text
    for word in command.words:
        assert f"`{name} {word.usage}`" in text
        assert word.summary[1:] in text
    if command.free:
        assert command.free_usage in text
    assert f"`{name}`\n" in text, "without words"


def test_entries_are_two_lines_with_room_between(maya: FrontDoor) -> None:
    text = helped(maya, "/journey help")
    assert "`/journey list`\nShows all journeys\n\n`/journey use [name]`\n" in text


def test_help_leads_to_the_other_commands(maya: FrontDoor) -> None:
    answer = only(legal(maya.command("/journey help")), Say)
    assert "`/pain list" in "\n".join(mrkdwn(only(press(maya, answer, "/pain help"), Say)))


@pytest.mark.parametrize("typed", ["help use", "HELP Switch", "help /use"])
def test_help_on_one_word(maya: FrontDoor, typed: str) -> None:
    text = helped(maya, f"/journey {typed}")
    assert "`/journey use [name]`\nMakes this channel work on a journey" in text
    assert "/journey list" not in text


@pytest.mark.parametrize("word", ["map", "kpi", "chart", "brief"])
def test_help_behind_a_word_is_help_on_it(maya: FrontDoor, word: str) -> None:
    told = helped(maya, f"/journey {word} help")
    assert told == helped(maya, f"/journey help {word}")
    assert f"`/journey {word}" in told


def test_help_on_a_word_of_another_command(maya: FrontDoor) -> None:
    assert helped(maya, "/journey help pain list") == helped(maya, "/pain help list")
    assert helped(maya, "/journey pain help list") == helped(maya, "/pain help list")


def test_help_on_a_misspelt_word(maya: FrontDoor) -> None:
    answer = only(legal(maya.command("/journey help stagse")), Say)
    assert "Did you mean `/journey help stages`?" in answer.text
    assert "adds, renames".capitalize() in said(press(maya, answer, "Yes: /journey help stages"))
    unknown = only(legal(maya.command("/journey help <!channel>*x*")), Say)
    assert "doesn't know" in unknown.text
    assert "<!channel>" not in unknown.text


def test_a_typo_is_understood_and_carried_out_by_a_button(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    answer = only(legal(maya.command("/journey lst")), Say)
    assert answer.text == "Did you mean `/journey list`?"
    assert "*Buying*" in said(press(maya, answer, "Yes: /journey list"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/vote canel V-1", "/vote cancel V-1"), ("/touchpoint edt T-7", "/touchpoint edit T-7")],
)
def test_a_typo_before_a_number_is_no_free_text(maya: FrontDoor, typed: str, meant: str) -> None:
    make_journey(maya, "Buying")
    assert f"Yes: {meant}" in buttons(only(legal(maya.command(typed)), Say))
    free = only(maya.command("/vote cancl V-1 or V-2"), OpenForm).view
    assert initial_values(free)["question"] == "cancl V-1 or V-2"


def test_what_stood_behind_a_typo_is_kept(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    answer = only(legal(maya.command("/journey stagse add Unboxing")), Say)
    assert answer.text == "Did you mean `/journey stages`?"
    assert "*Unboxing* is added" in said(press(maya, answer, "Yes: /journey stages add Unboxing"))
    answer = only(legal(maya.command("/journey pian the queue was long")), Say)
    form = only(press(maya, answer, "Yes: /journey pain the queue was long"), OpenForm).view
    assert initial_values(form)["what"] == "the queue was long"


def test_one_word_that_may_be_a_typo_can_still_be_logged(maya: FrontDoor) -> None:
    make_journey(maya, "Buying")
    answer = only(legal(maya.command("/pain lsit")), Say)
    assert list(buttons(answer)) == ["Yes: /pain list", "Log it as a pain point", "/pain help"]
    form = only(press(maya, answer, "Log it as a pain point"), OpenForm).view
    assert initial_values(form)["what"] == "lsit"


def test_nonsense_is_answered_with_help(maya: FrontDoor) -> None:
    answer = only(legal(maya.command("/journey <!here> `x` *y* " + "z" * 3000)), Say)
    assert "Cairn doesn't know `/journey" in answer.text
    assert "<!here>" not in answer.text
    assert list(buttons(answer)) == ["/journey help"]


def test_a_very_long_typo_has_no_button_that_slack_would_refuse(maya: FrontDoor) -> None:
    answer = only(legal(maya.command("/journey stagse add " + "x" * 3000)), Say)
    assert list(buttons(answer)) == ["/journey help"]


def test_unknown_commands_and_buttons_are_answered(maya: FrontDoor) -> None:
    with pytest.raises(UserError, match="Cairn has no command /dance"):
        maya.command("/dance")
    with pytest.raises(UserError, match="older Cairn"):
        maya.click("gone.button")
    with pytest.raises(UserError, match="no longer works"):
        maya.click("help.run", "not a command")
    with pytest.raises(UserError, match="Cairn has no command"):
        maya.click("help.run", "/dance now")


def nothing(request: object, session: object) -> list[Say]:
    del request, session
    return []


def command(name: str, *words: str) -> Feature:
    route = reads(nothing)
    return Feature(
        command=Command(
            name=name,
            usage_hint="",
            summary="",
            bare=route,
            bare_summary="",
            words=tuple(Word(word, route, word, word) for word in words),
        )
    )


@pytest.mark.parametrize(
    "features",
    [
        [command("/journey", "list", "list")],
        [command("/journey", "help")],
        [command("/pain"), command("/journey", "pain")],
        [command("/pain"), command("/pain")],
        [Feature(words=(Word("map", reads(nothing), "map", "map"),))],
    ],
)
def test_a_table_with_unreachable_words_fails_at_start(features: list[Feature]) -> None:
    with pytest.raises(ValueError, match=r"word|answer"):
        Router(features)
