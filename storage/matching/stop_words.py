"""Words that carry no subject, in four languages, read once from stop_words.txt."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = "stop_words.txt"


@dataclass(frozen=True, slots=True)
class StopWords:
    """glue is dropped even inside phrases, stop only after phrases were found."""

    glue: frozenset[str]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def stop_words() -> StopWords:
    """The stop words of this program."""
    text = Path(__file__).with_name(FILE).read_text(encoding="utf-8")
    _, glue, stop = text.split("\n\n")
    return StopWords(_words(glue), _words(stop))


def _words(part: str) -> frozenset[str]:
    lines = (line for line in part.splitlines() if not line.startswith("#"))
    return frozenset(" ".join(lines).split())
