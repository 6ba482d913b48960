"""`cairn render`: any of a journey's pictures from the command line, into a file."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.journey_named import journey_named
from bot.starting import StartError
from commands.chart.drawn import Drawn, Part
from commands.chart.known import KNOWN, find
from commands.errors import UserError
from commands.request import Kind, Person, Request
from commands.text import clean_line, unescape
from storage.db import open_engine, reading
from storage.migrations import current, head

Format = Literal["png", "svg", "pdf"]
FORMATS: tuple[Format, ...] = ("png", "svg", "pdf")
_MARKS = re.compile("[*`\u2060]")


class RenderError(Exception):
    """A picture can't be made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """`asked` is the chart's name with what stands behind it, as "persona Lena".

    A PNG that has several pictures in Slack has as many files, unless the `poster` is wanted; the
    other formats are for print, and always hold the whole.
    """

    asked: str
    journey: str
    workspace: str
    out: Path
    dark: bool
    poster: bool = False


def listed() -> str:
    """The names of all charts with what they show."""
    widest = max(len(f"{one.name} {one.words}".strip()) for one in KNOWN)
    return "\n".join(f"{f'{one.name} {one.words}'.strip():<{widest}}  {one.shows}" for one in KNOWN)


def render(database_url: str, wanted: Wanted) -> str:
    """Draws the picture into its file; what was done, in words.

    Raises RenderError for what the person can put right, StartError for the database.
    """
    kind = _format(wanted.out)
    drawn = _gathered(database_url, wanted)
    # Matplotlib takes a second to load, and nothing else here needs it.
    from charts import catalogue  # noqa: PLC0415
    from charts.theme import DARK, LIGHT  # noqa: PLC0415

    whole = Part(drawn.data, drawn.alt_text, {})
    shown = drawn.parts if drawn.parts and kind == "png" and not wanted.poster else (whole,)
    told = []
    for out, part in zip(_files(wanted.out, len(shown)), shown, strict=True):
        picture = catalogue.draw(
            drawn.chart,
            part.data.to_json(),
            format_=kind,
            theme=DARK if wanted.dark else LIGHT,
        )
        _write(out, picture)
        told.append(f"{drawn.title}: {out} ({len(picture) / 1024:,.0f} kB)\n{part.alt_text}")
    return "\n".join(told)


def _files(out: Path, count: int) -> list[Path]:
    """map.png, map-2.png, map-3.png."""
    further = [out.with_stem(f"{out.stem}-{number}") for number in range(2, count + 1)]
    return [out, *further]


def _write(out: Path, picture: bytes) -> None:
    try:
        out.write_bytes(picture)
    except OSError as error:
        raise RenderError(f"{out} can't be written: {error.strerror}.") from None


def _format(out: Path) -> Format:
    suffix = out.suffix.casefold().removeprefix(".")
    for known in FORMATS:
        if suffix == known:
            return known
    raise RenderError(f"--out must end in .png, .svg or .pdf, and {out.name} does not.")


def _gathered(database_url: str, wanted: Wanted) -> Drawn:
    path = make_url(database_url).database
    if make_url(database_url).get_backend_name() == "sqlite" and not Path(path or "").exists():
        raise StartError(f"DATABASE_URL: there is no database at {path}. `cairn run` makes one.")
    engine = open_engine(database_url)
    try:
        return _read(engine, wanted)
    except UserError as error:
        raise RenderError(_plain(str(error))) from None
    except DBAPIError as error:
        why = str(error.orig).splitlines()[0]
        raise StartError(f"DATABASE_URL: the database can't be used: {why}") from None
    finally:
        engine.dispose()


def _read(engine: Engine, wanted: Wanted) -> Drawn:
    with engine.connect() as connection:
        if current(connection) != head():
            raise StartError("DATABASE_URL: not up to date. `cairn migrate` brings it there.")
    known, words = find(clean_line(wanted.asked))
    with reading(engine) as session:
        journey = journey_named(session, name=wanted.journey, workspace_id=wanted.workspace)
        request = Request(
            kind=Kind.COMMAND,
            name="/journey",
            workspace_id=journey.workspace_id,
            # Owners see all of their journeys.
            person=Person(journey.owner_id),
            now=datetime.now(UTC),
        )
        return known.gather(request, session, journey, words)


def _plain(words: str) -> str:
    """What is written for Slack, as a terminal shows it."""
    return _MARKS.sub("", unescape(words))
