"""Carries a Fetch out, and hands what came in to whoever wanted it."""

import asyncio
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NoReturn

from bot.core import Cairn
from bot.outward.body import Came
from bot.outward.client import Outward
from bot.outward.errors import OutwardError
from commands.kpi import json_paths
from commands.kpi.json_paths import PathError
from commands.reply import Fetch, Immediate
from commands.request import Kind, Request, Value

# As much as helps to find one's way, and fits into a message.
MOST_SHOWN = 600
MOST_FOUND = 200


class Asking:
    """Asks outside, one question at a time for each caller."""

    def __init__(self, *, outward: Outward, cairn: Cairn, clock: Callable[[], datetime]) -> None:
        self._outward = outward
        self._cairn = cairn
        self._clock = clock

    async def answers(self, fetch: Fetch, request: Request) -> list[Immediate]:
        """What a person who asked is shown."""
        return (await self._cairn.handle(await self.heard(fetch, request))).answers

    async def heard(self, fetch: Fetch, request: Request) -> Request:
        """What came, as the request of its listener. Never raises for what is outside."""
        return replace(
            request,
            kind=Kind.HEARD,
            name=fetch.listener,
            now=self._clock(),
            value=fetch.value,
            values=await self._values(fetch),
            context={**request.context, **fetch.context},
            key=None,
        )

    async def _values(self, fetch: Fetch) -> Mapping[str, Value]:
        try:
            came = await self._outward.get(fetch.url, fetch.headers)
        except OutwardError as error:
            words = self._outward.secrets.hide(str(error))
            return {"error": words, "not_before_s": str(int(error.not_before.total_seconds()))}
        # Parsing takes its time, and people are answered meanwhile.
        found = await asyncio.to_thread(_picked, came, fetch.paths, self._outward.secrets.hide)
        return {"not_before_s": "0", **found}


def _picked(came: Came, paths: Mapping[str, str], hide: Callable[[str], str]) -> dict[str, str]:
    """What stands at each path, as JSON; or what is wrong. Secrets that came back are hidden."""
    try:
        text = came.content.decode("utf-8-sig")
        document = json.loads(text, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):
        kind = came.content_type.partition(";")[0].strip()[:40]
        return {"error": f"What comes is no JSON{f', but {kind}' if kind else ''}."}
    shown = hide(text)[:MOST_SHOWN]
    try:
        found = {name: _one(path, document) for name, path in paths.items()}
    except PathError as error:
        return {"error": str(error), "came": shown}
    return {"found": hide(json.dumps(found)), "came": shown}


def _one(path: str, document: object) -> object:
    found = json_paths.one(path, document)
    if isinstance(found, dict | list) or len(str(found)) > MOST_FOUND:
        raise PathError(f"At {path} stands more than one number or date.")
    return found


def _no_number(said: str) -> NoReturn:
    raise ValueError(f"{said} is no JSON")


def _finite(said: str) -> float:
    number = float(said)
    if not math.isfinite(number):
        raise ValueError("larger than any number")
    return number
