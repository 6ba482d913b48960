"""What a private channel does stands in no digest, card, picture or alt text that leaves it."""

import json
from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlmodel import select

from commands.reply import Picture, Post, Tell
from commands.snapshot import taking
from storage.action import actions
from storage.action.actions import NewAction
from storage.db import transaction
from storage.digest.subscriptions import Audience
from storage.identity import identity
from storage.journey import journeys
from storage.models import ChannelBinding, Journey, PainPoint
from storage.vocabulary import ActionStatus
from storage.vote.rounds import NewOption
from tests.commands import kpi_world
from tests.commands.digest_world import (
    BERLIN,
    MONDAY,
    at_time,
    at_zone,
    in_private,
    sent,
    subscribe,
)
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import press
from tests.commands.vote_steps import checked, rounds_of
from tests.storage.pain_world import OWNER
from tests.storage.round_world import Rounds
from tests.storage.test_digest_facts import _put_into

SECRET = "Xylophone"
OPEN = "Marimba"


@pytest.fixture
def world(maya: FrontDoor) -> Rounds:
    """A shop that C1 and the private G1 work on; each has votes and actions of its own."""
    world = rounds_of(maya)
    world.log("The parcel is late", by="UNOOR")
    for channel, private in (("C1", False), ("G1", True)):
        bind(world, channel, private=private)
    kpi_world.add(maya, "Recommend us", kind="NPS")
    kpi_world.record(maya, "Recommend us 12 n 400 for Jan 2026")
    kpi_world.record(maya, "Recommend us 42 n 400 for Feb 2026")
    for channel, word in (("G1", SECRET), ("C1", OPEN)):
        options = [NewOption(f"{word} first"), NewOption(f"{word} second")]
        ended = world.start(options, members=["UVOTER"] if channel == "G1" else [])
        _put_into(world, ended, channel)
        world.vote(ended, "UVOTER", {1: 1})
        world.close(ended)
        act(world, f"{word} is late", channel, done=False)
        act(world, f"{word} was done", channel, done=True)
    return world


def bind(world: Rounds, channel: str, *, private: bool) -> None:
    with transaction(world.engine) as session:
        journeys.bind(
            session,
            workspace_id="T1",
            journey_id=1,
            channel_id=channel,
            private=private,
            person_id=OWNER,
            at=world.now,
        )


def act(world: Rounds, what: str, channel: str, *, done: bool) -> None:
    with transaction(world.engine) as session:
        journey = session.exec(select(Journey)).one()
        added = actions.add(
            session,
            workspace_id="T1",
            journey_id=identity(journey),
            new=NewAction(
                what=what,
                owner_id="UKWAME",
                due_on=(world.now - timedelta(days=2)).date(),
                channel_id=channel,
                kpi="K-1",
                pain_ids=[identity(session.exec(select(PainPoint)).one())],  # so it is on the map
            ),
            actor_id=OWNER,
            at=world.now,
        )
        if done:
            actions.set_status(
                session,
                action=added,
                seen=added.status,
                status=ActionStatus.DONE,
                reason=f"{what}, truly",
                actor_id=OWNER,
                at=world.now,
            )


def whole(message: Picture | Post | Tell) -> str:
    """Everything that leaves for Slack or is drawn: words, blocks, data and alt texts."""
    return json.dumps(asdict(message), ensure_ascii=False, default=str)


@pytest.mark.parametrize("audience", Audience)
def test_on_monday_each_channel_gets_what_is_its_own(
    world: Rounds, maya: FrontDoor, audience: Audience
) -> None:
    del world
    here = at_zone(maya, BERLIN)
    subscribe(here, audience=audience.value)
    subscribe(in_private(here), audience=audience.value)
    subscribe(here.as_("USTRANGER").at("C2"), audience=audience.value)
    subscribe(here.as_("UBOSS"), audience=audience.value, target="me")
    nine = at_time(here, MONDAY + timedelta(hours=1))  # in UTC, too, for whom no zone is known
    messages = {target: whole(each) for target, each in sent(nine).items()}
    assert set(messages) == {"C1", "G1", "C2", "UBOSS"}
    for target in ("C1", "C2", "UBOSS"):
        assert SECRET not in messages[target], target
    if audience is not Audience.FRONTLINE:  # who is told of votes that ended, and of actions
        assert f"{OPEN} first" in messages["C1"]
        assert f"{SECRET} first" in messages["G1"]
        assert f"{SECRET} is late" in messages["G1"]


@pytest.mark.parametrize("audience", Audience)
def test_a_preview_asked_for_in_a_public_channel_tells_no_more(
    world: Rounds, maya: FrontDoor, audience: Audience
) -> None:
    del world
    # Even of somebody who is in the private channel, too.
    for door in (maya, maya.as_("UVOTER"), maya.as_("UKWAME"), maya.as_(OWNER)):
        preview = only(checked(door.command(f"/journey digest preview {audience}")), Picture)
        assert SECRET not in whole(preview)


