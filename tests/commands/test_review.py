"""Reviews through the front door: asked, answered with one tap, listed, and on the Home tab."""

from datetime import timedelta

import pytest

from commands.errors import FieldError, UserError
from commands.reply import Effect, OpenForm, Post, Replace, Say, ShowHome, Tell
from commands.request import CLOCK, Kind, Person
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import legal
from tests.commands.pain_world import fill_shop
from tests.commands.touchpoint_world import buttons, history_of, stored

QUARTER = 90


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """T-1 is Maya's, T-2 to T-4 are the journey's owner's; all of it is due."""
    fill_shop(maya)
    maya.submit(maya.form("/touchpoint edit T-1"), {"owner": "UMAYA"})
    return maya.later(days=QUARTER)


def clock(door: FrontDoor, job: str = "review.ask") -> list[Effect]:
    asked = FrontDoor(door.engine, door.now, Person(CLOCK.id), None, "T1", door.router)
    return legal(asked.ask(Kind.JOB, job))


def pressed(tell: Tell, label: str, nth: int = 0) -> tuple[str, str]:
    """(action, value) of a button in a direct message."""
    found = [
        (element["action_id"], element.get("value", ""))
        for block in tell.blocks
        for element in block.get("elements", ())
        if element.get("type") == "button" and element["text"]["text"] == label
    ]
    return found[nth]


def test_each_owner_gets_one_message_and_answers_with_one_tap(shop: FrontDoor) -> None:
    to_maya, to_owner = sorted(
        (each for each in clock(shop) if isinstance(each, Tell)), key=lambda tell: tell.person_id
    )
    assert (to_maya.person_id, to_owner.person_id) == ("UMAYA", "UOWNER")
    assert "T-1* Till" in shown(to_maya)
    assert all(f"T-{number}*" in shown(to_owner) for number in (2, 3, 4))
    assert clock(shop) == []
    at_home = shop.at("DMAYA")
    for _ in range(2):
        effects = legal(at_home.click(*pressed(to_maya, "Still true")))
        assert "You said it is *still true*" in shown(only(effects, Replace))
    assert history_of(shop, 1).count("reviewed") == 1
    assert stored(shop, 1).reviewed_at == shop.now


def test_later_and_retire(shop: FrontDoor) -> None:
    owner = shop.as_("UOWNER").at("DOWNER")
    tell = next(
        each for each in clock(shop) if isinstance(each, Tell) and each.person_id == "UOWNER"
    )
    effects = legal(owner.click(*pressed(tell, "Later")))
    assert "asked again in a week" in shown(only(effects, Replace))
    effects = legal(owner.click(*pressed(tell, "Retire", 1)))
    assert "You *retired* it" in shown(only(effects, Replace))
    assert stored(shop, 3).retired_at == shop.now


def test_what_a_colleague_edited_meanwhile_is_said(shop: FrontDoor) -> None:
    tell = next(
        each for each in clock(shop) if isinstance(each, Tell) and each.person_id == "UOWNER"
    )
    later = shop.later(hours=1)
    later.submit(later.form("/touchpoint edit T-2"), {"name": "Basket"})
    owner = later.as_("UOWNER").at("DOWNER")
    effects = legal(owner.click(*pressed(tell, "Still true", 1)))
    assert "Meanwhile it was taken care of" in shown(only(effects, Replace))


def test_edit_opens_the_usual_form(shop: FrontDoor) -> None:
    tell = next(
        each for each in clock(shop) if isinstance(each, Tell) and each.person_id == "UMAYA"
    )
    assert only(legal(shop.click(*pressed(tell, "Edit"))), OpenForm).view["submit"]


def test_the_channel_is_told_once_when_nobody_answers(shop: FrontDoor) -> None:
    clock(shop)
    clock(shop.later(days=7))
    much_later = shop.later(days=14)
    (post,) = clock(much_later, "review.tell")
    assert isinstance(post, Post)
    assert post.channel_id == "C1"
    assert "asked twice" in shown(post)
    assert clock(much_later, "review.tell") == []
    effects = legal(much_later.click("review.list"))
    assert "4 to review" in said(effects)


