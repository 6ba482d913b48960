"""Which open pain points of a journey are about the same: "Seen before?" and themes."""

from storage.matching.base import Matcher, Similar
from storage.matching.lexical import LexicalMatcher

__all__ = ["LexicalMatcher", "Matcher", "Similar"]
