"""What the browser loads: the page, its parts, and the files people and the app shared."""

import asyncio
from pathlib import Path

from aiohttp import web

from bot.practice.state.core import Core
from bot.practice.state.shapes import SlackError

PAGE = Path(__file__).parent.parent / "page"

# Shown in place; anything else is offered for download, so that no uploaded page can run here.
_INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def routes(core: Core) -> list[web.AbstractRouteDef]:
    async def file(request: web.Request) -> web.Response:
        return await _file(core, request)

    async def permalink(request: web.Request) -> web.Response:
        """A message's link leads to the page, which knows what to show."""
        channel, stamp = request.match_info["channel"], request.match_info["stamp"]
        raise web.HTTPFound(f"/#{channel}/{stamp}")

    return [
        web.get("/", _index),
        web.get("/files/{file_id}/{name}", file),
        web.get("/archives/{channel}/{stamp}", permalink),
        web.get("/static/{path:.+}", _static),
    ]


async def _index(_request: web.Request) -> web.StreamResponse:
    return _page_file("index.html")


async def _static(request: web.Request) -> web.StreamResponse:
    return _page_file(request.match_info["path"])


def _page_file(name: str) -> web.StreamResponse:
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE.resolve()) or not path.is_file():
        raise web.HTTPNotFound(text="There is no such page.")
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


async def _file(core: Core, request: web.Request) -> web.Response:
    try:
        file = core.files.info(request.match_info["file_id"])
        content = core.files.content(file["id"])
    except SlackError:
        raise web.HTTPNotFound(text="There is no such file.") from None
    if isinstance(content, Path):
        content = await asyncio.to_thread(content.read_bytes)
    mimetype = file["mimetype"]
    is_inline = mimetype in _INLINE and "download" not in request.query
    response = web.Response(
        body=content, content_type=mimetype if is_inline else "application/octet-stream"
    )
    disposition = "inline" if is_inline else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{_ascii(file["name"])}"'
    return response


def _ascii(name: str) -> str:
    """A file name that cannot break out of its header."""
    return "".join(
        char if char.isalnum() or char in "._- " else "_"
        for char in name.encode("ascii", "replace").decode()
    )
