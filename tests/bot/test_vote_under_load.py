"""A thousand people vote at once, through two processes: each counted once, nobody refused."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import func
from sqlmodel import Session, col, select

from bot import core
from bot.core import Outcome
from commands.reply import OpenForm
from commands.request import Kind, Person, Place, Request, Value
from storage.db import open_engine, reading, transaction
from storage.models import Ballot, Dot
from storage.outbox import posted
from storage.outbox.leases import REFRESH_EVERY
from storage.vocabulary import Names
from storage.vote import members as vote_members
from storage.vote import results as vote_results
from storage.vote import rounds as vote_rounds
from tests.bot.delivery import Clock, Delivery, entries
from tests.bot.faulty_slack import FaultySlack
from tests.conftest import NOON
from tests.storage.round_world import Rounds

VOTERS = 1000
OPTIONS = 20
PEOPLE = [f"U{number:04}" for number in range(VOTERS)]
# So many answers are one second of the clock.
A_SECOND = 100


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine must not look like a bot that refuses."""
    monkeypatch.setattr(core, "PATIENCE_S", 120.0)


@pytest.fixture
async def processes(
    database_url: str, slack: FaultySlack, unhurried: None
) -> AsyncIterator[list[Delivery]]:
    """Two of them on one database, each with connections of its own."""
    del unhurried
    clock = Clock()
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(2):
            engine = open_engine(database_url)
            stack.callback(engine.dispose)
            found.append(
                await stack.enter_async_context(Delivery(engine, clock, slack.url).running())
            )
        yield found


def started(process: Delivery, names: Names) -> list[int]:
    """V-1 for a thousand people and one who stays away; the ids of its options."""
    world = Rounds(process.engine, NOON)
    world.build()
    number = world.start(
        OPTIONS, dots=3, most_on_one=2, names=names, members=[*PEOPLE, "UAWAY"], live=True
    )
    with transaction(process.engine) as session:
        posted.note(session, workspace_id="T1", subject="vote:1", channel_id="C1", ts="1.2")
    return [option.id or 0 for option in world.options(number)]


def ballot(options: list[int], voter: int, *, shift: int = 0) -> dict[str, Value]:
    """Two dots on one option and one on another, like no neighbour's."""
    first, second = (voter + shift) % OPTIONS, (voter + shift + 7) % OPTIONS
    put = {options[first]: "2", options[second]: "1"}
    return {f"option:{option_id}": put.get(option_id, "0") for option_id in options}


class Rush:
    """Everything sent at once; the clock goes on as answers come."""

    def __init__(self, processes: list[Delivery]) -> None:
        self.processes = processes
        self.answered = 0

    async def vote(self, voter: int, key: str, values: dict[str, Value]) -> Outcome:
        process = self.processes[hash(key) % len(self.processes)]
        request = Request(
            kind=Kind.SUBMIT,
            name="vote.cast",
            workspace_id="T1",
            person=Person(PEOPLE[voter]),
            now=process.clock(),
            place=Place("C1"),
            values=values,
            context={"vote": "1"},
            key=key,
            in_form=True,
        )
        outcome = await process.cairn.handle(request)
        self.answered += 1
        if self.answered % A_SECOND == 0:
            self.pass_time(timedelta(seconds=1))
        return outcome

    def pass_time(self, passed: timedelta) -> None:
        self.processes[0].clock.now += passed
        for process in self.processes:
            process.deliverer.wake()

    async def settled(self) -> None:
        """Time goes on until everything was told: a message rests between two refreshes."""
        for _ in range(100):
            if all(entry.done_at for entry in entries(self.processes[0].engine)):
                return
            self.pass_time(timedelta(seconds=1))
            await asyncio.sleep(0.1)
        raise AssertionError("not all told")


def total(session: Session) -> tuple[int, int]:
    """Ballots, and dots on them."""
    dots = session.exec(select(func.sum(col(Dot.dots)))).one()
    return session.exec(select(func.count()).select_from(Ballot)).one(), int(dots or 0)


def results(outcomes: Iterable[Outcome]) -> Counter[str]:
    return Counter(outcome.result for outcome in outcomes)


@pytest.mark.parametrize("names", [Names.SHOWN, Names.NOT_STORED])
async def test_a_thousand_at_once(
    processes: list[Delivery], slack: FaultySlack, names: Names
) -> None:
    options = await asyncio.to_thread(started, processes[0], names)
    rush = Rush(processes)
    sent = [(voter, f"form:{voter}", ballot(options, voter)) for voter in range(VOTERS)]
    # Some click twice, and some vote from two devices at once.
    twice = sent[::10]
    devices = [(n, f"phone:{n}", ballot(options, n, shift=3)) for n in range(0, VOTERS, 25)]
    outcomes = await asyncio.gather(*(rush.vote(*each) for each in [*sent, *twice, *devices]))
    assert results(outcomes) == {"ok": len(sent) + len(devices), "repeated": len(twice)}
    stored = [each for outcome in outcomes for each in outcome.answers]
    assert all(isinstance(each, OpenForm) for each in stored)
    assert all("vote is stored" in str(each) for each in stored)
    with reading(processes[1].engine) as session:
        assert total(session) == (VOTERS, 3 * VOTERS)
        round = vote_rounds.numbered(session, workspace_id="T1", number=1)
        assert round
        tally = vote_results.tally(session, round=round)
        assert (tally.voters, tally.eligible, tally.dots) == (VOTERS, VOTERS + 1, 3 * VOTERS)
        expected = Counter[int]()
        for voter, _, values in sent:
            if voter % 25:
                expected.update({int(k.partition(":")[2]): int(str(v)) for k, v in values.items()})
        at_least = {each.option_id: each.dots for each in tally.options}
        assert all(at_least[option_id] >= dots for option_id, dots in expected.items())
        assert len(vote_members.ids(session, round=round)) == VOTERS + 1
    await rush.settled()
    updates = slack.of("chat.update")
    passed = processes[0].clock.now - NOON
    assert 1 <= len(updates) <= passed / REFRESH_EVERY + 1
    assert "1,000 of 1,001 have voted" in str(updates[-1]["blocks"])


async def test_everybody_changes_their_mind_at_once(processes: list[Delivery]) -> None:
    options = await asyncio.to_thread(started, processes[0], Names.HIDDEN)
    rush = Rush(processes)
    people = range(0, VOTERS, 5)
    for wave in range(3):
        outcomes = await asyncio.gather(
            *(rush.vote(n, f"{wave}:{n}", ballot(options, n, shift=wave)) for n in people)
        )
        assert results(outcomes) == {"ok": len(people)}
    with reading(processes[1].engine) as session:
        assert total(session) == (len(people), 3 * len(people))
        round = vote_rounds.numbered(session, workspace_id="T1", number=1)
        assert round
        tally = vote_results.tally(session, round=round)
    last = Counter[int]()
    for n in people:
        values = ballot(options, n, shift=2)
        last.update({int(k.partition(":")[2]): int(str(v)) for k, v in values.items()})
    assert {each.option_id: each.dots for each in tally.options} == last
