"""Remembers drawn pictures: the least recently used ones go when the bytes exceed the limit."""

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_BYTES = 32 * 1024 * 1024


def picture_key(chart: str, data: str, **options: str) -> str:
    """A key that differs whenever the chart, its data (as JSON) or an option does."""
    whole = json.dumps([chart, data, sorted(options.items())])
    return hashlib.sha256(whole.encode()).hexdigest()


class PictureCache:
    """Safe to share between threads; several that want the same picture at once draw it once."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._pictures: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()
        self._drawing: dict[str, Lock] = {}

    def __len__(self) -> int:
        return len(self._pictures)

    @property
    def bytes_kept(self) -> int:
        return self._bytes

    def get_or_none(self, key: str) -> bytes | None:
        with self._lock:
            picture = self._pictures.get(key)
            if picture is not None:
                self._pictures.move_to_end(key)
            return picture

    def get_or_draw(self, key: str, draw: Callable[[], bytes]) -> bytes:
        """The kept picture, or what `draw` returns; an error of `draw` is kept by nobody."""
        picture = self.get_or_none(key)
        if picture is not None:
            return picture
        with self._lock:
            turn = self._drawing.setdefault(key, Lock())
        with turn:
            picture = self.get_or_none(key)
            if picture is None:
                try:
                    picture = draw()
                    self._keep(key, picture)
                finally:
                    with self._lock:
                        self._drawing.pop(key, None)
        return picture

    def _keep(self, key: str, picture: bytes) -> None:
        """A picture larger than the whole limit is not kept at all."""
        if len(picture) > self._most_bytes:
            return
        with self._lock:
            self._bytes += len(picture) - len(self._pictures.pop(key, b""))
            self._pictures[key] = picture
            while self._bytes > self._most_bytes:
                _, gone = self._pictures.popitem(last=False)
                self._bytes -= len(gone)
