"""The shapes that travel: JSON objects, Slack's refusals, and blocks as Slack finishes them."""

import secrets
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

_INTERACTIVE_HOLDERS = ("accessory", "element")


class SlackError(Exception):
    """A Web API refusal: `code` is Slack's word for it, `messages` say where and why."""

    def __init__(self, code: str, *messages: str, **extra: object) -> None:
        super().__init__(f"{code}: {'; '.join(messages)}" if messages else code)
        self.code = code
        self.messages = list(messages)
        self.extra = extra

    def answer(self) -> Json:
        answer: Json = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            answer["response_metadata"] = {
                "messages": [f"[ERROR] {text}" for text in self.messages]
            }
        return answer


def short_id() -> str:
    """An id as Slack makes one up for a block or an element that came without."""
    return secrets.token_urlsafe(4)[:5]


def finished_blocks(blocks: list[Json]) -> list[Json]:
    """A copy with the ids and text flags that Slack adds before it keeps or returns blocks."""
    return [_finished_block(block) for block in blocks]


def finished_text(value: Json | None) -> Json | None:
    return None if value is None else _with_flags(value)


def _finished_block(block: Json) -> Json:
    done = _with_flags(block)
    done.setdefault("block_id", short_id())
    holders = [done[name] for name in _INTERACTIVE_HOLDERS if isinstance(done.get(name), dict)]
    if done.get("type") == "actions":
        holders += done["elements"]
    for element in holders:
        if element.get("type") != "image":
            element.setdefault("action_id", short_id())
    return done


def _with_flags(value: Json) -> Json:
    done = {key: _walk(item) for key, item in value.items()}
    if done.get("type") == "plain_text" and isinstance(done.get("text"), str):
        done.setdefault("emoji", True)
    if done.get("type") == "mrkdwn":
        done.setdefault("verbatim", False)
    return done


def _walk(value: object) -> object:
    if isinstance(value, dict):
        return _with_flags(value)
    if isinstance(value, list):
        return [_walk(item) for item in value]
    return value


def interactive_elements(block: Json) -> list[Json]:
    """Every element of a block that a person can use, in order."""
    kind = block.get("type")
    if kind == "actions":
        return list(block.get("elements") or [])
    if kind == "input":
        return [block["element"]]
    accessory = block.get("accessory")
    if kind == "section" and isinstance(accessory, dict) and accessory.get("type") != "image":
        return [accessory]
    return []
