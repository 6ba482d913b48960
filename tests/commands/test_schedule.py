"""The schedule: what comes next and what came, for those who may know of it."""

from datetime import timedelta

from bot.core import Cairn
from bot.outward.allowed import AllowedHosts
from bot.outward.client import Outward
from bot.outward.secrets import Secrets
from bot.schedule import upkeep
from bot.schedule.by_hand import ByHand
from bot.schedule.clock import Clock
from commands.reply import Replace, Say
from commands.schedule import known
from storage.vocabulary import Status
from tests.commands import action_world
from tests.commands.digest_world import BERLIN, MONDAY, at_time, at_zone, in_private, subscribe
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import legal, press
from tests.commands.touchpoint_world import open_shop
from tests.commands.vote_steps import labels, rounds_of, words
from tests.commands.vote_steps import tick as tick_of_votes

FIVE = timedelta(minutes=5)


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
    assert "Snapshot of the week: *Shop*" in lines[1]
    assert "*V-1* What first?: reminder for who has not voted" in lines[2]
    assert "*V-1* What first? ends" in lines[3]
    assert "Digest of *Shop*" in lines[4]
    tick_of_votes(maya, "vote.close", days=9)
    last = schedule(maya.later(days=9)).partition("*Last*")[2]
    assert "*V-1* What first? · ended" in last


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
    looked, after = (int((maya.now + passed).timestamp()) for passed in (timedelta(), FIVE))
    assert (
        f"• {known.WHAT['action.remind']} · looked <!date^{looked}^{{time}}|21:00>, "
        f"next <!date^{after}^{{time}}|21:05>"
    ) in told
    elsewhere = maya.as_("UMAYA", workspace_id="T2")
    assert "Nothing has looked yet." in schedule(elsewhere)


def test_every_kind_of_job_stands_under_next_and_then_under_last(maya: FrontDoor) -> None:
    world = rounds_of(maya)
    action_world.add(maya, due=maya.now.date() + timedelta(days=1))
    world.move(world.log("The label tore", by="UMAYA"), Status.SOLVED)
    coming = schedule(maya).partition("*Last*")[0]
    assert "Snapshot of the week: *Shop*" in coming
    assert "Reminder of *A-1* Print parcel labels at the desk" in coming
    assert "Review of *T-1* " in coming
    assert "“Still happening?” about *P-1* The label tore" in coming
    for job in ("snapshot.weekly", "action.remind"):
        tick_of_votes(maya, job)
    tick_of_votes(maya, "still_happening.ask", days=15)
    tick_of_votes(maya, "review.ask", days=200)
    later = schedule(maya.later(days=200))
    coming, _, last = later.partition("*Last*")
    assert "Snapshot of the week: *S-1* Shop · taken" in last
    assert "Reminder of *A-1* Print parcel labels at the desk · sent" in last
    assert "Review of *T-1* " in last
    assert "“Still happening?” about *P-1* The label tore · asked" in last
    assert "Still happening" not in coming
    elsewhere = schedule(maya.as_("UMAYA", workspace_id="T2"))
    assert "A-1" not in elsewhere
    assert "S-1" not in elsewhere


def test_this_weeks_snapshot_is_taken_and_the_next_weeks_comes(maya: FrontDoor) -> None:
    rounds_of(maya)
    assert "Wed 4 Mar 2026, 12:00>: Snapshot of the week: *Shop*" in schedule(maya)
    tick_of_votes(maya, "snapshot.weekly")
    assert "Mon 9 Mar 2026, 00:00>: Snapshot of the week: *Shop*" in schedule(maya)


def test_a_private_channels_actions_are_not_told_of_elsewhere(maya: FrontDoor) -> None:
    open_shop(maya)
    hidden = in_private(maya)
    hidden.command("/journey use Web shop")
    action_world.add(hidden, owner="UKWAME", due=maya.now.date())
    tick_of_votes(maya, "action.remind")
    later = timedelta(days=1)
    for door, told in ((hidden, 2), (maya.as_("UKWAME"), 2), (maya.as_("UPRIYA"), 0)):
        assert schedule(at_time(door, maya.now + later)).count("*A-1*") == told


def test_more_than_a_page_is_turned_and_not_cut(maya: FrontDoor) -> None:
    open_shop(maya)
    for day in range(12):
        action_world.add(maya, what=f"Step {day}", due=(maya.now + timedelta(days=20 + day)).date())
    first = only(legal(maya.command("/journey schedule")), Say)
    assert "page 1 of 2" in words(first)
    assert labels(first)[:1] == ["Later"]
    second = only(press(maya, first, "Later"), Replace)
    assert [f"Step {day}" in words(first) for day in range(2, 12)] == [True] * 8 + [False] * 2
    assert [f"Step {day}" in shown(second) for day in range(2, 12)] == [False] * 8 + [True] * 2
    assert "page 1 of 2" in shown(only(press(maya, second, "Sooner"), Replace))


async def test_what_forgets_is_among_what_looks(maya: FrontDoor) -> None:
    cairn = Cairn(engine=maya.engine, router=maya.router)
    cairn.writer.start()
    try:
        assert await upkeep.Upkeep(writer=cairn.writer, clock=lambda: maya.now).tick()
    finally:
        await cairn.writer.stop()
    told = schedule(maya)
    assert f"• {known.WHAT['upkeep']} · looked <!date^" in told
    assert "|13:00>" in told


async def test_the_command_line_names_the_next_digests(maya: FrontDoor) -> None:
    open_shop(maya)
    subscribe(at_zone(maya, BERLIN))
    outward = Outward(allowed=AllowedHosts(), secrets=Secrets.read())
    told = await ByHand(
        engine=maya.engine, router=maya.router, clock=lambda: maya.now, outward=outward
    ).table()
    next_runs = told[told.index("Next runs (UTC):") + 1 :]
    assert next_runs[0] == "2026-03-09 08:00  digest:1 in T1"
