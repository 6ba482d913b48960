"""The labelled texts, and the stretches of each that are customer data."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\[(e-mail|phone|card|IBAN|number)\]")


class Labelled(NamedTuple):
    text: str
    masked: str
    kind: str
    note: str


class Found(NamedTuple):
    start: int
    end: int
    kind: str


def labelled() -> list[Labelled]:
    tables = tomllib.loads(Path(__file__).with_name("labelled.toml").read_text("utf-8"))
    return [
        Labelled(entry["text"], entry.get("masked", entry["text"]), entry["kind"], entry["note"])
        for table in ("masked", "left_alone")
        for entry in tables[table]
    ]


def found(text: str, masked: str) -> set[Found]:
    """Where the masked text differs; fails when it is not this text with stretches replaced."""
    match = re.fullmatch(_pattern(masked), text, re.DOTALL)
    assert match, f"{masked!r} does not come from {text!r}"
    kinds = [placeholder[1] for placeholder in PLACEHOLDER.finditer(masked)]
    stretches = (Found(*match.span(n), kind) for n, kind in enumerate(kinds, start=1))
    return {stretch for stretch in stretches if not PLACEHOLDER.fullmatch(match[0], *stretch[:2])}


def _pattern(masked: str) -> str:
    return "".join(_pieces(masked))


def _pieces(masked: str) -> Iterator[str]:
    done = 0
    for placeholder in PLACEHOLDER.finditer(masked):
        yield re.escape(masked[done : placeholder.start()])
        yield "(.+?)"
        done = placeholder.end()
    yield re.escape(masked[done:])
