"""A small journey with the matcher by words, on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from storage.matching import LexicalMatcher
from tests.storage.matching.worlds import Small, small


@pytest.fixture
def here(engine: Engine) -> Iterator[Small]:
    with small(engine, LexicalMatcher()) as world:
        yield world
