"""Readings that are pushed: signed, fresh, once, and in words where they are refused."""

import asyncio
import hashlib
import hmac
import json
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session, select

from bot import hooks
from commands.kpi import webhook_views
from storage.db import open_engine, transaction
from storage.kpi import webhooks
from storage.models import Reading
from tests.bot.faulty_slack import FaultySlack
from tests.bot.http_slack import Answer, HttpBot, http_bot
from tests.conftest import NOON
from tests.storage.kpi_world import Kpis
from tests.storage.pain_world import OWNER

GOOD = {"value": 42, "n": 100, "date": "2026-03-31"}


@dataclass
class Pusher:
    """A server that has the secret."""

    bot: HttpBot
    token: str
    secret: str
    url: str

    async def push(
        self, told: object, *, age_s: float = 0, secret: str = "", token: str = "", stamp: str = ""
    ) -> Answer:
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        stamp = stamp or str(int(time.time() - age_s))
        base = stamp.encode() + b"." + body
        sign = hmac.new((secret or self.secret).encode(), base, hashlib.sha256).hexdigest()
        headers = {"X-Cairn-Timestamp": stamp, "X-Cairn-Signature": f"v1={sign}"}
        return await self.send(body, headers, token=token)

    async def send(self, body: bytes, headers: dict[str, str], *, token: str = "") -> Answer:
        path = f"/hooks/kpi/{token or self.token}"
        return await self.bot.post(body, headers, content_type="application/json", path=path)

    def readings(self) -> list[tuple[str, float, int | None, str]]:
        engine = create_engine(self.url)
        with Session(engine) as session:
            found = session.exec(select(Reading).order_by(Reading.period_start)).all()  # type: ignore[arg-type]  # mypy takes the column for what it holds
            rows = [(str(each.period_start), each.value, each.n, each.source) for each in found]
        engine.dispose()
        return rows


@pytest.fixture
async def pusher(slack: FaultySlack, sqlite_url: str) -> AsyncIterator[Pusher]:
    """An NPS with a webhook, in a bot that runs in HTTP mode."""
    engine = open_engine(sqlite_url)
    world = Kpis(engine, NOON)
    world.build()
    world.add("NPS")
    with transaction(engine) as session:
        made = webhooks.make(session, kpi=world.kpi(session), actor_id=OWNER, at=NOON)
        token, secret = made.token, made.secret
    engine.dispose()
    async with http_bot(slack, sqlite_url) as bot:
        yield Pusher(bot, token, secret, sqlite_url)


async def test_a_signed_reading_is_recorded_once(pusher: Pusher) -> None:
    answer = await pusher.push(GOOD | {"id": 7})
    assert (answer.status, answer.json["result"]) == (200, "recorded")
    assert pusher.readings() == [("2026-03-01", 42.0, 100, "pushed")]
    again = await pusher.push({"id": 7, "value": 1, "n": 100, "date": "2026-03-31"})
    assert (again.status, again.json["result"]) == (200, "known already")
    corrected = await pusher.push(GOOD | {"value": 50})
    assert corrected.json["result"] == "corrected"
    same = await pusher.push(GOOD | {"value": 50.0})
    assert same.json["result"] == "known already"
    counts = {"promoters": 60, "passives": 20, "detractors": 20}
    counted = await pusher.push({"counts": counts, "period": "2026-02"})
    assert counted.json["value"] == 40
    assert [row[:3] for row in pusher.readings()] == [
        ("2026-02-01", 40.0, 100),
        ("2026-03-01", 50.0, 100),
    ]


