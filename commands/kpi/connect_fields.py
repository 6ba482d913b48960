"""Reads the form that connects a KPI; secrets are named in it, and never stand in it."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import parse_qsl, urlsplit

from commands import reach
from commands.fields import Fields
from commands.kpi import json_paths
from commands.kpi.json_paths import PathError
from storage.kpi.connectors import Source
from storage.kpi.measures import NEEDS_N, SHARES, Method

MOST_URL = 2000
MOST_HEADERS = 10
MOST_HEADER = 500
# Minutes between two pulls, and how that is said.
RHYTHMS: Mapping[int, str] = {
    60: "every hour",
    6 * 60: "every 6 hours",
    24 * 60: "every day",
    7 * 24 * 60: "every week",
}
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
_VALUE = re.compile(r"[\x20-\x7e]+")
_SECRET = re.compile(r"\$\{([^{}]*)\}")
_SECRETS_NAME = re.compile(r"CAIRN_SECRET_[A-Z0-9_]{1,80}(?<!_FOR)")
# What names a secret; its value is one.
_TELLING = re.compile(
    r"authori[sz]ation|cookie|token|secret|passw|signature|credential|apikey"
    r"|(?:^|[-_.])(?:auth|key|pwd|sig)(?:$|[-_.])",
    re.IGNORECASE,
)
# How the request itself is made, which is not for the form to say.
_NOT_YOURS = {
    *("host", "connection", "content-length", "content-type", "transfer-encoding", "upgrade"),
    *("accept-encoding", "expect", "te", "trailer", "keep-alive", "range", "forwarded", "via"),
}
_NEEDS_N = "Say where n stands, the number of answers behind the value, like $.data.answers"
_HOW = "Name it like ${CAIRN_SECRET_SURVEY}; an administrator puts its value into the environment."


def read(fields: Fields, method: Method, *, allowed: Collection[tuple[str, int]]) -> Source:
    """Where the value stands; `fields` notes what is wrong.

    Without n every pull of some kinds would fail, so that it is asked for here. `allowed` are
    hosts and ports that an administrator opened.
    """
    url = fields.value("url", missing="Where does the value come from?").strip()
    if url:
        _check_url(fields, url, allowed)
    rhythm = fields.number("every", RHYTHMS.keys(), missing="Choose how often.")
    return Source(
        url=url,
        headers=_headers(fields),
        value_path=_path(fields, "value_path", "Say where the value stands, like $.data.score"),
        n_path=_path(fields, "n_path", _NEEDS_N if method.kind in NEEDS_N else None),
        date_path=_path(fields, "date_path"),
        of_one=method.kind in SHARES and fields.ticked("of_one"),
        every_minutes=rhythm or 24 * 60,
    )


def host(url: str) -> str:
    """'api.example.com': all of an address that is shown where others read along."""
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"


def as_typed(headers: Mapping[str, str]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in headers.items())


def _check_url(fields: Fields, url: str, allowed: Collection[tuple[str, int]]) -> None:
    if len(url) > MOST_URL:
        fields.wrong("url", f"At most {MOST_URL:,} characters.")
        return
    try:
        parts = urlsplit(url)
        refused = reach.of_typed(url, allowed=allowed)
    except ValueError:
        fields.wrong("url", "This is no web address.")
        return
    if parts.scheme not in ("https", "http") or not parts.hostname:
        fields.wrong("url", "A web address begins with https://")
    elif not url.isprintable() or " " in url or "\\" in url:
        fields.wrong("url", "A web address has no spaces or backslashes.")
    elif parts.username is not None or parts.password is not None:
        fields.wrong("url", f"Put name and password into a header. {_HOW}")
    elif "${" in parts.netloc + parts.path + parts.fragment:
        fields.wrong("url", "Secrets can be named behind the question mark and in headers only.")
    elif refused:
        fields.wrong("url", refused)
    else:
        for name, value in parse_qsl(parts.query, keep_blank_values=True):
            _check_secret(fields, "url", name, value)


def _headers(fields: Fields) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in fields.value("headers").splitlines():
        if not line.strip():
            continue
        name, colon, value = (part.strip() for part in line.partition(":"))
        if not colon or not _NAME.fullmatch(name) or not _VALUE.fullmatch(value):
            fields.wrong("headers", "One header a line, like Accept-Language: en")
        elif name.lower() in _NOT_YOURS or name.lower().startswith(
            ("proxy-", "sec-", "x-forwarded")
        ):
            fields.wrong("headers", f"{name} is set by Cairn itself.")
        elif len(value) > MOST_HEADER or len(found) >= MOST_HEADERS:
            fields.wrong(
                "headers", f"At most {MOST_HEADERS} headers of {MOST_HEADER} characters each."
            )
        else:
            _check_secret(fields, "headers", name, value)
            found[name] = value
    return found


def _check_secret(fields: Fields, field: str, name: str, value: str) -> None:
    """A secret is named, not told; and no other variable can be named."""
    named = _SECRET.findall(value)
    if any(not _SECRETS_NAME.fullmatch(each) for each in named):
        fields.wrong(field, f"Only variables that begin with CAIRN_SECRET_ can be named. {_HOW}")
    elif "${" in _SECRET.sub("", value):
        fields.wrong(field, f"This name is not closed. {_HOW}")
    elif value and not named and _TELLING.search(name):
        fields.wrong(field, f"{name[:60]} looks like a secret, and Cairn keeps none. {_HOW}")


def _path(fields: Fields, name: str, missing: str | None = None) -> str:
    path = fields.value(name, missing=missing).strip()
    if path:
        try:
            json_paths.compiled(path)
        except PathError as error:
            fields.wrong(name, str(error))
    return path
