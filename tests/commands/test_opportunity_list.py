"""The list of opportunities: one framework at a time, formula and inputs beside the number."""

import pytest

from commands.errors import UserError
from commands.reply import Replace, Say
from commands.request import Value
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import buttons, legal, press
from tests.commands.opportunity_world import RICE, add, stored, view_of
from tests.commands.triage_world import shop_with_pains

LIST = "/journey opportunity list"


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    shop_with_pains(maya)
    return maya


def listed(door: FrontDoor, typed: str = LIST) -> Say:
    return only(legal(door.command(typed)), Say)


def order(told: str, *titles: str) -> bool:
    """Whether these stand in this order."""
    places = [told.index(title) for title in titles]
    return places == sorted(places)


def test_an_empty_list_offers_the_form(shop: FrontDoor) -> None:
    empty = listed(shop, "/journey opportunities")
    assert "No opportunities yet" in shown(empty)
    assert view_of(press(shop, empty, "Add an opportunity"))


def test_reach_of_different_periods_is_compared_a_month(shop: FrontDoor) -> None:
    periods: list[dict[str, Value]] = [
        {"reach": "1,000", "reach_period": "week"},
        {"reach": "15,000", "reach_period": "quarter"},
        {"reach": "3,000", "reach_period": "month"},
    ]
    for n, period in enumerate(periods):
        add(shop, f"Idea {n}", **{**RICE, **period})
    told = shown(listed(shop))
    assert "counted in people a month" in told
    # 5,000, 4,333 and 3,000 a month.
    assert order(told, "Idea 1", "Idea 0", "Idea 2")
    assert "RICE 2,000 = 5,000 a month (15,000 a quarter) \u00d7 2 \u00d7 80 % / 4" in told
    assert "RICE 1,733 = 4,333 a month (1,000 a week) \u00d7 2 \u00d7 80 % / 4" in told
    assert "RICE 1,200 = 3,000 a month \u00d7 2 \u00d7 80 % / 4 person-months" in told


def test_what_lacks_inputs_stands_below_with_the_button_to_score_it(shop: FrontDoor) -> None:
    add(shop, "No effort yet", **{**RICE, "effort": None})
    add(shop, "All there", **RICE)
    page = listed(shop)
    told = shown(page)
    assert order(told, "All there", "*Not scored yet by RICE* · 1", "No effort yet")
    assert "lacks effort" in told
    view = view_of(press(shop, page, "Score by RICE"))
    assert view["title"]["text"] == "Edit O-1"
    shop.submit(view, {"effort": "1"})
    told = shown(listed(shop))
    assert order(told, "No effort yet", "All there")
    assert "Not scored yet" not in told


def test_the_list_is_switched_to_ice_and_back(shop: FrontDoor) -> None:
    add(shop, "With reach", **RICE)
    add(shop, "With ease")
    page = listed(shop, "/journey opportunity by ice")
    assert "High ease is easy" in shown(page)
    assert "Not scored yet by ICE* · 2" in shown(page)
    assert "RICE 1,200" not in shown(page)
    view = view_of(shop.click("opportunity.ice", "2"))
    shop.submit(view, {"ice_impact": "9", "ice_confidence": "9", "ice_ease": "9"})
    told = shown(listed(shop))
    assert "ICE 729 = 9 \u00d7 9 \u00d7 9" in told
    assert order(told, "With ease", "Not scored yet", "With reach")
    (select,) = [
        element
        for block in page.blocks
        for element in block.get("elements", [])
        if element.get("type") == "static_select"
    ]
    chosen = next(each for each in select["options"] if "RICE" in each["text"]["text"])
    back = only(legal(shop.click(select["action_id"], chosen["value"])), Replace)
    assert "RICE 1,200" in shown(back)
    with pytest.raises(UserError, match="one framework at a time"):
        shop.command("/journey opportunity by gut")


def test_without_answers_ulwick_asks_the_team(shop: FrontDoor) -> None:
    add(shop, "Print labels", **RICE)
    page = listed(shop, "/journey opportunity by Ulwick")
    assert "lacks answers of the team" in shown(page)
    view = view_of(press(shop, page, "Ask the team"))
    assert view["title"]["text"] == "Score together"


def test_dropped_ones_have_a_list_of_their_own(shop: FrontDoor) -> None:
    add(shop, "Print labels")
    add(shop, "One more till")
    view = view_of(shop.command("/journey opportunity drop O-1"))
    shop.submit(view, {"reason": "Tried"})
    page = listed(shop)
    assert "Print labels" not in shown(page)
    dropped = only(press(shop, page, "Dropped (1)"), Replace)
    assert "Print labels" in shown(dropped)
    assert "One more till" not in shown(dropped)
    assert "One more till" in shown(press(shop, dropped, "Open ones"))
    assert "2 opportunities" in shown(listed(shop, f"{LIST} all"))
    with pytest.raises(UserError, match="knows `open`"):
        shop.command(f"{LIST} forgotten")


def test_long_lists_are_paged_and_nothing_is_cut(shop: FrontDoor) -> None:
    for n in range(19):
        add(shop, f"Idea {n:02}", **(RICE if n % 2 else {}))
    page: Say | Replace = listed(shop)
    seen = []
    while True:
        assert len(page.blocks) <= 50
        seen += [n for n in range(19) if f"Idea {n:02}" in shown(page)]
        if "Next" not in buttons(page):
            break
        page = only(press(shop, page, "Next"), Replace)
    assert sorted(seen) == list(range(19))
    assert "Page 3 of 3" in shown(page)
    assert "Page 2 of 3" in shown(press(shop, page, "Previous"))


def test_longest_words_still_fit(shop: FrontDoor) -> None:
    for _ in range(8):
        add(shop, "*<&>" * 37, how_might_we="&<>" * 300, answered_pains=["1", "2", "3"])
    listed(shop)
    legal(shop.command("/journey opportunity O-8"))
    legal(shop.command("/journey opportunity edit O-8"))
    legal(shop.command("/journey score"))


def test_several_people_on_one_list_see_the_same(shop: FrontDoor) -> None:
    add(shop, "Print labels", **RICE)
    shop.as_("UKWAME").command("/journey opportunity by ICE")
    assert "by *ICE*" in said(shop.command(LIST))
    assert stored(shop, 1).reach == 3000
