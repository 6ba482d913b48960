"""Which open pain points of a journey are about the same: "Seen before?" and themes.

The matcher by meaning has to be imported by itself: it stands on numpy, which a bot that compares
by words does without.
"""

from storage.matching.base import Matcher, Similar, Theme, Themes
from storage.matching.catching_up import catch_up
from storage.matching.chosen import matcher_of, with_matcher
from storage.matching.errors import ModelFilesError
from storage.matching.lexical import LexicalMatcher

__all__ = [
    "LexicalMatcher",
    "Matcher",
    "ModelFilesError",
    "Similar",
    "Theme",
    "Themes",
    "catch_up",
    "matcher_of",
    "with_matcher",
]
