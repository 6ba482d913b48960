"""The words around a chart, and the list of all there are."""

from collections.abc import Sequence

from commands import blocks
from commands.reply import Block
from commands.text import clip, escape

SHOW = "chart.show"
POST = "chart.post"
LIST = "chart.list"
LONGEST_VALUE = 1900

Entry = tuple[str, str, str, str]
"""A chart's name, label, what it shows, and what may stand behind its name."""


def list_message(journey: str, entries: Sequence[Entry]) -> tuple[str, list[Block]]:
    """All charts, each with what it shows, and a button for each."""
    said = f"Pictures of *{escape(journey)}*: only you see what you open, until you show it."
    lines = [
        f"*{label}* · {shows}\n`/journey chart {f'{name} {words}'.strip()}`"
        for name, label, shows, words in entries
    ]
    buttons = [blocks.button(label, f"{SHOW}:{name}", value=name) for name, label, _, _ in entries]
    return said, [
        blocks.section(said),
        blocks.section("\n".join(lines)),
        blocks.actions(*buttons),
    ]


def which_message(name: str, label: str, choices: Sequence[str]) -> tuple[str, list[Block]]:
    """Of whom? One button for each."""
    said = f"{label}: of whom?"
    buttons = [
        blocks.button(clip(choice, 60), f"{SHOW}:{index}", value=f"{name} {choice}")
        for index, choice in enumerate(choices)
    ]
    return said, [blocks.section(said), blocks.actions(*buttons)]


def on_its_way(label: str, asked: str, *, in_channel: bool, may_show: bool) -> list[Block]:
    """What is said at once, with the step to show it to everybody."""
    body = [blocks.context(on_its_way_words(label, in_channel=in_channel))]
    steps = []
    if may_show and not in_channel:
        steps.append(blocks.button("Show in channel", POST, value=clip(asked, LONGEST_VALUE)))
    if not in_channel:
        steps.append(blocks.button("Other charts", LIST))
    return [*body, blocks.actions(*steps)] if steps else body


def on_its_way_words(label: str, *, in_channel: bool) -> str:
    """The same in one line."""
    where = "will appear here" if in_channel else "you find it in your messages with Cairn"
    return f"{label}: the picture is being drawn, and {where} in a moment."


def below(journey_map: str = "map.show") -> list[Block]:
    """Under a picture."""
    return [
        blocks.actions(
            blocks.button("Other charts", LIST),
            blocks.button("See the map", journey_map),
        )
    ]
