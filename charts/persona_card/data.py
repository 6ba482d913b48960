"""The persona card's data: whom a journey is about, in their own terms."""

from dataclasses import dataclass

from charts.plain_data import PlainData
from charts.printable import printable


@dataclass(frozen=True, slots=True)
class PersonaCard(PlainData):
    """Texts as they were written; each line of one is a point of its own.

    `motivations` is what brings them, `hindrances` what keeps them away, `portrait` an emoji or
    nothing, `photo` a small picture (JPEG in base 64). `sightings` were made of this persona, by
    `reporters` people.
    """

    name: str
    journey: str
    as_of: str
    portrait: str = ""
    demographics: str = ""
    goals: str = ""
    motivations: str = ""
    hindrances: str = ""
    frustrations: str = ""
    quote: str = ""
    evidence: str = ""
    sightings: int = 0
    reporters: int = 0
    photo: str = ""

    @property
    def assumption(self) -> bool:
        """Whether nothing is behind it yet but what the team believes."""
        return not self.sightings and not self.evidence.strip()


def points(text: str) -> list[str]:
    """The lines of a text, without the signs that people begin a list's entries with."""
    lines = (printable(line).strip().lstrip("-*\u2022\u2013").strip() for line in text.splitlines())
    return [line for line in lines if line]
