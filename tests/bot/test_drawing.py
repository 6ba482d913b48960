"""The process that draws: kept while it is wanted, replaced when it fails, never left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from bot.drawing import Drawer, DrawingError, Limits, fonts_folder
from charts import catalogue
from charts.journey_map import JourneyMap, Stage
from tests.bot.processes import PATIENCE_S, ROOT

DATA = JourneyMap("Shop", "", "", tuple(Stage(name, None, None, ()) for name in "AB")).to_json()
BOT = """
import sys, time
from bot.drawing import Drawer
drawer = Drawer()
drawer.png("journey_map", sys.argv[1])
print(drawer.pid, flush=True)
time.sleep(600)
"""

LOADED = """
import sys
import bot.running
print(*({"numpy", "matplotlib", "charts.catalogue"} & set(sys.modules)))
"""


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.stop()


def process_of(drawer: Drawer) -> psutil.Process:
    assert drawer.pid is not None
    return psutil.Process(drawer.pid)


def until(true: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_a_process_of_its_own_draws_the_same_picture_again_and_again(
    drawer: Drawer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://cairn:secret@db/cairn")
    assert drawer.png("journey_map", DATA) == catalogue.draw("journey_map", DATA)
    process = process_of(drawer)
    assert process.pid != os.getpid()
    assert not {"SLACK_BOT_TOKEN", "DATABASE_URL"} & set(process.environ())
    with pytest.raises(DrawingError, match="There is no chart called nothing"):
        drawer.png("nothing", "{}")
    with pytest.raises(DrawingError, match="ValidationError"):
        drawer.png("journey_map", '{"title": 3}')
    assert drawer.png("journey_map", DATA)
    assert drawer.pid == process.pid


def test_another_takes_the_place_of_one_that_died(drawer: Drawer) -> None:
    drawer.png("journey_map", DATA)
    first = process_of(drawer)
    first.kill()
    first.wait(PATIENCE_S)
    assert drawer.png("journey_map", DATA)
    second = process_of(drawer)
    # In the middle of a picture: it hangs, and then is killed.
    second.suspend()
    killing = threading.Timer(0.2, second.kill)
    killing.start()
    assert drawer.png("journey_map", DATA)
    assert len({first.pid, second.pid, drawer.pid}) == 3


def test_one_that_takes_too_long_is_ended_and_so_is_one_that_has_drawn_its_share() -> None:
    drawer = Drawer(limits=Limits(picture_s=PATIENCE_S, pictures=3))
    try:
        drawer.png("journey_map", DATA)
        slow = process_of(drawer)
        drawer._limits = Limits(picture_s=0.2, pictures=2)
        slow.suspend()
        with pytest.raises(DrawingError, match=r"took more than 0\.2 s"):
            drawer.png("journey_map", DATA)
        until(lambda: not slow.is_running())
        drawer._limits = Limits(picture_s=PATIENCE_S, pictures=2)
        assert drawer.png("journey_map", DATA)
        assert process_of(drawer).is_running()
        assert drawer.png("journey_map", DATA)
        assert drawer.pid is None
    finally:
        drawer.stop()


def test_it_ends_when_nobody_asks() -> None:
    drawer = Drawer(limits=Limits(idle_s=0.1))
    try:
        drawer.png("journey_map", DATA)
        idle = process_of(drawer)
        until(lambda: drawer.pid is None)
        until(lambda: not idle.is_running())
    finally:
        drawer.stop()


def test_it_dies_with_the_bot_however_that_died() -> None:
    bot = subprocess.Popen(
        [sys.executable, "-c", BOT, DATA], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with bot:
        try:
            assert bot.stdout is not None
            drawing = psutil.Process(int(bot.stdout.readline()))
            # Ctrl-C in the terminal is the bot's to hear: this one is in another group.
            assert os.getpgid(drawing.pid) != os.getpgid(bot.pid)
        finally:
            bot.send_signal(signal.SIGKILL)
        bot.wait(PATIENCE_S)
    until(lambda: not drawing.is_running() or drawing.status() == psutil.STATUS_ZOMBIE)


def test_fonts_are_remembered_beside_the_database(tmp_path: Path) -> None:
    kept = fonts_folder(f"sqlite:///{tmp_path / 'cairn.db'}")
    assert kept == tmp_path / "cairn.db-fonts"
    assert fonts_folder("sqlite://") is None
    assert fonts_folder("postgresql://cairn@db/cairn") is None
    drawer = Drawer(fonts=kept)
    try:
        drawer.png("journey_map", DATA)
    finally:
        drawer.stop()
    assert list(kept.glob("fontlist*.json"))


def test_the_bot_itself_loads_nothing_that_draws() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
