"""What stands under the map's picture: whose look, layers, and what to narrow it to."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from charts.journey_map import LAYERS
from commands import blocks
from commands.blocks import Option
from commands.map import changed_views
from commands.map.look import Shown, encoded
from commands.reply import Block

AUDIENCE = "map.audience"
LAYER = "map.layer"
PERSONA = "map.persona"
CHANNEL = "map.channel"
DEPARTMENT = "map.department"
ALL = "all"

AUDIENCES: list[Option] = [
    ("For the team: everything", "team"),
    ("For leaders", "leaders"),
    ("For the frontline", "frontline"),
]
LAYER_WORDS = {
    "goals": "goals",
    "emotions": "emotion curve",
    "kpis": "KPIs",
    "pains": "pain points",
    "decisions": "opportunities and actions",
    "say": "what to say",
    "actions": "customer's actions",
    "touchpoints": "touchpoints",
    "departments": "departments",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to narrow this map to, as (words, value)."""

    personas: Sequence[Option]
    channels: Sequence[Option]
    departments: Sequence[Option]


def controls(shown: Shown, choices: Choices, held: Collection[str]) -> list[Block]:
    """Menus whose ids carry how the map is shown now, so that each click changes one thing.

    `held` are the layers with something in them.
    """
    look, code = shown.look, encoded(shown)
    menus = [
        _menu(AUDIENCE, code, AUDIENCES, look.preset, "For whom?"),
        _menu(LAYER, code, _layers(look.layers, held), None, "Show or hide\u2026"),
    ]
    narrowing = (
        (PERSONA, choices.personas, look.persona_id, "Every persona"),
        (CHANNEL, choices.channels, look.channel, "Every channel"),
        (DEPARTMENT, choices.departments, look.department, "Every department"),
    )
    for action, options, chosen, everything in narrowing:
        # One channel alone is all of them, and nothing to choose.
        if len(options) > int(action == CHANNEL and not chosen):
            offered = [(everything, ALL), *options]
            menus.append(_menu(action, code, offered, str(chosen or ALL), everything))
    return [blocks.actions(*menus, changed_views.open_button(shown))]


def _menu(
    action: str, code: str, options: Sequence[Option], chosen: str | None, placeholder: str
) -> Block:
    menu = blocks.select(options, initial=chosen, placeholder=placeholder)
    return {**menu, "action_id": f"{action}:{code}"}


def _layers(shown: Sequence[str], held: Collection[str]) -> list[Option]:
    """What is in it can be shown and hidden; never so much that nothing is left."""
    left = [layer for layer in shown if layer in held]
    return [
        (f"{'Hide' if layer in shown else 'Show'} {LAYER_WORDS[layer]}", layer)
        for layer in LAYERS
        if layer in held and left != [layer]
    ]
