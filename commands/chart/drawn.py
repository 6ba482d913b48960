"""A picture that is wanted: which chart, of what data, and what it says in words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from commands.reply import Block, Picture
from commands.request import Request


class Data(Protocol):
    """What every chart's data can do."""

    def to_json(self) -> str:
        """The data as JSON."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One of several pictures; `changes` is how its data differs from the others'."""

    data: Data
    alt_text: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """`title` names the picture, `words` is the line beside it.

    `parts` are the pictures that a conversation shows instead of the whole, if there are any.
    """

    chart: str
    data: Data
    title: str
    alt_text: str
    words: str
    parts: tuple[Part, ...] = ()


def picture(
    request: Request, drawn: Drawn, above: list[Block], below: list[Block], channel_id: str | None
) -> Picture:
    """For a channel, or for the person alone."""
    first, *further = drawn.parts or (Part(drawn.data, drawn.alt_text, {}),)
    return Picture(
        chart=drawn.chart,
        data=json.loads(first.data.to_json()),
        title=drawn.title,
        alt_text=first.alt_text,
        text=drawn.words,
        channel_id=channel_id,
        only_for=None if channel_id else request.person.id,
        above=above,
        below=below,
        also=[
            {"changes": dict(part.changes), "title": drawn.title, "alt_text": part.alt_text}
            for part in further
        ],
    )
