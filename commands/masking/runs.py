"""Groups of digits that may be one number, and what stands between and around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from commands.masking.spans import MASKED, is_latin

_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(r" {1,2}|\.| ?[-/] ?|[- ]?\(|\) ?[-/.]? ?")
_LONGEST_BETWEEN = 4
_GLUED_TO = re.compile(rf"[_#=]\Z|[^\W_]-\Z|{MASKED}-\Z")
_GLUED_ON = re.compile(rf"_|[-.(]{MASKED}")


@dataclass(frozen=True, slots=True)
class Run:
    """Digit groups in a row; `between[i]` stands before group i, and nothing before the first."""

    text: str
    groups: tuple[tuple[int, int], ...]
    between: tuple[str, ...]

    def digits(self, first: int, last: int) -> str:
        return "".join(self.text[start:end] for start, end in self.groups[first : last + 1])

    def sizes(self, first: int, last: int) -> tuple[int, ...]:
        return tuple(end - start for start, end in self.groups[first : last + 1])

    def is_plus(self, first: int) -> bool:
        """A + before it that is not a sum's."""
        start = self.groups[first][0]
        signed = start > 0 and self.text[start - 1] == "+"
        return signed and not (start > 1 and self.text[start - 2].isdigit())

    def may_start(self, first: int) -> bool:
        """Whether a number can begin here: not in a word, nor inside of another number."""
        if first:
            return any(sign in self.between[first] for sign in " /(")
        start = self.groups[first][0]
        if start == 0 or self.text[start - 1] == "+":
            return True
        if is_latin(self.text[start - 1]) or self.text[start - 1] == "_":
            return False
        # RMA-030…, #030…: a reference's own digits
        return not _GLUED_TO.search(self.text, max(0, start - 2), start)

    def may_end(self, last: int) -> bool:
        if last + 1 < len(self.groups):
            return any(sign in self.between[last + 1] for sign in " /")
        end = self.groups[last][1]
        if end == len(self.text):
            return True
        # What could not end before a number can't end before its placeholder either.
        return not (is_latin(self.text[end]) or _GLUED_ON.match(self.text, end))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the + or an opening bracket that belongs to it, to the last digit or bracket."""
        start, end = self.groups[first][0], self.groups[last][1]
        start -= self.is_plus(first)
        inside = self.text[start:end]
        opened = inside.count("(") - inside.count(")")
        if opened < 0 and start > 0 and self.text[start - 1] == "(":
            return start - 1, end
        if opened > 0 and end < len(self.text) and self.text[end] == ")":
            return start, end + 1
        return start, end


def runs(text: str) -> Iterator[Run]:
    groups: list[tuple[int, int]] = []
    between: list[str] = []
    for digits in _DIGITS.finditer(text):
        gap = text[groups[-1][1] : digits.start()] if groups else ""
        if groups and not (len(gap) <= _LONGEST_BETWEEN and _BETWEEN.fullmatch(gap)):
            yield Run(text, tuple(groups), tuple(between))
            groups, between, gap = [], [], ""
        groups.append(digits.span())
        between.append(gap)
    if groups:
        yield Run(text, tuple(groups), tuple(between))
