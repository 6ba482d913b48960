"""README.md tells of every command word, setting and make target, and of none that isn't."""

import re
from pathlib import Path

import pytest

from bot.cli import cli
from bot.settings import Settings
from commands.index import FEATURES
from commands.router import Router

ROOT = Path(__file__).parents[2]
COMMAND = re.compile(r"(?<![\w/.])/([a-z]+)(?: +([a-z][a-z-]*))?")
# Slack's own, which the README may tell people to type.
SLACKS_OWN = {"invite"}
# Addresses of the HTTP mode, not commands.
PATHS = {"slack", "api", "healthz", "readyz", "metrics"}


@pytest.fixture(scope="module")
def readme() -> str:
    path = ROOT / "README.md"
    assert path.exists(), "there is no README.md"
    return path.read_text(encoding="utf-8")


def code_in(text: str) -> list[str]:
    """Everything that is set as code."""
    fenced = re.findall(r"```[a-z]*\n(.*?)```", text, re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    return [*fenced, *inline]


def words() -> dict[str, set[str]]:
    """Every command with the words that it answers to."""
    commands = Router(FEATURES).commands.values()
    return {command.name: {word.word for word in command.words} for command in commands}


@pytest.mark.parametrize(
    ("command", "word"),
    [(name, word) for name, known in words().items() for word in ["", *sorted(known)]],
)
def test_every_command_word_is_told_of(readme: str, command: str, word: str) -> None:
    typed = f"{command} {word}".strip()
    assert re.search(rf"`{re.escape(typed)}(?![\w-])", readme), f"`{typed}` is not in README.md"


def test_no_command_is_told_of_that_is_not_there(readme: str) -> None:
    known = words()
    for code in code_in(readme):
        found = COMMAND.match(code)
        if found and found[1] not in SLACKS_OWN | PATHS:
            assert f"/{found[1]}" in known, f"`{code}`"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_told_of(readme: str, name: str) -> None:
    assert f"`{name.upper()}`" in readme


def test_no_setting_is_told_of_that_is_not_there(readme: str) -> None:
    known = {name.upper() for name in Settings.model_fields}
    told = set(re.findall(r"^\| *`([A-Z][A-Z_]+)` *\|", readme, re.MULTILINE))
    assert told == known


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert found
    return set(found[1].split())


def test_make_targets_are_told_of_both_ways(readme: str) -> None:
    told = set(re.findall(r"\bmake ([a-z]+)", " \n ".join(code_in(readme))))
    assert told == targets()


def test_the_command_line_is_told_of_both_ways(readme: str) -> None:
    known = {
        command.name or (command.callback.__name__ if command.callback else "")
        for command in cli.registered_commands
    }
    told = set(re.findall(r"(?:cairn|-m bot) ([a-z]+)", " \n ".join(code_in(readme))))
    assert told == known


def test_its_pictures_and_links_are_there(readme: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", readme):
        if not target.startswith(("http://", "https://")):
            assert (ROOT / target).exists(), target
