"""Small help for alt texts: lists in words, and as many whole sentences as fit."""

from collections.abc import Iterable, Sequence

from charts.printable import printable

LONGEST_NAME = 80


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


def named(text: str, most: int = LONGEST_NAME) -> str:
    """Somebody's words on one line, without what nobody can see."""
    return shortened(" ".join(printable(text).split()), most)


def sentences(parts: Iterable[str], most: int) -> str:
    """The parts that are not empty, in order, leaving out those that no longer fit."""
    text = ""
    for part in parts:
        joined = f"{text} {part}".strip()
        if len(joined) <= most:
            text = joined
    return text


def grouped(opening: Iterable[str], groups: Sequence[tuple[str, Sequence[str]]], most: int) -> str:
    """The opening, and of each group that has any its count and as many of its things as fit.

    Groups take turns, so that a long one leaves room for the others.
    """
    kept = [(name, things) for name, things in groups if things]
    shown = [0] * len(kept)
    told = list(opening)

    def text() -> str:
        parts = zip(kept, shown, strict=True)
        whole = [*told, *(_group(name, things, so_many) for (name, things), so_many in parts)]
        return " ".join(filter(None, whole))

    full = [False] * len(kept)
    while not all(full):
        for index, (_, things) in enumerate(kept):
            if full[index] or shown[index] == len(things):
                full[index] = True
                continue
            shown[index] += 1
            if len(text()) > most:
                shown[index] -= 1
                full[index] = True
    return sentences([text()], most)


def _group(name: str, things: Sequence[str], shown: int) -> str:
    if not shown:
        return f"{name}: {len(things)}."
    rest = len(things) - shown
    return f"{name}: {listed([*things[:shown], *([f'{rest} more'] if rest else [])])}."
