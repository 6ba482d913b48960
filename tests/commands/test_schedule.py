"""The schedule: what comes next and what came, for those who may know of it."""

from datetime import timedelta

from bot.core import Cairn
from bot.schedule import upkeep
from bot.schedule.clock import Clock
from commands.reply import Say
from commands.schedule import known
from tests.commands.digest_world import BERLIN, MONDAY, at_time, at_zone, in_private, subscribe
from tests.commands.front_door import FrontDoor, only
from tests.commands.journey_steps import legal
from tests.commands.touchpoint_world import open_shop
from tests.commands.vote_steps import labels, rounds_of, words


def schedule(door: FrontDoor) -> str:
    return words(only(legal(door.command("/journey schedule")), Say))


async def tick(door: FrontDoor) -> int:
    """As `cairn run` does it."""
    cairn = Cairn(engine=door.engine, router=door.router)
    clock = Clock(cairn=cairn, clock=lambda: door.now)
    cairn.writer.start()
    try:
        return await clock.run(door.router.claimed_jobs["digest"])
    finally:
        await cairn.writer.stop()


def test_nothing_is_planned_and_the_next_step_is_there(maya: FrontDoor) -> None:
    answer = only(legal(maya.command("/journey schedule")), Say)
    assert "Nothing is planned." in words(answer)
    assert "Nothing ran yet." in words(answer)
    assert labels(answer) == ["Get a digest", "All digests"]


async def test_what_comes_and_what_came_in_the_readers_time(maya: FrontDoor) -> None:
    open_shop(maya)
    berlin = at_zone(maya, BERLIN)
    subscribe(berlin)
    told = schedule(at_zone(maya, "Asia/Tokyo"))
    assert "Mon 9 Mar 2026, 17:00>: Digest of *Web shop* for <#C1>" in told
    assert "(Asia/Tokyo)" in told
    assert await tick(at_time(maya, MONDAY)) == 1
    told = schedule(at_time(berlin, MONDAY + timedelta(hours=1)))
    assert "Mon 16 Mar 2026, 09:00>: Digest of *Web shop*" in told
    assert "Mon 9 Mar 2026, 09:00>: Digest of *Web shop* for <#C1> · sent" in told


async def test_a_late_one_says_so_there_too(maya: FrontDoor) -> None:
    open_shop(maya)
    subscribe(at_zone(maya, BERLIN))
    assert await tick(at_time(maya, MONDAY + timedelta(days=3))) == 1
    assert "sent, 3 days late" in schedule(maya)


def test_votes_that_end_stand_in_order_with_digests(maya: FrontDoor) -> None:
    world = rounds_of(maya)
    world.start(2)
    subscribe(at_zone(maya, BERLIN))
    lines = schedule(maya).splitlines()
    assert "*V-1* What first? ends" in lines[1]
    assert "Digest of *Shop*" in lines[2]


def test_a_private_channels_are_its_own(maya: FrontDoor) -> None:
    open_shop(maya, channel="G1", private=True)
    there = in_private(at_zone(maya, BERLIN))
    subscribe(there)
    assert "Digest of *Web shop*" in schedule(there)
    assert "Nothing is planned." in schedule(maya)
    assert "Nothing is planned." in schedule(maya.as_("UMAYA", workspace_id="T2"))


def test_every_job_there_is_stands_in_the_table_in_words(maya: FrontDoor) -> None:
    jobs = {*maya.router.jobs, *maya.router.claimed_jobs, upkeep.NAME}
    assert jobs == set(known.WHAT)
    assert all(len(words) < 80 for words in known.WHAT.values())


async def test_what_looks_by_itself_says_when_it_did_and_does_next(maya: FrontDoor) -> None:
    open_shop(maya)
    cairns = [Cairn(engine=maya.engine, router=maya.router) for _ in range(2)]
    clocks = [Clock(cairn=cairn, clock=lambda: maya.now) for cairn in cairns]
    for cairn in cairns:
        cairn.writer.start()
    try:
        job = maya.router.jobs["action.remind"]
        assert [await clock.tick(job) for clock in clocks] == [1, 0], "one process looks"
    finally:
        for cairn in cairns:
            await cairn.writer.stop()
    told = schedule(at_zone(maya, "Asia/Tokyo"))
    assert "*Looks by itself*" in told
    assert f"• {known.WHAT['action.remind']} · looked 21:00, next 21:" in told
    assert "Times are yours (Asia/Tokyo)" in told
    elsewhere = maya.as_("UMAYA", workspace_id="T2")
    assert "Nothing has looked yet." in schedule(elsewhere)
