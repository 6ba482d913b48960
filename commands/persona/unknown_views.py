"""What is said when no persona is called so, as a pure function of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.persona import persona_views, words
from commands.reply import Block
from commands.text import clip, escape
from commands.wording import title
from storage.identity import identity
from storage.models import Persona

_MOST_TYPED = 60
_MOST_LABEL = 60


def unknown(
    typed: str,
    near: Sequence[Persona],
    *,
    journey_id: int,
    journey: str,
    action: str,
    may_add: bool,
) -> tuple[str, list[Block]]:
    """Fallback text and blocks: what may have been meant, a button for each, or a new one.

    `action` is what a button does to the one that is chosen.
    """
    said = f"No persona of *{title(journey, 80)}* is called “{escape(clip(typed, _MOST_TYPED))}”."
    if near:
        said += f" Did you mean {' or '.join(f'*{words.called(one)}*' for one in near)}?"
    steps = [
        blocks.button(
            clip(words.plain(one), _MOST_LABEL), f"{action}:near{n}", value=str(identity(one))
        )
        for n, one in enumerate(near)
    ]
    if may_add:
        steps.append(persona_views.new_button(clip(typed, 80), "Add a new one"))
    steps.append(persona_views.list_button(journey_id))
    return said, [blocks.section(said), blocks.actions(*steps)]
