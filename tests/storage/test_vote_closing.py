"""Closing, reopening and cancelling a vote round: once, whoever asks."""

import threading
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func
from sqlmodel import select

from storage.db import open_engine, transaction
from storage.models import Ballot, Dot, History, VoteMember, VoteOption
from storage.vocabulary import About, Names, RoundStatus
from storage.vote import ballots
from storage.vote import closing as vote_closing
from storage.vote import undoing as vote_undoing
from storage.vote.ballots import Outcome
from storage.vote.undoing import Reopened
from tests.storage.pain_world import OWNER
from tests.storage.round_world import Rounds

PEOPLE = ("U1", "U2", "U3")


@pytest.fixture
def rounds(engine: Engine, now: datetime) -> Rounds:
    world = Rounds(engine, now)
    world.build()
    return world


def history_of(rounds: Rounds) -> list[tuple[str, str]]:
    with transaction(rounds.engine) as session:
        found = session.exec(
            select(History.what, History.actor_id).where(History.subject == "vote").order_by("id")
        )
        return [(what, actor) for what, actor in found]


def due(rounds: Rounds) -> list[int]:
    """Closes what is due, each in a transaction of its own as the clock does."""
    with transaction(rounds.engine) as session:
        found = vote_closing.due(session, workspace_id="T1", now=rounds.now)
        assert vote_closing.due(session, workspace_id="T2", now=rounds.now) == []
    return [number for number in found if rounds.close(number, by=None)]


def close_if_complete(rounds: Rounds, number: int) -> bool:
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        return vote_closing.close_if_all_voted(session, round=round, at=rounds.now)


def reopen(rounds: Rounds, number: int) -> Reopened:
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        return vote_undoing.reopen(session, round=round, by="U1", at=rounds.now)


def cancel(rounds: Rounds, number: int) -> bool:
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        return vote_undoing.cancel(session, round=round, by="U1", at=rounds.now)


def test_closing_keeps_who_and_when_and_lets_nobody_vote_any_more(rounds: Rounds) -> None:
    number = rounds.start()
    rounds.vote(number, "U1", {1: 3})
    rounds.later(hours=1)
    assert rounds.close(number, by="U9")
    assert not rounds.close(number, by="U8")
    round = rounds.stored(number)
    assert (round.status, round.closed_by) == (RoundStatus.CLOSED, "U9")
    assert round.closed_at == rounds.now
    assert rounds.vote(number, "U2", {1: 1}) is Outcome.CLOSED
    assert rounds.tally(number).dots == 3
    assert history_of(rounds) == [("started", OWNER), ("closed", "U9")]


def test_heat_stays_as_it_was_at_closing(rounds: Rounds) -> None:
    pain = rounds.log("The queue was long", by="U1", severity=4)
    number = rounds.start(rounds.pain_options(pain), about=About.PAINS)
    assert [option.heat for option in rounds.options(number)] == [None]
    rounds.later(days=30)
    rounds.close(number)
    rounds.later(days=30)
    assert [option.heat for option in rounds.options(number)] == [pytest.approx(2.0)]


def test_the_key_of_the_hashes_is_destroyed(rounds: Rounds) -> None:
    number = rounds.start(names=Names.NOT_STORED, members=PEOPLE)
    rounds.vote(number, "U1", {1: 3})
    assert rounds.stored(number).voter_key
    rounds.close(number)
    round = rounds.stored(number)
    assert round.voter_key is None
    with pytest.raises(ValueError, match="no longer knows"):
        ballots.voter(round, "U1")


def test_a_deadline_closes_it_also_long_after(rounds: Rounds) -> None:
    first = rounds.start(lasts=timedelta(hours=1))
    second = rounds.start(lasts=timedelta(hours=2))
    endless = rounds.start(lasts=None)
    assert due(rounds) == []
    rounds.later(minutes=59, seconds=59)
    assert due(rounds) == []
    rounds.later(seconds=1)
    assert due(rounds) == [first]
    rounds.later(days=3)
    assert due(rounds) == [second]
    assert due(rounds) == []
    assert rounds.stored(endless).status == RoundStatus.OPEN
    assert rounds.stored(second).closed_by is None
    assert rounds.stored(second).closed_at == rounds.now


@pytest.mark.parametrize("names", Names)
def test_it_closes_when_all_have_voted(rounds: Rounds, names: Names) -> None:
    number = rounds.start(names=names, members=PEOPLE, lasts=None)
    assert not close_if_complete(rounds, number)
    for person_id in ("U1", "U2", "UELSE"):
        rounds.vote(number, person_id, {1: 1})
        assert not close_if_complete(rounds, number), "three votes, but not of all three"
    rounds.vote(number, "U3", {1: 1})
    assert close_if_complete(rounds, number)
    assert not close_if_complete(rounds, number)


def test_as_long_as_nobody_is_known_it_stays_open(rounds: Rounds) -> None:
    number = rounds.start()
    rounds.vote(number, "U1", {1: 1})
    assert not close_if_complete(rounds, number)


