"""The two ways Slack reaches us: Socket Mode, and HTTP."""

import logging
from collections.abc import Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.hooks import PATH as HOOKS_PATH
from bot.hooks import Hooks
from bot.metrics import Metrics
from bot.slack.refusals import UNREACHED, WRONG_TOKEN, reason

log = logging.getLogger(__name__)

EVENTS_PATH = "/slack/events"
Check = Callable[[], Awaitable[int]]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class SocketMode:
    """A connection that we open; needs no public address."""

    def __init__(self, app: AsyncApp, *, app_token: str) -> None:
        self._app = app
        self._app_token = app_token
        self._client: SocketModeClient | None = None

    async def start(self) -> str:
        """Connects; returns how it is reached, for the log.

        Raises SlackApiError when Slack refuses the app token.
        """
        handler = AsyncSocketModeHandler(self._app, self._app_token, web_client=self._app.client)
        self._client = handler.client
        self._client.wss_uri = await self._address()
        await self._client.connect()  # type: ignore[no-untyped-call]  # the SDK gives no types
        return "Socket Mode"

    async def _address(self) -> str | None:
        """Asked for here, because the SDK would ask for ever with a wrong token.

        None while Slack is away: then the SDK's asking is what we want.
        """
        try:
            answer = await self._app.client.apps_connections_open(app_token=self._app_token)
        except UNREACHED as error:
            if isinstance(error, SlackApiError) and reason(error) in WRONG_TOKEN:
                raise
            log.warning("Slack opens no Socket Mode connection (%s); trying again", error)
            return None
        return str(answer["url"])

    async def stop(self) -> None:
        if self._client:
            await self._client.close()  # type: ignore[no-untyped-call]  # the SDK gives no types

    @property
    def connected(self) -> bool:
        """Whether the connection stands now."""
        session = self._client.current_session if self._client else None
        return bool(session and not session.closed)


class Http:
    """A server that Slack calls; every call's signature is checked before it is read."""

    def __init__(
        self,
        app: AsyncApp,
        *,
        secret: str,
        host: str,
        port: int,
        metrics: Metrics,
        ready: Check,
        hooks: Hooks,
    ) -> None:
        self._verifier = SignatureVerifier(secret)
        self._host = host
        self._port = port
        self._metrics = metrics
        self._ready = ready
        self._web = app.web_app(path=EVENTS_PATH)
        self._web.middlewares.append(self._only_slack)
        self._hooks = self._web.router.add_post(HOOKS_PATH, hooks.receive)
        self._web.router.add_get("/healthz", self._alive)
        self._web.router.add_get("/readyz", self._is_ready)
        self._web.router.add_get("/metrics", self._show_metrics)
        self._runner = web.AppRunner(self._web, access_log=None)

    async def start(self) -> str:
        """Listens; returns how it is reached, for the log."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        return f"http://{self._host}:{self.port}{EVENTS_PATH}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    @property
    def port(self) -> int:
        """The port that is really listened on."""
        return int(self._runner.addresses[0][1]) if self._runner.addresses else self._port

    @web.middleware
    async def _only_slack(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Bolt's own check is off: it comes after parsing, and fails on dates that are none."""
        if request.method == "POST" and request.match_info.route is not self._hooks:
            body = await request.read()
            stamp = request.headers.get("X-Slack-Request-Timestamp", "")
            signature = request.headers.get("X-Slack-Signature", "")
            if not (stamp.isascii() and stamp.isdecimal()) or not self._verifier.is_valid(
                body, stamp, signature
            ):
                log.warning("A request from %s was not signed by Slack", request.remote)
                return web.Response(status=401, text="not signed by Slack\n")
        return await handler(request)

    async def _alive(self, request: web.Request) -> web.Response:
        del request
        return web.Response(text="ok\n")

    async def _is_ready(self, request: web.Request) -> web.Response:
        del request
        try:
            await self._ready()
        except Exception:
            log.exception("Not ready")
            return web.Response(status=503, text="the database can't be reached\n")
        return web.Response(text="ok\n")

    async def _show_metrics(self, request: web.Request) -> web.Response:
        del request
        waiting = None
        try:
            waiting = await self._ready()
        except Exception:
            log.exception("The outbox can't be counted")
        return web.Response(text=self._metrics.text(waiting=waiting))
