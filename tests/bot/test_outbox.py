"""The outbox is sent in order, however Slack answers, and each entry once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from sqlalchemy import Engine

from bot.slack import durable
from bot.slack.outbox import AT_ONCE, LONGEST_WAIT, MAX_ATTEMPTS, NEWS_AT_ONCE
from bot.slack.refusals import HOPELESS
from commands.reply import Post, Refresh, Tell
from commands.request import CLOCK, Kind, Request
from storage.db import open_engine, transaction
from storage.outbox import leases
from storage.workspace import workspaces
from tests.bot.delivery import Clock, Delivery, entries, post, store, until
from tests.bot.faulty_slack import Fault, FaultySlack, dropped, gateway, refusal, too_many
from tests.conftest import NOON


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def delivery(engine: Engine, clock: Clock, slack: FaultySlack) -> AsyncIterator[Delivery]:
    async with Delivery(engine, clock, slack.url).running() as delivery:
        yield delivery


def put_off_until(engine: Engine) -> timedelta | None:
    """How long the first entry waits from noon, once it has been put off."""
    first = entries(engine)[0]
    return None if first.error is None or first.leased_until else first.due_at - NOON


async def test_messages_arrive_in_order_in_each_channel(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    for number in range(6):
        post(engine, "C1", f"one {number}")
        post(engine, "C2", f"two {number}")
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.texts("C1") == [f"one {number}" for number in range(6)]
    assert slack.texts("C2") == [f"two {number}" for number in range(6)]


async def test_a_message_carries_its_blocks_and_unfurls_nothing(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, Post("C1", "hello", [{"type": "divider"}]), Tell("U7", "only you"))
    delivery.deliverer.wake()
    await delivery.all_done()
    sent = {given["channel"]: given for given in slack.of("chat.postMessage")}
    assert sent["C1"]["blocks"] == [{"type": "divider"}]
    assert str(sent["C1"]["unfurl_links"]).lower() in ("0", "false")
    assert sent["U7"]["text"] == "only you"


async def test_slacks_wish_for_patience_is_kept(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    slack.faults["chat.postMessage"].append(too_many(30))
    post(engine, "C1", "first", "second")
    delivery.deliverer.wake()
    await until(lambda: put_off_until(engine) == timedelta(seconds=30), "not put off by 30 s")
    delivery.pass_time(seconds=29)
    post(engine, "C2", "elsewhere")
    delivery.deliverer.wake()
    await until(lambda: slack.texts("C2") == ["elsewhere"], "another channel was held up")
    assert slack.texts("C1") == []
    delivery.pass_time(seconds=1)
    await delivery.all_done()
    assert slack.texts("C1") == ["first", "second"]


async def test_patience_is_not_counted_as_failure(
    delivery: Delivery, engine: Engine, slack: FaultySlack, clock: Clock
) -> None:
    asked = MAX_ATTEMPTS + 3
    slack.faults["chat.postMessage"].extend([too_many(1)] * asked)
    post(engine, "C1", "at last")
    delivery.deliverer.wake()

    def put_off() -> bool:
        first = entries(engine)[0]
        return first.leased_until is None and first.due_at > clock.now

    for _ in range(asked):
        await until(put_off, "not put off")
        delivery.pass_time(seconds=1)
    await delivery.all_done()
    assert slack.texts("C1") == ["at last"]
    assert entries(engine)[0].error is None


@pytest.mark.parametrize(
    "fault",
    [
        refusal("internal_error"),
        refusal("fatal_error"),
        gateway(500, "", "text/html"),
        gateway(502, "<html>Bad Gateway</html>", "text/html"),
        gateway(503, "upstream timed out", "text/plain"),
        gateway(200, "<html>Sign in to the Wi-Fi</html>", "text/html"),
        gateway(200, "welcome", "text/plain"),
        gateway(500, "{not json", "application/json"),
        gateway(504, "[]", "application/json"),
    ],
    ids=lambda fault: fault.__qualname__.split(".")[0],
)
async def test_what_fails_in_passing_is_tried_again(
    delivery: Delivery, engine: Engine, slack: FaultySlack, fault: Fault
) -> None:
    slack.faults["chat.postMessage"].extend([fault, fault])
    post(engine, "C1", "first", "second")
    delivery.deliverer.wake()
    for attempts in (1, 2):
        await until(
            lambda attempts=attempts: (  # type: ignore[misc]  # mypy can't infer the default
                entries(engine)[0].attempts == attempts and put_off_until(engine) is not None
            ),
            f"attempt {attempts} was not put off",
        )
        assert slack.texts("C1") == []
        delivery.pass_time(seconds=10)
    await delivery.all_done()
    assert slack.texts("C1") == ["first", "second"]
    assert [entry.error for entry in entries(engine)] == [None, None]


async def test_a_broken_connection_is_no_reason_to_lose_anything(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    # Once is enough: the SDK must not post again by itself, before anybody has looked.
    slack.faults["chat.postMessage"].append(dropped)
    post(engine, "C1", "first", "second")
    delivery.deliverer.wake()
    await until(lambda: put_off_until(engine) is not None, "not put off")
    assert slack.texts("C1") == []
    delivery.pass_time(seconds=10)
    await delivery.all_done()
    assert slack.texts("C1") == ["first", "second"]


async def test_it_waits_longer_each_time_and_gives_up_in_the_end(
    delivery: Delivery, engine: Engine, slack: FaultySlack, clock: Clock
) -> None:
    slack.faults["chat.postMessage"].extend([refusal("internal_error")] * MAX_ATTEMPTS)
    post(engine, "C1", "never", "next")
    delivery.deliverer.wake()
    pauses = []
    for attempts in range(1, MAX_ATTEMPTS):

        def put_off(attempts: int = attempts) -> bool:
            first = entries(engine)[0]
            return first.attempts == attempts and first.leased_until is None

        await until(put_off, f"attempt {attempts} was not put off")
        pauses.append(entries(engine)[0].due_at - clock.now)
        delivery.pass_time(seconds=pauses[-1].total_seconds())
    await delivery.all_done()
    expected = [min(2**number, LONGEST_WAIT.total_seconds()) for number in range(1, MAX_ATTEMPTS)]
    for pause, seconds in zip(pauses, expected, strict=True):
        assert seconds <= pause.total_seconds() <= seconds * 1.25 + 0.001
    assert entries(engine)[0].error == "internal_error"
    assert slack.texts("C1") == ["next"]
    (apology,) = slack.texts("U1")
    assert "<#C1>" in apology
    assert "stored" in apology


async def test_what_is_hopeless_is_told_once_and_holds_nobody_up(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    for number, error in enumerate(sorted(HOPELESS)):
        channel, person = f"C{number}", f"U{number}"
        slack.faults["chat.postMessage"].append(refusal(error))
        store(engine, Post(channel, "never"), Post(channel, "next"), by=person)
        delivery.deliverer.wake()
        await delivery.all_done()
        assert slack.texts(channel) == ["next"]
        (apology,) = slack.texts(person)
        assert HOPELESS[error] in apology
        invites = error in ("channel_not_found", "not_in_channel")
        assert ("/invite @Cairn" in apology) == invites
        parked = entries(engine)[number * 3]
        assert (parked.error, parked.attempts) == (error, 1)
    assert delivery.metrics.deliveries["given_up"] == len(HOPELESS)


@pytest.mark.parametrize(
    "error", ["channel_not_found", "not_in_channel", "is_archived", "account_inactive"]
)
def test_what_the_house_calls_permanent_is(error: str) -> None:
    assert error in HOPELESS


async def test_a_person_who_cannot_be_told_is_not_told_about_that(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    slack.faults["chat.postMessage"].extend(
        [refusal("channel_not_found"), refusal("messages_tab_disabled")]
    )
    post(engine, "C1", "never")
    delivery.deliverer.wake()
    await delivery.all_done()
    assert [entry.error for entry in entries(engine)] == [
        "channel_not_found",
        "messages_tab_disabled",
    ]
    assert slack.of("chat.postMessage") == []


async def test_many_changes_of_one_thing_are_shown_once_in_their_last_state(
    delivery: Delivery, engine: Engine, slack: FaultySlack, clock: Clock
) -> None:
    store(engine, Post("C1", "P-1: 0 votes", subject="pain:1"))
    delivery.deliverer.wake()
    await delivery.all_done()
    for votes in range(1, 30):
        store(engine, Refresh("pain:1", f"P-1: {votes} votes"), at=clock.now)
        store(engine, Refresh("pain:2", "another thing"), at=clock.now)
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    (updated,) = slack.of("chat.update")
    assert (updated["channel"], updated["ts"]) == ("C1", "1.000000")
    assert updated["text"] == "P-1: 29 votes"


async def test_a_change_while_the_last_one_is_on_its_way_is_shown_after_it(
    delivery: Delivery, engine: Engine, slack: FaultySlack, clock: Clock
) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        reached.set()
        await go_on.wait()
        return web.json_response({"ok": True})

    store(engine, Post("C1", "P-1", subject="pain:1"))
    delivery.deliverer.wake()
    await delivery.all_done()
    slack.faults["chat.update"].append(slow)
    store(engine, Refresh("pain:1", "1 vote"), at=clock.now)
    delivery.pass_time(seconds=5)
    await reached.wait()
    store(engine, Refresh("pain:1", "2 votes"), at=clock.now)
    go_on.set()
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    assert [given["text"] for given in slack.of("chat.update")] == ["2 votes"]


async def test_a_deleted_message_does_not_keep_the_others_as_they_were(
    delivery: Delivery, engine: Engine, slack: FaultySlack, clock: Clock
) -> None:
    store(engine, *(Post(channel, "P-1", subject="pain:1") for channel in ("C1", "C2", "C3")))
    delivery.deliverer.wake()
    await delivery.all_done()
    slack.faults["chat.update"].append(refusal("message_not_found"))
    store(engine, Refresh("pain:1", "changed"), at=clock.now)
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    assert len({given["channel"] for given in slack.of("chat.update")}) == 2


async def test_a_dead_process_is_taken_over_when_its_lease_is_over(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    post(engine, "C1", "left behind", "behind it")
    with transaction(engine) as session:
        (taken,) = leases.lease(session, now=NOON, limit=20)
    assert taken.payload["text"] == "left behind"
    post(engine, "C2", "elsewhere")
    delivery.pass_time(seconds=leases.LEASE.total_seconds() - 1)
    await until(lambda: slack.texts("C2") == ["elsewhere"], "another channel was held up")
    assert slack.texts("C1") == []
    delivery.pass_time(seconds=2)
    await delivery.all_done()
    assert slack.texts("C1") == ["left behind", "behind it"]


async def test_two_deliverers_send_each_entry_once_and_in_order(
    engine: Engine, clock: Clock, slack: FaultySlack
) -> None:
    channels = [f"C{number}" for number in range(8)]
    for number in range(5):
        for channel in channels:
            post(engine, channel, str(number))
    other = open_engine(engine.url.render_as_string(hide_password=False))
    one, two = Delivery(engine, clock, slack.url), Delivery(other, clock, slack.url)
    try:
        async with one.running(), two.running():
            await one.all_done()
    finally:
        other.dispose()
    for channel in channels:
        assert slack.texts(channel) == ["0", "1", "2", "3", "4"]


async def test_nothing_is_lost_over_a_restart(
    database_url: str, engine: Engine, clock: Clock, slack: FaultySlack
) -> None:
    slack.faults["chat.postMessage"].append(refusal("internal_error"))
    post(engine, "C1", "first", "second")
    async with Delivery(engine, clock, slack.url).running():
        await until(lambda: put_off_until(engine) is not None, "not put off")
    engine.dispose()
    again = open_engine(database_url)
    try:
        clock.now += timedelta(minutes=10)
        async with Delivery(again, clock, slack.url).running() as delivery:
            await delivery.all_done()
    finally:
        again.dispose()
    assert slack.texts("C1") == ["first", "second"]


async def test_stopping_waits_for_what_is_on_its_way(
    engine: Engine, clock: Clock, slack: FaultySlack
) -> None:
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        reached.set()
        await go_on.wait()
        return web.json_response({"ok": True, "channel": "C1", "ts": "1.0"})

    slack.faults["chat.postMessage"].append(slow)
    post(engine, "C1", "on its way", "later")
    delivery = Delivery(engine, clock, slack.url)
    async with delivery.running():
        await reached.wait()
        stopping = asyncio.create_task(delivery.deliverer.stop())
        await asyncio.sleep(0.05)
        assert not stopping.done()
        go_on.set()
        await stopping
        first, later = entries(engine)
        assert first.done_at is not None
        assert later.done_at is None
    assert slack.texts("C1") == []


async def test_deliveries_are_counted_with_their_lag(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    slack.faults["chat.postMessage"].append(too_many(30))
    post(engine, "C1", "late")
    delivery.deliverer.wake()
    await until(lambda: put_off_until(engine) is not None, "not put off")
    delivery.pass_time(seconds=30)
    await delivery.all_done()
    await until(lambda: delivery.metrics.deliveries["sent"] == 1, "not counted")
    text = delivery.metrics.text(waiting=0)
    assert 'cairn_deliveries_total{outcome="put_off"} 1' in text
    assert "cairn_delivery_lag_seconds_sum 30.000000" in text
    assert "cairn_delivery_lag_seconds_count 1" in text


async def test_only_what_the_clock_tells_anew_is_news(engine: Engine) -> None:
    store(engine, Post("C1", "somebody logged this"), Refresh("pain:1", "changed"))
    by_clock = Request(kind=Kind.JOB, name="digest", workspace_id="T1", person=CLOCK, now=NOON)
    with transaction(engine) as session:
        for effect in (Post("C2", "a digest"), Tell("U1", "a reminder"), Refresh("pain:2", "new")):
            durable.store(session, effect, by_clock)
    assert [(entry.lane, entry.news) for entry in entries(engine)] == [
        ("C1", False), ("about:pain:1", False), ("C2", True), ("U1", True), ("about:pain:2", False),
    ]  # fmt: skip


async def test_people_are_not_kept_waiting_by_news_that_takes_long(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    go_on = asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        del request
        await go_on.wait()
        return web.json_response({"ok": True, "channel": "C", "ts": "9.0"})

    slack.faults["chat.postMessage"] += [slow] * NEWS_AT_ONCE
    by_clock = Request(kind=Kind.JOB, name="digest", workspace_id="T1", person=CLOCK, now=NOON)
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id="T1", at=NOON)
        for number in range(NEWS_AT_ONCE + AT_ONCE):
            durable.store(session, Post(f"C{number}", "a digest"), by_clock)
    delivery.deliverer.wake()
    await until(lambda: not slack.faults["chat.postMessage"], "the news is not on its way")
    post(engine, "C-MAYA", "somebody logged this")
    delivery.deliverer.wake()
    await until(lambda: slack.texts("C-MAYA") != [], "a person waits behind news")
    go_on.set()
    await delivery.all_done()
