"""Folds the crowd that nobody voted for and few have met into one point: it hides the rest."""

from dataclasses import dataclass
from statistics import median

from charts.evidence.data import Evidence, Place, Point
from charts.numerals import heat_words
from charts.option_label import OptionLabel

MOST_ALONE = 4
"""So many without a dot still find room for a point and a line of the list each."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Points of "Neither yet" without a dot, shown as one."""

    points: tuple[Point, ...]

    @property
    def heat(self) -> float:
        """Where the one point stands: the median, so that it is of the same quadrant."""
        return median([point.heat for point in self.points])

    @property
    def label(self) -> OptionLabel:
        """'9 more' as its number; all their numbers as its title, where they have any."""
        count = len(self.points)
        numbers = [OptionLabel.of(point.label, "").number for point in self.points]
        if all(numbers):
            return OptionLabel(f"{count} more", f"Nobody put a dot on {', '.join(numbers)}")
        return OptionLabel("", f"{count} more that nobody put a dot on")

    @property
    def detail(self) -> str:
        """'heat 0.0 to 3.1'."""
        least, most = (heat_words(end(point.heat for point in self.points)) for end in (min, max))
        span = least if least == most else f"{least} to {most}"
        return f"heat {span}"


def crowd_of(data: Evidence) -> Crowd | None:
    """The crowd of a picture; None where it is small, or nothing can be compared."""
    if data.alike:
        return None
    found = tuple(point for point in data.at(Place.NEITHER) if not point.dots)
    return Crowd(found) if len(found) > MOST_ALONE else None
