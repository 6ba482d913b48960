"""The rows of a table as answers of a KPI: which are good, and what is wrong with the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from commands.masking import mask
from commands.survey import days, scores
from commands.survey.choices import Choices
from commands.survey.columns import Role
from commands.survey.days import Order
from commands.survey.places import Places
from commands.survey.table import Row, Table
from commands.text import clean_line, clip, plural
from storage.kpi.measures import Method
from storage.survey import answers
from storage.survey.answers import NewAnswer

MAX_COMMENT = 3000
MAX_SEGMENT = 80
_EARLIEST = date(1970, 1, 1)
_MOST_QUOTED = 30


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the row that begins on a line of the file.

    `kind` is the same for rows of which each holds something else that is wrong in the same way.
    """

    line: int
    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The good rows by line, the faults by line, and what is to be said of all together.

    `unsure_days` is an example of a day that can be two while nothing tells which is meant.
    """

    good: Sequence[NewAnswer] = ()
    faults: Sequence[Fault] = ()
    shortened: int = 0
    order: Order | None = None
    unsure_day: str = ""

    @property
    def comments(self) -> int:
        return sum(1 for row in self.good if row.comment)


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    """A row can't be taken; the words say why, and the second ones what kind of fault it is."""


def check(
    table: Table,
    choices: Choices,
    method: Method | None,
    places: Places,
    *,
    today: date,
) -> Checked:
    """Every row of a prepared table, by these choices; without a method a score is any number.

    Where days can be read in two ways and neither the choices nor the file tell, no row is good.
    """
    written = table.column(choices.columns[Role.DATE]) if Role.DATE in choices.columns else []
    order = choices.order or days.told_by(written)
    unsure = "" if order else next((each for each in written if days.ambiguous(each)), "")
    reader = _Reader(choices.columns, order, method, places, today, len(table.names))
    good: list[NewAnswer] = []
    faults: list[Fault] = []
    if not unsure:
        for row in table.rows:
            try:
                good.append(reader.read(row))
            except _Wrong as wrong:
                faults.append(Fault(row.line, *wrong.args))
    return Checked(answers.keyed(good), faults, reader.shortened, order, unsure)


def grouped(faults: Sequence[Fault]) -> list[tuple[str, list[int]]]:
    """What is wrong with the lines that it is wrong with, the most frequent first."""
    lines: dict[str, list[int]] = {}
    for fault in faults:
        lines.setdefault(fault.words, []).append(fault.line)
    return sorted(lines.items(), key=lambda each: (-len(each[1]), each[1][0]))


def kinds(faults: Sequence[Fault]) -> list[tuple[str, list[int]]]:
    """The same by kind, with the first as an example where several rows hold different things."""
    found: dict[str, list[Fault]] = {}
    for fault in faults:
        found.setdefault(fault.kind or fault.words, []).append(fault)
    told = [
        (
            each[0].words
            if len({one.words for one in each}) == 1
            else f"{kind}; the first: {each[0].words}",
            [one.line for one in each],
        )
        for kind, each in found.items()
    ]
    return sorted(told, key=lambda each: (-len(each[1]), each[1][0]))


class _Reader:
    """Reads one row after the other, noting how many comments were shortened."""

    def __init__(
        self,
        columns: Mapping[Role, int],
        order: Order | None,
        method: Method | None,
        places: Places,
        today: date,
        width: int,
    ) -> None:
        self._columns = columns
        self._order = order
        self._method = method
        self._places = places
        self._today = today
        self._width = width
        self.shortened = 0

    def read(self, row: Row) -> NewAnswer:
        if any(cell.strip() for cell in row.cells[self._width :]):
            raise _Wrong(
                f"There are {len(row.cells)} cells, but {plural(self._width, 'column')}: put text "
                "with a delimiter in it between quotation marks"
            )
        day, score = self._day(row), self._score(row)
        touchpoint_id = self._touchpoint(row)
        comment = self._cell(row, Role.COMMENT)
        if len(comment) > MAX_COMMENT:
            self.shortened += 1
            comment = clip(comment, MAX_COMMENT)
        segment = clip(self._cell(row, Role.SEGMENT), MAX_SEGMENT)
        return NewAnswer(row.line, day, score, comment, segment, touchpoint_id)

    def _cell(self, row: Row, role: Role) -> str:
        return row.cell(self._columns[role]) if role in self._columns else ""

    def _day(self, row: Row) -> date:
        text = self._cell(row, Role.DATE)
        if not text:
            raise _Wrong("There is no date")
        day = days.read(text, self._order)
        if day is None:
            if text.isdecimal():
                # Excel's own number of a day, or seconds since 1970: what to do is the same.
                raise _Wrong(
                    f"“{_quoted(text)}” is a number: format the column as a date, like 2026-03-31",
                    "numbers where dates are wanted",
                )
            raise _Wrong(f"“{_quoted(text)}” is no date that Cairn knows", "unknown dates")
        if day > self._today:
            raise _Wrong(f"{day.isoformat()} lies ahead", "days that lie ahead")
        if day < _EARLIEST:
            raise _Wrong(f"{day.isoformat()} is before 1970", "days before 1970")
        return day

    def _score(self, row: Row) -> int:
        text = self._cell(row, Role.SCORE)
        if not text:
            raise _Wrong("There is no score")
        score = scores.whole_in(text)
        if score is None:
            if scores.is_broken(text):
                said = f"{_quoted(text)} is between two points of the scale"
                raise _Wrong(said, "between two points of the scale")
            raise _Wrong(f"“{_quoted(text)}” is no score", "no scores")
        low, high = _scale(self._method)
        if low is not None and high is not None and not low <= score <= high:
            said = f"{score} is not on the scale from {low} to {high}"
            raise _Wrong(said, "off the scale")
        return score

    def _touchpoint(self, row: Row) -> int | None:
        text = self._cell(row, Role.TOUCHPOINT)
        if not text:
            return None
        found = self._places.row(text)
        if found is None:
            near = self._places.meant(text)
            meant = f". Did you mean {near}?" if near else ""
            raise _Wrong(f"No touchpoint is called “{_quoted(text)}”{meant}")
        return found


def _scale(method: Method | None) -> tuple[int | None, int | None]:
    return (method.scale_low, method.scale_high) if method else (None, None)


@lru_cache(maxsize=1024)
def _quoted(text: str) -> str:
    """A cell as a fault may show it: short, and without customer data."""
    return clip(mask(clip(clean_line(text), 2 * _MOST_QUOTED)).text, _MOST_QUOTED)
