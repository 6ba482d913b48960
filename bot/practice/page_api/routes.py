"""The page's endpoints: which question or request goes where, and how it is answered."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.practice.page_api import acts, reads
from bot.practice.page_api.finding import person_of
from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError

_Answer = Callable[[Core, Json], Awaitable[Json]]
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_GETS: dict[str, _Answer] = {
    "workspace": reads.workspace,
    "conversations": reads.conversations,
    "messages": reads.messages,
    "home": reads.home,
}
_POSTS: dict[str, _Answer] = {
    "message": acts.message,
    "command": acts.command,
    "shortcut": acts.shortcut,
    "action": acts.action,
    "options": acts.options,
    "submit": acts.submit,
    "close": acts.close,
}


def routes(core: Core) -> list[web.RouteDef]:
    return [
        *(web.get(f"/page/{name}", _got(core, answer)) for name, answer in _GETS.items()),
        *(web.post(f"/page/{name}", _posted(core, answer)) for name, answer in _POSTS.items()),
        web.get("/page/stream", _stream(core)),
    ]


def _stream(core: Core) -> _Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            person = person_of(core, dict(request.query))
        except SlackError as error:
            raise web.HTTPBadRequest(text=error.code) from None
        greeting = {"type": "connection", "connected": core.sockets.connected}
        return await core.pages.serve(request, person, greeting)

    return handle


def _posted(core: Core, answer: _Answer) -> _Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            given = await request.json()
        except ValueError:
            raise web.HTTPBadRequest(text="The body must be JSON.") from None
        return await _told(core, answer, given if isinstance(given, dict) else {})

    return handle


def _got(core: Core, answer: _Answer) -> _Handler:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await _told(core, answer, dict(request.query))

    return handle


async def _told(core: Core, answer: _Answer, given: Json) -> web.Response:
    try:
        return web.json_response(await answer(core, given))
    except SlackError as error:
        return web.json_response({"ok": False, "error": str(error)}, status=400)
