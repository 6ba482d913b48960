"""Where Cairn may go: https to anybody outside, and what an administrator allowed besides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from bot.outward.errors import OutwardError

_PORTS = {"https": 443, "http": 80}
_NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z][a-z0-9-]*")
_ASK = "An administrator can allow the host with CAIRN_ALLOWED_HOSTS."


@dataclass(frozen=True, slots=True)
class AllowedHosts:
    """Hosts that may be inside and spoken to without TLS; without a port, at the usual two."""

    hosts: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def read(cls, listed: Iterable[str]) -> "AllowedHosts":
        """From `host`, `host:port` or `[address]:port`. Raises ValueError naming a wrong one."""
        return cls(frozenset(each for said in listed for each in _host(said.strip())))

    def has(self, host: str, port: int) -> bool:
        return (host.lower().rstrip("."), port) in self.hosts

    def has_url(self, url: httpx.URL) -> bool:
        return self.has(url.host, port_of(url))

    def check(self, url: httpx.URL) -> None:
        """Raises OutwardError where an address can't be right, whatever it resolves to.

        What it resolves to is looked at when connecting, and only there.
        """
        if url.scheme not in _PORTS or not url.host:
            raise OutwardError("The address must begin with https://.")
        if url.userinfo:
            raise OutwardError(
                "The address must not hold a name and password: put them into a header."
            )
        if self.has_url(url):
            return
        if url.scheme != "https":
            raise OutwardError(f"The address must begin with https://. {_ASK}")
        if port_of(url) != _PORTS["https"]:
            raise OutwardError(f"Only the usual port of https is asked. {_ASK}")
        if not _NAME.fullmatch(url.raw_host.decode().rstrip(".")):
            # No number in any form: 2130706433, 0x7f.1 and 127.1 are addresses to some.
            raise OutwardError("The address needs a host's name, like api.example.com.")


def port_of(url: httpx.URL) -> int:
    return url.port or _PORTS.get(url.scheme, 0)


def same_place(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both are one scheme, host and port: the only place that secrets are meant for."""
    return (one.scheme, one.host, port_of(one)) == (other.scheme, other.host, port_of(other))


def _host(said: str) -> list[tuple[str, int]]:
    if not said:
        return []
    try:
        url = httpx.URL(f"http://{said}")
    except httpx.InvalidURL:
        raise ValueError(f"{said!r} is no host") from None
    if not url.host or url.userinfo or url.raw_path != b"/":
        raise ValueError(f"{said!r} is no host")
    has_port = not said.endswith("]") and said.rpartition(":")[2].isdecimal()
    ports = [int(said.rpartition(":")[2])] if has_port else list(_PORTS.values())
    return [(url.host.lower().rstrip("."), port) for port in ports]
