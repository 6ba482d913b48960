"""Counting a vote round: dots, shares, voters and ranks, and what pain points got."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys
from storage.models import Journey
from storage.vote import outcomes as vote_outcomes
from storage.vote import results as vote_results
from storage.vote.results import Counted, Voted, ranked
from tests.storage.round_world import Rounds, dots_of


@pytest.fixture
def rounds(engine: Engine, now: datetime) -> Rounds:
    world = Rounds(engine, now)
    world.build()
    return world


def option(position: int, dots: int) -> Counted:
    return Counted(position, position, f"Option {position}", None, None, None, dots, dots)


@given(st.lists(st.integers(0, 5), max_size=20))
def test_ranks_are_those_of_a_competition(dots: list[int]) -> None:
    result = ranked(option(position, got) for position, got in enumerate(dots, start=1))
    for each in result:
        assert each.rank == 1 + sum(got > each.dots for got in dots), "1, 2, 2, 4"
    assert [each.dots for each in result] == sorted(dots, reverse=True)
    assert sorted(each.position for each in result) == list(range(1, len(dots) + 1))
    places = [(each.rank, each.position) for each in result]
    assert places == sorted(places), "equal ones in the ballot's order"
    if sum(dots):
        assert sum(each.share for each in result) == pytest.approx(1)
    else:
        assert all(each.share == 0 for each in result)


def test_a_round_counted(rounds: Rounds) -> None:
    number = rounds.start(4, members=["U1", "U2", "U3", "U4", "U5"], quorum=3)
    rounds.vote(number, "U1", {1: 1, 2: 2})
    rounds.vote(number, "U2", {3: 3})
    rounds.vote(number, "U3", {2: 1, 1: 1})
    tally = rounds.tally(number)
    assert dots_of(tally) == [
        ("Option 2", 3, 2, 1),
        ("Option 3", 3, 1, 1),
        ("Option 1", 2, 2, 3),
        ("Option 4", 0, 0, 4),
    ]
    assert tally.dots == 8
    assert tally.options[0].share == pytest.approx(3 / 8)
    assert (tally.voters, tally.eligible, tally.participation) == (3, 5, 0.6)
    assert tally.quorum_met is True
    assert [each.title for each in tally.tied] == ["Option 2", "Option 3"]


def test_a_change_of_mind_counts_once(rounds: Rounds) -> None:
    number = rounds.start(2, members=["U1", "U2", "U3"], quorum=2)
    rounds.vote(number, "U1", {1: 3})
    rounds.vote(number, "U1", {2: 1})
    tally = rounds.tally(number)
    assert dots_of(tally) == [("Option 2", 1, 1, 1), ("Option 1", 0, 0, 2)]
    assert (tally.voters, tally.quorum_met) == (1, False)


def test_nobody_voted_and_nobody_is_known(rounds: Rounds) -> None:
    tally = rounds.tally(rounds.start(3))
    assert [each.rank for each in tally.options] == [1, 1, 1]
    assert (tally.voters, tally.eligible, tally.participation) == (0, None, None)
    assert tally.quorum_met is None
    assert tally.first == ()
    assert tally.tied == (), "nothing to run off between"


def test_more_than_four_tied_are_no_run_off(rounds: Rounds) -> None:
    number = rounds.start(6, dots=5)
    rounds.vote(number, "U1", dict.fromkeys(range(1, 6), 1))
    tally = rounds.tally(number)
    assert len(tally.first) == 5
    assert tally.tied == ()


def test_rounds_do_not_mix(rounds: Rounds) -> None:
    first, second = rounds.start(2), rounds.start(2)
    rounds.vote(first, "U1", {1: 3})
    assert rounds.tally(second).dots == 0
    assert rounds.tally(first).dots == 3


def for_pains(rounds: Rounds, *, channel_id: str | None = "C1") -> dict[int, Voted]:
    with transaction(rounds.engine) as session:
        journey_id = identity(session.exec(select(Journey)).one())
        here: dict[str, Any] = {"journey_id": journey_id, "channel_id": channel_id}
        found = vote_results.for_pains(session, workspace_id="T1", **here)
        assert not vote_results.for_opportunities(session, workspace_id="T1", **here)
        assert not vote_results.for_pains(session, workspace_id="T2", **here)
        ids = list(found)
        some: dict[str, Any] = {"workspace_id": "T1", "channel_id": channel_id}
        assert vote_outcomes.of_pains(session, ids=ids, **some) == found
        assert len(vote_outcomes.of_pains(session, ids=ids[:1], **some)) == len(ids[:1])
        return found


def test_a_pain_point_shows_its_latest_closed_round(rounds: Rounds) -> None:
    one, two = (rounds.log(what, by="U1") for what in ("Queue", "Label"))
    options = rounds.pain_options(one, two)
    one_id, two_id = (each.pain_point_id or 0 for each in options)
    first = rounds.start(options)
    rounds.vote(first, "U1", {1: 2})
    assert for_pains(rounds) == {}, "it runs"
    rounds.close(first)
    assert for_pains(rounds) == {one_id: Voted(2, 1, first), two_id: Voted(0, 0, first)}
    rounds.later(hours=1)
    second = rounds.start(rounds.pain_options(one))
    rounds.vote(second, "U1", {1: 1})
    rounds.vote(second, "U2", {1: 3})
    assert for_pains(rounds)[one_id] == Voted(2, 1, first)
    rounds.close(second)
    assert for_pains(rounds) == {one_id: Voted(4, 2, second), two_id: Voted(0, 0, first)}


def test_the_votes_of_a_private_channel_are_for_that_channel(rounds: Rounds) -> None:
    options = rounds.pain_options(rounds.log("Queue", by="U1"))
    number = rounds.start(options)
    rounds.vote(number, "U1", {1: 2})
    rounds.close(number)
    found = {options[0].pain_point_id: Voted(2, 1, number)}
    for private, seen in ((True, {}), (False, found)):
        with transaction(rounds.engine) as session:
            journeys.bind(
                session,
                workspace_id="T1",
                journey_id=identity(session.exec(select(Journey)).one()),
                channel_id="C1",
                private=private,
                person_id="UOWNER",
                at=rounds.now,
            )
        assert for_pains(rounds, channel_id="C2") == seen
        assert for_pains(rounds, channel_id=None) == seen
        assert for_pains(rounds) == found
