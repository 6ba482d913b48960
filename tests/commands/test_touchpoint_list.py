"""Listing touchpoints: in the map's order, narrowed, paged."""

import pytest
from sqlmodel import select

from commands.reply import Picture, Replace, Say
from storage.db import transaction
from storage.models import Kpi, Touchpoint
from tests.commands import kpi_world
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.touchpoint_world import buttons, fitting, open_shop, text_of


def fill(door: FrontDoor) -> int:
    journey = open_shop(door)
    for line in (
        "Till @ Purchase via store",
        "Search ad @ Awareness via advertising",
        "Product page @ Research via website",
        "Checkout page @ Purchase via website",
        "Old flyer @ Awareness via mail",
    ):
        only(door.command(f"/touchpoint {line}"), Say)
    door.command("/touchpoint retire T-5")
    return journey


def sections(door: FrontDoor, typed: str) -> list[str]:
    say = only(fitting(door.command(typed)), Say)
    return [block["text"]["text"] for block in say.blocks if block["type"] == "section"]


def numbers(door: FrontDoor, typed: str) -> list[str]:
    return [text.split("*")[1] for text in sections(door, typed) if text.startswith("*T-")]


def test_the_list_stands_in_the_maps_order_by_stage(maya: FrontDoor) -> None:
    fill(maya)
    assert sections(maya, "/touchpoint list") == [
        "*Touchpoints of Web shop* · 4 touchpoints",
        "*Awareness* · 1",
        "*T-2* Search ad\n📣 advertising · assumption · heat 0.0",
        "*Research* · 1",
        "*T-3* Product page\n🌐 website · assumption · heat 0.0",
        "*Purchase* · 2",
        "*T-1* Till\n🏬 store · assumption · heat 0.0",
        "*T-4* Checkout page\n🌐 website · assumption · heat 0.0",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("purchase", ["T-1", "T-4"]),
        ("WEBSITE", ["T-3", "T-4"]),
        ("retired", ["T-5"]),
        ("page", ["T-3", "T-4"]),
        ("t-4", ["T-4"]),
        ("flyer", []),
        ("<!channel>", []),
    ],
)
def test_the_list_is_narrowed(maya: FrontDoor, asked: str, found: list[str]) -> None:
    fill(maya)
    assert numbers(maya, f"/touchpoint list {asked}") == found


def test_the_heading_says_what_was_asked(maya: FrontDoor) -> None:
    fill(maya)
    headings = [
        sections(maya, f"/touchpoint list {asked}")[0]
        for asked in ("purchase", "website", "retired", "page")
    ]
    assert headings == [
        "*Touchpoints in Purchase* · 2 touchpoints",
        "*Touchpoints via website* · 2 touchpoints",
        "*Retired in Web shop* · 1 touchpoint",
        "*Touchpoints with “page”* · 2 touchpoints",
    ]


def test_heat_and_evidence_stand_beside_each(maya: FrontDoor) -> None:
    fill(maya)
    form = maya.form("/pain The till was closed")
    for person in ("UMAYA", "UKWAME"):
        maya.as_(person).log(form, {"where": "1", "severity": "4"})
    assert "*T-1* Till\n🏬 store · 2 sightings by 2 people · heat 8.0" in sections(
        maya, "/touchpoint list"
    )


def test_a_kpi_with_a_reading_is_evidence_everywhere(maya: FrontDoor) -> None:
    """On the list, the card and the map; without a reading it is none."""
    fill(maya)
    kpi_world.add(maya, "Queue", "time", unit="min")
    with transaction(maya.engine) as session:
        kpi = session.exec(select(Kpi)).one()
        kpi.touchpoint_id = session.exec(select(Touchpoint.id).where(Touchpoint.number == 1)).one()
        session.add(kpi)
    assert "*T-1* Till\n🏬 store · assumption · heat 0.0" in sections(maya, "/touchpoint list")
    kpi_world.record(maya, "K-1 4")
    assert "*T-1* Till\n🏬 store · metric-backed · heat 0.0" in sections(maya, "/touchpoint list")
    assert "*Evidence*\\nmetric-backed" in text_of(maya.command("/touchpoint T-1"))
    assert "*Evidence*\\nassumption" in text_of(maya.command("/touchpoint T-2"))
    assert "T-1" not in text_of(maya.command("/journey gaps assumptions"))
    maya.log(maya.form("/pain The till was closed"), {"where": "1", "severity": "4"})
    drawn = only(maya.command("/journey map"), Picture)
    found = {p["number"]: p["evidence"] for s in drawn.data["stages"] for p in s["touchpoints"]}
    assert (found["T-1"], found["T-2"]) == ("metric-backed, reported once", "assumption")


def test_nothing_found_offers_the_nearest_and_all(maya: FrontDoor) -> None:
    fill(maya)
    answer = maya.command("/touchpoint list purchese")
    assert "Did you mean *Purchase*?" in text_of(answer)
    offered = buttons(answer)
    near = maya.click(*offered["Purchase"])
    assert "T-4" in shown(only(fitting(near), Replace))
    everything = maya.click(*offered["All touchpoints"])
    assert "4 touchpoints" in shown(only(fitting(everything), Replace))


def test_an_empty_journey_offers_the_first_touchpoint(maya: FrontDoor) -> None:
    open_shop(maya)
    answer = maya.command("/touchpoint list")
    assert "Nothing here yet" in text_of(answer)
    assert "Add a touchpoint" in buttons(answer)


def test_pages_hold_ten_and_none_is_lost(maya: FrontDoor) -> None:
    open_shop(maya)
    for n in range(23):
        stage = ("Awareness", "Research", "Purchase")[n % 3]
        maya.command(f"/touchpoint Place {n} @ {stage} via app")
    effects = maya.command("/touchpoint list")
    assert "*Research* · 8" in text_of(effects)
    seen = shown(only(effects, Say))
    for page in (2, 3):
        effects = maya.click(*buttons(effects)["Next"])
        seen += shown(only(fitting(effects), Replace))
        assert f"Page {page} of 3" in seen
    assert "continued, 8" in seen
    assert "Next" not in buttons(effects)
    assert all(f"*T-{n}* " in seen for n in range(1, 24))
    back = maya.click(*buttons(effects)["Previous"])
    assert "Page 2 of 3" in shown(only(back, Replace))


def test_a_page_stays_in_its_journey_and_survives_odd_values(maya: FrontDoor) -> None:
    first = fill(maya)
    other = open_shop(maya, name="Other")  # the channel works on this one from now on
    assert "Touchpoints of Other" in text_of(maya.command("/touchpoint list"))
    assert "Web shop" in shown(maya.click("touchpoint.page", f"1 {first}"))
    assert "Other" in shown(maya.click("touchpoint.page", f"99 {other}"))
    for odd in ("", "x y z", "-1", "1 x", "0 0"):
        assert maya.click("touchpoint.page", odd)


def test_the_list_of_another_workspace_is_not_shown(maya: FrontDoor) -> None:
    journey = fill(maya)
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    open_shop(stranger, name="Abroad")
    assert "Till" not in shown(stranger.command("/touchpoint list"))
    assert "Till" not in shown(stranger.click("touchpoint.page", f"1 {journey}"))


def test_a_button_elsewhere_can_ask_for_the_list(maya: FrontDoor) -> None:
    fill(maya)
    assert "4 touchpoints" in text_of(maya.click("touchpoint.list"))
    assert only(fitting(maya.as_("UGUEST", guest=True).command("/touchpoint list")), Say)
