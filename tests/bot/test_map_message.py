"""A map's message: posted once, and changed by what is clicked under its pictures."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from bot.drawing import Drawer
from charts.journey_map import JourneyMap, Stage
from commands.reply import Picture
from tests.bot.delivery import Clock, Delivery, entries, store, until
from tests.bot.faulty_slack import FaultySlack, refusal
from tests.conftest import NOON

MAP = JourneyMap("Shop", "", "", tuple(Stage(name, None, None, ()) for name in "AB"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    drawer = Drawer()
    yield drawer
    drawer.stop()


@pytest.fixture
async def delivery(
    engine: Engine, clock: Clock, slack: FaultySlack, drawer: Drawer
) -> AsyncIterator[Delivery]:
    place = {"upload_url": f"{slack.url}upload", "file_id": "F1"}
    slack.answers["files.getUploadURLExternal"] = place
    slack.answers["files.info"] = {"file": {"mimetype": "image/png"}}
    async with Delivery(engine, clock, slack.url, drawer).running() as delivery:
        yield delivery


def a_map(text: str, subject: str | None = "map:1:U1-1", *, parts: int = 1) -> Picture:
    return Picture(
        chart="journey_map",
        data=json.loads(MAP.to_json()),
        title="Map of Shop",
        alt_text="The map, part 1",
        text=text,
        channel_id="C1",
        below=[{"type": "divider"}],
        also=[
            {"changes": {"shown": (n, n + 1)}, "title": "Map", "alt_text": f"part {n + 1}"}
            for n in range(1, parts)
        ],
        subject=subject,
    )


def pictures(message: dict[str, object]) -> list[str]:
    body = message["blocks"]
    assert isinstance(body, list)
    return [block["alt_text"] for block in body if block["type"] == "image"]


async def test_a_click_changes_the_message_that_stands(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("everything"))
    delivery.deliverer.wake()
    await delivery.all_done()
    store(engine, a_map("for leaders"))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.texts("C1") == ["everything"]
    (changed,) = slack.of("chat.update")
    assert (changed["channel"], changed["ts"]) == ("C1", "1.000000")
    assert changed["text"] == "for leaders"
    assert changed["blocks"][0]["slack_file"] == {"id": "F1"}
    assert changed["blocks"][-1] == {"type": "divider"}


async def test_of_clicks_that_wait_only_the_last_is_drawn(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("everything"))
    delivery.deliverer.wake()
    await delivery.all_done()
    store(engine, *(a_map(f"click {number}") for number in range(9)))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert [given["text"] for given in slack.of("chat.update")] == ["click 8"]


async def test_another_map_is_another_message(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("one"), a_map("two", "map:1:U1-2"), a_map("three", None))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.texts("C1") == ["one", "two", "three"]
    assert slack.of("chat.update") == []


async def test_a_long_map_is_one_message_with_its_pictures_in_order(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("long", parts=2))
    delivery.deliverer.wake()
    await delivery.all_done()
    (posted,) = slack.of("chat.postMessage")
    assert pictures(posted) == ["The map, part 1", "part 2"]
    assert len(slack.of("files.completeUploadExternal")) == 2


async def test_a_message_that_was_deleted_stays_gone(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("everything"))
    delivery.deliverer.wake()
    await delivery.all_done()
    slack.faults["chat.update"].append(refusal("message_not_found"))
    store(engine, a_map("for leaders"))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.texts("C1") == ["everything"]
    assert [entry.error for entry in entries(engine)] == [None, None]


async def test_a_picture_whose_file_was_deleted_is_brought_again(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("everything"))
    delivery.deliverer.wake()
    await delivery.all_done()
    for method in ("chat.postMessage", "chat.update"):
        slack.faults[method].append(refusal("invalid_blocks"))
    slack.answers["files.getUploadURLExternal"]["file_id"] = "F2"
    store(engine, a_map("another", None))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.of("chat.postMessage")[-1]["blocks"][0]["slack_file"] == {"id": "F2"}
    slack.answers["files.getUploadURLExternal"]["file_id"] = "F3"
    store(engine, a_map("changed"))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.of("chat.update")[-1]["blocks"][0]["slack_file"] == {"id": "F3"}
    assert [entry.error for entry in entries(engine)] == [None, None, None]


async def test_every_message_with_a_deleted_file_brings_it_again(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("everything", None))
    delivery.deliverer.wake()
    await delivery.all_done()
    slack.faults["chat.postMessage"] += [refusal("invalid_blocks")] * 2  # one for each channel
    slack.answers["files.getUploadURLExternal"]["file_id"] = "F2"
    store(engine, *(replace(a_map("another", None), channel_id=each) for each in ("C2", "C3")))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.texts("C2") == slack.texts("C3") == ["another"]
    assert [entry.error for entry in entries(engine)] == [None] * 3


async def test_what_slack_refuses_with_fresh_files_too_is_given_up(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    slack.faults["chat.postMessage"] += [refusal("invalid_blocks")] * 2
    store(engine, a_map("everything"))
    delivery.deliverer.wake()
    await until(lambda: entries(engine)[0].error == "invalid_blocks", "not given up")
    await delivery.all_done()
    assert [given["channel"] for given in slack.of("chat.postMessage")] == ["U1"]


async def test_what_an_older_cairn_queued_is_still_sent(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, a_map("from before", None))
    (entry,) = entries(engine)
    del entry.payload["also"], entry.payload["subject"]
    assert entry.created_at == NOON
    await delivery.writer.write(lambda session: session.merge(entry))
    delivery.deliverer.wake()
    await delivery.all_done()
    assert slack.texts("C1") == ["from before"]


async def test_a_picture_that_cannot_be_drawn_is_told_in_words(
    delivery: Delivery, engine: Engine, slack: FaultySlack
) -> None:
    store(engine, replace(a_map("broken", None), chart="no_such_chart"), a_map("whole", None))
    delivery.deliverer.wake()
    await delivery.all_done()
    broken, whole = slack.of("chat.postMessage")
    instead, below = broken["blocks"]
    assert below == {"type": "divider"}
    assert instead["text"]["type"] == "plain_text"
    assert instead["text"]["text"].startswith("The picture could not be drawn (reference ")
    assert instead["text"]["text"].endswith("In words:\nThe map, part 1")
    assert pictures(whole) == ["The map, part 1"]
