"""Which open pain points of a journey are about the same: "Seen before?" and themes."""

from storage.matching.base import Matcher, Similar, Theme, Themes
from storage.matching.catching_up import catch_up
from storage.matching.chosen import matcher_of, with_matcher
from storage.matching.embedding import EmbeddingMatcher
from storage.matching.lexical import LexicalMatcher
from storage.matching.safetensors import ModelFilesError

__all__ = [
    "EmbeddingMatcher",
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
