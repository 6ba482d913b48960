"""How the bot and the process that draws speak: a kind, a length, then so many bytes."""

import struct
from enum import IntEnum
from typing import IO

HEAD = struct.Struct(">BI")


class Kind(IntEnum):
    """A chart asked for (its name, a line end, its data as JSON), its PNG, or what went wrong."""

    ASKED = 1
    DRAWN = 2
    FAILED = 3


def send(stream: IO[bytes], kind: Kind, body: bytes) -> None:
    """Raises OSError when nobody listens any more."""
    stream.write(HEAD.pack(kind, len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Kind, bytes] | None:
    """The next one, waited for; None when the other side is gone."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    kind, length = HEAD.unpack(head)
    body = stream.read(length)
    return (Kind(kind), body) if len(body) == length else None
