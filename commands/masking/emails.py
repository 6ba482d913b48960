"""E-mail addresses in any script, and spelled ones where nothing else can be meant."""

import re
from collections.abc import Iterator

from commands.masking.spans import Span, before

_MOST_LOCAL = 64
_IN_LOCAL = frozenset(".+-'&%!#$*~_")
_CJK = "\u2e80"

_AT_WORD = "arroba|arobase|chiocciola|snabel-?a|klammeraffe"
_AT = re.compile(
    rf"(?P<bracketed> ?[(\[{{<] ?(?:at|ät|@|{_AT_WORD}) ?[)\]}}>] ?)"
    rf"|(?P<rare> (?:{_AT_WORD}) )|(?P<common> at )|(?P<spaced> @ ?|@ )|@|%40",
    re.IGNORECASE,
)
_LABEL = r"[^\W_](?:[\w-]{0,62})"
_LAST = r"(?:xn--[\w-]{2,59}|[a-z]{2,63}|[^\W\d_]{2,63})"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.){{1,8}}{_LAST}|(?:\d{{1,3}}\.){{3}}\d{{1,3}}", re.IGNORECASE)
_DOT_WORD = r"(?:dot|punkt|punto|ponto|point|piste)"
_DOT = rf"(?:\.| ?[(\[{{] ?(?:{_DOT_WORD}|\.) ?[)\]}}] ?| {_DOT_WORD} )"
_SPELLED = re.compile(rf"(?:{_LABEL}{_DOT}){{1,8}}{_LAST}(?![\w-])", re.IGNORECASE)
_WORDED_DOT = re.compile(rf"[ (\[{{]{_DOT_WORD}[ )\]}}]", re.IGNORECASE)
_DOT_BEFORE = re.compile(rf" {_DOT_WORD} \Z", re.IGNORECASE)
_NO_HOST = re.compile(r"(?:the|a|an|this|that|each|every|our|your|my)\b", re.IGNORECASE)
# Typed in a hurry without the ending; nobody means anything else by it.
_PROVIDER = re.compile(
    r"(?:gmail|googlemail|gmx|hotmail|outlook|yahoo|icloud|protonmail|t-online)(?![\w-])",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:mail|correo|courriel|e-?post|adress[ea]?|address)\w{0,8} ?[:=]? ?\Z", re.IGNORECASE
)


def find(text: str) -> Iterator[Span]:
    free = 0
    for at in _AT.finditer(text):
        start = _local_start(text, at.start(), free, spelled=at.lastgroup is not None)
        if start == at.start():
            continue
        end = _domain_end(text, at, start)
        if end:
            yield Span(start, end, "e-mail")
            free = end


def _local_start(text: str, end: int, free: int, *, spelled: bool) -> int:
    start = _word_start(text, end, free)
    while spelled and start > free and start < end:
        dot = _DOT_BEFORE.search(text, max(free, start - 8), start)
        earlier = _word_start(text, dot.start(), free) if dot else start
        if dot is None or earlier == dot.start() or end - earlier > _MOST_LOCAL:
            break
        start = earlier
    return start


def _word_start(text: str, end: int, free: int) -> int:
    """Where the local part ending here begins; `end` itself when there is none."""
    start = end
    low = max(free, end - _MOST_LOCAL)
    western = end > low and text[end - 1] < _CJK
    while start > low and _in_local(text[start - 1], western=western):
        start -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start


def _in_local(letter: str, *, western: bool) -> bool:
    return letter in _IN_LOCAL or (letter.isalnum() and not (western and letter >= _CJK))


def _domain_end(text: str, at: re.Match[str], start: int) -> int:
    """Where the address ends, or 0 when this is none."""
    if at.lastgroup is None:
        domain = _DOMAIN.match(text, at.end()) or _PROVIDER.match(text, at.end())
    elif at.lastgroup == "spaced":
        clear = "." in text[start : at.start()] or _CUE.search(before(text, start, 24))
        domain = _DOMAIN.match(text, at.end()) if clear else None
    else:
        domain = _SPELLED.match(text, at.end())
        # "at example.com" is where something was seen, not who wrote.
        if domain and at.lastgroup == "common" and not _WORDED_DOT.search(domain.group()):
            return 0
    if domain is None or (at.lastgroup and _NO_HOST.match(domain.group())):
        return 0
    return domain.end()
