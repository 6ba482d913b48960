"""Text from people: cleaned when it comes in, harmless when it goes out."""

import re
import unicodedata

# Control characters and marks that reorder or hide neighbouring text. Joiners stay: emoji
# and several scripts need them.
_KEPT_CONTROLS = {"\n", "\t"}
_REORDERING = set("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
# Slack formats only at the edges of words, and quotes at the start of a line.
_FORMATTING = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)")
_QUOTING = re.compile(r"^(?=&gt;)", re.MULTILINE)
_INVISIBLE = "\u2060"


def clean(text: str) -> str:
    """The text without control characters, reordering marks and outer spaces; lines kept."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(letter for letter in normal if _is_text(letter))
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def clean_line(text: str) -> str:
    """The same, as one line with single spaces."""
    return " ".join(clean(text).split())


def _is_text(letter: str) -> bool:
    if letter in _KEPT_CONTROLS:
        return True
    return letter not in _REORDERING and unicodedata.category(letter) not in ("Cc", "Cs", "Co")


def unescape(text: str) -> str:
    """What a person typed, from Slack's wire form where & < > are escaped."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape(text: str) -> str:
    """Text that shows in mrkdwn exactly as typed: no mention, no link, no formatting.

    Slack has no escape for its formatting letters; an invisible joiner beside each keeps
    them from pairing.
    """
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    unformatted = _FORMATTING.sub(_kept_apart, safe)
    return _QUOTING.sub(_INVISIBLE, unformatted)


def _kept_apart(match: re.Match[str]) -> str:
    return _INVISIBLE + _INVISIBLE.join(match.group()) + _INVISIBLE


def clip(text: str, most: int) -> str:
    """The text, or its beginning and an ellipsis, in at most that many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def quote(text: str) -> str:
    """Escaped text as a block quote, each line of it."""
    return "\n".join(f">{line}" for line in escape(text).split("\n"))


def plural(count: int, one: str, many: str | None = None) -> str:
    """'1 sighting', '3 sightings'."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
