"""A process that draws: each chart asked for on standard input is answered by its PNG."""

import contextlib
import os
import sys
import threading
import time
import traceback
from queue import SimpleQueue
from typing import BinaryIO

from charts import catalogue
from charts.frames import Kind, receive, send

MOST_MEMORY = 1024**3
"""Address space in bytes; the largest pictures take a third. Past it a picture fails in words."""

MOST_SECONDS = 900
"""Of a processor, for all pictures together: nothing that hangs stays for ever."""

POLITE = 5
"""How much those who wait for an acknowledgement go before those who wait for a picture."""

GRACE_S = 2.0

Asked = SimpleQueue[bytes | None]


def main() -> None:
    """Draws until standard input ends, as it does whenever the bot does, however it ended."""
    answers = _own_output()
    _limit()
    asked: Asked = SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    while (wanted := asked.get()) is not None:
        send(answers, *_drawn(wanted))


def _own_output() -> BinaryIO:
    """Standard output for answers alone: what anything prints goes to standard error."""
    own = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return own


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - POSIX has it

    os.nice(POLITE)
    for what, wanted in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        _, most = resource.getrlimit(what)
        if most == resource.RLIM_INFINITY or most > wanted:
            # Where the system has no such limit there is none.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(what, (wanted, most))


def _listen(asked: Asked) -> None:
    """In a thread of its own, so that the end is heard in the middle of a drawing, too."""
    while (frame := receive(sys.stdin.buffer)) is not None:
        asked.put(frame[1])
    asked.put(None)
    time.sleep(GRACE_S)
    os._exit(1)


def _drawn(wanted: bytes) -> tuple[Kind, bytes]:
    chart, _, data = wanted.decode().partition("\n")
    try:
        return Kind.DRAWN, catalogue.draw(chart, data)
    except Exception:  # noqa: BLE001 - the bot tells it, whatever it is
        return Kind.FAILED, traceback.format_exc().encode()


if __name__ == "__main__":
    main()
