"""httpx's way to the guarded network: a transport of one pool, which the environment can't bend."""

import ssl
from collections.abc import AsyncIterator

import certifi
import httpcore
import httpx

from bot.outward.guard import GuardedBackend

CONNECTIONS = 20
KEPT = 5
KEEP_S = 30.0


def tls() -> ssl.SSLContext:
    """Trusts the usual authorities, and those that this machine's administrator added."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context


class GuardedTransport(httpx.AsyncBaseTransport):
    """Knows no proxies: those would resolve names and connect in our place, unchecked."""

    def __init__(self, backend: GuardedBackend, *, tls_context: ssl.SSLContext) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls_context,
            max_connections=CONNECTIONS,
            max_keepalive_connections=KEPT,
            keepalive_expiry=KEEP_S,
            network_backend=backend,
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises httpcore's errors as they are, and those of the guard."""
        url = request.url
        answer = await self._pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=url.raw_scheme,
                    host=url.raw_host,
                    port=url.port,
                    target=url.raw_path,
                ),
                headers=request.headers.raw,
                content=b"",  # nothing is ever sent along
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status,
            headers=answer.headers,
            stream=_Stream(answer),
            extensions=answer.extensions,
        )

    async def aclose(self) -> None:
        await self._pool.aclose()


class _Stream(httpx.AsyncByteStream):
    """The body as it comes."""

    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._answer.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()