def test_the_kpi_is_drawn_beside_the_map_for_whom_it_is_told(
    world: Rounds, maya: FrontDoor
) -> None:
    del world
    for audience in ("leaders", "team"):
        found = only(checked(maya.command(f"/journey digest preview {audience}")), Picture)
        *_, kpi = found.also
        assert (kpi["chart"], kpi["title"]) == ("kpi", "K-1 Recommend us")
        for number in ("+12", "+42", "400"):
            assert number in kpi["alt_text"]
        assert kpi["data"]["actions"] == []
    frontline = only(checked(maya.command("/journey digest preview frontline")), Picture)
    assert [each for each in frontline.also if each.get("chart")] == []


def test_a_kpi_s_card_and_picture_tell_only_what_was_done_where_they_are_seen(
    world: Rounds, maya: FrontDoor
) -> None:
    del world
    # Elsewhere not even of somebody who is in the private channel, too.
    for door in (maya, maya.as_("UVOTER"), maya.as_("USTRANGER").at("C2")):
        card = kpi_world.card(door)
        posted = only(press(door, card, "Post in the channel"), Picture)
        drawn = only(press(door, card, "Picture"), Picture)
        for told in (shown(card), whole(posted), whole(drawn)):
            assert f"{OPEN} was done" in told
            assert SECRET not in told
        assert f"{OPEN} was done" in posted.alt_text
    inside = in_private(maya)
    told = whole(only(press(inside, kpi_world.card(inside), "Post in the channel"), Picture))
    assert f"{SECRET} was done" in told
    assert f"{OPEN} was done" in told


def test_what_is_one_s_own_stands_on_one_s_card_and_not_in_the_channel(
    world: Rounds, maya: FrontDoor
) -> None:
    del world
    owner = maya.as_("UKWAME")
    card = kpi_world.card(owner)
    assert f"{SECRET} was done" in shown(card)
    assert SECRET in whole(only(press(owner, card, "Picture"), Picture))
    assert SECRET not in whole(only(press(owner, card, "Post in the channel"), Picture))


@pytest.mark.parametrize("typed", ["map", "map team", "chart map"])
def test_the_map_tells_of_an_action_only_where_it_may_be_known(
    world: Rounds, maya: FrontDoor, typed: str
) -> None:
    del world
    for door in (maya, maya.as_("UVOTER").at("C2")):
        told = whole(only(door.command(f"/journey {typed}"), Picture))
        assert f"{OPEN} is late" in told
        assert SECRET not in told
    told = whole(only(in_private(maya).command(f"/journey {typed}"), Picture))
    assert f"{SECRET} is late" in told


def test_what_a_public_channel_left_behind_stays_known(world: Rounds, maya: FrontDoor) -> None:
    for channel in ("C1", "G1"):
        turn_to_another(world, channel, private=channel == "G1")
    there = maya.at("C2")
    bind(world, "C2", private=False)
    told = whole(only(there.command("/journey map"), Picture)) + shown(kpi_world.card(there))
    assert f"{OPEN} is late" in told
    assert f"{OPEN} was done" in told
    assert SECRET not in told


def turn_to_another(world: Rounds, channel: str, *, private: bool) -> None:
    with transaction(world.engine) as session:
        other = journeys.add(
            session,
            workspace_id="T1",
            name=f"Of {channel}",
            goal="",
            scope="",
            owner_id=OWNER,
            at=world.now,
        )
        assert other
        journeys.bind(
            session,
            workspace_id="T1",
            journey_id=identity(other),
            channel_id=channel,
            private=private,
            person_id=OWNER,
            at=world.now,
        )


def test_a_snapshot_s_picture_tells_what_whoever_sees_the_journey_may_know(
    world: Rounds, maya: FrontDoor
) -> None:
    taken = kept(maya)
    assert f"{OPEN} is late" in taken
    assert SECRET not in taken
    with transaction(world.engine) as session:
        public = session.exec(select(ChannelBinding).where(ChannelBinding.channel_id == "C1")).one()
        session.delete(public)
    assert f"{SECRET} is late" in kept(in_private(maya)), "nobody else sees the journey now"


def kept(door: FrontDoor) -> str:
    """The picture's data of a snapshot taken now."""
    with transaction(door.engine) as session:
        journey = session.exec(select(Journey)).one()
        snapshot = taking.take(
            session, journey=journey, slot=f"by {door.place}", by=None, at=door.now
        )
        assert snapshot
        return json.dumps(snapshot.data["picture"])
