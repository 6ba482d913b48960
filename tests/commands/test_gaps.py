"""The big picture: each gap with its count, the first few, and something to do about it."""

import pytest

from commands.errors import UserError
from commands.reply import OpenForm, Replace, Say
from storage.db import transaction
from storage.models import Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind, PlaceKind
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import HOSTILE, legal, mrkdwn
from tests.commands.kpi_world import add as add_kpi
from tests.commands.kpi_world import record
from tests.commands.pain_world import fill_shop, log
from tests.commands.touchpoint_world import buttons, open_shop, stage_id, stored


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """Web shop in C1: Awareness and Research empty, four touchpoints in Purchase."""
    fill_shop(maya)
    return maya


def gaps(door: FrontDoor, typed: str = "") -> Say:
    return only(legal(door.command(f"/journey gaps {typed}".strip())), Say)


def sections(effect: Say | Replace) -> list[str]:
    """What stands in it, block by block, small print too."""
    found = []
    for block in effect.blocks:
        if block["type"] == "section":
            found.append(block["text"]["text"])
        if block["type"] == "context":
            found.append(block["elements"][0]["text"])
    return found


def press(door: FrontDoor, effect: Say | Replace, label: str) -> Replace:
    action, value = buttons([effect])[label]
    return only(legal(door.click(action, value)), Replace)


def everything(effect: Say) -> list[tuple[str, str]]:
    """(action, value) of every button, also those that are called alike."""
    actions = [block for block in effect.blocks if block["type"] == "actions"]
    return [(each["action_id"], each.get("value", "")) for a in actions for each in a["elements"]]


def change(door: FrontDoor, number: int, **columns: object) -> None:
    held = stored(door, number)
    with transaction(door.engine) as session:
        touchpoint = session.merge(held)
        touchpoint.sqlmodel_update(columns)
        session.add(touchpoint)


def fill(door: FrontDoor, count: int) -> None:
    for number in range(count):
        door.command(f"/touchpoint Shelf {number} @ Research via store")


def test_each_kind_with_count_and_names(shop: FrontDoor) -> None:
    log(shop, "Queue", "1")
    told = sections(gaps(shop))
    assert told == [
        "*The big picture of Web shop* · 3 stages, 4 touchpoints",
        "*2 of 3 stages without touchpoints*\n• *Awareness*\n• *Research*",
        "Nobody knows what customers meet there.",
        (
            "*4 of 4 touchpoints without an owner*\n• *T-1 Till* in Purchase\n"
            "• *T-2 Checkout page* in Purchase\n• *T-3 Parcel label* in Purchase"
        ),
        "The journey's owner is asked instead whether they are still true.",
        (
            "*3 of 4 touchpoints not observed in 60 days*\n"
            "• *T-2 Checkout page* in Purchase: never seen\n"
            "• *T-3 Parcel label* in Purchase: never seen\n"
            "• *T-4 Service hotline* in Purchase: never seen"
        ),
        "Nobody ever reported anything from there.",
        (
            "*3 of 4 touchpoints only assumed*\n• *T-2 Checkout page* in Purchase\n"
            "• *T-3 Parcel label* in Purchase\n• *T-4 Service hotline* in Purchase"
        ),
        "Nobody has reported anything from there yet, good or bad.",
        "*1 of 3 stages without a KPI*\n• *Purchase*",
        "No number tells whether a change there helped.",
        "✓ The map is 100 % fresh.",
    ]


def test_what_is_in_order_is_said_too(shop: FrontDoor) -> None:
    for number in range(1, 5):
        change(shop, number, owner_id="UTILL")
        log(shop, f"Queue {number}", str(number))
    told = sections(gaps(shop))
    assert told[-1] == (
        "✓ Every touchpoint has an owner; every touchpoint was observed in the last 60 days; "
        "no touchpoint is only assumed; the map is 100 % fresh."
    )
    later = sections(gaps(shop.later(days=60)))
    assert later[3].startswith("*4 of 4 touchpoints not observed in 60 days*\n• *T-1 Till*")
    assert "last seen <!date^" in later[3]
    assert later[4] == "All of them were seen before that."


def test_freshness_in_per_cent_and_what_is_due(shop: FrontDoor) -> None:
    later = shop.later(days=90)
    edit = only(later.command("/touchpoint edit T-2"), OpenForm).view
    later.submit(edit, {"action": "Pays"})
    told = gaps(later)
    assert "*The map is 25 % fresh*: 1 of 4 touchpoints confirmed in time" in shown(told)
    assert "*T-1 Till* in Purchase: last confirmed <!date^" in shown(told)
    said = buttons([told])
    assert "T-1" in shown(legal(shop.later(days=90).click(*said["Review all 3"])))
    guest = buttons([gaps(later.as_("UGUEST", guest=True))])
    assert "Review all 3" not in guest


def test_hand_offs_say_both_sides(shop: FrontDoor) -> None:
    for number, department in enumerate(("Sales", "Web", "Web", "Support"), 1):
        change(shop, number, department=department)
    log(shop, "Queue", "1")
    log(shop, "Label", "3")
    log(shop.as_("UANA"), "No label at all", "3")
    told = shown(gaps(shop))
    assert "*2 hand-offs between departments, the hottest first*" in told
    assert "*Web → Support*, heat 6.0: T-3 Parcel label 6.0 + T-4 Service hotline 0.0" in told
    assert "*Sales → Web*, heat 3.0: T-1 Till 3.0 + T-2 Checkout page 0.0" in told
    assert told.index("Web → Support") < told.index("Sales → Web")
    action, value = buttons([gaps(shop)])["Brief of T-3"]
    assert only(shop.click(action, value), Say).text == "Brief: T-3 Parcel label"


