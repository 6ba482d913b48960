"""Whatever people type, what commands show in answer is within Slack's limits."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from commands.errors import UserError
from commands.reply import Effect, OpenForm, Say
from commands.request import Kind, Place
from storage.db import open_engine
from storage.migrations import migrate
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor
from tests.conftest import NOON
from tests.house.slack_takes import assert_taken

LONG = "W&<*>_" * 600
# Letters that grow when they are escaped, and those that Slack reads as markup.
markup = st.text(alphabet="&<>*_~`@#!|^:\n -abcé日🙂", max_size=3200)
typed = st.one_of(st.text(max_size=400), markup, st.just("x" * 3000), st.just(LONG))
names = st.one_of(st.text(min_size=1, max_size=120), markup.map(lambda text: text[:120]))
workspaces = (f"T{number}" for number in itertools.count(1))


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One database for all examples, each in a workspace of its own."""
    path: Path = tmp_path_factory.mktemp("shown") / "cairn.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    yield engine
    engine.dispose()


def asked(act: Callable[[], list[Effect]]) -> list[Effect]:
    """What an act shows, which may also be words on what was wrong."""
    try:
        effects = act()
    except UserError as error:
        effects = [Say(str(error))]
    assert_taken(effects)
    return effects


def forms(effects: list[Effect]) -> list[OpenForm]:
    return [effect for effect in effects if isinstance(effect, OpenForm)]


def begin(door: FrontDoor, name: str, goal: str) -> None:
    """A journey of this name if it may be called so, and one in any case."""
    for called in (name, "Journey"):
        values = {"name": called, "goal": goal[:500], "template": "purchase"}
        asked(lambda values=values: door.ask(Kind.SUBMIT, "journey.new", values=values))  # type: ignore[misc]  # mypy can't infer the default


slow_is_fine = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow]
)


@slow_is_fine
@given(name=names, text=typed, other=typed)
@example(name="*" * 80, text=LONG, other="<!channel> " * 250)
@example(name="&" * 80, text="&" * 3000, other=">" * 3000)
def test_from_the_first_journey_to_the_card(
    engine: Engine, name: str, text: str, other: str
) -> None:
    door = FrontDoor(engine, NOON, workspace_id=next(workspaces))
    begin(door, name, other)
    at = name.replace("@", " ")
    asked(lambda: door.command(f"/touchpoint {at} @ Awareness via store"))
    asked(lambda: door.command("/touchpoint Till @ Purchase via store"))
    for form in forms(asked(lambda: door.command(f"/pain {text}"))):
        where = door.options("where", "", form.view)
        values = {"what": text[:3000], "where": where[0][1] if where else "", "severity": "5"}
        asked(lambda values=values, form=form: door.log(form.view, values))  # type: ignore[misc]  # mypy can't infer the defaults
    for command in (
        "/pain",
        "/pain list",
        f"/pain list {other}",
        "/pain P-1",
        f"/pain P-1 {other}",
        "/vote",
        f"/vote {other}",
        "/vote list",
        "/touchpoint",
        f"/touchpoint {other}",
        "/touchpoint list",
        f"/touchpoint list {name}",
        "/touchpoint T-1",
        f"/touchpoint T-1 {other}",
        "/touchpoint edit T-1",
        "/touchpoint move T-1",
        "/touchpoint retire T-1",
        "/touchpoint restore T-1",
        "/journey",
        "/journey list",
        "/journey use",
        f"/journey use {name}",
        f"/journey new {other}",
        "/journey stages",
        f"/journey stages add {name}",
        "/journey map",
        "/journey brief",
        "/journey brief T-1",
        f"/journey brief {other}",
        f"/journey brief {name}",
        "/journey canvas",
        f"/journey canvas {other}",
        "/journey gaps",
        f"/journey gaps {other}",
        "/journey gaps owners",
        f"/journey action {other}",
        f"/journey actions {other}",
        f"/journey snapshot {name}",
        f"/journey snapshot {other}",
        "/journey snapshots",
        "/journey diff",
        f"/journey diff {other}",
        "/journey restore S-1",
        f"/journey restore S-1 {other}",
        "/journey history",
        f"/journey history {other}",
        f"/journey review {other}",
        f"/journey persona {other}",
        "/journey personas",
        f"/journey empathy {other}",
        f"/journey {other}",
        f"/journey help {other}",
    ):
        asked(lambda command=command: door.command(command))  # type: ignore[misc]  # mypy can't infer the default
    asked(lambda: door.ask(Kind.HOME, "home"))


@slow_is_fine
@given(text=typed)
@example(text=LONG)
def test_where_nothing_is_chosen_yet(engine: Engine, text: str) -> None:
    """Without a journey, and with several to choose from, words are carried along."""
    door = FrontDoor(engine, NOON, workspace_id=next(workspaces))
    places = (None, Place("C9"), Place("D9", PlaceKind.DIRECT), Place("G9", PlaceKind.PRIVATE))
    for ready in (False, True):
        if ready:
            maker = door.as_("UOTHER", workspace_id=door.workspace_id).at("C1")
            for name in ("One", "Two"):
                begin(maker, name, "")
        for place in places:
            there = door.at(place.id if place else None, place.kind if place else PlaceKind.PUBLIC)
            for command in ("/pain", "/touchpoint", "/journey", "/journey map", "/journey new"):
                asked(lambda there=there, c=command: there.command(f"{c} {text}".strip()))  # type: ignore[misc]  # mypy can't infer the defaults
        asked(lambda: door.ask(Kind.HOME, "home"))


@slow_is_fine
@given(text=typed, action=st.sampled_from(["where", "touchpoint", "stage"]))
def test_every_type_ahead(engine: Engine, text: str, action: str) -> None:
    door = FrontDoor(engine, NOON, workspace_id=next(workspaces))
    begin(door, "Journey", "")
    asked(lambda: door.command(f"/touchpoint {'&' * 119} @ Purchase via store"))
    asked(lambda: door.ask(Kind.OPTIONS, action, text=text))
