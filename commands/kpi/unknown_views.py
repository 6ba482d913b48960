"""What is said when no KPI is called so, as a pure function of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.kpi import kpi_views, words
from commands.reply import Block
from commands.text import clip, escape
from commands.wording import title
from storage.models import Kpi

_MOST_TYPED = 60
_MOST_LABEL = 60


def unknown(
    typed: str,
    near: Sequence[Kpi],
    *,
    journey_id: int,
    journey: str,
    action: str,
    rest: str = "",
    may_add: bool,
) -> tuple[str, list[Block]]:
    """Fallback text and blocks: what may have been meant, a button for each, or a new one.

    `action` is what a button does to the one that is chosen, with `rest` of what was typed.
    """
    said = f"No KPI of *{title(journey, 80)}* is called “{escape(clip(typed, _MOST_TYPED))}”."
    if near:
        said += f" Did you mean {' or '.join(f'*{words.called(each)}*' for each in near)}?"
    steps = [
        blocks.button(
            clip(f"{kpi_views.number(each.number)} {each.name}", _MOST_LABEL),
            f"{action}:near{n}",
            value=f"{each.number} {rest}".strip(),
        )
        for n, each in enumerate(near)
    ]
    if may_add:
        steps.append(kpi_views.new_button(clip(typed, 80), "Add a new one"))
    steps.append(kpi_views.list_button(journey_id))
    return said, [blocks.section(said), blocks.actions(*steps)]
