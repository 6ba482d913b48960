"""Two processes on one database finish the last two actions for a pain point at once."""

import threading
from collections.abc import Iterator
from datetime import datetime

import pytest

from commands.reply import View
from storage.db import open_engine
from tests.commands import opportunity_world, triage_world
from tests.commands.action_world import add, answer, form_of, stored
from tests.commands.front_door import FrontDoor
from tests.commands.triage_world import shop_with_pains


@pytest.fixture
def doors(database_url: str, now: datetime) -> Iterator[list[FrontDoor]]:
    """Two processes; the first has a shop with two actions for P-1."""
    engines = [open_engine(database_url) for _ in range(2)]
    found = [FrontDoor(engine, now) for engine in engines]
    shop_with_pains(found[0])
    for what in ("Hire", "Print"):
        add(found[0], what=what, pains=(1,))
    yield found
    for engine in engines:
        engine.dispose()


def at_once(doors: list[FrontDoor], views: list[View], values: dict[str, str]) -> list[str]:
    begin = threading.Barrier(2, timeout=30)
    found: list[str] = []

    def one(door: FrontDoor, view: View) -> None:
        begin.wait()
        found.append(answer(door.submit(view, values)))

    threads = [threading.Thread(target=one, args=pair) for pair in zip(doors, views, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def test_the_last_of_them_solves_it(doors: list[FrontDoor]) -> None:
    views = [form_of(doors[0].click("action.done", f"{number} OPEN")) for number in (1, 2)]
    found = at_once(doors, views, {"result": "It is better now"})
    assert len(found) == 2
    assert sum("*P-1* is Solved now" in text for text in found) == 1
    assert sum("*P-1* stays In progress" in text for text in found) == 1
    assert triage_world.stored(doors[0], 1).status == "Solved"


def test_the_same_one_twice_is_done_once(doors: list[FrontDoor]) -> None:
    view = form_of(doors[0].click("action.done", "1 OPEN"))
    found = at_once(doors, [view, view], {"result": "It is better now"})
    assert sum("Thank you" in text for text in found) == 1
    assert sum("Nothing was changed" in text for text in found) == 1
    assert stored(doors[0], 1).status == "Done"


def test_an_opportunity_is_planned_with_the_first_and_done_with_the_last(
    doors: list[FrontDoor],
) -> None:
    opportunity_world.add(doors[0], "Print the labels")
    view = form_of(doors[0].click("action.new", "O-1"))
    for n in range(2, 6):
        made = at_once(doors, [view, view], {"what": f"Buy {n} printers", "owner": "UKWAME"})
        assert len(made) == 2
        assert sum("*O-1* is Planned now" in text for text in made) == int(n == 2)
    for first in range(3, 10, 2):
        views = [form_of(doors[0].click("action.done", f"{n} OPEN")) for n in (first, first + 1)]
        done = at_once(doors, views, {"result": "It is better now"})
        assert len(done) == 2
        assert sum("*O-1* is Done now" in text for text in done) == int(first == 9)
    assert opportunity_world.stored(doors[0], 1).status == "Done"
