"""Slack's markup of a message as the words a reader sees."""

import re

from commands.text import unescape

_MARKED = re.compile(r"<([^<>]*)>")
_SOMEBODY = "a colleague"
_SOMEWHERE = "a channel"


def in_plain_words(text: str) -> str:
    """Mentions, links and dates as words, without the wire's escapes.

    What a person typed as < and > comes escaped, so every bare pair is Slack's own.
    """
    return unescape(_MARKED.sub(_said, text))


def _said(match: re.Match[str]) -> str:
    target, _, label = match.group(1).partition("|")
    kind = target[:1]
    if kind == "@":
        return f"@{label.removeprefix('@')}" if label else _SOMEBODY
    if kind == "#":
        return f"#{label.removeprefix('#')}" if label else _SOMEWHERE
    if kind == "!":
        # <!here>, <!subteam^S1|@support>, <!date^…|21 Nov>: their label, else their name.
        return label or f"@{target[1:].partition('^')[0]}"
    if target.startswith(("mailto:", "tel:")):
        return label or target.partition(":")[2]
    return f"{label} ({target})" if label and label not in target else target
