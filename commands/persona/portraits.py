"""A persona's portrait: one emoji, typed or by Slack's name for it."""

import re
import unicodedata
from collections.abc import Mapping

_NAME = re.compile(r":[a-z0-9_+'-]{1,60}:(?::skin-tone-[2-6]:)?")
_TONES = {f":skin-tone-{n}:": chr(0x1F3FB + n - 2) for n in range(2, 7)}
# Slack's names for people (and a few others), so that pictures can show them too.
_KNOWN: Mapping[str, str] = {
    ":woman:": "\U0001f469",
    ":man:": "\U0001f468",
    ":adult:": "\U0001f9d1",
    ":person:": "\U0001f9d1",
    ":girl:": "\U0001f467",
    ":boy:": "\U0001f466",
    ":child:": "\U0001f9d2",
    ":baby:": "\U0001f476",
    ":older_woman:": "\U0001f475",
    ":older_man:": "\U0001f474",
    ":older_adult:": "\U0001f9d3",
    ":woman-raising-hand:": "\U0001f64b",
    ":raising_hand:": "\U0001f64b",
    ":bearded_person:": "\U0001f9d4",
    ":person_with_blond_hair:": "\U0001f471",
    ":person_with_headscarf:": "\U0001f9d5",
    ":busts_in_silhouette:": "\U0001f465",
    ":bust_in_silhouette:": "\U0001f464",
    ":family:": "\U0001f46a",
    ":couple:": "\U0001f46b",
    ":office_worker:": "\U0001f9d1\u200d\U0001f4bc",
    ":student:": "\U0001f9d1\u200d\U0001f393",
    ":farmer:": "\U0001f9d1\u200d\U0001f33e",
    ":cook:": "\U0001f9d1\u200d\U0001f373",
    ":technologist:": "\U0001f9d1\u200d\U0001f4bb",
    ":health_worker:": "\U0001f9d1\u200d\u2695\ufe0f",
    ":superhero:": "\U0001f9b8",
    ":nerd_face:": "\U0001f913",
    ":smiley:": "\U0001f603",
    ":slightly_smiling_face:": "\U0001f642",
    ":dog:": "\U0001f436",
    ":cat:": "\U0001f431",
}
# A family of four with skin tones is the longest emoji there is.
_LONGEST = 16
_JOINING = {"\u200d", "\ufe0f", "\u20e3"}


def read(typed: str) -> str | None:
    """The emoji to keep; None when it is none."""
    text = typed.strip()
    if not text:
        return ""
    if _NAME.fullmatch(text.casefold()):
        return _named(text.casefold())
    return text if len(text) <= _LONGEST and _is_emoji(text) else None


def drawn(portrait: str) -> str:
    """The portrait where Slack's names mean nothing, as in pictures; empty for those."""
    return "" if portrait.startswith(":") else portrait


def _named(name: str) -> str:
    base, tone = name, ""
    for named, sign in _TONES.items():
        if name.endswith(named) and name != named:
            base, tone = name.removesuffix(named), sign
    known = _KNOWN.get(base)
    if known is None:
        return name
    return known[0] + tone + known[1:]


def _is_emoji(text: str) -> bool:
    """Signs of pictures, with what joins and colours them; no letters, no words."""
    signs = [letter for letter in text if letter not in _JOINING]
    return bool(signs) and all(_is_sign(letter) for letter in signs)


def _is_sign(letter: str) -> bool:
    if unicodedata.category(letter) == "So":
        return True
    return "\U0001f3fb" <= letter <= "\U0001f3ff" or "\U0001f1e6" <= letter <= "\U0001f1ff"
