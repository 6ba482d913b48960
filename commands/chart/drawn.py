"""A picture that is wanted: which chart, of what data, and what it says in words."""

import json
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
class Drawn:
    """`title` names the picture, `words` is the line beside it."""

    chart: str
    data: Data
    title: str
    alt_text: str
    words: str

    def json(self) -> dict[str, Any]:
        """The data as the shell takes it."""
        found: dict[str, Any] = json.loads(self.data.to_json())
        return found


def picture(
    request: Request, drawn: Drawn, above: list[Block], below: list[Block], channel_id: str | None
) -> Picture:
    """For a channel, or for the person alone."""
    return Picture(
        chart=drawn.chart,
        data=drawn.json(),
        title=drawn.title,
        alt_text=drawn.alt_text,
        text=drawn.words,
        channel_id=channel_id,
        only_for=None if channel_id else request.person.id,
        above=above,
        below=below,
    )
