"""Puts load on an app, in process, over Socket Mode or HTTP, and tells how it took it."""

import asyncio
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import aiohttp
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest

from benchmarks.apps import Apps
from benchmarks.scenarios import FLOOR, Payload, Scenario

Way = Literal["in process", "Socket Mode", "HTTP"]


@dataclass(frozen=True, slots=True)
class Taken:
    """How one round went; latencies in seconds, ascending.

    `wrong` are answers that did not do what was asked, such as "too much to do right now".
    """

    requests: int
    seconds: float
    latencies: Sequence[float]
    wrong: Sequence[object]

    @property
    def throughput(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds

    def percentile(self, percent: float) -> float:
        """In milliseconds."""
        place = min(len(self.latencies) - 1, int(len(self.latencies) * percent / 100))
        return self.latencies[place] * 1000


async def put(
    apps: Apps, scenario: Scenario, payloads: list[Payload], *, way: Way, at_once: int
) -> Taken:
    """One round: every payload once, so many at a time, until all that follows is done too.

    In process a latency ends with the acknowledgement; else with the form,
    where one is opened. Raises RuntimeError when no answer was right.
    """
    began = time.perf_counter()
    if way == "in process":
        bolt = apps.floor if scenario is FLOOR else apps.cairn.bolt
        latencies, answers = await _dispatch(bolt, payloads, at_once)
        await apps.cairn.listeners.finish()
        seconds = time.perf_counter() - began
    else:
        latencies, answers, seconds = await _send(apps, scenario, payloads, at_once)
    wrong = [answer for answer in answers if not scenario.right(answer)]
    if len(wrong) == len(answers):
        raise RuntimeError(f"{scenario.name} was answered with {str(wrong[0])[:500]}")
    return Taken(len(payloads), seconds, sorted(latencies), wrong)


async def _dispatch(
    bolt: AsyncApp, payloads: list[Payload], at_once: int
) -> tuple[list[float], list[object]]:
    waiting = iter(payloads)
    latencies: list[float] = []
    answers: list[str] = []

    async def worker() -> None:
        for payload in waiting:
            began = time.perf_counter()
            request = AsyncBoltRequest(mode="socket_mode", body=payload)
            response = await bolt.async_dispatch(request)
            latencies.append(time.perf_counter() - began)
            if response.status != 200:
                raise RuntimeError(f"Bolt answered {response.status}: {response.body}")
            answers.append(response.body)

    await asyncio.gather(*(worker() for _ in range(at_once)))
    return latencies, [json.loads(body) if body.startswith("{") else body for body in answers]


async def _send(
    apps: Apps, scenario: Scenario, payloads: list[Payload], at_once: int
) -> tuple[list[float], list[object], float]:
    to = "floor" if scenario is FLOOR else "cairn"
    return await drive(
        apps.stub, scenario, payloads, to=to, at_once=at_once, url=apps.addresses.get(to, "")
    )


async def drive(
    stub: str,
    scenario: Scenario,
    payloads: list[Payload],
    *,
    to: str,
    at_once: int,
    url: str = "",
) -> tuple[list[float], list[object], float]:
    """Lets the stub send the payloads, to the app's address where it has one.

    Returns latencies, answers and seconds.
    """
    order = {
        "to": to,
        "url": url,
        "at_once": at_once,
        "form": scenario.opens_form,
        "envelopes": [
            {"type": scenario.envelope, "payload": each, "accepts_response_payload": True}
            for each in payloads
        ],
    }
    async with aiohttp.ClientSession() as session, session.post(f"{stub}load", json=order) as said:
        said.raise_for_status()
        report = await said.json()
    return report["latencies"], report["answers"], float(report["seconds"])