def test_what_is_due_is_listed_with_the_same_buttons(shop: FrontDoor) -> None:
    effects = legal(shop.command("/journey review"))
    assert "*4 to review* on Web shop" in said(effects)
    assert "0 % fresh: 0 of 4 touchpoints" in said(effects)
    assert {"Still true", "Edit", "Retire", "Later", "Owner and reviews"} <= set(buttons(effects))
    after = legal(shop.click(*buttons(effects)["Still true"]))
    assert "is still true. Thank you." in shown(only(after, Replace))
    assert "25 % fresh" in shown(after)
    mine = said(legal(shop.command("/journey review mine")))
    assert "*1 yours to review*" in mine
    put_off = legal(shop.click(*buttons(after)["Later"]))
    assert "1 more is put off" in shown(put_off)


def test_many_are_paged(maya: FrontDoor) -> None:
    fill_shop(maya)
    for n in range(6):
        maya.command(f"/touchpoint Desk {n} @ Purchase via store")
    later = maya.later(days=QUARTER)
    effects = legal(later.command("/journey review"))
    turned = legal(later.click(*buttons(effects)["More"]))
    assert "T-9*" in shown(only(turned, Replace))


@pytest.mark.parametrize(
    ("words", "days"),
    [("every 30 days", 30), ("every 2 weeks", 14), ("every quarter", 91), ("Every 3 months", 90)],
)
def test_the_rhythm_in_words(maya: FrontDoor, words: str, days: int) -> None:
    fill_shop(maya)
    assert f"every {days} days" in said(legal(maya.command(f"/journey review {words}")))
    later = maya.later(days=days)
    assert "4 to review" in said(legal(later.command("/journey review")))
    assert "every 90 days to every" in said(legal(maya.command("/journey history"))) or days == 90


@pytest.mark.parametrize("words", ["every 1 day", "every 9999 days", "gibberish", "every"])
def test_other_rhythms_are_refused(maya: FrontDoor, words: str) -> None:
    fill_shop(maya)
    with pytest.raises(UserError):
        maya.command(f"/journey review {words}")


def test_the_form_hands_over_only_from_the_owner(maya: FrontDoor) -> None:
    fill_shop(maya)
    hub = legal(maya.command("/journey"))
    form = only(legal(maya.click(*buttons(hub)["Owner and reviews"])), OpenForm).view
    assert "every 30 days" in said(maya.submit(form, {"days": "30"}))
    with pytest.raises(FieldError):
        maya.submit(form, {"owner": "UMAYA"})
    owner = maya.as_("UOWNER")
    assert "<@UMAYA>" in said(legal(owner.submit(form, {"owner": "UMAYA", "days": "30"})))
    with pytest.raises(FieldError):
        maya.submit(form, {"days": "3"})


def test_the_home_tab_shows_mine_and_takes_the_answer(shop: FrontDoor) -> None:
    home = shop.at(None)
    view = only(legal(home.ask(Kind.HOME, "home")), ShowHome).view
    assert "Touchpoints I should review" in shown(view)
    assert "T-2*" not in shown(view)
    after = only(legal(home.click("review.still", "1 h")), ShowHome).view
    assert "Touchpoints I should review" not in shown(after)


def test_nobody_elses_in_other_workspaces(shop: FrontDoor) -> None:
    other = shop.as_("UOTHER", workspace_id="T2")
    with pytest.raises(UserError):
        other.click("review.still", "1 l1")


@pytest.mark.parametrize("value", ["", "1", "x h", "1 d", "999999999999 h", "9 l1"])
def test_old_buttons_say_so(shop: FrontDoor, value: str) -> None:
    with pytest.raises(UserError):
        shop.click("review.still", value)


def test_switched_off_in_the_notifications(shop: FrontDoor) -> None:
    form = shop.form("/journey notifications")
    shop.submit(form, {"kinds": ["status"]})
    assert [each.person_id for each in clock(shop) if isinstance(each, Tell)] == ["UOWNER"]


def test_fresh_stands_beside_the_map(shop: FrontDoor) -> None:
    effects = shop.command("/journey map")
    assert "0 % fresh" in shown(effects)
    assert any(isinstance(each, Say) for each in effects)
    assert shop.now - timedelta(days=QUARTER) == stored(shop, 2).created_at
