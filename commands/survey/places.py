"""A journey's touchpoints as files name them: by name or number, and what comes close."""

import difflib
from collections import Counter
from collections.abc import Iterable

from commands.wording import touchpoint_number
from storage.folding import fold

_NEAR = 0.75
# Beyond so many different names it is another column, or another map: nearness tells nothing.
_MOST_UNKNOWN = 50


class Places:
    """Finds touchpoints by what a cell says; of names that two have neither is meant."""

    def __init__(self, known: Iterable[tuple[int, int, str]] = ()) -> None:
        """`known` are row, number and name."""
        every = list(known)
        times = Counter(fold(name) for _, _, name in every)
        self._named = {fold(each[2]): each for each in every if times[fold(each[2])] == 1}
        self._numbered = {fold(touchpoint_number(number)): row for row, number, _ in every}
        self._near: dict[str, str] = {}
        # What is twice as long as any name comes near none, and would take long to compare.
        self._longest = 2 * max(map(len, self._named), default=0)

    def row(self, text: str) -> int | None:
        """The touchpoint's row."""
        wanted = fold(text)
        named = self._named.get(wanted)
        return named[0] if named else self._numbered.get(wanted)

    def meant(self, text: str) -> str:
        """'T-1 Checkout page' for 'Chekout page'; empty where nothing comes close.

        Only the first 50 different names are compared, for that takes a while each.
        """
        wanted = fold(text)
        if wanted not in self._near:
            if len(self._near) >= _MOST_UNKNOWN or len(wanted) > self._longest:
                return ""
            close = difflib.get_close_matches(wanted, self._named, n=1, cutoff=_NEAR)
            found = self._named[close[0]] if close else None
            self._near[wanted] = f"{touchpoint_number(found[1])} {found[2]}" if found else ""
        return self._near[wanted]
