"""Where Cairn may go: https to anybody outside, and what an administrator allowed besides."""

from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from bot.outward.errors import OutwardError
from commands import reach


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
        if url.userinfo:
            raise OutwardError(
                "The address must not hold a name and password: put them into a header."
            )
        host = url.raw_host.decode()
        wrong = reach.refusal(url.scheme, host, port_of(url), allowed=self.has_url(url))
        if wrong:
            raise OutwardError(wrong)


def port_of(url: httpx.URL) -> int:
    return url.port or reach.PORTS.get(url.scheme, 0)


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
    ports = [int(said.rpartition(":")[2])] if has_port else list(reach.PORTS.values())
    return [(url.host.lower().rstrip("."), port) for port in ports]
