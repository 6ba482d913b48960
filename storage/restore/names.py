"""Gives things their earlier fields back, in whatever order their names get free."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import count
from typing import Generic, TypeVar

from storage.folding import fold
from storage.models import Persona, Stage
from storage.models.columns import JsonObject
from storage.restore.steps import Step

# What a thing is called for the moment in which two swap their names.
_ASIDE = "↔"

T = TypeVar("T", Stage, Persona)


@dataclass(slots=True)
class Edit(Generic[T]):
    """The columns of a thing that differ from the snapshot's."""

    thing: T
    before: JsonObject
    after: JsonObject


@dataclass(frozen=True, slots=True)
class Naming(Generic[T]):
    """How things of a kind are changed: `edit` is False where another has the name."""

    subject: str
    edit: Callable[[T, JsonObject], bool]
    names: Callable[[], Collection[str]]


def taken(subject: str, name: str) -> str:
    """Why a name can't be given back."""
    return f"another {subject} is called “{name}” now"


def edit_all(edits: list[Edit[T]], naming: Naming[T]) -> list[Step]:
    """Does them all; a name that a later thing took meanwhile stays with that."""
    steps: list[Step] = []
    waiting = [edit for edit in edits if edit.after]
    while waiting:
        held = [edit for edit in waiting if not naming.edit(edit.thing, edit.after)]
        steps += [_step(edit, naming) for edit in waiting if edit not in held]
        if len(held) == len(waiting):
            steps += _make_way(held, naming)
        waiting = [edit for edit in held if edit.after]
    return steps


def _make_way(held: list[Edit[T]], naming: Naming[T]) -> list[Step]:
    """One of those that swapped names steps aside; a name that is another's now is given up."""
    stuck = held[0]
    name = str(stuck.after["name"])
    holder = next((each for each in held if fold(each.thing.name) == fold(name)), None)
    if holder is not None:
        naming.edit(holder.thing, {"name": _free_name(naming)})
        return []
    why = taken(naming.subject, name)
    kept = Step(naming.subject, None, str(stuck.before.pop("name")), "kept", why=why)
    del stuck.after["name"]
    return [kept]


def _free_name(naming: Naming[T]) -> str:
    in_use = {fold(name) for name in naming.names()}
    names = (f"{_ASIDE} {number}" for number in count(1))
    return next(name for name in names if fold(name) not in in_use)


def _step(edit: Edit[T], naming: Naming[T]) -> Step:
    name = str(edit.before.get("name", edit.thing.name))
    return Step(naming.subject, None, name, "edited", edit.before, edit.after)
