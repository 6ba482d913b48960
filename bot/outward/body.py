"""Judges an answer, and reads a good one up to a limit: over the wire, and unpacked."""

import zlib
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

import httpx

from bot.outward.errors import OutwardError, PassingError

MOST_BYTES = 500_000
_TOO_LARGE = f"What comes is larger than {MOST_BYTES // 1000} kB, the most that Cairn reads."
# zlib tells gzip and deflate apart by itself.
_EITHER = 32 + zlib.MAX_WBITS
_PACKED = {"gzip", "x-gzip", "deflate"}


@dataclass(frozen=True, slots=True)
class Came:
    """A good answer's body."""

    content: bytes
    content_type: str


async def good(answer: httpx.Response) -> Came:
    """The body of a good answer. Raises OutwardError in words for any other."""
    status = answer.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise PassingError("It is asked too often (429).", not_before=_asked(answer))
    if answer.is_server_error:
        raise PassingError(
            f"The server has trouble of its own ({status}).", not_before=_asked(answer)
        )
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        raise OutwardError(f"The server doesn't let Cairn in ({status}). Look at the headers.")
    if status == HTTPStatus.NOT_FOUND:
        raise OutwardError("There is nothing at this address (404).")
    if not answer.is_success:
        raise OutwardError(f"The server answered {status} where 200 was expected.")
    return Came(await read(answer), answer.headers.get("Content-Type", ""))


def _asked(answer: httpx.Response) -> timedelta:
    """Retry-After in seconds; a date there is not heeded."""
    said = answer.headers.get("Retry-After", "")
    return timedelta(seconds=int(said[:6])) if said.isascii() and said.isdecimal() else timedelta()


async def read(answer: httpx.Response) -> bytes:
    """The whole body, unpacked. Raises OutwardError where it is too large or can't be read."""
    packing = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in (*_PACKED, "identity", ""):
        raise OutwardError("What comes is packed in a way that Cairn doesn't know.")
    announced = answer.headers.get("Content-Length", "")
    if announced.isascii() and announced.isdecimal() and int(announced[:20]) > MOST_BYTES:
        raise OutwardError(_TOO_LARGE)
    body = await _unpacked(answer) if packing in _PACKED else await _plain(answer)
    if not body and answer.status_code != HTTPStatus.NO_CONTENT:
        raise OutwardError("Nothing comes: the answer is empty.")
    return body


async def _plain(answer: httpx.Response) -> bytes:
    found = bytearray()
    async for part in answer.aiter_raw():
        found += part
        if len(found) > MOST_BYTES:
            raise OutwardError(_TOO_LARGE)
    return bytes(found)


async def _unpacked(answer: httpx.Response) -> bytes:
    """Not by httpx, which would unpack a bomb before anybody could count."""
    unpacker = zlib.decompressobj(_EITHER)
    found, came = bytearray(), 0
    try:
        async for part in answer.aiter_raw():
            came += len(part)
            found += unpacker.decompress(part, MOST_BYTES + 1 - len(found))
            if len(found) > MOST_BYTES or came > MOST_BYTES:
                raise OutwardError(_TOO_LARGE)
    except zlib.error:
        raise OutwardError("What comes can't be unpacked.") from None
    if not unpacker.eof:
        raise OutwardError("What comes ends in the middle.")
    return bytes(found)
