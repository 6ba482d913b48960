"""Which matcher a database is used with: it travels with the engine into every session."""

from sqlalchemy import Engine
from sqlmodel import Session

from storage.matching.base import Matcher
from storage.matching.lexical import LexicalMatcher

# What a matcher keeps stands in the database, so the two are chosen together, once.
_OPTION = "cairn_matcher"


def with_matcher(engine: Engine, matcher: Matcher) -> Engine:
    """The same engine, whose sessions find pain points by this matcher."""
    return engine.execution_options(**{_OPTION: matcher})


def matcher_of(session: Session) -> Matcher:
    """The matcher of the session's database; by words where none was chosen."""
    found: Matcher | None = session.get_bind().get_execution_options().get(_OPTION)
    return found or LexicalMatcher()
