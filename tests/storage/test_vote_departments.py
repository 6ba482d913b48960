"""Votes by department: nobody can work out what a small group chose."""

from datetime import datetime
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from storage.db import transaction
from storage.vocabulary import Names
from storage.vote import departments as vote_departments
from storage.vote.departments import SMALLEST, ByDepartment, Group, disclosed
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(engine: Engine, now: datetime) -> Rounds:
    world = Rounds(engine, now)
    world.build()
    return world


def groups(sizes: list[int]) -> list[Group]:
    return [Group(f"D{number}", size) for number, size in enumerate(sizes)]


def names(found: ByDepartment) -> list[str]:
    return [group.name for group in found.shown]


@given(st.lists(st.integers(1, 9), max_size=8))
def test_no_small_group_can_be_worked_out(sizes: list[int]) -> None:
    """Brute force over everything that can be added and taken off.

    Known to all: the totals and what is shown. Known besides to somebody who is alone in
    their group: that group. Every sum of groups that follows from it is either of groups
    that are large enough each, or holds no single small group that is not the asker's own.
    """
    everybody = groups(sizes)
    found = disclosed(everybody)
    shown = {group.name for group in found.shown}
    alone = [group.name for group in everybody if group.voters == 1]
    size = {group.name: group.voters for group in everybody}
    # Where nothing is shown there is nothing to work it out from but the result itself.
    for own in [None, *alone] if shown else []:
        known = [{name} for name in shown] + ([{own}] if own else [])
        for count in range(len(known) + 1):
            for taken in combinations(known, count):
                left = set(size).difference(*taken)
                rest = left - shown - {own}
                if len(rest) == 1:
                    assert size[rest.pop()] >= SMALLEST
                elif own is None and rest:
                    assert sum(size[name] for name in rest) >= SMALLEST
    assert all(group.voters >= SMALLEST for group in found.shown)
    assert found.hidden_groups == len(sizes) - len(shown)
    assert found.hidden_voters == sum(sizes) - sum(group.voters for group in found.shown)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], []),
        ([4], []),
        ([5], ["D0"]),
        ([9, 7], ["D0", "D1"]),
        ([9, 7, 4], ["D0"]),  # 4 alone would be the total without the rest
        ([9, 7, 3, 2], ["D0", "D1"]),
        ([9, 7, 4, 1], ["D0"]),  # who is alone would know what the 4 chose
        ([9, 7, 3, 1, 1], ["D0", "D1"]),
        ([6, 1, 1], []),
        ([8, 6, 1, 1], ["D0"]),
    ],
)
def test_what_is_shown(sizes: list[int], expected: list[str]) -> None:
    assert names(disclosed(groups(sizes))) == expected


def asked(rounds: Rounds, number: int) -> ByDepartment:
    with transaction(rounds.engine) as session:
        return vote_departments.by_department(session, round=rounds.locked(session, number))


def vote_of_two_departments(rounds: Rounds, **more: Any) -> int:  # noqa: ANN401
    number = rounds.start(3, **more)
    for person in range(5):
        rounds.vote(number, f"US{person}", {1: 2, 2: 1}, department="Sales" if person else "sáles ")
    for person in range(6):
        rounds.vote(number, f"UX{person}", {2: 1})
    return number


def test_departments_of_a_closed_round(rounds: Rounds) -> None:
    number = vote_of_two_departments(rounds)
    assert asked(rounds, number) == ByDepartment(), "two looks at it would tell a single vote"
    rounds.close(number)
    found = asked(rounds, number)
    first, second, third = (option.id for option in rounds.options(number))
    assert [(group.name, group.voters) for group in found.shown] == [("", 6), ("Sales", 5)]
    assert found.shown[0].dots == {second: 6}
    assert found.shown[1].dots == {first: 10, second: 5}
    assert third not in found.shown[1].dots


def test_names_that_are_not_stored_have_no_department(rounds: Rounds) -> None:
    number = vote_of_two_departments(rounds, names=Names.NOT_STORED)
    rounds.close(number)
    assert asked(rounds, number) == ByDepartment()
