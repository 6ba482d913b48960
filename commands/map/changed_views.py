"""What changed on the map since a snapshot, in the words of the map's message."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.blocks import Option
from commands.map.look import Shown, encoded
from commands.reply import Block
from commands.snapshot import diff_views, diff_words
from commands.snapshot.differences import Compared
from commands.text import escape, plural

SINCE = "map.since"
CHANGED = "map.changed"
BACK = "map.back"
TOLD = 6
"""Differences in words; the picture and the list have more."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is different, `since` a moment ("S-2, 4 Mar 2026"); `ref` names it."""

    journey: str
    since: str
    ref: str
    compared: Compared
    narrowed: bool


def open_button(shown: Shown) -> Block:
    """Under the map."""
    return blocks.button("What changed", f"{CHANGED}:{encoded(shown)}")


def line(told: Told) -> str:
    """The message's fallback text."""
    return (
        f"What changed on {escape(told.journey)} since {told.since}: "
        f"{diff_views.summary(told.compared) or _how_many(told)}"
    )


def above(told: Told) -> list[Block]:
    """The figures that are different, then what weighs most."""
    counted = diff_views.summary(told.compared)
    head = f"*{escape(told.journey)}* \u00b7 what changed since {told.since}"
    if told.narrowed:
        head += "\nOn the whole map, not only on what you chose"
    body = [blocks.section(f"{head}\n*{counted}*" if counted else head)]
    first = [f"\u2022 {diff_words.line(each)}" for each in told.compared.differences[:TOLD]]
    if first:
        body.append(blocks.section("\n".join(first)))
    elif not counted:
        body.append(blocks.section(f"Nothing has changed since {told.since}."))
    more = len(told.compared.differences) - TOLD
    if more > 0:
        body.append(blocks.context(f"and {plural(more, 'more difference')}, in the list"))
    return body


def below(told: Told, shown: Shown, snapshots: Sequence[Option]) -> list[Block]:
    """Back to the map as it was looked at, or since when else."""
    code = encoded(shown)
    steps = [blocks.button("Back to the map", f"{BACK}:{code}", style="primary")]
    if told.compared.differences:
        steps.append(diff_views.open_button(told.ref, "now", text="As a list"))
    if len(snapshots) > 1:
        known = {value for _, value in snapshots}
        menu = blocks.select(
            snapshots, initial=told.ref if told.ref in known else None, placeholder="Since\u2026"
        )
        steps.append({**menu, "action_id": f"{SINCE}:{code}"})
    return [blocks.actions(*steps)]


def _how_many(told: Told) -> str:
    differences = len(told.compared.differences)
    return plural(differences, "difference") if differences else "nothing"
