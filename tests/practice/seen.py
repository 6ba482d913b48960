"""What a person sees: messages, Home tabs and the words in them."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_WORDS = ("text", "alt_text")


class NotSeenError(AssertionError):
    """Something a person expected to see or do was not there."""


class RefusedError(NotSeenError):
    """The workspace answered no; `error` is what the page would show."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(frozen=True)
class Message:
    """One message as its reader sees it."""

    channel: str
    data: Json

    @property
    def ts(self) -> str:
        return str(self.data["ts"])

    @property
    def user(self) -> str:
        return str(self.data["user"])

    @property
    def thread_ts(self) -> str | None:
        return self.data.get("thread_ts")

    @property
    def is_reply(self) -> bool:
        shown_anyway = self.data.get("subtype") == "thread_broadcast"
        return self.thread_ts not in {None, self.ts} and not shown_anyway

    @property
    def ephemeral(self) -> bool:
        return bool(self.data.get("ephemeral", False))

    @property
    def fallback(self) -> str:
        """What a notification or a screen reader says."""
        return str(self.data["text"])

    @property
    def blocks(self) -> list[Json]:
        return list(self.data.get("blocks", []))

    @property
    def files(self) -> list[Json]:
        return list(self.data.get("files", []))

    @property
    def text(self) -> str:
        """All words on the screen: the blocks' when there are any."""
        words = visible_text(self.blocks) if self.blocks else _unescaped(self.fallback)
        return "\n".join([words, *(str(file["name"]) for file in self.files)])

    @property
    def buttons(self) -> list[str]:
        return [label for label, _, _ in clickables(self.blocks)]

    def __str__(self) -> str:
        marks = " (only visible to you)" if self.ephemeral else ""
        return f"{self.user}{marks}: {self.text!r} buttons={self.buttons}"


@dataclass(frozen=True)
class Home:
    """The app's Home tab."""

    view: Json

    @property
    def text(self) -> str:
        return visible_text(self.view["blocks"])

    @property
    def buttons(self) -> list[str]:
        return [label for label, _, _ in clickables(self.view["blocks"])]


def visible_text(value: object) -> str:
    """Every word in blocks, one text object a line, in the order of the screen."""
    return "\n".join(_words(value))


def clickables(blocks: list[Json]) -> Iterator[tuple[str, Json, Json]]:
    """Buttons and overflow entries: label, block, and the action a click sends."""
    for block in blocks:
        for element in elements_of(block):
            action = {"action_id": element.get("action_id"), "type": element["type"]}
            if element["type"] == "button":
                sent = {**action, "value": element.get("value")}
                yield element["text"]["text"], block, sent
            if element["type"] == "overflow":
                for option in element["options"]:
                    yield option["text"]["text"], block, {**action, "selected_option": option}


def elements_of(block: Json) -> list[Json]:
    if block["type"] == "actions":
        return list(block["elements"])
    if block["type"] == "input":
        return [block["element"]]
    return [block["accessory"]] if isinstance(block.get("accessory"), dict) else []


def _words(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _words(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in _WORDS and isinstance(item, str):
                yield _unescaped(item) if value.get("type") == "mrkdwn" else item
            elif isinstance(item, dict | list):
                yield from _words(item)


def _unescaped(text: str) -> str:
    return html.unescape(text)
