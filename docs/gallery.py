"""The gallery: every picture of the sample journey at one moment, with its alt text."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from bot.manifest import manifest
from bot.practice.sample import plant
from bot.practice.server import PracticeServer
from charts import comparison, empathy_map, funnel, names
from charts.empathy_map import EmpathyMap, Note
from charts.evidence import evidence_alt_text
from charts.priority_matrix import priority_matrix_alt_text
from charts.vote_result import vote_result_alt_text
from commands.chart.drawn import Data, Part
from commands.chart.known import find
from commands.index import FEATURES
from commands.map.gather import journey_map
from commands.request import Kind, Person, Request
from commands.router import Router
from commands.snapshot import comparison as snapshots
from commands.snapshot.compare import compare
from commands.snapshot.find import Side
from docs import decision_pictures
from storage.db import open_engine, reading
from storage.map import chart_facts
from storage.migrations import migrate
from storage.models import Journey
from storage.snapshot import freezing

MOMENT = datetime(2026, 11, 18, 18, tzinfo=UTC)
WEEKS_BEFORE = timedelta(weeks=3)
PERSONA = "Nadia"
WIDTH = 360

COUNTS = (48210, 20118, 3120, 2995, 640)
NOTES = EmpathyMap(
    title="Nadia, first balcony",
    subtitle="An example",
    as_of="18 Nov 2026",
    portrait="\u263a",
    says=(
        Note("Will it survive with me? I forget to water.", assumption=False, source="P-19"),
        Note("Just tell me which one.", assumption=True),
    ),
    thinks=(Note("They will laugh at me at the advice desk.", assumption=True),),
    does=(
        Note("Shows friends a photo of the balcony before she buys.", assumption=False),
        Note("Hunts for voucher codes during checkout.", assumption=False, source="P-2"),
    ),
    feels=(Note("Proud when something grows.", assumption=False),),
    pains=(Note("Waits at home a whole day for a parcel.", assumption=False, source="P-8"),),
    gains=(Note("A fern that is alive in spring.", assumption=True),),
)
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
            _before_and_after(session, journey),
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
    for asked in ("map", "curve", "flow", "channels", "departments", f"persona {PERSONA}"):
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
    matrix = decision_pictures.priority_matrix(drawn)
    yield _example("matrix", names.PRIORITY_MATRIX, matrix, priority_matrix_alt_text(matrix))
    yield _example("empathy", names.EMPATHY_MAP, NOTES, empathy_map.empathy_map_alt_text(NOTES))
    stages = tuple(
        funnel.Stage(stage.name, stage.funnel or "", count, "the web shop")
        for stage, count in zip(drawn.stages, COUNTS, strict=True)
    )
    counted = funnel.Funnel(
        drawn.title, "An example", drawn.as_of, stages, "visitors", "October 2026"
    )
    yield _example("funnel", names.FUNNEL, counted, funnel.funnel_alt_text(counted))
    vote, evidence = decision_pictures.vote_result(drawn), decision_pictures.evidence(drawn)
    yield Exhibit(
        "vote", "Result of a vote", "what the team would fix first", names.VOTE_RESULT, vote,
        vote_result_alt_text(vote), charted=False,
    )  # fmt: skip
    yield Exhibit(
        "evidence", "Votes against evidence", "what is popular but rare, and frequent but unvoted",
        names.EVIDENCE, evidence, evidence_alt_text(evidence), charted=False,
    )  # fmt: skip


def _example(name: str, chart: str, data: Data, alt_text: str) -> Exhibit:
    known, _ = find(name)
    return Exhibit(known.name, known.label, known.shows, chart, data, alt_text)


def _before_and_after(session: Session, journey: Journey) -> Exhibit:
    """The map three weeks before, as the sightings up to then had made it, and at the moment."""
    before, after = (
        Side(said, said, at, freezing.frozen(session, journey=journey, at=at))
        for said, at in (("S-1", MOMENT - WEEKS_BEFORE), ("S-2", MOMENT))
    )
    data = snapshots.comparison(journey.name, before, after, compare(before.data, after.data))
    return _example("comparison", names.COMPARISON, data, comparison.comparison_alt_text(data))


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
