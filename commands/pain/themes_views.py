"""Themes: what a journey's pain points talk about, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.pain.list_views import row_block
from commands.reply import Block
from commands.text import escape, plural
from commands.wording import evidence, heat, pain_number, title, touchpoint_number
from storage.pain.lists import Page
from storage.pain.rows import PainRow, Totals

THEMES = "pain.themes"
SHOW = "pain.theme"
# Enough to see what it is about; the button shows them all.
HOTTEST = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """One theme: its label raw, how many it holds, its numbers, its hottest ones."""

    label: str
    pains: int
    totals: Totals
    hottest: Sequence[PainRow]


@dataclass(frozen=True, slots=True)
class Overview:
    """All themes, found by `how` among the `looked_at` hottest of `open_ones`; names raw."""

    journey_id: int
    journey: str
    how: str
    themes: Sequence[Shown]
    looked_at: int
    open_ones: int


def themes_message(overview: Overview) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    heading = f"Themes in {title(overview.journey, 80)}"
    body = [blocks.section(f"*{heading}* · {plural(len(overview.themes), 'theme')}")]
    if not overview.themes:
        said = "No three open pain points talk about the same thing. Themes come with more of them."
        body.append(blocks.section(said))
    body += [_theme(theme, overview.journey_id) for theme in overview.themes]
    body.append(blocks.actions(blocks.button("All pain points", "pain.list")))
    body.append(blocks.context(_honestly(overview)))
    return f"{heading}: {len(overview.themes)}", body


def theme_message(
    label: str, how: str, page: Page, *, journey_id: int, anchor: int
) -> tuple[str, list[Block]]:
    """Everything of one theme, a page at a time; `anchor` is a pain point it is known by."""
    heading = f"Theme: {title(label, 80)}"
    body = [blocks.section(f"*{heading}* · {plural(page.total, 'pain point')}")]
    body += [row_block(row) for row in page.rows]
    turns = [
        blocks.button(text, f"{SHOW}:{text.lower()}", value=f"{number} {journey_id} {anchor}")
        for text, number in (("Previous", page.number - 1), ("Next", page.number + 1))
        if 1 <= number <= page.pages
    ]
    body.append(blocks.actions(*turns, blocks.button("All themes", THEMES, value=str(journey_id))))
    where = f"Page {page.number:,} of {page.pages:,}, hottest first · " if page.pages > 1 else ""
    body.append(blocks.context(f"{where}{escape(how)}"))
    return f"{heading}: {page.total:,}", body


def _theme(theme: Shown, journey_id: int) -> Block:
    totals = theme.totals
    facts = (
        plural(theme.pains, "pain point"),
        f"heat {heat(totals.heat)}",
        evidence(totals.sightings, totals.reporters),
    )
    lines = [f"*{title(theme.label, 80)}*", " · ".join(facts)]
    lines += [
        f"• {pain_number(row.number)} {title(row.title, 90)} "
        f"({touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 40)})"
        for row in theme.hottest
    ]
    if theme.pains > len(theme.hottest):
        lines.append(f"and {theme.pains - len(theme.hottest):,} more")
    show = blocks.button(
        "Show",
        SHOW,
        value=f"1 {journey_id} {theme.hottest[0].number}",
        label=f"Show the theme {theme.label}",
    )
    return blocks.section("\n".join(lines), accessory=show)


def _honestly(overview: Overview) -> str:
    """What the themes are made from, and what is in none."""
    looked_at, open_ones = overview.looked_at, overview.open_ones
    among = plural(open_ones, "open pain point")
    if looked_at < open_ones:
        among = f"the {looked_at:,} hottest of {among}"
    alone = looked_at - sum(theme.pains for theme in overview.themes)
    return f"{escape(overview.how)}, among {among}; {alone:,} of them in no theme"
