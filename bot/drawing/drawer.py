"""Keeps a process to draw in for as long as pictures are asked for."""

import logging
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Timer

from bot.drawing.child import Child, CrashedError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one picture in seconds; of a process without work, in seconds; of all its pictures."""

    picture_s: float = 30.0
    idle_s: float = 60.0
    pictures: int = 200


USUAL = Limits()


class Drawer:
    """One picture at a time. The process starts with the first and ends when it was idle.

    Another takes its place when it died, took too long, or has drawn its share: what Matplotlib
    leaves in memory goes with it.
    """

    def __init__(self, *, fonts: Path | None = None, limits: Limits = USUAL) -> None:
        self._fonts = fonts
        self._limits = limits
        self._turn = Lock()
        self._child: Child | None = None
        self._idle: Timer | None = None
        self._asked = 0

    @property
    def pid(self) -> int | None:
        """The process's number, while there is one."""
        child = self._child
        return child.pid if child else None

    def png(self, chart: str, data: str) -> bytes:
        """The chart of its data as JSON. Raises DrawingError, after a second try if it crashed."""
        with self._turn:
            self._stay()
            try:
                return self._drawn(chart, data)
            except CrashedError as error:
                log.warning("Drawing again, in another process: %s", error)
                return self._drawn(chart, data)
            finally:
                self._rest_later()

    def stop(self) -> None:
        with self._turn:
            self._stay()
            self._end()

    def _drawn(self, chart: str, data: str) -> bytes:
        if self._child is None or not self._child.lives:
            self._end()
            self._child = Child(self._fonts)
        picture = self._child.png(chart, data, within_s=self._limits.picture_s)
        if self._child.drawn >= self._limits.pictures:
            self._end()
        return picture

    def _end(self) -> None:
        if self._child:
            self._child.end()
        self._child = None

    def _stay(self) -> None:
        self._asked += 1
        if self._idle:
            self._idle.cancel()
        self._idle = None

    def _rest_later(self) -> None:
        if self._child:
            self._idle = Timer(self._limits.idle_s, self._rest, [self._asked])
            self._idle.daemon = True
            self._idle.start()

    def _rest(self, asked: int) -> None:
        """Unless a picture was asked for in the meantime."""
        with self._turn:
            if asked == self._asked:
                self._end()
