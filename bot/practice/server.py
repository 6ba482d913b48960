"""The practice workspace as one server: Slack's Web API, Socket Mode, and a page in the browser."""

import ipaddress
import socket
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.practice.page_api import routes, static
from bot.practice.page_api.guard import guard
from bot.practice.page_api.stream import Pages
from bot.practice.people import PEOPLE, TEAM_ID, Person
from bot.practice.state.core import Core
from bot.practice.state.files import Files
from bot.practice.state.manifest import AppManifest
from bot.practice.state.records import Document
from bot.practice.state.stamps import Stamps, system_clock
from bot.practice.state.views import Views
from bot.practice.state.workspace import Workspace
from bot.practice.web_api import uploads
from bot.practice.web_api.pace import Pace
from bot.practice.web_api.serve import WebApi
from bot.practice.wire import response_urls
from bot.practice.wire.socket_mode import SocketMode
from bot.practice.wire.triggers import Keys

BOT_TOKEN = "xoxb-practice-bot"  # noqa: S105 - opens nothing but this machine's practice workspace
APP_TOKEN = "xapp-practice-app"  # noqa: S105 - the same
_TRIES = 50
_MAX_BODY = 64 * 1024 * 1024


class PracticeServer:
    """A strict local Slack. `state_file=None` keeps everything in memory."""

    team_id = TEAM_ID
    bot_token = BOT_TOKEN
    app_token = APP_TOKEN

    def __init__(
        self,
        *,
        manifest: Mapping[str, Any],
        state_file: Path | None,
        clock: Callable[[], datetime] = system_clock,
        strict_pace: bool = True,
        require_text: bool = False,
        ack_seconds: float = 3.0,
        redelivery_delays: tuple[float, ...] = (0.0, 60.0, 300.0),
        people: Sequence[Person] = PEOPLE,
    ) -> None:
        document = Document(state_file)
        workspace = Workspace(people, document)
        stamps = Stamps(clock, newest=workspace.newest_ts())
        pages = Pages()
        self.sockets = SocketMode(
            ack_seconds=ack_seconds,
            redelivery_delays=redelivery_delays,
            on_connection=lambda connected: pages.everyone("connection", connected=connected),
        )
        self.core = Core(
            manifest=AppManifest(manifest),
            bot_token=BOT_TOKEN,
            app_token=APP_TOKEN,
            require_text=require_text,
            stamps=stamps,
            document=document,
            workspace=workspace,
            views=Views(stamps, document),
            files=Files(stamps, document),
            keys=Keys(stamps),
            pages=pages,
            sockets=self.sockets,
            pace=Pace(stamps, strict=strict_pace),
        )
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        if not self.core.base_url:
            raise RuntimeError("the practice workspace has not been started")
        return self.core.base_url

    @property
    def api_url(self) -> str:
        return f"{self.url}api/"

    async def start(self, host: str = "127.0.0.1", port: int = 8080) -> int:
        """Listen on this machine only; the port, or the next free one, is returned."""
        _refuse_public(host)
        listener = _bound(host, port)
        taken: int = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        self.core.base_url = f"http://{shown}:{taken}/"
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()
        return taken

    async def stop(self) -> None:
        self.core.pages.close()
        await self.sockets.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None
        self.core.document.close()

    def _application(self) -> web.Application:
        core = self.core
        application = web.Application(middlewares=[guard], client_max_size=_MAX_BODY)

        async def upload(request: web.Request) -> web.Response:
            return await uploads.receive(core, request)

        async def hook(request: web.Request) -> web.Response:
            return await response_urls.serve(core, request)

        application.add_routes(
            [
                web.route("*", "/api/{method}", WebApi(core).serve),
                web.get("/link/", self.sockets.serve),
                web.post("/upload/v1/{secret}", upload),
                web.post("/hooks/{kind}/{team}/{secret}", hook),
                *routes.routes(core),
                *static.routes(core),
            ]
        )
        return application


def _refuse_public(host: str) -> None:
    name = "127.0.0.1" if host == "localhost" else host
    try:
        is_local = ipaddress.ip_address(name).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        message = f"the practice workspace listens on this machine only, not on {host!r}"
        raise ValueError(message)


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket on the port, or on one of the next fifty when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last: OSError | None = None
    for candidate in range(port, port + _TRIES + 1) if port else (0,):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(256)
        except OSError as error:
            listener.close()
            last = error
        else:
            return listener
    message = f"no free port from {port} to {port + _TRIES} on {host}"
    raise OSError(message) from last
