"""A CSV file as a table: delimiter, heading, and its rows with the lines they begin on."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from commands.survey.decoding import UnreadableError, decode
from commands.text import clean_line, clip

MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 90
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LOOKED_AT = 50
_LONGEST_NAME = 70
_MOST_TITLES = 5
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
# What no heading is: a number or a day.
_DATUM = re.compile(r"[\s\d.,:/+\-TZ]*\d[\s\d.,:/+\-TZ]*")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, and the physical line of the file that it begins on, from 1."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """A cell without outer spaces; empty where the row is too short."""
        return self.cells[column].strip() if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. `headed` is False where the first row is data: columns got names.

    `assumed` is the encoding that nothing in the file confirms, or empty; `titles` counts the
    rows above the heading that are left out.
    """

    names: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str
    headed: bool = True
    assumed: str = ""
    titles: int = 0

    def column(self, index: int) -> list[str]:
        """What stands in a column and is not empty."""
        return [cell for row in self.rows if (cell := row.cell(index))]


def read(content: bytes) -> Table:
    """The table in a file's bytes. Raises UnreadableError, whose words are for the person."""
    if len(content) > MAX_BYTES:
        raise UnreadableError(
            f"The file has {len(content) / 1024 / 1024:.1f} MB; up to "
            f"{MAX_BYTES // 1024 // 1024} MB are read. Split it by month, and post the parts."
        )
    decoded = decode(content)
    text, skipped = decoded.text, 0
    said = _SEP.match(text)
    if said:  # a line that Excel writes and reads
        text, skipped = text[said.end() :], 1
    delimiter = said[1] if said else _delimiter(text)
    rows = list(_rows(text, delimiter, skipped))
    if not rows:
        raise UnreadableError("The file is empty: there is no row in it.")
    titles = _titles(rows)
    rows = rows[titles:]
    headed = not any(_DATUM.fullmatch(cell.strip()) for cell in rows[0].cells if cell.strip())
    names = _names(rows, headed=headed)
    body = tuple(rows[1:] if headed else rows)
    if not body:
        raise UnreadableError("The file has a heading, and no row below it.")
    assumed = decoded.encoding if decoded.assumed else ""
    return Table(names, body, decoded.encoding, delimiter, headed, assumed, titles)


def _rows(text: str, delimiter: str, skipped: int) -> Iterator[Row]:
    lines = io.StringIO(text, newline="").readlines()
    reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=True)
    begin, count = 0, 0
    try:
        for cells in reader:
            end = reader.line_num
            if end - begin > 1:
                _closed(lines[begin:end], begin + skipped + 1, last=end == len(lines))
            if any(cell.strip() for cell in cells):
                count += 1
                if count > MAX_ROWS + 1:
                    raise UnreadableError(
                        f"The file has more than {MAX_ROWS:,} rows. Split it by month, and post "
                        "the parts."
                    )
                yield Row(begin + skipped + 1, tuple(cells))
            begin = end
    except csv.Error as error:
        raise UnreadableError(f"Line {begin + skipped + 1} can't be read: {error}.") from None


def _closed(lines: list[str], number: int, *, last: bool) -> None:
    """A quote that is never closed would swallow the rest of the file silently."""
    if last and sum(line.count('"') for line in lines) % 2:
        raise UnreadableError(
            f"A quotation mark that begins on line {number:,} is never closed. Close it, and post "
            "the file again."
        )


def _delimiter(text: str) -> str:
    """The one by which the first rows have the same number of cells, the more the better."""
    beginning = io.StringIO(text, newline="").readlines()[: 4 * _LOOKED_AT]

    def fit(delimiter: str) -> tuple[float, int]:
        try:
            rows = [row for row in csv.reader(beginning, delimiter=delimiter) if row]
        except csv.Error:
            return 0.0, 0
        widths = Counter(len(row) for row in rows[:_LOOKED_AT])
        if not widths:
            return 0.0, 0
        width, times = max(widths.items(), key=lambda each: (each[1], each[0]))
        return (times / widths.total() if width > 1 else 0.0), width

    return max(DELIMITERS, key=fit)


def _titles(rows: list[Row]) -> int:
    """How many rows stand above the table as its title: one cell each, where others have more."""
    filled = [sum(1 for cell in row.cells if cell.strip()) for row in rows[:_LOOKED_AT]]
    usual, _ = max(Counter(filled).items(), key=lambda each: (each[1], each[0]))
    above = next((index for index, count in enumerate(filled) if count > 1), 0)
    return above if usual > 1 and above <= _MOST_TITLES else 0


def _names(rows: list[Row], *, headed: bool) -> tuple[str, ...]:
    """What the columns are called: each differently, and none without a name."""
    width = max(len(row.cells) for row in rows[: 1 if headed else _LOOKED_AT])
    if width > MAX_COLUMNS:
        raise UnreadableError(
            f"The table has {width} columns; up to {MAX_COLUMNS} are read. Leave out those that "
            "aren't needed."
        )
    heading = rows[0].cells if headed else ("",) * width
    names: list[str] = []
    for number, cell in enumerate(heading, 1):
        said = name = clip(clean_line(cell), _LONGEST_NAME) or f"Column {number}"
        twice = 1
        while name in names:
            twice += 1
            name = f"{clip(said, _LONGEST_NAME - 6)} ({twice})"
        names.append(name)
    return tuple(names)
