"""Opportunities on both databases: what they answer, their life, and lists by one framework."""

from datetime import datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import transaction
from storage.identity import identity
from storage.models import History
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import opportunities
from storage.opportunity import pains as opportunity_pains
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.points import RicePoints
from storage.status import Outcome
from storage.vocabulary import Framework, OpportunityStatus, Status
from tests.storage.opportunity_world import Team

RICE = {
    "reach": 3000.0,
    "reach_period": "month",
    "impact": 2.0,
    "confidence": 80,
    "effort": 4.0,
}


@pytest.fixture
def team(engine: Engine, now: datetime) -> Team:
    team = Team(engine, now)
    team.build()
    return team


def test_numbers_and_what_it_answers(team: Team) -> None:
    first, second = (team.log(what, by="UMAYA") for what in ("No printer", "Long queue"))
    number = team.idea("Print labels", pains=[second, first], **RICE)
    assert number == 1
    assert team.editable(number)["pains"] == [first, second]
    (row,) = team.page().rows
    assert [pain.number for pain in row.pains] == [first, second]
    assert row.heat == pytest.approx(6.0)
    assert isinstance(row.points, RicePoints)
    assert row.points.value == pytest.approx(1200)


def test_only_pain_points_of_its_own_journey_and_workspace(team: Team) -> None:
    other = Team(team.engine, team.now, workspace_id="T2")
    other.build()
    team.log("No printer", by="UMAYA")
    theirs = [other.log(what, by="UMAYA") for what in ("One", "Two")]
    number = team.idea("Print labels", pains=[1, *theirs])
    assert team.editable(number)["pains"] == [1]
    assert other.page().total == 0
    with transaction(team.engine) as session:
        assert opportunities.numbered(session, workspace_id="T2", number=number) is None


def test_a_merged_pain_point_stands_for_what_it_leads_to(team: Team) -> None:
    first, second, third = (team.log(what, by="UMAYA") for what in ("One", "Two", "Three"))
    number = team.idea("Print labels", pains=[first, second])
    team.merge(first, second)
    team.merge(second, third)
    (row,) = team.page().rows
    # Both lead to the third; its heat counts once.
    assert [pain.number for pain in row.pains] == [third]
    assert row.heat == pytest.approx(9.0)
    with transaction(team.engine) as session:
        pain = team.pain(session, third)
        found = opportunity_pains.answering(session, pain=pain, limit=5)
        assert [one.number for one in found] == [number]
    team.unmerge(second)
    (row,) = team.page().rows
    assert [pain.number for pain in row.pains] == [second]
    assert row.heat == pytest.approx(6.0)
    with transaction(team.engine) as session:
        assert not opportunity_pains.answering(session, pain=team.pain(session, third), limit=5)


def test_heat_is_that_of_the_open_pain_points(team: Team) -> None:
    first, second = (team.log(what, by="UMAYA") for what in ("One", "Two"))
    number = team.idea("Print labels", pains=[first, second])
    team.move(first, Status.SOLVED)
    (row,) = team.page().rows
    assert [pain.number for pain in row.pains] == [first, second]
    assert row.heat == pytest.approx(3.0)
    with transaction(team.engine) as session:
        found = opportunity_rows.heats(
            session, workspace_id="T1", ids=[identity(team.one(session, number))], now=team.now
        )
    assert list(found.values()) == [pytest.approx(3.0)]


def test_an_edit_keeps_before_and_after_and_repeats_harmlessly(team: Team) -> None:
    pain = team.log("No printer", by="UMAYA")
    number = team.idea("Print labels")
    assert team.change(number, title="Print at the desk", pains=[pain], effort=1.5)
    assert not team.change(number, title="Print at the desk", pains=[pain], effort=1.5)
    assert team.change(number, pains=[])
    with transaction(team.engine) as session:
        entries = session.exec(
            select(History).where(History.subject == "opportunity").order_by("id")
        ).all()
        assert [entry.what for entry in entries] == ["added", "edited", "edited"]
        assert entries[1].before == {"title": "Print labels", "effort": None, "pains": []}
        assert entries[1].after == {"title": "Print at the desk", "effort": 1.5, "pains": [pain]}
        assert entries[2].after == {"pains": []}