def test_reopening_goes_on_as_if_nothing_had_been(rounds: Rounds) -> None:
    pain = rounds.log("The queue was long", by="U1")
    number = rounds.start(rounds.pain_options(pain), members=PEOPLE)
    until = rounds.stored(number).closes_at
    rounds.vote(number, "U1", {1: 1})
    rounds.close(number)
    rounds.later(minutes=9, seconds=59)
    assert reopen(rounds, number) is Reopened.DONE
    round = rounds.stored(number)
    assert (round.status, round.closed_by, round.closed_at) == (RoundStatus.OPEN, None, None)
    assert round.closes_at == until
    assert [option.heat for option in rounds.options(number)] == [None]
    rounds.vote(number, "U2", {1: 3})
    assert rounds.tally(number).dots == 4
    assert reopen(rounds, number) is Reopened.NOT_CLOSED
    assert [what for what, _ in history_of(rounds)] == ["started", "closed", "reopened"]


def test_what_its_deadline_closed_gets_another_day(rounds: Rounds) -> None:
    number = rounds.start(lasts=timedelta(hours=1))
    rounds.later(hours=1)
    due(rounds)
    rounds.later(minutes=5)
    assert reopen(rounds, number) is Reopened.DONE
    assert due(rounds) == []
    rounds.later(hours=24)
    assert due(rounds) == [number]


def test_a_reopened_round_in_which_all_have_voted_waits_for_changes(rounds: Rounds) -> None:
    number = rounds.start(members=PEOPLE, lasts=None)
    for person_id in PEOPLE:
        rounds.vote(number, person_id, {1: 1})
    assert close_if_complete(rounds, number)
    assert reopen(rounds, number) is Reopened.DONE
    rounds.vote(number, "U1", {2: 1})
    assert not close_if_complete(rounds, number)
    rounds.later(hours=24)
    assert due(rounds) == [number], "or it would never end"


def test_a_round_closed_too_early_still_closes_when_all_have_voted(rounds: Rounds) -> None:
    number = rounds.start(members=PEOPLE, lasts=None)
    rounds.close(number)
    assert reopen(rounds, number) is Reopened.DONE
    for person_id in PEOPLE:
        rounds.vote(number, person_id, {1: 1})
    assert close_if_complete(rounds, number)


def test_what_cannot_be_reopened(rounds: Rounds) -> None:
    late, nameless, decided = (
        rounds.start(),
        rounds.start(names=Names.NOT_STORED),
        rounds.start(),
    )
    for number in (late, nameless, decided):
        rounds.close(number)
    run_off = rounds.start(run_off_of_id=rounds.stored(decided).id)
    assert reopen(rounds, nameless) is Reopened.NOT_STORED
    assert reopen(rounds, decided) is Reopened.DECIDED
    cancel(rounds, run_off)
    assert reopen(rounds, decided) is Reopened.DONE
    rounds.later(minutes=10)
    assert reopen(rounds, late) is Reopened.TOO_LATE
    assert reopen(rounds, run_off) is Reopened.NOT_CLOSED


@pytest.mark.parametrize("names", Names)
def test_cancelling_keeps_nothing_but_the_fact(rounds: Rounds, names: Names) -> None:
    kept, number = rounds.start(members=PEOPLE), rounds.start(members=PEOPLE, names=names)
    for each in (kept, number):
        rounds.vote(each, "U2", {1: 1, 2: 2})
    rounds.later(hours=1)
    assert cancel(rounds, number)
    assert not cancel(rounds, number)
    round = rounds.stored(number)
    assert (round.status, round.closed_by) == (RoundStatus.CANCELLED, "U1")
    assert (round.closed_at, round.voter_key) == (rounds.now, None)
    with transaction(rounds.engine) as session:
        for model, one in ((Dot, 2), (Ballot, 1), (VoteMember, 3), (VoteOption, 3)):
            count = session.exec(select(func.count()).select_from(model)).one()
            assert count == one, f"{model.__name__} of the other round only"
    assert rounds.tally(kept).dots == 3
    assert ("cancelled", "U1") in history_of(rounds)
    assert not rounds.close(number)


def test_what_is_closed_is_not_cancelled(rounds: Rounds) -> None:
    number = rounds.start()
    rounds.vote(number, "U2", {1: 1})
    rounds.close(number)
    assert not cancel(rounds, number)
    assert rounds.tally(number).dots == 1


def test_two_processes_close_each_round_once(database_url: str, now: datetime) -> None:
    engines = [open_engine(database_url) for _ in range(2)]
    rounds = Rounds(engines[0], now)
    rounds.build()
    numbers = [rounds.start(lasts=timedelta(hours=1)) for _ in range(20)]
    rounds.later(hours=1)
    begin = threading.Barrier(4, timeout=30)
    closed: list[int] = []

    def by_deadline(engine: Engine) -> None:
        begin.wait()
        with transaction(engine) as session:
            found = vote_closing.due(session, workspace_id="T1", now=rounds.now)
        for number in found:
            with transaction(engine) as session:
                round = rounds.locked(session, number)
                if vote_closing.close(session, round=round, by=None, at=rounds.now):
                    closed.append(number)

    def by_hand(engine: Engine) -> None:
        begin.wait()
        for number in numbers:
            with transaction(engine) as session:
                round = rounds.locked(session, number)
                if vote_closing.close(session, round=round, by="U1", at=rounds.now):
                    closed.append(number)

    threads = [
        threading.Thread(target=work, args=(engine,))
        for engine in engines
        for work in (by_deadline, by_hand)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    for engine in engines:
        engine.dispose()
    assert sorted(closed) == numbers
