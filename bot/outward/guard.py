"""Opens connections to checked addresses only: the check and the connecting are one step.

A name is resolved once, every address it has is looked at, and the connection goes to one of
them by its number. So what DNS says a moment later changes nothing, and TLS still verifies the
name, because it is begun on the connection by whoever asked for it.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence

import httpcore

from bot.outward.addresses import is_outside
from bot.outward.allowed import AllowedHosts

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
# A name may have dozens; who doesn't answer at three of them doesn't answer.
_MOST_TRIED = 3


class InsideError(Exception):
    """The name leads to where Cairn doesn't go."""


class UnknownHostError(Exception):
    """There is no such name, or nobody who knows it answers."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a name, as the system knows them. Raises OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """httpcore's network, behind the check; of sockets on this machine it knows nothing."""

    def __init__(self, *, allowed: AllowedHosts, resolver: Resolver = resolve) -> None:
        self._allowed = allowed
        self._resolver = resolver
        self._network = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Raises InsideError, UnknownHostError, or httpcore's own."""
        try:
            async with asyncio.timeout(timeout):
                addresses = await self._checked(host, port)
        except TimeoutError:
            raise UnknownHostError from None
        options = list(socket_options or ())
        for address in addresses[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._network.connect_tcp(addresses[-1], port, timeout, local_address, options)

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)

    async def _checked(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = await self._resolver(host, port)
        except (OSError, UnicodeError):
            raise UnknownHostError from None
        if not addresses:
            raise UnknownHostError
        # One address inside among several is a trick, not a mistake.
        if not self._allowed.has(host, port) and not all(map(is_outside, addresses)):
            raise InsideError
        return addresses[:_MOST_TRIED]