def see_furious(door: FrontDoor, number: int, times: int) -> None:
    with transaction(door.engine) as session:
        where = touchpoints.numbered(session, workspace_id="T1", number=number)
        assert where
        seen = NewSighting("UANA", door.now, 3, emotion=-2)
        row = pains.add(
            session, touchpoint=where, told="Q", kind=Kind.PAIN, channel_id=None, sighting=seen
        )
        for _ in range(times - 1):
            pains.add_sighting(session, workspace_id="T1", pain_id=row.id, sighting=seen)


def test_drift_says_what_it_is_made_of(shop: FrontDoor) -> None:
    change(shop, 2, planned_emotion=1)
    see_furious(shop, 2, 4)
    assert "drifting" not in shown(gaps(shop))
    see_furious(shop, 2, 1)
    drift = "\N{MINUS SIGN}3.0 (planned +1, observed \N{MINUS SIGN}2.0, n = 5)"
    assert f"*T-2 Checkout page* in Purchase: {drift}" in shown(gaps(shop))
    assert "Observed minus planned emotion, from 1 up, of 1 with a plan" in shown(gaps(shop))


def test_every_button_does_something_about_it(shop: FrontDoor) -> None:
    said = buttons([gaps(shop)])
    add = only(shop.click(*said["Add a touchpoint in Awareness"]), OpenForm).view
    assert initial_values(add)["stage"] == stage_id(shop, "Awareness")
    edit = only(shop.click(*said["Set owner of T-1"]), OpenForm).view
    assert edit["title"]["text"] == "Edit T-1"
    assert only(shop.click(*said["Log at T-1"]), OpenForm).view["callback_id"] == "pain.log"


def test_all_of_a_kind_page_by_page_and_back(shop: FrontDoor) -> None:
    fill(shop, 18)
    value = next(value for action, value in everything(gaps(shop)) if action == "gaps.show:owners")
    page = only(legal(shop.click("gaps.show:owners", value)), Replace)
    assert sections(page)[0] == "*22 of 22 touchpoints without an owner* in Web shop"
    # In the map's order: Research before Purchase.
    assert sections(page)[2] == "*T-5 Shelf 0* in Research"
    assert sections(page)[-1] == "Page 1 of 3"
    second = press(shop, page, "Next")
    third = press(shop, second, "Next")
    assert [line for line in sections(third) if line.startswith("*T-")] == [
        "*T-3 Parcel label* in Purchase",
        "*T-4 Service hotline* in Purchase",
    ]
    assert sections(press(shop, third, "Previous")) == sections(second)
    assert sections(press(shop, third, "All gaps")) == sections(gaps(shop))


@pytest.mark.parametrize(
    "typed", ["stages", "owners", "silent", "assumptions", "HANDOFFS", "drift"]
)
def test_a_kind_can_be_typed(shop: FrontDoor, typed: str) -> None:
    assert "All gaps" in buttons([gaps(shop, typed)])


def test_a_kind_without_gaps_says_so(shop: FrontDoor) -> None:
    assert sections(gaps(shop, "drift")) == [
        "✓ In Web shop no touchpoint drifts from its planned emotion."
    ]


def test_a_stage_is_measured_by_a_reading_of_its_own_or_of_a_touchpoint(shop: FrontDoor) -> None:
    answer = gaps(shop)
    assert buttons([answer])["Add a KPI"] == ("kpi.new", "")
    add_kpi(shop, "NPS", place="T-1")
    assert "1 of 3 stages without a KPI" in shown(gaps(shop)), (
        "a KPI without a reading tells nothing"
    )
    record(shop, "NPS 42 n 100")
    assert "every stage is measured" in shown(gaps(shop)).lower()


def test_unknown_kinds_are_answered_with_the_known(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="`assumptions`"):
        shop.command("/journey gaps weather")


def test_guests_see_and_log_but_set_no_owners(shop: FrontDoor) -> None:
    said = buttons([gaps(shop.as_("UGUEST", guest=True))])
    assert "Set owner of T-1" not in said
    assert "Open T-1" in said


def test_nothing_formats_and_everything_fits(maya: FrontDoor) -> None:
    names = [f"{HOSTILE} {number}"[:80] for number in range(30)]
    journey_id = open_shop(maya, name=HOSTILE, names=[*names, "&" * 80])
    stage = stage_id(maya, "&" * 80)
    with transaction(maya.engine) as session:
        session.add(
            Touchpoint(
                workspace_id="T1",
                number=900,
                journey_id=journey_id,
                stage_id=int(stage),
                position=1,
                name="&" * 120,
                channel="store",
                department="&" * 80,
                created_by="U1",
                created_at=maya.now,
            )
        )
    for typed in ("", "stages", "owners", "silent"):
        told = gaps(maya, typed)
        assert len(told.blocks) <= 50
        assert not any("<!channel>" in text or "*bold*" in text for text in mrkdwn(told))


def test_a_journey_with_nothing_in_it(maya: FrontDoor) -> None:
    open_shop(maya)
    told = gaps(maya)
    assert "3 of 3 stages without touchpoints" in shown(told)
    assert "every touchpoint" not in shown(told)
    assert "Add a touchpoint" in buttons([told])


def test_another_channels_private_journey_is_not_told_of(shop: FrontDoor) -> None:
    secret = open_shop(shop.at("G1", PlaceKind.PRIVATE), name="S", channel="G1", private=True)
    with pytest.raises(UserError, match="no longer here"):
        shop.click("gaps.show:owners", f"1 {secret} owners")