def test_dropping_asks_for_the_status_that_was_seen(team: Team) -> None:
    number = team.idea("Print labels")
    dropped = OpportunityStatus.DROPPED
    assert team.set_to(number, dropped, seen="Open", reason="Tried").outcome is Outcome.DONE
    assert team.set_to(number, dropped, seen="Open", reason="Tried").outcome is Outcome.ALREADY
    overtaken = team.set_to(number, dropped, seen="Open", reason="Too dear")
    assert overtaken.outcome is Outcome.OVERTAKEN
    assert overtaken.last
    assert (overtaken.last.after or {})["reason"] == "Tried"
    assert team.page().total == 0
    assert team.page(statuses=[dropped]).total == 1
    back = team.set_to(number, OpportunityStatus.OPEN, seen="Dropped")
    assert back.outcome is Outcome.DONE
    assert team.page().total == 1


def test_a_list_is_ordered_by_one_framework_alone(team: Team) -> None:
    team.idea("Small reach", **{**RICE, "reach": 10.0})
    team.idea("No figures")
    team.idea("A year's reach", **{**RICE, "reach": 48000.0, "reach_period": "year"})
    team.idea("A month's reach", **RICE)
    team.idea("By ICE", ice_impact=9, ice_confidence=9, ice_ease=9)
    by_rice = team.page()
    # 48,000 a year are 4,000 a month, which is more than 3,000.
    assert [row.number for row in by_rice.rows] == [3, 4, 1, 2, 5]
    assert (by_rice.total, by_rice.scored) == (5, 3)
    assert by_rice.rows[3].lacks == ("reach", "impact", "confidence", "effort")
    by_ice = team.page(Framework.ICE)
    assert [row.number for row in by_ice.rows] == [5, 1, 2, 3, 4]
    assert [row.points for row in by_ice.rows[1:]] == [None] * 4
    assert all(row.points is None for row in team.page(Framework.ULWICK).rows)


def test_pages_hold_everything_once(team: Team) -> None:
    for n in range(7):
        team.idea(f"Idea {n}", **({**RICE, "reach": float(100 + n)} if n % 2 else {}))
    pages = [team.page(number=number, size=3) for number in (1, 2, 3)]
    assert [page.pages for page in pages] == [3, 3, 3]
    numbers = [row.number for page in pages for row in page.rows]
    assert numbers == [6, 4, 2, 1, 3, 5, 7]
    assert team.page(number=99, size=3).number == 3


def test_the_framework_is_changed_once(team: Team) -> None:
    with transaction(team.engine) as session:
        journey = team.journey(session)
        assert journey.framework == "RICE"

        def use_ice() -> bool:
            return opportunities.use_framework(
                session, journey=journey, framework=Framework.ICE, actor_id="UMAYA", at=team.now
            )

        assert use_ice()
        assert not use_ice()
        entry = session.exec(select(History).where(History.what == "framework")).one()
        assert (entry.before, entry.after) == ({"framework": "RICE"}, {"framework": "ICE"})


def test_choosing_by_number_or_words(team: Team) -> None:
    team.log("The queue is long", by="UMAYA")
    team.log("No printer at home", by="UMAYA", severity=5)
    solved = team.log("Printer ink is dear", by="UMAYA")
    team.move(solved, Status.SOLVED)
    team.idea("Print labels")
    with transaction(team.engine) as session:
        journey_id = identity(team.journey(session))

        def pains(typed: str) -> list[int]:
            found = opportunity_pains.offered(
                session,
                workspace_id="T1",
                journey_id=journey_id,
                typed=typed,
                now=team.now,
                limit=5,
            )
            return [row.number for row in found]

        def matching(typed: str) -> list[int]:
            found = opportunity_lists.matching(
                session, workspace_id="T1", journey_id=journey_id, typed=typed, limit=5
            )
            return [one.number for one in found]

        assert pains("") == [2, 1]
        assert pains("PRINTER") == [2]
        assert pains("p-1") == pains("1") == pains("P-1 · The queue is long") == [1]
        assert pains("nothing like it") == []
        assert pains(f"P-{solved}") == []
        for typed in ("", "o-1", "labels", "O-1 · Print labels"):
            assert matching(typed) == [1], typed
        assert matching("queue") == []
