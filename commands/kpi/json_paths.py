"""Where a value stands in a JSON document: JSONPath, as far as it is sure to be found quickly."""

from collections.abc import Sequence
from itertools import islice

from jsonpath import JSONPathEnvironment, JSONPathError
from jsonpath import filter as filters
from jsonpath.path import JSONPath
from jsonpath.segments import JSONPathChildSegment, JSONPathRecursiveDescentSegment
from jsonpath.selectors import Filter, IndexSelector, NameSelector

MOST = 300
_STEPS = 20
_COMPARISONS = 4
_ONE_PLACE = (NameSelector, IndexSelector)
_LITERALS = (
    filters.BooleanLiteral,
    filters.FloatLiteral,
    filters.IntegerLiteral,
    filters.Nil,
    filters.StringLiteral,
)
_TOO_MUCH = (
    "Cairn reads paths of names, numbers and simple filters, like $.surveys[?@.name == 'nps'].score"
)


class PathError(Exception):
    """A path that can't be read or found; the message says why."""


def compiled(path: str) -> JSONPath:
    """The path, ready to be used. Raises PathError.

    Only what takes time in proportion to the document: no functions (their patterns can run for
    ever), no wildcards, one descent, and filters that look at one place each.
    """
    if len(path) > MOST:
        raise PathError(f"At most {MOST} characters.")
    try:
        found = JSONPathEnvironment(strict=True).compile(path)
    except (JSONPathError, RecursionError, ValueError):
        raise PathError("This is no JSONPath. It looks like $.data.score") from None
    if not isinstance(found, JSONPath):
        raise PathError(_TOO_MUCH)
    descents = [each for each in found.segments if _descends(each)]
    if len(found.segments) > _STEPS or len(descents) > 1:
        raise PathError(_TOO_MUCH)
    compared = 0
    for segment in found.segments:
        if not isinstance(segment, JSONPathChildSegment | JSONPathRecursiveDescentSegment):
            raise PathError(_TOO_MUCH)
        compared += _compared(segment.selectors)
    if compared > _COMPARISONS:
        raise PathError(_TOO_MUCH)
    return found


def one(path: str, document: object) -> object:
    """The one value that stands there. Raises PathError when there is none, or several."""
    query = compiled(path)
    try:
        found = [match.obj for match in islice(query.finditer(document), 2)]  # type: ignore[arg-type]  # whatever JSON holds
    except (JSONPathError, RecursionError):
        raise PathError(f"{path} can't be followed here.") from None
    if not found:
        raise PathError(f"Nothing stands at {path}.")
    if len(found) > 1:
        raise PathError(f"Several values stand at {path}. Say which one.")
    return found[0]


def _descends(segment: object) -> bool:
    return isinstance(segment, JSONPathRecursiveDescentSegment)


def _compared(selectors: Sequence[object]) -> int:
    """How much a step's filter looks at; PathError where it may be more than one place."""
    (selector, *others) = selectors
    if others or not isinstance(selector, (*_ONE_PLACE, Filter)):
        raise PathError(_TOO_MUCH)
    return _places(selector.expression) if isinstance(selector, Filter) else 0


def _places(expression: object) -> int:
    if isinstance(expression, filters.FilterExpression):
        return _places(expression.expression)
    if isinstance(expression, filters.InfixExpression):
        return _places(expression.left) + _places(expression.right)
    if isinstance(expression, filters.PrefixExpression):
        return _places(expression.right)
    if isinstance(expression, filters.RelativeFilterQuery):
        for segment in expression.path.segments:
            if _descends(segment) or not isinstance(segment.selectors[0], _ONE_PLACE):
                raise PathError(_TOO_MUCH)
        return 1
    if not isinstance(expression, _LITERALS):
        raise PathError(_TOO_MUCH)
    return 0
