"""Cairn's command line in processes forked from one that has imported Cairn already.

A command of its own process has everything that matters here: its folder, its environment, what
it prints and its exit code; and it needs not the seconds that importing takes.
"""

import gc
import json
import os
import runpy
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]

# What the commands import when they are called.
WARM = (
    "alembic.command",
    "bot.checking",
    "bot.cli",
    "bot.manifest",
    "bot.rendering",
    "bot.running",
    "bot.schedule.by_hand",
    "bot.starting",
    "charts.catalogue",
)


class Forks:
    """Asks the process that forks, which is started with the first request."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._one_at_a_time = threading.Lock()

    def run(
        self, folder: Path, words: tuple[str, ...], environment: Mapping[str, str]
    ) -> tuple[int, str, str]:
        """The exit code, standard output and standard error of `python -m bot …`."""
        with self._one_at_a_time, tempfile.TemporaryDirectory() as kept:
            out, err = Path(kept, "out"), Path(kept, "err")
            process = self._started()
            assert process.stdin is not None
            assert process.stdout is not None
            asked = {
                "folder": str(folder),
                "words": words,
                "environment": dict(environment),
                "out": str(out),
                "err": str(err),
            }
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
            answer = process.stdout.readline()
            assert answer, "the process that forks has ended"
            return int(answer), out.read_text("utf-8"), err.read_text("utf-8")

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.bot.forked"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        return self._process

    def stop(self) -> None:
        """Ends it, also amidst a request."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def serve() -> None:
    """Forks for each line on standard input, and answers with the exit code."""
    for name in WARM:
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
            return
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def become(asked: dict[str, Any]) -> None:
    """Goes on as `python -m bot` would in this folder."""
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for descriptor, path in ((0, os.devnull), (1, asked["out"]), (2, asked["err"])):
        opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.argv[1:] = asked["words"]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve()