@pytest.mark.skipif(
    not (shutil.which("curl") and shutil.which("openssl") and shutil.which("bash")),
    reason="no curl, openssl or bash to run the example with",
)
async def test_the_example_on_the_card_works_as_it_stands(pusher: Pusher) -> None:
    engine = open_engine(pusher.url)
    with transaction(engine) as session:
        kpi = Kpis(engine, NOON).kpi(session)
        webhook = webhooks.of(session, kpi=kpi)
        assert webhook
        made = webhook_views.made_blocks(kpi, webhook, hooks_at=pusher.bot._url)
    engine.dispose()
    code = made[1]["text"]["text"].strip("`")
    assert not {"&amp;", "&lt;"} & set(code.split())
    ran = await asyncio.create_subprocess_exec(
        "bash", "-ec", code, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    said, _ = await ran.communicate()
    assert json.loads(said)["result"] == "recorded"
    assert pusher.readings() == [("2026-03-01", 42.0, 100, "pushed")]


async def test_a_replay_changes_nothing(pusher: Pusher) -> None:
    """The very same bytes, with their good signature, after somebody corrected the reading."""
    body, stamp = json.dumps(GOOD).encode(), str(int(time.time()))
    sign = hooks.signature(pusher.secret, stamp, body)
    headers = {"X-Cairn-Timestamp": stamp, "X-Cairn-Signature": f"v1={sign}"}
    assert (await pusher.send(body, headers)).json["result"] == "recorded"
    await pusher.push(GOOD | {"value": 43})
    assert (await pusher.send(body, headers)).json["result"] == "known already"
    assert pusher.readings()[0][1] == 43


async def test_what_is_not_rightly_signed_is_refused(pusher: Pusher) -> None:
    body = json.dumps(GOOD).encode()
    stamp = str(int(time.time()))
    right = hooks.signature(pusher.secret, stamp, body)
    for headers in (
        {},
        {"X-Cairn-Timestamp": stamp},
        {"X-Cairn-Timestamp": stamp, "X-Cairn-Signature": "v1="},
        {"X-Cairn-Timestamp": stamp, "X-Cairn-Signature": right},
        {"X-Cairn-Timestamp": stamp, "X-Cairn-Signature": f"v1={right[:-1]}x"},
        {"X-Cairn-Timestamp": str(int(stamp) + 1), "X-Cairn-Signature": f"v1={right}"},
        {"X-Cairn-Timestamp": "9" * 400, "X-Cairn-Signature": f"v1={right}"},
        {"X-Cairn-Timestamp": "²", "X-Cairn-Signature": f"v1={right}"},
    ):
        assert (await pusher.send(body, headers)).status == 401, headers
    other = {"X-Cairn-Timestamp": stamp, "X-Cairn-Signature": f"v1={right}"}
    assert (await pusher.send(body + b" ", other)).status == 401
    assert (await pusher.push(GOOD, secret="another")).status == 401
    for age_s, status in ((-310, 401), (310, 401), (290, 200), (-290, 200)):
        assert (await pusher.push(GOOD, age_s=age_s)).status == status, age_s
    unknown = await pusher.push(GOOD, token="A" * 43)
    assert (unknown.status, "no such webhook" in unknown.text) == (404, True)
    assert (await pusher.push(GOOD, token="..")).status in (401, 404)
    # Slack's own way in stays Slack's.
    assert (await pusher.bot.post(body, other)).status == 401


NO_READINGS: list[tuple[object, str]] = [
    (b"", "JSON object"),
    (b"[1]", "JSON object"),
    (b"\xff", "JSON object"),
    (b"[" * 10_000, "JSON object"),
    ({"n": 100}, "neither value nor counts"),
    ({"value": 42}, "needs n"),
    ({"value": 101, "n": 5}, "between"),
    ({"value": True, "n": 5}, "true"),
    ({"value": None, "n": 5}, "null"),
    (b'{"value": NaN, "n": 5}', "NaN"),
    (b'{"value": 1e999, "n": 5}', "Infinity"),
    ({"value": "1,234", "n": 5}, "number is wanted"),
    ({"value": 42, "n": 0}, "no answers"),
    ({"value": 42, "n": -1}, "whole number"),
    ({"value": 42, "n": 1.5}, "whole number"),
    ({"value": 42, "n": 5, "date": "2026-02-30"}, "no date"),
    ({"value": 42, "n": 5, "date": "2099-01-01"}, "lies ahead"),
    ({"value": 42, "n": 5, "date": "1900-01-01"}, "no date"),
    ({"value": 42, "n": 5, "date": "2026-01-01", "period": "2026-01"}, "not both"),
    ({"value": 42, "n": 5, "kpi": "K-2"}, "Unknown: kpi"),
    ({"counts": {"promoters": 1}, "value": 5}, "not both"),
    ({"counts": {"happy": 1}}, "promoters"),
    ({"counts": {"promoters": 0}}, "all 0"),
]


async def test_what_is_no_reading_is_refused_in_words(pusher: Pusher) -> None:
    pusher.bot.app.hooks._limit = hooks.PerMinute(1000)
    for told, why in NO_READINGS:
        answer = await pusher.push(told)
        assert (answer.status, why in answer.text) == (400, True), (told, answer.text)
    assert pusher.readings() == []


async def test_there_are_limits(pusher: Pusher, monkeypatch: pytest.MonkeyPatch) -> None:
    large = await pusher.push(b" " * (hooks.MOST_BYTES + 1))
    assert large.status == 413
    pusher.bot.app.hooks._limit = hooks.PerMinute(2)
    # Strangers use up nothing.
    for _ in range(3):
        assert (await pusher.push(GOOD, secret="another")).status == 401
    frozen = pusher.bot.app.hooks._clock()
    monkeypatch.setattr(pusher.bot.app.hooks, "_clock", lambda: frozen)
    answers = [await pusher.push(GOOD | {"id": each}) for each in range(3)]
    assert [each.status for each in answers] == [200, 200, 429]


async def test_a_webhook_ends_with_its_secret_its_kpi_and_its_method(pusher: Pusher) -> None:
    engine = open_engine(pusher.url)
    world = Kpis(engine, NOON)
    assert (await pusher.push(GOOD)).status == 200
    world.edit(kind="CES 2.0", scale_low=1, scale_high=7)
    changed = await pusher.push(GOOD | {"id": "after", "value": 5})
    assert (changed.status, "new secret" in changed.text) == (400, True)
    with transaction(engine) as session:
        webhooks.make(session, kpi=world.kpi(session), actor_id=OWNER, at=NOON)
    assert (await pusher.push(GOOD)).status == 404
    engine.dispose()
