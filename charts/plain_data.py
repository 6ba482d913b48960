"""A picture's data: plain, frozen, and JSON there and back. Needs no Matplotlib."""

from functools import cache
from typing import Any, Self

from pydantic import TypeAdapter


class PlainData:
    """What a picture's frozen dataclass is made of; it has no fields of its own."""

    __slots__ = ()

    def to_json(self) -> str:
        kind: Any = type(self)
        return _adapter(kind).dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The data in `text`; pydantic's ValidationError when it is none of this kind."""
        kind: Any = cls
        return _adapter(kind).validate_json(text)  # type: ignore[no-any-return]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 (any such dataclass)
    return TypeAdapter(kind)
