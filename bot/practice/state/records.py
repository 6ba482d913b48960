"""The workspace's memory between runs: one JSON document, written whole and a moment later."""

import asyncio
import contextlib
import json
import os
import shutil
from pathlib import Path

from bot.practice.state.shapes import Json

_VERSION = 1
_DELAY = 0.5  # seconds; a burst of messages is one write


class Document:
    """Sections of JSON in memory, kept in a file when there is one."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._pending: asyncio.TimerHandle | None = None
        self.data = self._read()

    @property
    def folder(self) -> Path | None:
        """Where bytes that belong to the document go; None keeps them in memory."""
        return None if self._path is None else self._path.with_name(f"{self._path.stem}-files")

    def section(self, name: str) -> Json:
        section: Json = self.data.setdefault(name, {})
        return section

    def changed(self) -> None:
        if self._path is None or self._pending is not None:
            return
        # Without a running loop (building the first state) the next change or close() saves.
        with contextlib.suppress(RuntimeError):
            self._pending = asyncio.get_running_loop().call_later(_DELAY, self.save)

    def close(self) -> None:
        if self._pending is not None:
            self._pending.cancel()
        self.save()

    def save(self) -> None:
        """Write beside the file and rename: a crash leaves the old or the new, never half."""
        self._pending = None
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_name(f"{self._path.name}.new")
        with fresh.open("w", encoding="utf-8") as handle:
            json.dump(self.data, handle, ensure_ascii=False)
            handle.flush()
            os.fsync(handle.fileno())
        fresh.replace(self._path)

    def _read(self) -> Json:
        if self._path is None:
            return {"version": _VERSION}
        if not self._path.exists():
            # Whoever starts over deletes the file; the bytes it spoke of go with it.
            if self.folder is not None and self.folder.exists():
                shutil.rmtree(self.folder)
            return {"version": _VERSION}
        data: Json = json.loads(self._path.read_text(encoding="utf-8"))
        if data.get("version") != _VERSION:
            message = f"{self._path} was written by another version; delete it to start over"
            raise ValueError(message)
        return data
