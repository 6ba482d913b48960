"""The map's layers, each shown or hidden by itself, and the presets of who looks at it."""

from collections.abc import Collection

GOALS = "goals"
EMOTIONS = "emotions"
KPIS = "kpis"
PAINS = "pains"
DECISIONS = "decisions"
SAY = "say"
ACTIONS = "actions"
TOUCHPOINTS = "touchpoints"
DEPARTMENTS = "departments"

LAYERS = (
    GOALS,
    EMOTIONS,
    KPIS,
    PAINS,
    DECISIONS,
    SAY,
    ACTIONS,
    TOUCHPOINTS,
    DEPARTMENTS,
)
"""From what matters most downward: a preview shows the upper part best."""

LANES: dict[str, str] = {
    GOALS: "Customer\u2019s goal",
    EMOTIONS: "Emotion",
    KPIS: "KPIs",
    PAINS: "Hottest pain points",
    DECISIONS: "Opportunities and actions",
    SAY: "What to say",
    ACTIONS: "Customer\u2019s actions",
    TOUCHPOINTS: "Touchpoints",
}
"""What stands beside each lane; departments stand on the touchpoints."""

PRESETS: dict[str, tuple[str, ...]] = {
    "team": LAYERS,
    "leaders": (EMOTIONS, KPIS, PAINS, DECISIONS),
    "frontline": (PAINS, SAY, TOUCHPOINTS, DEPARTMENTS),
}


OVERVIEW = frozenset({EMOTIONS, PAINS, KPIS})
"""What stands out in all of a long map, in the first of its pictures."""


def hidden(shown: Collection[str] | None) -> frozenset[str]:
    """The layers that somebody switched off."""
    return frozenset() if shown is None else frozenset(LAYERS) - frozenset(shown)
