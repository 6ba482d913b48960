"""Takes a typed query apart: words, phrases in quotation marks, and `key:value`."""

import re
from dataclasses import dataclass

from commands.pain.list_query import QUOTES

# Whatever may stand before a colon, and what it means.
KEYS = {
    "stage": "stage",
    "at": "touchpoint",
    "touchpoint": "touchpoint",
    "persona": "persona",
    "about": "persona",
    "since": "since",
    "status": "status",
    "text": "text",
    "sort": "sort",
}
_KEY = "|".join(KEYS)
_TOKEN = re.compile(
    rf"(?:(?P<key>{_KEY}):)?(?:[{QUOTES}](?P<quoted>[^{QUOTES}]*)[{QUOTES}]|(?P<bare>[^\s{QUOTES}]+))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One of them: `key` is empty for plain words."""

    text: str
    key: str = ""
    quoted: bool = False


def tokens(typed: str) -> list[Token]:
    """The tokens that say something; a quotation mark that is never closed is passed over."""
    found = []
    for match in _TOKEN.finditer(typed):
        quoted = match["quoted"] is not None
        text = match["quoted"] if quoted else match["bare"].strip(",;")
        if text.strip():
            key = KEYS[match["key"].lower()] if match["key"] else ""
            found.append(Token(" ".join(text.split()), key, quoted))
    return found
