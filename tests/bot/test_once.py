"""A message whose fate is unknown is looked for in Slack before it is sent again."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import Engine

from bot.slack.posting import EVENT_TYPE, SKEW
from commands.reply import Post, Refresh, Tell
from storage.db import transaction
from storage.models import Outbox
from storage.outbox import leases
from tests.bot.delivery import Clock, Delivery, entries, post, store, until
from tests.bot.faulty_slack import Call, Fault, FaultySlack, dropped, gateway, refusal, too_many
from tests.conftest import NOON

Json = dict[str, Any]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def delivery(engine: Engine, clock: Clock, slack: FaultySlack) -> AsyncIterator[Delivery]:
    async with Delivery(engine, clock, slack.url).running() as delivery:
        yield delivery


def begun(engine: Engine) -> Outbox:
    """A process takes the first entry, and dies."""
    with transaction(engine) as session:
        (taken,) = leases.lease(session, now=NOON, limit=1)
    return taken


def message(key: str | None, ts: str) -> Json:
    metadata = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
    return {"ts": ts, "text": "…", **({"metadata": metadata} if key else {})}


def pages(slack: FaultySlack, *messages: list[Json]) -> None:
    """What conversations.history answers, page by page."""

    def page(rows: list[Json], cursor: str) -> Fault:
        async def answer(request: web.Request) -> web.Response:
            given = {**request.query, **await request.post()}
            slack.calls.append(Call("conversations.history", given))
            return web.json_response(
                {"ok": True, "messages": rows, "response_metadata": {"next_cursor": cursor}}
            )

        return answer

    for number, rows in enumerate(messages):
        cursor = "more" if number < len(messages) - 1 else ""
        slack.faults["conversations.history"].append(page(rows, cursor))


async def after_the_lease(delivery: Delivery) -> None:
    delivery.pass_time(seconds=leases.LEASE.total_seconds() + 1)
    await delivery.all_done()


async def test_each_message_carries_a_key_of_its_own(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, Post("C1", "one"), Tell("U7", "two"))
    delivery.deliverer.wake()
    await delivery.all_done()
    told = [given["metadata"] for given in slack.of("chat.postMessage")]
    assert {each["event_type"] for each in told} == {"cairn_outbox"}
    keys = [each["event_payload"]["key"] for each in told]
    assert sorted(keys) == sorted(each.key or "" for each in entries(engine))
    assert len(set(keys)) == 2
    assert slack.of("conversations.history") == []


async def test_what_stands_there_already_is_adopted(
    delivery: Delivery, engine: Engine, slack: FaultySlack, clock: Clock
) -> None:
    store(engine, Post("C1", "P-1", subject="pain:1"))
    key = begun(engine).key
    pages(slack, [message(None, "8.0"), message("other", "7.0")], [message(key, "5.000007")])
    await after_the_lease(delivery)
    assert slack.of("chat.postMessage") == []
    first, second = slack.of("conversations.history")
    assert (first["channel"], first["include_all_metadata"]) == ("C1", "1")
    assert float(first["oldest"]) == (NOON - SKEW).timestamp()
    assert second["cursor"] == "more"
    # It is known where it stands: later changes find it.
    store(engine, Refresh("pain:1", "1 vote"), at=clock.now)
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    assert [each["ts"] for each in slack.of("chat.update")] == ["5.000007"]


async def test_what_does_not_stand_there_is_sent(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    post(engine, "C1", "left behind")
    key = begun(engine).key
    pages(slack, [message("other", "7.0")])
    await after_the_lease(delivery)
    (sent,) = slack.of("chat.postMessage")
    assert sent["metadata"]["event_payload"]["key"] == key, "a second try keeps its key"


@pytest.mark.parametrize(
    "fault", [dropped, gateway(502, "Bad Gateway", "text/plain"), refusal("fatal_error")]
)
async def test_an_answer_that_never_came_is_looked_after_too(
    delivery: Delivery, engine: Engine, slack: FaultySlack, fault: Fault
) -> None:
    slack.faults["chat.postMessage"].append(fault)
    post(engine, "C1", "told")
    delivery.deliverer.wake()
    await until(lambda: entries(engine)[0].error is not None, "not put off")
    pages(slack, [message(entries(engine)[0].key, "5.0")])
    delivery.pass_time(seconds=10)
    await delivery.all_done()
    assert slack.of("chat.postMessage") == []
    assert slack.of("conversations.history") != []


async def test_patience_that_slack_asks_for_needs_no_look(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    slack.faults["chat.postMessage"].append(too_many(1))
    post(engine, "C1", "told")
    delivery.deliverer.wake()
    await until(lambda: entries(engine)[0].error is not None, "not put off")
    delivery.pass_time(seconds=1)
    await delivery.all_done()
    assert slack.texts("C1") == ["told"]
    assert slack.of("conversations.history") == []


async def test_direct_messages_are_looked_for_in_their_own_conversation(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, Tell("U7", "only you"))
    key = begun(engine).key
    slack.answers["conversations.open"] = {"channel": {"id": "D7"}}
    pages(slack, [message(key, "5.0")])
    await after_the_lease(delivery)
    assert [each["users"] for each in slack.of("conversations.open")] == ["U7"]
    assert [each["channel"] for each in slack.of("conversations.history")] == ["D7"]
    assert slack.of("chat.postMessage") == []


@pytest.mark.parametrize("error", ["missing_scope", "not_in_channel", "channel_not_found"])
async def test_where_nobody_may_look_it_is_sent_again_and_said_so(
    delivery: Delivery,
    engine: Engine,
    slack: FaultySlack,
    caplog: pytest.LogCaptureFixture,
    error: str,
) -> None:
    post(engine, "C1", "told twice rather than never")
    begun(engine)
    slack.faults["conversations.history"].append(refusal(error))
    await after_the_lease(delivery)
    assert slack.texts("C1") == ["told twice rather than never"]
    assert f"({error}): sent again" in caplog.text


@pytest.mark.parametrize("fault", [too_many(5), refusal("internal_error")])
async def test_while_slack_cannot_say_nothing_is_sent(
    delivery: Delivery, engine: Engine, slack: FaultySlack, fault: Fault
) -> None:
    post(engine, "C1", "told")
    key = begun(engine).key
    slack.faults["conversations.history"].append(fault)
    delivery.pass_time(seconds=leases.LEASE.total_seconds() + 1)
    await until(lambda: entries(engine)[0].error is not None, "not put off")
    pages(slack, [message(key, "5.0")])
    delivery.pass_time(seconds=60)
    await delivery.all_done()
    assert slack.of("chat.postMessage") == []


async def test_who_slept_through_the_end_of_a_lease_sends_nothing(
    engine: Engine, clock: Clock, slack: FaultySlack
) -> None:
    post(engine, "C1", "once")
    slept = Delivery(engine, clock, slack.url)
    taken = begun(engine)
    clock.now += leases.LEASE + timedelta(seconds=1)
    async with slept.running():
        await slept.deliverer._deliver(taken)
        await slept.all_done()
    assert slack.texts("C1") == ["once"], "the deliverer took it over; the sleeper kept still"
    assert entries(engine)[0].attempts == 2


def test_a_lease_is_kept_by_its_holder_only(engine: Engine) -> None:
    post(engine, "C1", "long on its way")
    first = begun(engine)
    assert first.leased_until
    later = NOON + timedelta(seconds=40)
    with transaction(engine) as session:
        kept = leases.keep(session, entry_id=first.id or 0, held=first.leased_until, now=later)
        assert kept == later + leases.LEASE
        assert leases.lease(session, now=later + timedelta(seconds=50), limit=1) == []
    with transaction(engine) as session:
        (second,) = leases.lease(session, now=later + timedelta(seconds=61), limit=1)
        assert leases.keep(session, entry_id=second.id or 0, held=kept, now=later) is None
        first.leased_until = kept
        assert not leases.put_off(session, entry=first, error="late", until=later)
        assert not leases.failed(session, entry=first, error="late", now=later)
    assert entries(engine)[0].done_at is None
    assert entries(engine)[0].error is None
