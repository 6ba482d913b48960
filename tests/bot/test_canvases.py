"""Canvases on their way to Slack: made, rewritten, refused for a day, or tried again."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from sqlalchemy import Engine

from commands.reply import WriteCanvas
from storage.db import transaction
from storage.map import canvases
from storage.models import Canvas
from tests.bot.delivery import Clock, Delivery, entries, store, until
from tests.bot.faulty_slack import FaultySlack, refusal, too_many
from tests.storage.pain_world import World

HERE = {"workspace_id": "T1", "channel_id": "C1"}


@pytest.fixture
async def delivery(
    sqlite_engine: Engine, slack: FaultySlack, now: datetime
) -> AsyncIterator[Delivery]:
    World(sqlite_engine, now).build()
    with transaction(sqlite_engine) as session:
        canvases.keep(session, **HERE, journey_id=1, by="UOWNER")
    slack.answers["canvases.create"] = {"canvas_id": "F7"}
    async with Delivery(sqlite_engine, Clock(), slack.url).running() as running:
        yield running


def queue(delivery: Delivery, markdown: str, canvas_id: str = "") -> None:
    effect = WriteCanvas("C1", canvas_id, "Map of Shop", markdown, "d1", "canvas.written")
    store(delivery.engine, effect)
    delivery.pass_time(seconds=5)


def stored(delivery: Delivery) -> Canvas:
    with transaction(delivery.engine) as session:
        found = canvases.of(session, **HERE)
        assert found
        return found


async def test_made_first_then_rewritten(delivery: Delivery, slack: FaultySlack) -> None:
    queue(delivery, "# One")
    await delivery.all_done()
    content = {"type": "markdown", "markdown": "# One"}
    assert slack.of("canvases.create") == [
        {"title": "Map of Shop", "document_content": content, "channel_id": "C1"}
    ]
    assert (stored(delivery).canvas_id, stored(delivery).digest) == ("F7", "d1")
    queue(delivery, "# Two", "F7")
    await delivery.all_done()
    (edit,) = slack.of("canvases.edit")
    content = {"type": "markdown", "markdown": "# Two"}
    assert edit["canvas_id"] == "F7"
    assert edit["changes"] == [{"operation": "replace", "document_content": content}]


async def test_only_the_last_state_is_sent(delivery: Delivery, slack: FaultySlack) -> None:
    for markdown in ("# One", "# Two", "# Three"):
        effect = WriteCanvas("C1", "F7", "Map", markdown, "d", "canvas.written")
        store(delivery.engine, effect)
    delivery.pass_time(seconds=5)
    await delivery.all_done()
    (edit,) = slack.of("canvases.edit")
    assert edit["changes"][0]["document_content"]["markdown"] == "# Three"


@pytest.mark.parametrize(
    "word", ["unknown_method", "missing_scope", "canvas_disabled_user_team", "not_in_channel"]
)
async def test_where_there_are_no_canvases_it_is_noted_quietly(
    delivery: Delivery, slack: FaultySlack, word: str
) -> None:
    slack.faults["canvases.create"].append(refusal(word))
    queue(delivery, "# One")
    await delivery.all_done()
    assert (stored(delivery).refused, stored(delivery).canvas_id) == (word, "")
    assert stored(delivery).kept
    assert slack.of("chat.postMessage") == []
    assert [entry.error for entry in entries(delivery.engine)] == [None]


async def test_a_deleted_canvas_stays_deleted(delivery: Delivery, slack: FaultySlack) -> None:
    slack.faults["canvases.edit"].append(refusal("canvas_not_found"))
    queue(delivery, "# One", "F7")
    await delivery.all_done()
    assert not stored(delivery).kept
    assert slack.of("canvases.create") == []


async def test_what_may_be_better_in_a_minute_is_tried_again(
    delivery: Delivery, slack: FaultySlack
) -> None:
    slack.faults["canvases.create"].extend([too_many(3), refusal("internal_error")])
    queue(delivery, "# One")
    for word in ("ratelimited", "internal_error"):
        await until(lambda word=word: _waits(delivery) == word, f"not put off: {word}")  # type: ignore[misc]  # mypy can't infer the default
        delivery.pass_time(minutes=1)
    await delivery.all_done()
    assert stored(delivery).canvas_id == "F7"


def _waits(delivery: Delivery) -> str | None:
    """Why the entry was put off last."""
    (entry,) = entries(delivery.engine)
    return None if entry.leased_until else entry.error
