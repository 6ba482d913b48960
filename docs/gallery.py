"""The gallery: every picture of the sample journey at one moment, with its alt text."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session

from bot.manifest import manifest
from bot.practice.sample import plant
from bot.practice.server import PracticeServer
from charts import names
from charts.evidence import evidence_alt_text
from charts.vote_result import vote_result_alt_text
from commands.chart.drawn import Data, Part
from commands.chart.known import find
from commands.index import FEATURES
from commands.map.gather import journey_map
from commands.request import Kind, Person, Request
from commands.router import Router
from docs import decision_pictures
from storage.db import open_engine, reading
from storage.map import chart_facts
from storage.migrations import migrate
from storage.models import Journey

MOMENT = datetime(2026, 11, 18, 18, tzinfo=UTC)
PERSONA = "Nadia"
ASKED = (
    "map", "curve", "flow", "channels", "departments", f"persona {PERSONA}", "matrix",
    f"empathy {PERSONA}", "funnel", "comparison",
)  # fmt: skip
WIDTH = 360

NOTICE = (
    "<!-- Made by `make pictures`; a test holds the pictures against what the program draws. -->"
)
INTRODUCTION = (
    "Every picture of the practice workspace's sample journey, as it stood on "
    f"{MOMENT:%d %B %Y}. In Slack `/journey chart <name>` draws one, on the command line "
    "`cairn render <name> --out file.png` (or `.svg`, `.pdf` on sheets of A3, `--dark`). "
    "A long map is several pictures there, so that a phone can show each, and one for a wall."
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A picture with the words that stand beside it; `name` is what `/journey chart` calls it."""

    name: str
    title: str
    told: str
    chart: str
    data: Data
    alt_text: str
    charted: bool = True

    @property
    def file(self) -> str:
        return f"gallery-{self.name}.png"


def exhibits() -> list[Exhibit]:
    """All pictures, from the sample planted in a folder of its own."""
    with _sample() as (session, journey):
        return [
            *_gathered(session, journey),
            *_examples(session, journey),
        ]


@contextmanager
def _sample() -> Iterator[tuple[Session, Journey]]:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'gallery.db'}")
        migrate(engine)
        server = PracticeServer(manifest=manifest(Router(FEATURES)), state_file=None)
        plant(engine, server, now=MOMENT)
        with reading(engine) as session:
            yield session, chart_facts.journeys_called(session, name="")[0]
        engine.dispose()


def _gathered(session: Session, journey: Journey) -> Iterator[Exhibit]:
    """What the sample journey has itself."""
    request = Request(
        Kind.COMMAND, "/journey", journey.workspace_id, Person(journey.owner_id), MOMENT
    )
    for asked in ASKED:
        known, words = find(asked)
        drawn = known.gather(request, session, journey, words)
        first, *further = drawn.parts or (Part(drawn.data, drawn.alt_text, {}),)
        yield Exhibit(known.name, known.label, known.shows, drawn.chart, first.data, first.alt_text)
        for number, part in enumerate(further, 2):
            yield Exhibit(
                f"{known.name}-{number}", f"{known.label}, picture {number}",
                "the same message shows it below", drawn.chart, part.data, part.alt_text,
                charted=False,
            )  # fmt: skip
        if further:
            yield Exhibit(
                f"{known.name}-poster", f"{known.label} for a wall",
                f"`cairn render {known.name} --poster`, or as .svg or .pdf", drawn.chart,
                drawn.data, drawn.alt_text, charted=False,
            )  # fmt: skip


def _examples(session: Session, journey: Journey) -> Iterator[Exhibit]:
    """What a team has only after it has worked with its map."""
    drawn = journey_map(session, journey=journey, now=MOMENT)
    vote, evidence = decision_pictures.vote_result(drawn), decision_pictures.evidence(drawn)
    yield Exhibit(
        "vote", "Result of a vote", "what the team would fix first", names.VOTE_RESULT, vote,
        vote_result_alt_text(vote), charted=False,
    )  # fmt: skip
    yield Exhibit(
        "evidence", "Votes against evidence", "what is popular but rare, and frequent but unvoted",
        names.EVIDENCE, evidence, evidence_alt_text(evidence), charted=False,
    )  # fmt: skip


def page(shown: Sequence[Exhibit]) -> str:
    """The page, with every picture's alt text as it goes along in Slack."""
    parts = ["# Gallery", NOTICE, INTRODUCTION]
    for one in shown:
        how = f"`/journey chart {one.name}`: " if one.charted else ""
        alt_text = one.alt_text.replace('"', "\u201d")
        parts += [
            f"## {one.title}",
            f"{how}{one.told}.",
            f'<img src="pictures/{one.file}" width="{WIDTH}" alt="{alt_text}">',
        ]
    return "\n\n".join(parts) + "\n"
