"""Takes readings that other servers push: signed, fresh, once, and not too many."""

import asyncio
import hashlib
import hmac
import json
import logging
import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.core import Cairn
from commands.kpi.webhook import PUSHED
from commands.reply import Say
from commands.request import CLOCK, Kind, Request
from storage.kpi import webhooks
from storage.models import Webhook

log = logging.getLogger(__name__)

PATH = "/hooks/kpi/{token}"
MOST_BYTES = 16_384
FRESH_S = 300
BODY_S = 10.0
A_MINUTE = 60
AT_ONCE = 16
_MOST_KNOWN = 10_000
_TOKEN = re.compile(r"[A-Za-z0-9_-]{40,64}")
_SIGNATURE = re.compile(r"v1=([0-9a-f]{64})")
_MOST_ID = 80
_STATUS = {"ok": 200, "repeated": 200, "refused": 400, "busy": 503}


class Hooks:
    """Checks what is pushed before anything of it is read, and hands it in as a request."""

    def __init__(self, *, cairn: Cairn, clock: Callable[[], datetime]) -> None:
        self._cairn = cairn
        self._clock = clock
        self._limit = PerMinute(A_MINUTE)
        self._room = asyncio.Semaphore(AT_ONCE)

    async def receive(self, call: web.Request) -> web.Response:
        """200 with what was recorded; else 400, 401, 404, 408, 413, 429 or 503, in words."""
        if self._room.locked():
            return _said(503, "Busy: please try again in a moment.")
        async with self._room:
            try:
                async with asyncio.timeout(BODY_S):
                    body = await _read(call)
            except TimeoutError:
                return _said(408, "The body took too long.")
            if body is None:
                return _said(413, f"The body is larger than {MOST_BYTES:,} bytes.")
            return await self._take(call, body)

    async def _take(self, call: web.Request, body: bytes) -> web.Response:
        now = self._clock()
        webhook = await self._webhook(call.match_info["token"])
        if webhook is None:
            return _said(404, "There is no such webhook. Its address is on the KPI's card.")
        wrong = _unsigned(call, body, webhook.secret, now)
        if wrong:
            log.warning("A push to a webhook of %s was refused: %s", webhook.workspace_id, wrong)
            return _said(401, wrong)
        # Counted only once it is signed: strangers can't use up the owner's share.
        if not self._limit.take(webhook.token, now):
            return _said(429, f"At most {A_MINUTE} readings a minute.", {"Retry-After": "60"})
        return await self._hand_in(webhook, call, body, now)

    async def _webhook(self, token: str) -> Webhook | None:
        if not _TOKEN.fullmatch(token):
            return None
        return await self._cairn.writer.read(
            lambda session: webhooks.with_token(session, token=token)
        )

    async def _hand_in(
        self, webhook: Webhook, call: web.Request, body: bytes, now: datetime
    ) -> web.Response:
        outcome = await self._cairn.handle(
            Request(
                kind=Kind.HEARD,
                name=PUSHED,
                workspace_id=webhook.workspace_id,
                person=CLOCK,
                now=now,
                value=webhook.token,
                values={"body": body.decode("utf-8", "replace")},
                key=_key(webhook, call, body),
            )
        )
        if outcome.result == "repeated":
            return _said(200, json.dumps({"result": "known already"}), json_=True)
        words = next((each.text for each in outcome.answers if isinstance(each, Say)), "")
        status = _STATUS.get(outcome.result, 500)
        return _said(status, words, json_=status == _STATUS["ok"])


class PerMinute:
    """How often each key came in the present minute."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._seen: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def take(self, key: str, now: datetime) -> bool:
        """Counts one; False when there is no room for it in this minute."""
        minute = int(now.timestamp()) // 60
        then, count = self._seen.pop(key, (minute, 0))
        count = count + 1 if then == minute else 1
        self._seen[key] = minute, count
        if len(self._seen) > _MOST_KNOWN:
            self._seen.popitem(last=False)
        return count <= self._most


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, a dot, and the body as it is sent; in hex."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


async def _read(call: web.Request) -> bytes | None:
    """The body; None when it is too large, of which no more is read."""
    if (call.content_length or 0) > MOST_BYTES:
        return None
    found = bytearray()
    async for part in call.content.iter_chunked(MOST_BYTES):
        found += part
        if len(found) > MOST_BYTES:
            return None
    return bytes(found)


def _unsigned(call: web.Request, body: bytes, secret: str, now: datetime) -> str:
    """What is wrong with the signature; empty when it is right and fresh."""
    stamp = call.headers.get("X-Cairn-Timestamp", "")
    if not (stamp.isascii() and stamp.isdecimal() and len(stamp) <= 12):  # noqa: PLR2004 - the year 33658
        return "X-Cairn-Timestamp is wanted: seconds since 1970."
    given = _SIGNATURE.fullmatch(call.headers.get("X-Cairn-Signature", ""))
    if given is None:
        return "X-Cairn-Signature is wanted, like v1= and 64 hexadecimal digits."
    # Compared before the time is looked at: who has no secret learns nothing about clocks.
    if not hmac.compare_digest(given.group(1), signature(secret, stamp, body)):
        return "The signature is not right for this body, timestamp and secret."
    if abs(now.timestamp() - int(stamp)) > FRESH_S:
        return "The signature is older than 5 minutes, or a clock is wrong."
    return ""


def _key(webhook: Webhook, call: web.Request, body: bytes) -> str:
    """The same for a repetition: by the reading's id, else by the very signature."""
    try:
        told = json.loads(body)
        said = told.get("id") if isinstance(told, dict) else None
    except (ValueError, RecursionError):
        said = None
    if isinstance(said, str | int) and len(str(said)) <= _MOST_ID:
        behind = f"id:{said}"
    else:
        behind = call.headers["X-Cairn-Signature"]
    digest = hashlib.sha256(f"{webhook.token}\n{behind}".encode()).hexdigest()
    return f"hook:{digest}"


def _said(
    status: int, words: str, headers: dict[str, str] | None = None, *, json_: bool = False
) -> web.Response:
    kind = "application/json" if json_ else "text/plain"
    return web.Response(status=status, text=f"{words}\n", content_type=kind, headers=headers)
