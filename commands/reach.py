"""Whether an address may be asked at all, whatever its name leads to: for the form and for asking.

What a name leads to is looked at when connecting, and only there.
"""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

PORTS = {"https": 443, "http": 80}
_NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)*[a-z][a-z0-9-]*")
# Names that the public internet gives to nobody.
_INNER = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa")
_ASK = "An administrator can allow the host with CAIRN_ALLOWED_HOSTS."


def refusal(scheme: str, host: str, port: int, *, allowed: bool) -> str:
    """Why it is never asked, in words; empty when it may be.

    `host` is ASCII, an address without brackets; `allowed` is an administrator's word for it.
    """
    if scheme not in PORTS or not host:
        return "The address must begin with https://."
    if allowed:
        return ""
    if scheme != "https":
        return f"The address must begin with https://. {_ASK}"
    if port != PORTS["https"]:
        return f"Only the usual port of https is asked. {_ASK}"
    return _name_refusal(host.lower().rstrip("."))


def _name_refusal(name: str) -> str:
    if not _NAME.fullmatch(name):
        # No number in any form: 2130706433, 0x7f.1 and 127.1 are addresses to some.
        return "The address needs a host's name, like api.example.com."
    if "." not in name or name.endswith(_INNER):
        return f"This name belongs to a private network, where Cairn doesn't go. {_ASK}"
    return ""


def of_typed(url: str, *, allowed: Collection[tuple[str, int]]) -> str:
    """The same for an address as somebody typed it. Raises ValueError where it is none."""
    parts = urlsplit(url)
    host, port = (parts.hostname or "").rstrip("."), parts.port or PORTS.get(parts.scheme, 0)
    ascii_host = host if host.isascii() else host.encode("idna").decode()
    return refusal(parts.scheme, ascii_host, port, allowed=(host, port) in allowed)
