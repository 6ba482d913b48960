"""Scoring on both databases: private until revealed, each person once, nothing after that."""

import threading
from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import func, select

from storage.db import open_engine, transaction
from storage.models import Score
from storage.opportunity.points import UlwickPoints
from storage.opportunity.scores import EFFORT, IMPACT, IMPORTANCE, SATISFACTION
from storage.vocabulary import Framework, Scoring
from tests.storage.opportunity_world import Team
from tests.storage.pain_world import OWNER


@pytest.fixture
def team(engine: Engine, now: datetime) -> Team:
    team = Team(engine, now)
    team.build()
    team.idea("Print labels")
    team.idea("One more till")
    return team


def rows(team: Team) -> int:
    with transaction(team.engine) as session:
        return session.exec(select(func.count()).select_from(Score)).one()


def test_a_change_of_mind_replaces_and_never_adds(team: Team) -> None:
    begun = team.begin(Scoring.IMPACT_EFFORT, 1, 2)
    assert team.give(begun, "UMAYA", {1: (5, 1), 2: (2, 2)})
    assert team.give(begun, "UMAYA", {1: (5, 1), 2: (2, 2)})
    assert (rows(team), team.scorers(begun)) == (4, 1)
    assert team.give(begun, "UMAYA", {1: (3, 3)})
    assert (rows(team), team.scorers(begun)) == (2, 1)
    assert team.give(begun, "UKWAME", {2: (4, 4)})
    assert team.scorers(begun) == 2
    assert team.reveal(begun)
    assert team.given(begun)[1].sides == {IMPACT: [3], EFFORT: [3]}


def test_nothing_is_told_before_it_is_revealed(team: Team) -> None:
    begun = team.begin(Scoring.IMPACT_EFFORT, 1)
    for person_id in ("UMAYA", "UKWAME", "UPRIYA"):
        team.give(begun, person_id, {1: (4, 2)})
    with pytest.raises(ValueError, match="before they are revealed"):
        team.given(begun)
    assert team.latest(Scoring.IMPACT_EFFORT) == {}
    assert team.reveal(begun)
    assert not team.reveal(begun, by="UMAYA")
    assert not team.give(begun, "UMAYA", {1: (1, 1)})
    assert team.latest(Scoring.IMPACT_EFFORT)[1].sides == {IMPACT: [4, 4, 4], EFFORT: [2, 2, 2]}
    with transaction(team.engine) as session:
        assert team.round(session, begun, alone=False).revealed_by == OWNER


def test_what_fewer_than_three_scored_counts_for_nothing(team: Team) -> None:
    begun = team.begin(Scoring.IMPACT_EFFORT, 1, 2)
    team.give(begun, "UMAYA", {1: (4, 2), 2: (1, 1)})
    team.give(begun, "UKWAME", {1: (4, 2), 2: (5, 5)})
    team.give(begun, "UPRIYA", {1: (5, 3)})
    team.reveal(begun)
    given = team.given(begun)
    assert (given[1].enough, given[2].enough) == (True, False)
    assert list(team.latest(Scoring.IMPACT_EFFORT)) == [1]


def test_the_last_revealed_round_with_enough_people_counts(team: Team) -> None:
    people = ("UMAYA", "UKWAME", "UPRIYA")
    first, second, third = (team.begin(Scoring.IMPACT_EFFORT, 1, 2) for _ in range(3))
    for person_id in people:
        team.give(first, person_id, {1: (1, 1), 2: (1, 1)})
        team.give(second, person_id, {1: (5, 5)})
    team.give(third, "UMAYA", {1: (3, 3)})
    team.reveal(second)
    team.reveal(first)
    team.reveal(third)
    latest = team.latest(Scoring.IMPACT_EFFORT)
    assert latest[1].sides[IMPACT] == [5, 5, 5]
    assert latest[2].sides[IMPACT] == [1, 1, 1]
    assert team.latest(Scoring.ULWICK) == {}


def test_ulwick_orders_the_list_by_the_answers_of_the_team(team: Team) -> None:
    begun = team.begin(Scoring.ULWICK, 1, 2)
    # Important to all and satisfying to one in four; important to half and satisfying to all.
    for n, person_id in enumerate(("UA", "UB", "UC", "UD")):
        team.give(begun, person_id, {2: (5, 4 if n == 0 else 3), 1: (4 if n < 2 else 3, 5)})
    team.reveal(begun)
    page = team.page(Framework.ULWICK)
    assert [row.number for row in page.rows] == [2, 1]
    first, second = (row.points for row in page.rows)
    assert isinstance(first, UlwickPoints)
    assert isinstance(second, UlwickPoints)
    assert (first.importance, first.satisfaction, first.n) == (10, 2.5, 4)
    assert (first.value, first.underserved) == (17.5, True)
    assert (second.value, second.underserved) == (5, False)
    assert team.given(begun)[2].sides == {IMPORTANCE: [5, 5, 5, 5], SATISFACTION: [3, 3, 3, 4]}


def test_scores_are_seen_in_their_own_workspace_alone(team: Team) -> None:
    begun = team.begin(Scoring.IMPACT_EFFORT, 1)
    for person_id in ("UMAYA", "UKWAME", "UPRIYA"):
        team.give(begun, person_id, {1: (4, 2)})
    team.reveal(begun)
    other = Team(team.engine, team.now, workspace_id="T2")
    other.build()
    other.idea("Print labels")
    assert other.latest(Scoring.IMPACT_EFFORT) == {}
    with transaction(team.engine) as session, pytest.raises(AssertionError):
        other.round(session, begun, alone=False)


def test_at_once_every_score_is_stored_or_refused_and_one_reveals(
    team: Team, database_url: str
) -> None:
    """Two processes' worth of people score while two reveal."""
    begun = team.begin(Scoring.IMPACT_EFFORT, 1, 2)
    taken: dict[str, bool] = {}
    revealed: list[bool] = []
    gate = threading.Barrier(10)

    def score(person_id: str, team: Team) -> None:
        gate.wait()
        for value in (1, 5):
            taken[person_id] = team.give(begun, person_id, {1: (value, 2), 2: (value, 3)})

    def reveal(person_id: str, team: Team) -> None:
        gate.wait()
        revealed.append(team.reveal(begun, by=person_id))

    engines = [open_engine(database_url) for _ in range(2)]
    try:
        threads = [
            threading.Thread(
                target=reveal if n < 2 else score,
                args=(f"U{n}", Team(engines[n % 2], team.now)),
            )
            for n in range(10)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        for engine in engines:
            engine.dispose()
    assert sorted(revealed) == [False, True]
    # Who was told "stored" the second time has fives; nobody's sheet is mixed.
    given = team.given(begun)
    fives = sum(taken.values())
    scored = given[1].sides[IMPACT] if 1 in given else []
    assert scored.count(5) == fives
    assert len(scored) == team.scorers(begun)
    if given:
        assert given[1].sides[IMPACT] == given[2].sides[IMPACT]
