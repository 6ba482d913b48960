"""The sample as it is planted: every picture has something to show, nothing is too early."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.manifest import manifest
from bot.practice.people import CHANNELS
from bot.practice.sample import plant
from bot.practice.server import PracticeServer
from charts.journey_map import LAYERS
from commands.chart.known import find
from commands.index import FEATURES
from commands.map.gather import journey_map
from commands.request import Kind, Person, Place, Request
from commands.router import Router
from storage.db import open_engine, reading
from storage.migrations import migrate
from storage.models import (
    Action,
    History,
    Journey,
    PainPoint,
    Reading,
    Score,
    ScoreRound,
    Sighting,
    Snapshot,
    VoteRound,
)
from tests.commands.front_door import shown

# A Sunday early in a month: the moments that the content tells for a Wednesday must still fit.
NOW = datetime(2026, 11, 1, 10, tzinfo=UTC)
STORE = next(each.id for each in CHANNELS if each.name == "store-team")


@contextlib.contextmanager
def planted(database: Path, now: datetime) -> Iterator[Session]:
    """The sample as somebody finds it who tries Cairn at this moment."""
    engine = open_engine(f"sqlite:///{database}")
    migrate(engine)
    plant(engine, PracticeServer(manifest=manifest(Router(FEATURES)), state_file=None), now=now)
    with reading(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with planted(tmp_path_factory.mktemp("sample") / "sample.db", NOW) as opened:
        yield opened


@pytest.fixture
def journey(session: Session) -> Journey:
    return session.exec(select(Journey)).one()


def alt_text(session: Session, journey: Journey, asked: str) -> str:
    known, words = find(asked)
    place = Request(Kind.COMMAND, "/journey", journey.workspace_id, Person(journey.owner_id), NOW)
    return known.gather(place, session, journey, words).alt_text


def test_every_layer_of_the_map_is_filled(session: Session, journey: Journey) -> None:
    drawn = journey_map(session, journey=journey, now=NOW)
    assert all(drawn.holds(layer) for layer in LAYERS)
    assert all(stage.kpis for stage in drawn.stages)
    assert {note.status for stage in drawn.stages for note in stage.decisions} >= {
        "Open", "Doing", "Done", "Planned",
    }  # fmt: skip


def test_pictures_of_numbers_and_decisions_have_something_to_show(
    session: Session, journey: Journey
) -> None:
    assert alt_text(session, journey, "funnel").count("went on") == 4
    assert "3 opportunities" in alt_text(session, journey, "matrix")
    assert "6 notes: 1 seen, 5 assumed" in alt_text(session, journey, "empathy Nadia")
    assert "Opportunities: 0, then 3" in alt_text(session, journey, "comparison")


def test_the_snapshot_knows_nothing_of_what_came_later(session: Session, journey: Journey) -> None:
    kept = session.exec(select(Snapshot)).one()
    assert timedelta(days=21) < NOW - kept.taken_at < timedelta(days=35)
    seen = session.exec(select(Sighting).where(Sighting.seen_at <= kept.taken_at)).all()
    pains = sum(point["sightings"] for point in kept.data["touchpoints"])
    assert 0 < pains <= len(seen)
    assert kept.data["opportunities"] == []
    assert {one["status"] for one in kept.data["pains"]} == {"New", "Confirmed"}
    later = session.exec(select(Reading).where(Reading.recorded_at > kept.taken_at)).all()
    picture = str(kept.data["picture"])
    assert later
    assert "Visits that look at a product" in picture
    assert str(journey.name) in picture


def test_dates_are_in_the_past_and_nothing_is_due_on_a_weekend(session: Session) -> None:
    assert all(each.at <= NOW for each in session.exec(select(History)))
    assert all(each.recorded_at <= NOW for each in session.exec(select(Reading)))
    actions = session.exec(select(Action)).all()
    assert Counter(each.status for each in actions) == {"Open": 1, "Doing": 1, "Done": 1}
    assert all(each.due_on.weekday() < 5 for each in actions)
    assert all(each.due_on > NOW.date() for each in actions if each.status != "Done")


@pytest.mark.parametrize("later", range(7))
def test_it_can_be_planted_on_any_day_of_the_week(tmp_path: Path, later: int) -> None:
    now = NOW.replace(hour=0, minute=1) + timedelta(days=later)
    with planted(tmp_path / "sample.db", now) as session:
        scored, voted = (
            session.exec(select(ScoreRound)).one(),
            session.exec(select(VoteRound)).one(),
        )
        assert scored.revealed_at is not None
        assert voted.closed_at is not None
        assert scored.created_at <= scored.revealed_at <= now
        assert voted.created_at < voted.closed_at <= now
        assert all(each.at <= now for each in session.exec(select(History)))


def test_a_vote_was_decided_and_stands_where_its_pain_points_do(
    session: Session, journey: Journey
) -> None:
    won = "Return label has to be printed and nobody has a printer any more"
    asked = Request(
        Kind.COMMAND, "/vote", journey.workspace_id, Person(journey.owner_id), NOW, Place(STORE)
    )
    router = Router(FEATURES)

    def answered(name: str, text: str) -> str:
        return shown(list(router.run(replace(asked, name=name, text=text), session)))

    number = session.exec(select(PainPoint.number).where(PainPoint.title == won)).one()
    result = answered("/vote", "V-1")
    assert f"First: *P-{number} {won}* with 5 of 12 dots" in result
    assert "4 of 5 people voted (80\u00a0%)" in result
    assert "quorum of 3 met" in result
    assert "V-1" in answered("/vote", "list")
    assert "in V-1" in answered("/pain", f"P-{number}")
    assert "in V-1" in answered("/journey", "priorities votes")
    assert "in V-1" in answered("/journey", "map")


def test_sightings_name_each_persona_alike_and_four_people_scored(session: Session) -> None:
    named = Counter(each.persona_id for each in session.exec(select(Sighting)))
    unnamed = named.pop(None)
    assert len(named) == 3
    assert max(named.values()) - min(named.values()) <= 1
    assert unnamed > sum(named.values()), "busy people mostly leave it out"
    assert len({each.person_id for each in session.exec(select(Score))}) == 4
