"""Reads `Checkout page @ Purchase via website`: pure text, nothing is looked up here."""

import re
from dataclasses import dataclass

_QUOTES = ('""', "''", "“”", "„“", "„”", "«»", "\u2018\u2019")
# What stands in quotes is one thing: no separator is looked for in it.
_QUOTED = re.compile(r"(?<!\S)(?:\"[^\"]+\"|“[^”]+”|„[^“”]+[“”]|«[^»]+»)(?!\S)")
# An @ inside a word belongs to an address; one beside a space separates.
_AT = re.compile(r"(?<!\S)@|@(?!\S)")
_VIA = re.compile(r"(?<!\S)via(?!\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OneLine:
    """What was typed; stage and channel are None where their sign was not typed at all."""

    name: str
    stage: str | None = None
    channel: str | None = None


def parse(typed: str) -> OneLine:
    """The parts of the line. The last @ and the last "via" behind it separate.

    Never raises: without an @ all of it is the name.
    """
    text = " ".join(typed.split())
    split = _last(_AT, text)
    if split is None:
        return OneLine(_unquoted(text))
    name, place = text[: split.start()], text[split.end() :]
    via = _last(_VIA, place)
    if via is None:
        return OneLine(_unquoted(name), _unquoted(place))
    return OneLine(_unquoted(name), _unquoted(place[: via.start()]), _unquoted(place[via.end() :]))


def _last(separator: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The last separator outside quotes."""
    covered = _QUOTED.sub(lambda quoted: "x" * len(quoted.group()), text)
    found = list(separator.finditer(covered))
    return found[-1] if found else None


def _unquoted(part: str) -> str:
    bare = part.strip()
    if len(bare) > 1 and bare[0] + bare[-1] in _QUOTES:
        return bare[1:-1].strip()
    return bare
