"""Finds what people call by name: by all of it, its beginning or its words; else what is near."""

import difflib
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from storage.folding import fold

_MOST_NEAR = 3
_LIKE = 0.6


class Named(Protocol):
    """Something that has a name of its own, in use or retired."""

    name: str
    retired_at: datetime | None


T = TypeVar("T", bound=Named)


def find(known: Sequence[T], typed: str) -> tuple[T | None, Sequence[T]]:
    """The one that is meant; or None, and up to three that may have been.

    Whatever its case, accents and spaces. Retired ones are found when none in use is called so.
    """
    wanted = fold(typed)
    words = wanted.split()
    for some in ([each for each in known if each.retired_at is None], known):
        names = [(each, fold(each.name)) for each in some]
        for fitting in (
            [each for each, name in names if name == wanted],
            [each for each, name in names if name.startswith(wanted)],
            [each for each, name in names if all(word in name for word in words)],
        ):
            if len(fitting) == 1:
                return fitting[0], ()
            if fitting:
                return None, fitting[:_MOST_NEAR]
    return None, _near(known, wanted)


def _near(known: Sequence[T], wanted: str) -> list[T]:
    """By the whole name, or by one word of it."""
    names = {fold(each.name): each for each in known}
    parts = {part.strip(",.;:"): name for name in names for part in name.split()}
    close = difflib.get_close_matches(wanted, names, n=_MOST_NEAR)
    for word in wanted.split():
        near = difflib.get_close_matches(word, parts, n=_MOST_NEAR, cutoff=_LIKE)
        close += [parts[part] for part in near]
    return [names[name] for name in dict.fromkeys(close)][:_MOST_NEAR]
