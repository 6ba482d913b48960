"""The end of a vote between people in a channel, over real sockets: tie, run-off, reopening."""

import contextlib
from datetime import timedelta

from sqlmodel import select

from commands.index import FEATURES
from commands.router import Router
from commands.vote import settle
from storage.db import reading
from storage.models import VoteMember, VoteRound
from tests.end_to_end.steps import STORE, arrives
from tests.end_to_end.test_loop import tick, to_noon
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Message, NotSeenError, Person

SETTLE = Router(FEATURES).claimed_jobs[settle.NAME]


async def start(person: Person) -> None:
    await person.no_form()
    await person.command(STORE, "/vote What should we fix first?")
    form = await person.form("Start a vote")
    form.fill({"Dots each": "3 dots"})
    assert await form.submit() == {}
    await person.no_form()


async def vote(person: Person, message: Message, options: dict[int, str], number: int = 2) -> None:
    """Votes with so many dots on the options in this order."""
    await person.no_form()
    await person.click("Vote", in_=message)
    form = await person.form(f"Vote · V-{number}")
    form.fill({form.labels[place]: dots for place, dots in options.items()})
    assert await form.submit() == {}
    await (await person.form("Your vote is stored")).close()


def reminded(workspace: Workspace) -> bool:
    with reading(workspace.app.engine) as session:
        return (
            session.exec(select(VoteRound.reminded_at).where(VoteRound.number == 2)).one()
            is not None
        )


def as_it_is(person: Person, message: Message) -> Message:
    """What became of a message in its channel."""
    return next(each for each in person.messages(STORE) if each.ts == message.ts)


async def in_time(person: Person, words: str, channel: str) -> Message:
    for _ in range(12):
        with contextlib.suppress(NotSeenError):
            return await person.sees(words, channel)
    return await person.sees(words, channel)


async def test_a_tie_a_run_off_and_second_thoughts(
    sample: Workspace, maya: Person, kwame: Person
) -> None:
    to_noon(sample)
    await start(maya)
    ballot = await arrives(kwame, "0 of 5 have voted")
    assert ballot.buttons == ["Vote", "Close", "Cancel vote"]
    assert sample.count(VoteMember) == 5 + 5, "as many as in the sample's own vote"
    await vote(kwame, ballot, {0: "2 dots ●●"})
    await vote(maya, ballot, {1: "2 dots ●●", 2: "1 dot ●"})

    await kwame.click("Close", in_=ballot)
    ask = await kwame.sees("To close V-2, ask", STORE, ephemeral=True)
    assert "or a workspace administrator" in ask.text
    await maya.click("Close", in_=ballot)
    result = await arrives(kwame, "Result of V-2")
    assert [block for block in result.blocks if block["type"] == "image"]
    assert "A tie for the first place" in result.text
    assert "2 dots · 40\u00a0% of dots · 1 voter" in result.text
    assert "2 of 5 people voted (40\u00a0%)" in result.text
    assert "Rank 1, tied" in result.text, "the picture's words"

    await kwame.click("Votes and evidence", in_=result)
    evidence = await in_time(kwame, "Votes and evidence of V-2", "Cairn")
    assert [block for block in evidence.blocks if block["type"] == "image"]
    assert "By department" not in result.text, "nobody named one"

    await kwame.click("Run-off", in_=result)
    second = await arrives(maya, "Run-off of V-2: What should we fix first?")
    await maya.click("Run-off", in_=result)
    await maya.sees("The run-off has begun: it is V-3", STORE, ephemeral=True)
    await vote(maya, second, {0: "1 dot ●"}, number=3)
    await kwame.command(STORE, "/vote close V-3")
    decided = await arrives(maya, "Result of V-3")
    assert "with 1 of 1 dot (100\u00a0%)" in decided.text
    tied = await arrives(maya, "The run-off V-3 decided it")
    assert tied.ts == result.ts, "the result of the tie is changed in its place"
    assert [block for block in tied.blocks if block["type"] == "image"]
    await kwame.click("Reopen", in_=decided)
    await arrives(maya, "The result of V-3 was withdrawn")
    await arrives(maya, "V-3* is open again")
    await kwame.command(STORE, "/vote cancel V-3")
    await arrives(maya, "Cancelled by")
    await maya.command(STORE, "/vote list")
    listed = await maya.sees("0 open, 3 in all", STORE, ephemeral=True)
    assert "cancelled" in listed.text
    assert not maya.errors + kwame.errors


async def test_a_reminder_opens_the_vote_and_the_deadline_ends_it(
    sample: Workspace, maya: Person, kwame: Person
) -> None:
    to_noon(sample)
    await start(maya)
    ballot = await arrives(kwame, "0 of 5 have voted")
    await vote(maya, ballot, {0: "1 dot ●"})
    hours = 0
    while not reminded(sample):
        await tick(sample, "vote.remind", hours=1)
        hours += 1
        assert hours < 24 * 4, "it ends in three days"
    reminder = await in_time(kwame, "your vote is missing", "Cairn")
    await vote(kwame, reminder, {1: "3 dots ●●●"})
    await tick(sample, "vote.close", hours=24)
    result = await arrives(kwame, "Result of V-2")
    assert "2 of 5 people voted" in result.text
    assert "Reopen" in result.buttons
    sample.clock.ahead += timedelta(minutes=11)
    assert await sample.app.clock.run(SETTLE) == 1
    await sample.until(
        lambda: "Reopen" not in (now := as_it_is(kwame, result)).buttons and now.ts == result.ts,
        "nobody took the button off that nobody can use any more",
    )
    kept = [block for block in as_it_is(kwame, result).blocks if block["type"] == "image"]
    assert kept, "its picture stays"
    assert not any("is missing" in row.text for row in maya.messages("Cairn")), "she has voted"
    assert not maya.errors + kwame.errors
