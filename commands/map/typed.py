"""Reads how somebody wants to look at the map from words: `leaders persona Mara channel store`."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from charts.journey_map import LAYERS, PRESETS
from commands.errors import UserError
from commands.map import here
from commands.map.look import Look, department_key
from commands.text import escape
from storage.folding import fold
from storage.identity import identity
from storage.map import maps
from storage.models import Journey
from storage.persona import personas
from storage.vocabulary import Channel

ALONE = ("me", "private")
NARROWING = ("persona", "channel", "department")
SWITCHES = {"with": True, "without": False}
_MOST_NAMED = 12
_HELP = (
    "Try `/journey map leaders`, `team` or `frontline`, with `persona`, `channel` or "
    "`department` behind it."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: for oneself alone or not, and how to look."""

    alone: bool
    look: Look


def alone(text: str) -> bool:
    """Whether the map is asked for by oneself; known before there is a journey."""
    return any(word in ALONE for word in text.casefold().split())


def read(session: Session, *, journey: Journey, text: str) -> Typed:
    """Raises UserError, with what there is, for words that mean nothing here."""
    look, private = Look(), False
    for word, rest in _phrases(text):
        if word in ALONE:
            private = True
        elif word in PRESETS:
            look = replace(look, layers=PRESETS[word])
        elif word in SWITCHES:
            look = _switched(look, SWITCHES[word], rest)
        else:
            look = _narrowed(session, journey, look, word, rest)
    return Typed(private, look)


def _phrases(text: str) -> list[tuple[str, str]]:
    """Each known word with what stands between it and the next one."""
    known = {*ALONE, *PRESETS, *NARROWING, *SWITCHES}
    found: list[tuple[str, list[str]]] = []
    for word in text.split():
        lowered = word.casefold()
        takes_more = bool(found) and found[-1][0] in (*NARROWING, *SWITCHES)
        if lowered in known and not (takes_more and not found[-1][1]):
            found.append((lowered, []))
        elif takes_more:
            found[-1][1].append(word)
        elif lowered != "only":
            raise UserError(_unknown(word, [*known]))
    return [(word, " ".join(rest)) for word, rest in found]


def _unknown(word: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.7)
    guess = f" Did you mean `/journey map {near[0]}`?" if near else f" {_HELP}"
    return f"The map doesn't know the word \u201c{escape(word)}\u201d.{guess}"


def _switched(look: Look, on: bool, typed: str) -> Look:  # noqa: FBT001 - it is the switch
    """Layers on or off; several with commas or blanks between them."""
    for word in typed.casefold().replace(",", " ").split():
        if word == "and":
            continue
        if word not in LAYERS:
            raise UserError(
                f"The map has no layer \u201c{escape(word)}\u201d. There are: {_listed(LAYERS)}."
            )
        if (word in look.layers) != on:
            look = look.toggled(word)
    return look


def _narrowed(session: Session, journey: Journey, look: Look, what: str, typed: str) -> Look:
    place = here.of(journey)
    if what == "persona":
        known = {one.name: identity(one) for one in personas.of(session, **place)}
        return replace(look, persona_id=known[_named("persona", typed, known)])
    if what == "channel":
        return replace(look, channel=_named("channel", typed, [each.value for each in Channel]))
    names = sorted({point.department for point in maps.touchpoints(session, **place)} - {""})
    return replace(look, department=department_key(_named("department", typed, names)))


def _named(what: str, typed: str, names: Iterable[str]) -> str:
    """The one of this name, or the only one that begins so."""
    known, wanted = list(names), fold(typed)
    same = [name for name in known if fold(name) == wanted]
    begun = [name for name in known if wanted and fold(name).startswith(wanted)]
    found = same or begun
    if len(found) == 1:
        return found[0]
    there = f"There are: {_listed(known)}." if known else f"This journey has no {what} yet."
    said = f"There is no {what} \u201c{escape(typed)}\u201d" if typed else f"Which {what}"
    return _refuse(f"{said}{'.' if typed else '?'} {there}")


def _refuse(words: str) -> str:
    raise UserError(words)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(escape(name) for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
