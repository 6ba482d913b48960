"""What a restore is told and what it tells: the frozen map, the part meant, and each step."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from storage.history.lists import Changed
from storage.models.columns import JsonObject


@dataclass(frozen=True, slots=True)
class Scope:
    """What is put back: one touchpoint, one stage with its touchpoints, or without either all.

    `undo`: exactly what the restore changed before which the snapshot was taken.
    """

    touchpoint_id: int | None = None
    stage_id: int | None = None
    undo: bool = False

    @property
    def whole(self) -> bool:
        """Whether all of the journey is meant."""
        return self.touchpoint_id is None and self.stage_id is None


@dataclass(frozen=True, slots=True)
class By:
    """Who does it and when, and whether they run the journey and may hand it over to another."""

    actor_id: str
    at: datetime
    runs_journey: bool = False
    may_hand_over: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One change: of what, which (its T-number and its name before), and the columns it changes.

    what: "back" on the map, "retired", "edited", "moved"; or "kept": it could not be put back,
    and `why`; `before` then holds the columns that are meant, where it is not all of it.
    """

    subject: str
    number: int | None
    name: str
    what: str
    before: JsonObject = field(default_factory=dict)
    after: JsonObject = field(default_factory=dict)
    why: str = ""


@dataclass(frozen=True)
class Frozen:
    """A snapshot's data and which part of it is put back; `changed` is what an undo is about."""

    data: JsonObject
    scope: Scope
    changed: Collection[Changed] = ()

    @property
    def journey(self) -> JsonObject:
        """The journey's own fields."""
        held: JsonObject = self.data["journey"]
        return held

    @property
    def means_journey(self) -> bool:
        """Whether the journey's own fields are put back."""
        return self.scope.whole and (not self.scope.undo or self._changed("journey"))

    @cached_property
    def stages(self) -> Sequence[JsonObject]:
        """The stages that were in use, in order."""
        return [stage for stage in self.data["stages"] if not stage["retired"]]

    @cached_property
    def stages_meant(self) -> set[int]:
        """Those that are put back themselves."""
        if self.scope.touchpoint_id is not None:
            return set()
        return {
            stage["id"]
            for stage in self.stages
            if self.scope.stage_id in (None, stage["id"]) and self._undone("stage", stage["id"])
        }

    @property
    def stages_movable(self) -> set[int]:
        """Those that are put back into their order."""
        reordered = self.scope.undo and self._changed("journey")
        return {stage["id"] for stage in self.stages} if reordered else self.stages_meant

    @cached_property
    def stages_needed(self) -> set[int]:
        """Those without which what is put back had no place."""
        return self.stages_meant | {point["stage_id"] for point in self.touchpoints_meant}

    @cached_property
    def touchpoints(self) -> Sequence[JsonObject]:
        """The touchpoints that were in use, each stage's in order."""
        return [point for point in self.data["touchpoints"] if not point["retired"]]

    @cached_property
    def touchpoints_meant(self) -> Sequence[JsonObject]:
        """Those that are put back themselves."""
        return [
            point
            for point in self.touchpoints
            if self.scope.touchpoint_id in (None, point["id"])
            and self.scope.stage_id in (None, point["stage_id"])
            and self._undone("touchpoint", point["id"])
        ]

    @property
    def personas_meant(self) -> Sequence[JsonObject]:
        """The personas that were in use and are put back: they belong to the whole journey."""
        return [
            each
            for each in self.data.get("personas", ())
            if self.scope.whole and not each["retired"] and self._undone("persona", each["id"])
        ]

    @property
    def knows_people(self) -> bool:
        """Whether personas and texts for today were kept already when it was taken."""
        return "personas" in self.data

    def off_the_map(self, part: str) -> list[int]:
        """What was retired, of "stages", "touchpoints" or "personas"."""
        return [each["id"] for each in self.data.get(part, ()) if each["retired"]]

    def _undone(self, subject: str, subject_id: int) -> bool:
        return not self.scope.undo or Changed(subject, subject_id) in self.changed

    def _changed(self, subject: str) -> bool:
        return any(each.subject == subject for each in self.changed)
