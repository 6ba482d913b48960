"""Votes: every one once, within its budget, and nameless where names are not stored."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import transaction
from storage.models import Ballot, Dot
from storage.vocabulary import Names
from storage.vote import ballots
from storage.vote.ballots import Outcome
from tests.conftest import NOON
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(engine: Engine) -> Rounds:
    world = Rounds(engine, NOON)
    world.build()
    return world


def stored(rounds: Rounds) -> tuple[list[Ballot], dict[tuple[str, int], int]]:
    """The ballots, and the dots by voter and option."""
    with transaction(rounds.engine) as session:
        dots = {(dot.voter, dot.option_id): dot.dots for dot in session.exec(select(Dot))}
        return list(session.exec(select(Ballot))), dots


def mine(rounds: Rounds, number: int, person_id: str) -> dict[int, int]:
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        return ballots.mine(session, round=round, voter=ballots.voter(round, person_id))


def test_a_vote_takes_the_place_of_the_one_before(rounds: Rounds) -> None:
    number = rounds.start(3, dots=3)
    first, second, third = (option.id or 0 for option in rounds.options(number))
    assert rounds.vote(number, "U1", {1: 2, 2: 1}, department="Tills") is Outcome.CAST
    assert rounds.vote(number, "U1", {3: 1, 2: 2}, department="Stock") is Outcome.CAST
    assert mine(rounds, number, "U1") == {second: 2, third: 1}
    (ballot,), dots = stored(rounds)
    assert (ballot.voter, ballot.department) == ("U1", "Stock")
    assert dots == {("U1", second): 2, ("U1", third): 1}
    assert first not in {option_id for _, option_id in dots}


@pytest.mark.parametrize(
    "dots", [{1: 2, 2: 2}, {1: 3}, {1: 1, 2: 1, 3: 2}], ids=["too many", "on one", "in all"]
)
def test_too_many_dots_are_refused_and_the_old_vote_stays(
    rounds: Rounds, dots: dict[int, int]
) -> None:
    number = rounds.start(3, dots=3, most_on_one=2)
    rounds.vote(number, "U1", {1: 1})
    assert rounds.vote(number, "U1", dots) is Outcome.REFUSED
    (first, *_) = rounds.options(number)
    assert mine(rounds, number, "U1") == {first.id: 1}


def test_no_dots_take_the_vote_back(rounds: Rounds) -> None:
    number = rounds.start(3, dots=3)
    rounds.vote(number, "U1", {1: 1})
    rounds.vote(number, "U2", {1: 1})
    assert rounds.vote(number, "U1", {1: 0, 2: 0}) is Outcome.TAKEN_BACK
    (ballot,), dots = stored(rounds)
    assert ballot.voter == "U2"
    assert list(dots.values()) == [1]
    assert rounds.vote(number, "U1", {}) is Outcome.TAKEN_BACK


def test_an_option_of_another_ballot_is_refused(rounds: Rounds) -> None:
    number, other = rounds.start(3), rounds.start(3)
    foreign = rounds.options(other)[0].id or 0
    with transaction(rounds.engine) as session:
        outcome = ballots.cast(
            session,
            round=rounds.locked(session, number),
            voter="U1",
            dots={foreign: 1},
            department=None,
            at=rounds.now,
        )
    assert outcome is Outcome.REFUSED
    assert stored(rounds) == ([], {})


def test_a_closed_round_takes_nothing(rounds: Rounds) -> None:
    number = rounds.start(3)
    rounds.vote(number, "U1", {1: 1})
    rounds.close(number)
    assert rounds.vote(number, "U1", {2: 1}) is Outcome.CLOSED
    assert rounds.vote(number, "U1", {}) is Outcome.CLOSED
    assert rounds.tally(number).voters == 1


def test_where_names_are_not_stored_nothing_stored_tells_a_person(rounds: Rounds) -> None:
    number = rounds.start(3, dots=3, names=Names.NOT_STORED)
    rounds.later(minutes=5)
    rounds.vote(number, "U1", {1: 1}, department="Tills")
    rounds.later(minutes=5)
    rounds.vote(number, "U1", {2: 1}, department="Tills")
    (ballot,), dots = stored(rounds)
    assert "U1" not in ballot.voter
    assert len(ballot.voter) == 64
    assert ballot.department is None
    assert ballot.cast_at == rounds.stored(number).created_at
    assert list(dots.values()) == [1]
    second = rounds.start(3, dots=3, names=Names.NOT_STORED)
    rounds.vote(second, "U1", {1: 1})
    assert len({each.voter for each in stored(rounds)[0]}) == 2


def test_without_its_key_nobody_finds_a_vote_again(rounds: Rounds) -> None:
    number = rounds.start(3, names=Names.NOT_STORED)
    rounds.vote(number, "U1", {1: 1})
    rounds.close(number)
    with pytest.raises(ValueError, match="no longer knows"):
        mine(rounds, number, "U1")


def test_what_a_vote_has_to_know(rounds: Rounds) -> None:
    number = rounds.start(3, members=["U1", "U2"])
    rounds.vote(number, "U2", {1: 1})
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        known = ballots.before(session, round=round, person_id="U1")
        voted = ballots.before(session, round=round, person_id="U2")
        stranger = ballots.before(session, round=round, person_id="U3")
    assert (known.is_member, known.has_voted, known.voters, known.members) == (True, False, 1, 2)
    assert known.nearly_all_voted
    assert (voted.is_member, voted.has_voted) == (True, True)
    assert (stranger.is_member, stranger.has_voted) == (False, False)


def test_a_department_is_kept_for_next_time(rounds: Rounds) -> None:
    rounds.arrive("U1")
    with transaction(rounds.engine) as session:
        of = {"workspace_id": "T1", "person_id": "U1"}
        assert ballots.department(session, **of) == ""
        ballots.keep_department(session, **of, department="Tills")
        assert ballots.department(session, **of) == "Tills"
        ballots.keep_department(session, **of, department="")
        assert ballots.department(session, **of) == ""
        assert ballots.department(session, workspace_id="T2", person_id="U1") == ""
