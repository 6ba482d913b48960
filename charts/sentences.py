"""Small help for alt texts: lists in words, and as many whole sentences as fit."""

from collections.abc import Iterable, Sequence


def listed(words: Sequence[str]) -> str:
    """Words as in: a, b and c."""
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def shortened(text: str, most: int) -> str:
    """`text` cut to at most `most` characters, at a word where that is possible."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > most // 2 else cut).rstrip() + "…"


def sentences(parts: Iterable[str], most: int) -> str:
    """The parts that are not empty, in order, leaving out those that no longer fit."""
    text = ""
    for part in parts:
        joined = f"{text} {part}".strip()
        if len(joined) <= most:
            text = joined
    return text
