"""The empathy map's data: what a persona says, thinks, does and feels, what hurts and helps."""

from dataclasses import dataclass

from charts.plain_data import PlainData

SIDES = ("says", "thinks", "does", "feels", "pains", "gains")


@dataclass(frozen=True, slots=True)
class Note:
    """`assumption`: nobody saw it yet. `source` tells where it was seen, as "P-12"."""

    words: str
    assumption: bool
    source: str = ""


@dataclass(frozen=True, slots=True)
class EmpathyMap(PlainData):
    """`title` is the persona's name, `portrait` an emoji or nothing."""

    title: str
    subtitle: str
    as_of: str
    portrait: str = ""
    says: tuple[Note, ...] = ()
    thinks: tuple[Note, ...] = ()
    does: tuple[Note, ...] = ()
    feels: tuple[Note, ...] = ()
    pains: tuple[Note, ...] = ()
    gains: tuple[Note, ...] = ()

    @property
    def fields(self) -> list[tuple[str, tuple[Note, ...]]]:
        """The six fields by name, in their order."""
        return [
            ("says", self.says),
            ("thinks", self.thinks),
            ("does", self.does),
            ("feels", self.feels),
            ("pains", self.pains),
            ("gains", self.gains),
        ]

    @property
    def notes(self) -> list[Note]:
        return [note for _, notes in self.fields for note in notes]

    @property
    def assumptions(self) -> int:
        return sum(note.assumption for note in self.notes)
