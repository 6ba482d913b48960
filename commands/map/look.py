"""How somebody looks at the map: which layers, and what it is narrowed to."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from charts.journey_map import LAYERS, PRESETS
from storage.folding import fold
from storage.vocabulary import Channel

TEAM = "team"
_PARTS = 6
_LONGEST_ID = 18
_KEY_BYTES = 6


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that is given narrows the map; `department` is its key."""

    layers: tuple[str, ...] = LAYERS
    persona_id: int | None = None
    channel: str = ""
    department: str = ""

    @property
    def preset(self) -> str | None:
        """Whose look it is, if anybody's."""
        return next((name for name, held in PRESETS.items() if set(held) == set(self.layers)), None)

    @property
    def narrowed(self) -> bool:
        """Whether something is left out besides layers."""
        return bool(self.persona_id or self.channel or self.department)

    def toggled(self, layer: str) -> "Look":
        """With a layer more, or less; an empty map is no use to anybody."""
        kept = tuple(each for each in LAYERS if (each in self.layers) != (each == layer))
        return replace(self, layers=kept) if kept else self


@dataclass(frozen=True, slots=True)
class Shown:
    """A map's message: which journey, how one looks at it, and what makes the message unique."""

    journey_id: int
    token: str
    look: Look

    @property
    def subject(self) -> str:
        return f"map:{self.journey_id}:{self.token}"


def department_key(name: str) -> str:
    """Short enough to travel in a button, however long the name is."""
    return hashlib.blake2b(fold(name).encode(), digest_size=_KEY_BYTES).hexdigest() if name else ""


def encoded(shown: Shown) -> str:
    """For the ids of the elements under the picture."""
    look = shown.look
    layers = "".join(str(LAYERS.index(layer)) for layer in look.layers)
    persona = look.persona_id or ""
    parts = (shown.journey_id, shown.token, layers, persona, look.channel, look.department)
    return ";".join(map(str, parts))


def decoded(text: str) -> Shown | None:
    """What was encoded; None for anything else."""
    parts = text.split(";")
    if len(parts) != _PARTS:
        return None
    journey, token, layers, persona, channel, department = parts
    numbers_ok = _is_id(journey) and (not persona or _is_id(persona))
    if not numbers_ok or (channel and channel not in list(Channel)) or not _known(layers):
        return None
    look = Look(
        tuple(LAYERS[int(each)] for each in layers),
        int(persona) if persona else None,
        channel,
        department,
    )
    return Shown(int(journey), token, look)


def _known(layers: Iterable[str]) -> bool:
    return all(each.isascii() and each.isdigit() and int(each) < len(LAYERS) for each in layers)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID
