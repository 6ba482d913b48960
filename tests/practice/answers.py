"""What a form asks and what a person answers: labels, options, and answers in Slack's shapes."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from typing import TypeAlias

from tests.practice.seen import Json, elements_of

Answer: TypeAlias = str | float | date | time | datetime | Sequence[str] | None


def fields(blocks: list[Json]) -> Iterator[tuple[str, Json, Json]]:
    """Label, block and element of everything that has a value."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in {"button", "overflow", "image"}:
                continue
            if block["type"] == "input":
                yield block["label"]["text"], block, element
            elif block["type"] == "section" and block.get("text"):
                yield block["text"]["text"], block, element
            else:
                shown = element.get("placeholder", {}).get("text")
                yield shown or element["action_id"], block, element


def offered(element: Json) -> list[Json]:
    return flat({key: element[key] for key in ("options", "option_groups") if key in element})


def flat(holder: Json) -> list[Json]:
    groups = holder.get("option_groups") or [{"options": holder.get("options", [])}]
    return [option for group in groups for option in group["options"]]


def initial(element: Json) -> str | list[str] | None:
    for key, value in element.items():
        if not key.startswith("initial_"):
            continue
        if isinstance(value, list):
            return [shown(item) for item in value]
        return shown(value)
    return None


def shown(value: object) -> str:
    return str(value["text"]["text"]) if isinstance(value, dict) else str(value)


def several(answer: Answer) -> list[str]:
    if answer is None:
        return []
    if isinstance(answer, Sequence) and not isinstance(answer, str):
        return list(answer)
    return [str(answer)]


def when(answer: Answer) -> object:
    if isinstance(answer, datetime):
        return int(answer.timestamp())
    if isinstance(answer, time):
        return answer.strftime("%H:%M")
    return None if answer is None else str(answer)
