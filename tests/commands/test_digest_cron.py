"""Cron for the brave: shown in times before it is saved, refused in words, sent on its days."""

from datetime import UTC, datetime, timedelta

import pytest

from commands.digest import cron_words
from commands.digest.cron_words import EXAMPLE
from commands.errors import FieldError
from commands.reply import OpenForm, Say, UpdateForm, View
from storage.schedule.cron import Fault
from tests.commands.action_world import arrive
from tests.commands.digest_world import BERLIN, at_time, at_zone, sent, stored
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.kpi_world import switch
from tests.commands.pain_world import fill_shop, log
from tests.commands.vote_steps import checked, labels, press, words

BRAVE = "30 8 * * MON,THU"


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    fill_shop(at_time(maya, maya.now - timedelta(days=60)))
    arrive(maya, "UMAYA", BERLIN)
    return at_zone(maya, BERLIN)


def chosen(door: FrontDoor) -> View:
    """The form with cron chosen."""
    return switch(door, door.form("/journey digest"), "digest.cadence", cadence="cron")


def in_words(view: View) -> str:
    return words(Say("", view["blocks"]))


def test_choosing_cron_asks_for_it_in_place_of_the_time(shop: FrontDoor) -> None:
    view = chosen(shop)
    values = initial_values(view)
    assert values["cadence"] == "cron"
    assert "at" not in values
    assert "cron" in [block.get("block_id") for block in view["blocks"]]
    back = switch(shop, view, "digest.cadence", cadence="daily")
    assert initial_values(back)["at"] == "09:00"
    assert initial_values(back)["cadence"] == "daily"


def test_it_is_shown_in_times_before_it_is_saved(shop: FrontDoor) -> None:
    view = chosen(shop)
    again = only(legal(shop.submit(view, {"cron": BRAVE.lower()})), UpdateForm).view
    assert stored(shop) == []
    told = in_words(again)
    assert "at 08:30 on Monday and Thursday (Europe/Berlin)" in told
    for moment in ("Thu 5 Mar 2026, 07:30", "Mon 9 Mar 2026, 07:30", "Thu 12 Mar 2026, 07:30"):
        assert moment in told
    effects = checked(shop.submit(again, {}))
    assert "at 08:30 on Monday and Thursday (Europe/Berlin)" in said(effects)
    (held,) = stored(shop)
    assert (held.cadence, held.at_minute) == (BRAVE, 510)
    assert held.next_at == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)
    opened = shop.form("/journey digest")
    assert initial_values(opened)["cron"] == BRAVE


def test_what_was_shown_and_then_changed_is_shown_again(shop: FrontDoor) -> None:
    view = only(shop.submit(chosen(shop), {"cron": BRAVE}), UpdateForm).view
    other = only(shop.submit(view, {"cron": "0 7 1 * *"}), UpdateForm).view
    assert "first day of every month" in in_words(other)
    zone = only(shop.submit(other, {"digest_zone": "Asia/Tokyo"}), UpdateForm).view
    assert "(Asia/Tokyo)" in in_words(zone)
    assert stored(shop) == []


def test_enter_shows_when_it_comes_or_what_is_wrong(shop: FrontDoor) -> None:
    good = switch(shop, chosen(shop), "digest.cadence:cron", cron=BRAVE)
    assert "It comes at 08:30 on Monday and Thursday" in in_words(good)
    bad = switch(shop, good, "digest.cadence:cron", cron="0 * * * *")
    assert "more than once a day" in in_words(bad)
    assert initial_values(bad)["cron"] == "0 * * * *"


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("", "five fields"),
        (HOSTILE, "five fields"),
        ("every monday", "five fields"),
        ("99 9 * * *", "minute"),
        ("0 9,17 * * *", "more than once a day"),
        ("0 9 29 2 *", "less than once a year"),
    ],
)
def test_what_cannot_be_had_is_said_at_the_field(shop: FrontDoor, typed: str, word: str) -> None:
    with pytest.raises(FieldError) as error:
        shop.submit(chosen(shop), {"cron": typed})
    assert set(error.value.by_field) == {"cron"}
    assert word in error.value.by_field["cron"]
    assert stored(shop) == []


def test_every_fault_has_words() -> None:
    assert set(cron_words._FAULTS) == set(Fault)


def test_it_is_typed_too(shop: FrontDoor) -> None:
    view = only(legal(shop.command(f"/journey digest cron {BRAVE}")), OpenForm).view
    assert initial_values(view)["cron"] == BRAVE
    assert "It comes at 08:30" in in_words(view)
    assert "by cron" not in said(checked(shop.submit(view, {})))
    assert [each.cadence for each in stored(shop)] == [BRAVE]
    example = only(legal(shop.command("/journey digest cron")), OpenForm).view
    assert initial_values(example)["cron"] == EXAMPLE
    with pytest.raises(FieldError, match="more than once a day"):
        shop.command("/journey digest cron * * * * *")


def test_it_comes_on_its_days_and_can_be_snoozed(shop: FrontDoor) -> None:
    view = shop.form("/journey digest cron 0 9 1 1,4,7,10 *")
    checked(shop.submit(view, {}))
    log(shop, "The queue is endless")
    april = at_time(shop, datetime(2026, 4, 1, 7, tzinfo=UTC))
    digest = sent(april)["C1"]
    assert "The queue is endless" in words(digest)
    assert labels(digest)[-2:] == ["Snooze", "Stop"], "only its author knows what is rarer"

    assert "Snoozed." in said(press(april, digest, "Snooze"))
    (held,) = stored(shop)
    assert held.next_at == datetime(2026, 10, 1, 7, tzinfo=UTC)
    assert shown(only(shop.command("/journey digest list"), Say))
