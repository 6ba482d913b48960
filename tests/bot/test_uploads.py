"""The same picture is uploaded once for all messages of some minutes; never a failed one."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.slack.client import web_client
from bot.slack.pacing import Pace
from bot.slack.uploads import SHARED_FOR_S, Upload, Uploads
from tests.bot.delivery import at_once
from tests.bot.faulty_slack import FaultySlack, refusal

MAP = Upload("map.png", b"a picture", "Map of Shop", "Four stages")
COMPLETE = "files.completeUploadExternal"


class Seconds:
    """A monotonic clock that stands still until moved."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
async def uploads(slack: FaultySlack, seconds: Seconds) -> AsyncIterator[Uploads]:
    place = {"upload_url": f"{slack.url}upload", "file_id": "F1"}
    slack.answers["files.getUploadURLExternal"] = place
    slack.answers["files.info"] = {"file": {"mimetype": "image/png"}}
    client = web_client("xoxb-test", slack.url)
    async with aiohttp.ClientSession() as session:
        client.session = session
        yield Uploads(client, Pace(sleep=at_once), clock=seconds)


async def test_many_messages_at_once_share_an_upload(uploads: Uploads, slack: FaultySlack) -> None:
    ids = await asyncio.gather(*(uploads.file_id(MAP) for _ in range(30)))
    assert set(ids) == {"F1"}
    assert len(slack.of(COMPLETE)) == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(MAP, content=b"another"),
        replace(MAP, title="Map of Clinic"),
        replace(MAP, alt_text="Five stages"),
    ],
    ids=["picture", "title", "words"],
)
async def test_what_differs_in_anything_is_another_file(
    uploads: Uploads, slack: FaultySlack, other: Upload
) -> None:
    await uploads.file_id(MAP)
    await uploads.file_id(other)
    assert len(slack.of(COMPLETE)) == 2


async def test_after_some_minutes_it_is_uploaded_again(
    uploads: Uploads, slack: FaultySlack, seconds: Seconds
) -> None:
    await uploads.file_id(MAP)
    seconds.now += SHARED_FOR_S - 1
    await uploads.file_id(MAP)
    assert len(slack.of(COMPLETE)) == 1
    seconds.now += 1
    await uploads.file_id(MAP)
    assert len(slack.of(COMPLETE)) == 2


async def test_a_failed_upload_is_tried_anew(uploads: Uploads, slack: FaultySlack) -> None:
    slack.faults[COMPLETE].append(refusal("internal_error"))
    failed = await asyncio.gather(
        uploads.file_id(MAP), uploads.file_id(MAP), return_exceptions=True
    )
    assert [type(each) for each in failed] == [SlackApiError, SlackApiError]
    assert await uploads.file_id(MAP) == "F1"


async def test_one_that_is_given_up_leaves_it_to_the_others(
    uploads: Uploads, slack: FaultySlack
) -> None:
    first = asyncio.create_task(uploads.file_id(MAP))
    second = asyncio.create_task(uploads.file_id(MAP))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == "F1"
    assert len(slack.of(COMPLETE)) == 1


async def test_what_was_forgotten_is_uploaded_again(uploads: Uploads, slack: FaultySlack) -> None:
    await uploads.file_id(MAP)
    uploads.forget(["F2"])
    await uploads.file_id(MAP)
    assert len(slack.of(COMPLETE)) == 1
    uploads.forget(["F1"])
    await uploads.file_id(MAP)
    assert len(slack.of(COMPLETE)) == 2
