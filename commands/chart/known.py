"""The charts that can be asked for by name."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from commands.chart import from_counts, from_map, from_team
from commands.chart.drawn import Drawn
from commands.errors import UserError
from commands.request import Request
from commands.text import clip, escape
from storage.models import Journey

Gather = Callable[[Request, Session, Journey, str], Drawn]


@dataclass(frozen=True, slots=True)
class Known:
    """`words` is what may stand behind the name, `also` what else it is called."""

    name: str
    label: str
    shows: str
    gather: Gather
    words: str = ""
    also: tuple[str, ...] = ()


KNOWN: tuple[Known, ...] = (
    Known(
        "map", "Map", "the whole journey", from_map.the_map,
        "[leaders|team|frontline] [persona|channel|department \u2026]",
        also=("journey", "journey-map"),
    ),
    Known(
        "curve", "Emotion curve", "what customers feel, planned and observed", from_map.curve,
        also=("emotion", "emotions", "emotion-curve"),
    ),
    Known(
        "flow", "Flow", "touchpoints across channels, and hand-offs between departments",
        from_map.the_flow, also=("lanes", "handoffs", "hand-offs"),
    ),
    Known(
        "channels", "Heat by channel", "where it hurts, by stage and channel",
        from_map.heat_by("channel"), also=("heatmap", "heat", "channel"),
    ),
    Known(
        "departments", "Heat by department", "where it hurts, by stage and department",
        from_map.heat_by("department"), also=("department",),
    ),
    Known(
        "matrix", "Priority matrix", "what is worth doing: impact and effort", from_team.matrix,
        also=("priorities", "priority-matrix", "impact"),
    ),
    Known(
        "persona", "Persona", "whom the journey is about", from_team.persona_card, "[name]",
        also=("persona-card",),
    ),
    Known(
        "empathy", "Empathy map", "what a persona says, thinks, does and feels",
        from_team.empathy, "[persona]", also=("empathy-map",),
    ),
    Known(
        "funnel", "Funnel", "how many customers go on from stage to stage", from_counts.the_funnel
    ),
    Known(
        "comparison", "Before and after", "what came, went and changed between two snapshots",
        from_team.before_and_after, "[from] [to]", also=("diff", "compare", "before-after"),
    ),
)  # fmt: skip


def find(typed: str) -> tuple[Known, str]:
    """The chart that is named first, and what stands behind its name.

    Raises UserError with the nearest name for one that nobody knows.
    """
    first, _, rest = typed.strip().partition(" ")
    wanted = first.casefold().replace("_", "-")
    names = {name: known for known in KNOWN for name in (known.name, *known.also)}
    if wanted in names:
        return names[wanted], rest.strip()
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=0.6)
    meant = f" Did you mean `{names[near[0]].name}`?" if near else ""
    all_names = ", ".join(known.name for known in KNOWN)
    raise UserError(
        f"There is no chart called {escape(clip(first, 40))}.{meant} There are: {all_names}."
    )
