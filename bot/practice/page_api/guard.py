"""Who may talk to the server at all: this machine's own page and app, nobody led here by a site."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob: https:; style-src 'self' 'unsafe-inline'; "
        "connect-src 'self' ws:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A foreign Host is DNS rebinding, a foreign Origin a cross-site post: both stop here."""
    transport = request.transport
    port = None if transport is None else transport.get_extra_info("sockname")[1]
    allowed = {f"{host}:{port}" for host in _HOSTS}
    if request.headers.get("Host", "") not in allowed:
        raise web.HTTPForbidden(text="Open the page by its own address.")
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc not in allowed:
        raise web.HTTPForbidden(text="Requests from other sites are refused.")
    is_page_post = request.method == "POST" and request.path.startswith("/page/")
    if is_page_post and request.headers.get("X-Practice") != "1":
        raise web.HTTPForbidden(text="The header X-Practice: 1 is missing.")
    response = await handler(request)
    if not response.prepared:
        response.headers.update(_HEADERS)
    return response
