"""What an open form holds, also in fields that it doesn't show just now: kept when switching."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from commands.request import Request, Value

# What travels hidden must leave room for the rest; numbers and short names are all there is.
_MOST_KEPT = 80


@dataclass(frozen=True, slots=True)
class Held:
    """The fields by name as typed, and what travels with the form besides."""

    values: Mapping[str, Value] = field(default_factory=dict)
    context: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """A field's value when it is one text or choice; else empty."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def hidden(self, shown: Collection[str]) -> dict[str, str]:
        """What travels hidden while these fields are shown."""
        kept = {
            name: value
            for name, value in self.values.items()
            if name not in shown and isinstance(value, str) and 0 < len(value) <= _MOST_KEPT
        }
        told = {name: value for name, value in self.context.items() if name != "kept" and value}
        return {**told, "kept": json.dumps(kept)} if kept else told


def of(request: Request) -> Held:
    """The form that was clicked in or sent."""
    kept: Mapping[str, Value] = json.loads(request.context.get("kept") or "{}")
    return Held({**kept, **request.values}, request.context)
