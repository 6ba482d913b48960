"""One process that draws: started, asked for pictures, ended."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Event, Timer

from bot.settings import Settings
from charts.frames import Kind, receive, send

ROOT = Path(__file__).parents[2]
WORKER = "charts.worker"
END_S = 5.0
MOST_WORDS = 4000


class DrawingError(Exception):
    """A picture can't be drawn; the message is for the log."""


class CrashedError(DrawingError):
    """The process ended while it drew: another may do better."""


class Child:
    """Used by one thread at a time. It ends with this process, however this one ends."""

    def __init__(self, fonts: Path | None) -> None:
        """`fonts` is where Matplotlib keeps what it found out about the machine's fonts."""
        self.drawn = 0
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process is
        # Ctrl-C in a terminal is meant for the bot, which ends this one in its own time.
        self._process = subprocess.Popen(  # noqa: S603 - this project's own
            [sys.executable, "-X", "faulthandler", "-m", WORKER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=_environment(fonts),
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def png(self, chart: str, data: str, *, within_s: float) -> bytes:
        """Raises DrawingError, and CrashedError when the process is gone."""
        late = Event()

        def give_up() -> None:
            late.set()
            self._process.kill()

        overdue = Timer(within_s, give_up)
        overdue.daemon = True
        overdue.start()
        try:
            answer = self._ask(f"{chart}\n{data}".encode())
        finally:
            overdue.cancel()
        if answer is None:
            code = self._finished()
            if late.is_set():
                raise DrawingError(f"{chart} took more than {within_s:g} s")
            raise CrashedError(f"{chart}: the process ended with {code}. {self._words()}")
        kind, body = answer
        if kind is not Kind.DRAWN:
            raise DrawingError(f"{chart}: {body.decode()}")
        self.drawn += 1
        return body

    def _ask(self, wanted: bytes) -> tuple[Kind, bytes] | None:
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("The process has no pipes")
        try:
            send(process.stdin, Kind.ASKED, wanted)
            return receive(process.stdout)
        except OSError:
            return None

    def end(self) -> None:
        self._finished()
        self._said.close()

    def _finished(self) -> int:
        """Told to end, politely first; its exit code, negative for the signal that ended it."""
        process = self._process
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                continue  # something was left that nobody reads any more
        try:
            return process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _words(self) -> str:
        """The end of what it said on standard error."""
        size = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, size - MOST_WORDS))
        return self._said.read().decode(errors="replace").strip()


def _environment(fonts: Path | None) -> dict[str, str]:
    """This process's own, without what only the bot may know."""
    secret = {name.upper() for name in Settings.model_fields}
    kept = {name: value for name, value in os.environ.items() if name.upper() not in secret}
    if fonts:
        kept.setdefault("MPLCONFIGDIR", str(fonts))
    paths = [str(ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    # One thread multiplies small matrices as fast as many, and each takes memory.
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1"}
