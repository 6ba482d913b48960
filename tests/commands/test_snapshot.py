"""Snapshots through the front door: by hand, before a vote, weekly; compared and put back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from commands.errors import UserError
from commands.reply import OpenForm, Picture, Replace, Say
from commands.request import CLOCK, Kind, Person
from storage.db import transaction
from storage.models import Journey, Snapshot
from storage.vocabulary import PlaceKind
from storage.workspace import workspaces
from tests.commands import persona_world
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.pain_world import fill_shop, log
from tests.commands.touchpoint_world import buttons, history_of, in_order, open_shop, stored


def taken(door: FrontDoor) -> list[Snapshot]:
    with transaction(door.engine) as session:
        return list(session.exec(select(Snapshot).order_by("id")))


def clock(door: FrontDoor, now: datetime) -> None:
    FrontDoor(door.engine, now, Person(CLOCK.id), None, door.workspace_id, door.router).ask(
        Kind.JOB, "snapshot.weekly"
    )


def change(door: FrontDoor, number: int, **values: str) -> None:
    """Edits a touchpoint by its form."""
    form = door.form(f"/touchpoint edit T-{number}")
    door.submit(form, dict(values))


def test_by_hand_with_a_name(maya: FrontDoor) -> None:
    fill_shop(maya)
    effects = legal(maya.command("/journey snapshot Before the relaunch"))
    assert "S-1 Before the relaunch" in said(effects)
    assert set(buttons(effects)) == {"Show", "Compare with now", "Restore…"}
    (snapshot,) = taken(maya)
    assert (snapshot.name, snapshot.taken_by) == ("Before the relaunch", "UMAYA")
    assert len(snapshot.data["touchpoints"]) == 4
    assert snapshot.data["picture"]["title"] == "Web shop"


def test_customer_data_in_a_name_is_masked(maya: FrontDoor) -> None:
    fill_shop(maya)
    effects = legal(maya.command("/journey snapshot after jo@example.com called"))
    assert "jo@example.com" not in said(effects)
    assert "Masked" in said(effects)


def test_a_hostile_name_formats_nothing(maya: FrontDoor) -> None:
    fill_shop(maya)
    assert "<!channel>" not in said(legal(maya.command(f"/journey snapshot {HOSTILE}")))
    assert "<!channel>" not in said(legal(maya.command("/journey snapshots")))


def test_show_draws_the_map_as_it_was(maya: FrontDoor) -> None:
    fill_shop(maya)
    receipt = maya.command("/journey snapshot")
    change(maya, 1, name="Self-service till")
    picture = only(maya.click(*buttons(receipt)["Show"]), Picture)
    assert picture.only_for == "UMAYA"
    assert "Self-service till" not in shown(picture)
    assert "Till" in shown(picture.data)


def test_the_list_is_paged_and_tells_what_each_was_for(maya: FrontDoor) -> None:
    fill_shop(maya)
    for n in range(9):
        maya.later(minutes=n).command("/journey snapshot")
    clock(maya, maya.now)
    effects = legal(maya.command("/journey snapshots"))
    assert "10 snapshots" in said(effects)
    assert f"{maya.later(minutes=8).now:%H:%M} UTC>" in said(effects), "several are of one day"
    turned = legal(maya.click(*buttons(effects)["Older"]))
    assert "week 10 of 2026" in shown(only(turned, Replace))


def test_without_any_the_next_step_is_offered(maya: FrontDoor) -> None:
    fill_shop(maya)
    effects = legal(maya.command("/journey snapshots"))
    maya.click(*buttons(effects)["Take a snapshot"])
    assert len(taken(maya)) == 1


def test_once_a_week_in_the_zone_most_people_live_in(maya: FrontDoor) -> None:
    fill_shop(maya)
    with transaction(maya.engine) as session:
        workspaces.ensure_member(
            session, workspace_id="T1", person_id="UMAYA", at=maya.now, zone="Pacific/Auckland"
        )
    sunday = datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
    clock(maya, sunday)
    clock(maya, sunday)
    monday_there = sunday + timedelta(hours=2)
    clock(maya, monday_there)
    assert [one.slot for one in taken(maya)] == ["week:2026-W10", "week:2026-W11"]


def test_after_weeks_of_downtime_one_is_caught_up(maya: FrontDoor) -> None:
    fill_shop(maya)
    clock(maya, maya.now)
    clock(maya, maya.now + timedelta(weeks=5))
    assert [one.slot for one in taken(maya)] == ["week:2026-W10", "week:2026-W15"]


def test_a_journey_with_nothing_on_its_map_has_none(maya: FrontDoor) -> None:
    open_shop(maya)
    clock(maya, maya.now)
    assert taken(maya) == []


def test_before_each_vote(maya: FrontDoor) -> None:
    fill_shop(maya)
    for told in ("The queue was long", "The card reader is broken"):
        log(maya, told)
    form = maya.form("/vote What first?")
    maya.submit(form, {})
    assert [one.slot for one in taken(maya)] == ["vote:1"]
    assert "before V-1" in said(legal(maya.command("/journey snapshots")))


def test_what_changed_is_told_most_important_first(maya: FrontDoor) -> None:
    fill_shop(maya)
    log(maya, "The queue was long", emotion="1")
    maya.command("/journey snapshot")
    later = maya.later(hours=1)
    log(later, "Prices differ from the shelf", emotion="-2")
    log(later, "Nobody was there to help", where="2")
    change(later, 3, name="Label on the parcel")
    later.command("/touchpoint Return desk @ Loyalty via store")
    later.command("/touchpoint retire T-4")
    told = said(legal(later.command("/journey diff")))
    assert "From *S-1*" in told
    assert "+2 pain points" in told
    order = [
        "*P-2*",
        "*T-4* Service hotline: retired",
        "*T-3* Parcel label: renamed to “Label on the parcel”",
    ]
    places = [told.index(each) for each in order]
    assert places == sorted(places)
    assert "*T-1* Till: emotion \u22121.5 (+1.0 → \u22120.5, n = 1 → 2)" in told


def test_a_day_means_the_nearest_snapshot_and_says_so(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    maya.later(days=20).command("/journey snapshot")
    later = maya.later(days=30)
    told = said(legal(later.command("/journey diff 14 days")))
    assert "The snapshot nearest to “14 days” is S-2" in told
    told = said(legal(later.command("/journey diff 2026-03-01 to last week")))
    assert "nearest to “2026-03-01” is S-1" in told
    assert "nearest to “last week” is S-2" in told
    assert "From *S-1*" in said(legal(later.command("/journey diff now S-1")))


@pytest.mark.parametrize("words", ["what", "S-9", "S-1 S-1", "S-1 gibberish", "S-99999999999"])
def test_what_can_not_be_compared_is_told(maya: FrontDoor, words: str) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    with pytest.raises(UserError):
        maya.command(f"/journey diff {words}")


def test_the_difference_as_a_picture(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    log(maya, "The queue was long", emotion="-1")
    effects = legal(maya.later(minutes=1).command("/journey diff"))
    picture = only(maya.later(minutes=1).click(*buttons(effects)["As a picture"]), Picture)
    assert "P-1 The queue was long" in picture.alt_text
    assert picture.data["stages"]


def test_many_differences_are_paged(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    for n in range(20):
        maya.command(f"/touchpoint Desk {n} @ Purchase via store")
    later = maya.later(minutes=1)
    effects = legal(later.command("/journey diff"))
    turned = legal(later.click(*buttons(effects)["Less important"]))
    assert "page 2 of 2" in shown(only(turned, Replace))


def test_a_restore_is_shown_then_done_then_taken_back(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    change(maya, 1, name="Self-service till", department="Shop")
    log(maya, "The queue was long")
    journey_id = stored(maya, 1).journey_id
    later = maya.later(minutes=5)
    form = only(legal(later.command("/journey restore S-1 T-1")), OpenForm).view
    assert "renamed to “Till”" in shown(form)
    assert stored(maya, 1).name == "Self-service till"
    effects = legal(later.submit(form, {}))
    assert (stored(maya, 1).name, stored(maya, 1).department) == ("Till", "")
    assert history_of(maya, 1)[-1] == "edited"
    assert "P-1" in said(maya.command("/pain list T-1"))
    latest = maya.later(minutes=6)
    form = only(legal(latest.click(*buttons(effects)["Undo"])), OpenForm).view
    legal(latest.submit(form, {}))
    assert stored(maya, 1).name == "Self-service till"
    assert ("Purchase", "Self-service till") in in_order(maya, journey_id)


def test_only_who_may_hand_a_journey_over_restores_its_owner(maya: FrontDoor) -> None:
    fill_shop(maya)
    persona_world.add(maya, "Nadia")
    maya.command("/journey snapshot")
    owner = maya.as_("UOWNER")
    form = only(owner.click("review.rhythm"), OpenForm).view
    owner.submit(form, {"owner": "UNEW", "days": "30"})
    maya.command("/journey persona retire Nadia")
    told = shown(only(legal(maya.command("/journey restore S-1")), OpenForm).view)
    assert "Review rhythm from every 30 days to every 90 days" in told
    assert "Owner stays as it is, because only its owner and workspace administrators" in told
    assert "Persona Nadia: in use again" in told
    form = only(maya.as_("UNEW").command("/journey restore S-1"), OpenForm).view
    assert "Owner from <@UNEW> to <@UOWNER>" in shown(form)
    maya.as_("UNEW").later(minutes=1).submit(form, {})
    with transaction(maya.engine) as session:
        journey = session.exec(select(Journey)).one()
        assert (journey.owner_id, journey.review_days) == ("UOWNER", 90)


def test_a_stage_by_its_name(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    maya.command("/touchpoint retire T-2")
    form = only(legal(maya.command("/journey restore s1 purchase")), OpenForm).view
    assert "*T-2* Checkout page: back on the map" in shown(form)
    maya.later(minutes=1).submit(form, {})
    assert stored(maya, 2).retired_at is None


def test_what_changed_since_the_form_opened_is_shown_first(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    change(maya, 1, name="Desk")
    form = only(maya.command("/journey restore S-1"), OpenForm).view
    change(maya, 2, name="Basket")
    again = only(legal(maya.later(minutes=1).submit(form, {})), OpenForm).view
    assert "Nothing is changed yet" in shown(again)
    assert stored(maya, 1).name == "Desk"
    only(legal(maya.later(minutes=1).submit(again, {})), Say)
    assert (stored(maya, 1).name, stored(maya, 2).name) == ("Till", "Checkout page")


def test_nothing_to_restore_is_said(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    assert "nothing to restore" in said(legal(maya.command("/journey restore S-1")))


@pytest.mark.parametrize("words", ["", "T-1", "S-7", "S-1 T-9", "S-1 Nowhere"])
def test_what_can_not_be_restored_is_told(maya: FrontDoor, words: str) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    with pytest.raises(UserError):
        maya.command(f"/journey restore {words}")


def test_guests_look_and_change_nothing(maya: FrontDoor) -> None:
    fill_shop(maya)
    maya.command("/journey snapshot")
    guest = maya.as_("UGUEST", guest=True)
    assert "Restore…" not in buttons(legal(guest.command("/journey snapshots")))
    with pytest.raises(UserError):
        guest.command("/journey restore S-1")


def test_snapshots_of_a_private_channel_stay_there(maya: FrontDoor) -> None:
    inside = maya.at("G1", PlaceKind.PRIVATE)
    open_shop(inside, channel="G1", private=True)
    inside.command("/touchpoint Till @ Purchase via store")
    inside.command("/journey snapshot")
    other = maya.as_("UOTHER")
    for typed in ("/journey restore S-1", "/journey diff S-1"):
        with pytest.raises(UserError, match="no S-1"):
            other.command(typed)
    with pytest.raises(UserError, match="no S-1"):
        other.click("snapshot.show", "1")


def test_what_to_say_is_put_back_only_by_those_who_may_write_it(maya: FrontDoor) -> None:
    fill_shop(maya)
    owner, member = maya.as_("UOWNER"), maya.as_("UANA")
    maya.command("/journey snapshot")
    written = only(owner.click("brief.edit", "T-1"), OpenForm).view
    owner.submit(written, {"words": "Offer a chair."})
    refused = said(legal(member.command("/journey restore S-1 T-1")))
    assert "stays as it is" in refused
    assert "Offer a chair." in shown(owner.command("/journey brief T-1"))
    owner.submit(only(owner.command("/journey restore S-1 T-1"), OpenForm).view, {})
    assert "Offer a chair." not in shown(owner.command("/journey brief T-1"))
