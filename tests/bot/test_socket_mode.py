"""Socket Mode: connections end and begin again, and nothing is lost or done twice."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import App
from bot.practice.people import MAYA, TEAM_ID
from bot.practice.server import PracticeServer
from bot.practice.trying import practice_settings, prepare
from bot.practice.wire.socket_mode import NotAcknowledgedError
from bot.slack.transport import SocketMode
from bot.starting import StartError
from storage.models import Journey, Outbox
from tests.bot import payload_samples as sample
from tests.bot.payload_samples import Json
from tests.end_to_end.workspace import Workspace, running
from tests.practice.driver import Person, RefusedError


@pytest.fixture
async def workspace(tmp_path: Path) -> AsyncIterator[Workspace]:
    async with running(tmp_path, empty=True) as workspace:
        # Short, so that what is lost while a connection is replaced is soon told.
        workspace.server.sockets.ack_seconds = 3.0
        yield workspace


@pytest.fixture
async def maya(workspace: Workspace) -> AsyncIterator[Person]:
    async with workspace.person("Maya") as person:
        yield person


def new_journey(name: str = "Web shop") -> Json:
    """Maya sends the form for a new journey."""
    values = {
        "name": {"name": {"type": "plain_text_input", "value": name}},
        "template": {
            "template": {
                "type": "radio_buttons",
                "selected_option": {"text": {}, "value": "blank"},
            }
        },
    }
    return {
        **sample.submission(values, callback_id="journey.new", team_id=TEAM_ID),
        "team": {"id": TEAM_ID, "domain": "practice"},
        "user": {"id": MAYA.id, "team_id": TEAM_ID, "name": "maya"},
    }


async def reconnected(workspace: Workspace) -> None:
    await workspace.until(
        lambda: workspace.server.sockets.connected, "the bot did not connect again"
    )


async def works(maya: Person) -> None:
    # A connection that is being replaced may swallow a command; Slack says so, and one repeats.
    for _ in range(5):
        with contextlib.suppress(RefusedError):
            await maya.command("#store-team", "/journey help")
            break
    await maya.sees("/pain", "#store-team", ephemeral=True)


async def test_it_connects_again_when_slack_wants_it_to(workspace: Workspace, maya: Person) -> None:
    for _ in range(3):
        await workspace.server.sockets.refresh()
        await reconnected(workspace)
    await works(maya)


async def test_it_connects_again_when_the_network_fails(workspace: Workspace, maya: Person) -> None:
    transport = workspace.app.transport
    assert isinstance(transport, SocketMode)
    await workspace.server.sockets.drop()
    await reconnected(workspace)
    await works(maya)
    assert transport.connected


async def test_what_is_done_while_it_connects_again_is_told_and_may_be_repeated(
    workspace: Workspace, maya: Person
) -> None:
    await maya.command("#store-team", "/journey new Web shop")
    form = await maya.form("New journey")
    await workspace.server.sockets.drop()
    refused = 0
    for _ in range(500):
        try:
            await form.submit()
        except RefusedError:
            refused += 1
            assert form.is_open
            await asyncio.sleep(0.01)
        else:
            break
    assert refused
    await maya.no_form()
    assert workspace.count(Journey) == 1


async def test_an_envelope_that_comes_again_is_done_once(workspace: Workspace) -> None:
    sockets = workspace.server.sockets
    assert await sockets.ask("interactive", new_journey()) == {}
    told = workspace.count(Outbox)
    assert await sockets.ask("interactive", new_journey()) == {}
    assert (
        await asyncio.gather(*(sockets.ask("interactive", new_journey()) for _ in range(5)))
        == [{}] * 5
    )
    assert workspace.count(Journey) == 1
    assert workspace.count(Outbox) == told


async def test_an_envelope_on_two_connections_at_once_is_done_once(workspace: Workspace) -> None:
    sockets = workspace.server.sockets
    await asyncio.gather(*(sockets.ask("interactive", new_journey()) for _ in range(8)))
    assert workspace.count(Journey) == 1


async def test_an_event_that_comes_again_changes_nothing(
    workspace: Workspace, maya: Person
) -> None:
    event = sample.home_opened(team_id=TEAM_ID)
    event["event"]["user"] = MAYA.id
    await maya.open_home()
    stored = (workspace.count(Journey), workspace.count(Outbox))
    for _ in range(3):
        workspace.server.sockets.tell(event)
    await works(maya)
    assert (workspace.count(Journey), workspace.count(Outbox)) == stored
    assert maya.errors == []


async def test_an_answer_that_was_lost_does_not_make_it_happen_twice(
    workspace: Workspace,
) -> None:
    sockets = workspace.server.sockets
    sockets.ack_seconds = 0.0
    with pytest.raises(NotAcknowledgedError):
        await sockets.ask("interactive", new_journey())
    sockets.ack_seconds = 3.0
    await workspace.until(lambda: workspace.count(Journey) == 1, "it was not carried out")
    assert await sockets.ask("interactive", new_journey()) == {}
    assert workspace.count(Journey) == 1


async def test_a_wrong_app_token_stops_the_start_by_name(tmp_path: Path) -> None:
    server, database_url = prepare(tmp_path, reset=False, empty=True)
    await server.start(port=0)
    settings = practice_settings(server, database_url)
    wrong = settings.model_copy(update={"slack_app_token": SecretStr("xapp-wrong-token")})
    app = App(wrong)
    try:
        with pytest.raises(StartError, match="SLACK_APP_TOKEN: ") as caught:
            await app.start()
        assert "xapp-wrong-token" not in str(caught.value)
    finally:
        await app.stop()
        await server.stop()


async def test_practice_needs_nothing_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    named = ("PORT", "LOG_LEVEL", "LOG_FORMAT", "SLACK_SIGNING_SECRET", "HOST")
    for name in (*named, "CAIRN_EMBEDDINGS_DIR"):
        monkeypatch.setenv(name, "nonsense")
    server = PracticeServer(manifest={}, state_file=None)
    await server.start(port=0)
    try:
        settings = practice_settings(server, f"sqlite:///{tmp_path / 'x.db'}")
    finally:
        await server.stop()
    assert settings.slack_signing_secret is None
    assert settings.cairn_embeddings_dir is None
    assert settings.host == "127.0.0.1"
