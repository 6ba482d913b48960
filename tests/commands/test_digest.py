"""The digest: asked for, previewed, sent on time with what its readers may see, made rarer."""

from datetime import UTC, datetime, timedelta

import pytest

from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Picture, Post, Say
from commands.request import Kind
from storage.vocabulary import PlaceKind, Status
from tests.commands import kpi_world
from tests.commands.action_world import arrive, retire_journey
from tests.commands.digest_world import (
    BERLIN,
    MONDAY,
    at_time,
    at_zone,
    due,
    in_private,
    run,
    sent,
    stored,
    subscribe,
)
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.pain_world import fill_shop, log
from tests.commands.touchpoint_world import open_shop
from tests.commands.vote_steps import blocks_of, button, checked, labels, press, words
from tests.storage.pain_world import World


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """Maya in Berlin, in the channel of a shop with touchpoints that are no news any more."""
    fill_shop(at_time(maya, maya.now - timedelta(days=60)))
    arrive(maya, "UMAYA", BERLIN)
    return at_zone(maya, BERLIN)


def test_the_form_opens_with_monday_at_nine_in_ones_own_zone(shop: FrontDoor) -> None:
    view = only(legal(shop.command("/journey digest")), OpenForm).view
    assert initial_values(view) == {
        "target": "channel",
        "audience": "team",
        "cadence": "weekly",
        "at": "09:00",
        "digest_zone": BERLIN,
    }


def test_a_channel_is_told_who_asked_for_what(shop: FrontDoor) -> None:
    effects = subscribe(shop)
    assert "every Monday at 09:00 (Europe/Berlin)" in said(effects)
    news = only(effects, Post)
    assert news.channel_id == "C1"
    assert "<@UMAYA>" in news.text
    (held,) = stored(shop)
    assert (held.next_at, held.target_id, held.private) == (MONDAY, "C1", False)
    again = subscribe(shop)
    assert "already gets a digest" in said(again)
    assert not [each for each in again if isinstance(each, Post)]
    assert len(stored(shop)) == 1


def test_changing_it_keeps_one_digest_a_channel(shop: FrontDoor) -> None:
    subscribe(shop)
    subscribe(shop.as_("UKWAME"), cadence="daily", at="17:30", audience="leaders")
    (held,) = stored(shop)
    assert (held.cadence, held.audience, held.created_by) == ("daily", "leaders", "UMAYA")
    assert held.next_at == datetime(2026, 3, 4, 16, 30, tzinfo=UTC)
    view = only(shop.command("/journey digest"), OpenForm).view
    assert initial_values(view)["cadence"] == "daily"
    assert "<#C1> gets one every day at 17:30 (Europe/Berlin) already, next" in str(view)
    rarer = only(shop.command("/journey digest monthly"), OpenForm).view
    assert (initial_values(rarer)["cadence"], initial_values(rarer)["at"]) == ("monthly", "17:30")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target", ""),
        ("target", "everybody"),
        ("audience", "boss"),
        ("cadence", "0 9 * * 1"),
        ("at", "25:00"),
        ("at", ""),
        ("digest_zone", "Mars/Olympus"),
        ("digest_zone", "../../etc/passwd"),
        ("digest_zone", ""),
    ],
)
def test_what_cannot_be_meant_keeps_the_form_open(shop: FrontDoor, field: str, value: str) -> None:
    with pytest.raises(FieldError) as error:
        subscribe(shop, **{field: value})
    assert set(error.value.by_field) == {field}
    assert stored(shop) == []


def test_zones_are_found_by_city(shop: FrontDoor) -> None:
    assert shop.options("digest_zone", "new y")[0] == ("America/New_York", "America/New_York")
    assert shop.options("digest_zone", "berlin")[0][0] == BERLIN
    assert shop.options("digest_zone", "")[0][0] == BERLIN
    assert shop.options("digest_zone", "utc")[0][0] == "UTC"
    assert shop.options("digest_zone", HOSTILE) == []
    assert len(shop.options("digest_zone", "a")) == 100


def test_guests_can_only_read(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="Guests"):
        shop.as_("UGUEST", guest=True).command("/journey digest")


def test_the_digest_comes_on_monday_with_what_happened(shop: FrontDoor) -> None:
    subscribe(shop)
    log(shop, "The queue is endless")
    log(shop, HOSTILE)
    assert due(at_time(shop, MONDAY - timedelta(milliseconds=1))) == []
    monday = at_time(shop, MONDAY)
    digest = sent(monday)["C1"]
    assert isinstance(digest, Picture)
    told = words(digest)
    assert "*Digest of Web shop* · 2 to 9 Mar 2026" in told
    assert "2 sightings by 1 person · 2 new" in told
    assert "*New (2)*" in told
    assert "*P-1* The queue is endless" in told
    assert "<!channel>" not in told
    assert "2 new pain points wait for a look" in told
    assert "Late" not in told
    assert digest.alt_text
    assert labels(digest)[-3:] == ["Snooze", "Less often", "Stop"]
    assert len(blocks_of(digest)) < 25
    assert sent(monday) == {}
    (held,) = stored(shop)
    assert held.next_at == MONDAY + timedelta(days=7)


def test_each_begins_where_the_last_one_ended(shop: FrontDoor) -> None:
    subscribe(shop)
    log(at_time(shop, MONDAY - timedelta(minutes=1)), "Just before")
    assert "Just before" in words(sent(at_time(shop, MONDAY + timedelta(seconds=20)))["C1"])
    log(at_time(shop, MONDAY + timedelta(seconds=30)), "Just after")
    told = words(sent(at_time(shop, MONDAY + timedelta(days=7)))["C1"])
    assert "*New*\n• *P-2* Just after" in told


def test_where_nothing_happened_it_is_one_line(shop: FrontDoor) -> None:
    subscribe(shop)
    digest = sent(at_time(shop, MONDAY))["C1"]
    assert isinstance(digest, Post)
    assert words(digest) == "*Web shop*: nothing happened, 2 to 9 Mar 2026."
    assert [block["type"] for block in digest.blocks] == ["section", "actions"]


def test_that_something_waits_still_fits_the_line(shop: FrontDoor) -> None:
    log(shop, "The queue is endless")
    later = at_time(shop, shop.now + timedelta(days=30))
    subscribe(later)
    digest = sent(at_time(shop, MONDAY + timedelta(days=28)))["C1"]
    assert words(digest).endswith("Still waiting: 1 new pain point to look at.")


def test_after_downtime_it_comes_once_and_says_that_it_is_late(shop: FrontDoor) -> None:
    subscribe(shop)
    log(shop, "The queue is endless")
    back = at_time(shop, MONDAY + timedelta(days=15))
    digest = sent(back)["C1"]
    told = words(digest)
    assert "Late: planned for Mon 9 Mar 2026, 09:00" in told
    assert "3 digests were missed; this one tells of all of it" in told
    assert "2 to 24 Mar 2026" in told
    assert "The queue is endless" in told
    assert sent(back) == {}
    (held,) = stored(shop)
    assert held.next_at == datetime(2026, 3, 30, 7, 0, tzinfo=UTC), "in summer time"


def test_a_restart_needs_no_excuse(shop: FrontDoor) -> None:
    subscribe(shop)
    assert "Late" not in words(sent(at_time(shop, MONDAY + timedelta(minutes=50)))["C1"])


def test_one_for_oneself_is_a_direct_message(shop: FrontDoor) -> None:
    effects = subscribe(shop, target="me")
    assert "You get a digest" in said(effects)
    assert not [each for each in effects if isinstance(each, Post)]
    log(shop, "The queue is endless")
    digest = sent(at_time(shop, MONDAY))["UMAYA"]
    assert isinstance(digest, Picture)
    assert (digest.only_for, digest.channel_id) == ("UMAYA", None)
    other = shop.as_("UKWAME")
    assert stored(other) == [], "whom others' digests are for is theirs to know"


def test_what_is_late_for_a_person_waits_until_they_are_awake(shop: FrontDoor) -> None:
    subscribe(shop, target="me")
    night = at_time(shop, MONDAY + timedelta(hours=17))  # two at night
    assert sent(night) == {}
    assert "UMAYA" in sent(at_time(shop, MONDAY + timedelta(hours=23, minutes=1)))


def test_who_moves_takes_their_digest_along(shop: FrontDoor) -> None:
    subscribe(shop, target="me")
    subscribe(shop, target="channel")
    arrive(shop, "UMAYA", "America/New_York")
    shop.ask(Kind.JOB, "digest.follow")
    mine, channels = sorted(stored(shop), key=lambda each: each.target_id, reverse=True)
    assert (mine.target_id, mine.zone) == ("UMAYA", "America/New_York")
    assert mine.next_at == datetime(2026, 3, 9, 13, 0, tzinfo=UTC)
    assert (channels.zone, channels.next_at) == (BERLIN, MONDAY)


def test_a_private_channels_journey_goes_nowhere_else(maya: FrontDoor) -> None:
    open_shop(maya, channel="G1", private=True)
    there = in_private(at_zone(maya, BERLIN))
    with pytest.raises(FieldError) as error:
        subscribe(there, target="me")
    assert "kept to a private channel" in error.value.by_field["target"]
    subscribe(there)
    log_in = at_time(there, there.now)
    log_in.command("/touchpoint Till @ Purchase via store")
    assert "G1" in sent(at_time(maya, MONDAY))
    assert "Nobody gets a digest" in said(maya.command("/journey digest list"))
    assert "Web shop" in said(there.command("/journey digest list"))


def test_its_owner_cannot_send_it_into_another_channel(maya: FrontDoor) -> None:
    open_shop(maya, channel="G1", private=True)
    owner = maya.as_("UOWNER").at("C2")
    with pytest.raises(FieldError) as error:
        subscribe(owner)
    assert "not everybody here may see it" in error.value.by_field["target"]
    subscribe(owner, target="me")
    assert "UOWNER" in sent(at_time(maya, MONDAY + timedelta(hours=1)))


def test_a_channel_that_lost_sight_of_the_journey_is_sent_nothing(shop: FrontDoor) -> None:
    subscribe(shop)
    log(shop, "The queue is endless")
    retire_journey(shop)
    monday = at_time(shop, MONDAY)
    (each,) = due(monday)
    assert run(monday, each) == []
    assert due(monday) == []


def test_snoozing_skips_the_next_and_loses_nothing(shop: FrontDoor) -> None:
    subscribe(shop)
    log(shop, "The queue is endless")
    monday = at_time(shop, MONDAY)
    digest = sent(monday)["C1"]
    log(at_time(shop, MONDAY + timedelta(minutes=5)), "The till is shut")
    effects = press(monday, digest, "Snooze")
    assert "Snoozed." in said(effects)
    assert "<@UMAYA> snoozed this channel's digest" in only(effects, Post).text
    again = press(monday, digest, "Snooze")
    assert "Nothing to change" in said(again)
    assert len(again) == 1
    assert sent(at_time(shop, MONDAY + timedelta(days=8))) == {}
    told = words(sent(at_time(shop, datetime(2026, 3, 23, 8, tzinfo=UTC)))["C1"])
    assert "The till is shut" in told
    assert "Late" not in told
    late = press(at_time(shop, MONDAY + timedelta(days=20)), digest, "Snooze")
    assert "Nothing to change" in said(late), "of an old digest it does nothing"


def test_less_often_until_it_cannot_be_rarer(shop: FrontDoor) -> None:
    subscribe(shop, cadence="daily")
    log(shop, "The queue is endless")
    digest = sent(at_time(shop, datetime(2026, 3, 5, 8, tzinfo=UTC)))["C1"]
    effects = press(shop, digest, "Less often")
    assert "every Monday at 09:00" in said(effects)
    assert "made this channel's digest" in only(effects, Post).text
    assert "Nothing to change" in said(press(shop, digest, "Less often"))
    answer = only(press(shop, only(effects, Say), "Less often"), Say)
    assert "on the first Monday of each month" in answer.text
    assert labels(answer) == ["Stop"]


def test_stopping_it_twice_and_starting_it_again(shop: FrontDoor) -> None:
    subscribe(shop)
    log(shop, "The queue is endless")
    digest = sent(at_time(shop, MONDAY))["C1"]
    assert "confirm" in button(digest, "Stop")
    effects = press(shop.as_("UKWAME"), digest, "Stop")
    assert "Stopped." in said(effects)
    assert "<@UKWAME> stopped this channel's digest" in only(effects, Post).text
    assert "It was stopped already" in said(press(shop, digest, "Stop"))
    assert sent(at_time(shop, MONDAY + timedelta(days=7))) == {}
    with pytest.raises(UserError, match="Neither this channel nor you"):
        shop.command("/journey digest stop")
    later = at_time(shop, MONDAY + timedelta(days=100))
    subscribe(later)
    monday = at_time(shop, later.now + timedelta(days=7))
    assert "nothing happened" in words(sent(monday)["C1"]), "not a hundred days of news"


def test_stop_is_typed_too(shop: FrontDoor) -> None:
    subscribe(shop)
    assert "Stopped." in said(legal(shop.command("/journey digest stop")))
    assert stored(shop) == []


@pytest.mark.parametrize("value", ["", "1 99999999999", "2", "x", "1 hourly", "9" * 30])
def test_buttons_of_others_or_of_nothing_say_so(shop: FrontDoor, value: str) -> None:
    subscribe(shop)
    action = "digest.less" if "hourly" in value else "digest.snooze"
    with pytest.raises(UserError, match="digest list"):
        shop.click(action, value)


def test_ones_own_digest_is_stopped_by_nobody_else(shop: FrontDoor) -> None:
    subscribe(shop, target="me")
    with pytest.raises(UserError, match="no longer works"):
        shop.as_("UKWAME").click("digest.stop", "1")
    with pytest.raises(UserError, match="no longer works"):
        shop.as_("UMAYA", workspace_id="T2").click("digest.stop", "1")


def test_a_preview_is_for_oneself_alone_and_changes_nothing(shop: FrontDoor) -> None:
    log(shop, "The queue is endless")
    effects = checked(shop.command("/journey digest preview frontline"))
    preview = only(effects, Picture)
    assert preview.only_for == "UMAYA"
    assert "The queue is endless" in words(preview)
    assert "Only you see it" in words(preview)
    assert "Get this digest" in labels(preview)
    assert stored(shop) == []
    subscribe(shop, audience="leaders")
    held = only(checked(shop.command("/journey digest preview")), Picture)
    assert "This is a preview of the leaders' version. Only you see it." in words(held)
    assert "Get this digest" not in labels(held)
    other = only(press(shop, held, "See the team's version"), Picture)
    assert "This is a preview of the team's version" in words(other)
    (still,) = stored(shop)
    assert still.last_slot is None


def test_a_preview_of_nothing_is_one_line_at_once(shop: FrontDoor) -> None:
    answer = only(legal(shop.command("/journey digest preview")), Say)
    assert "nothing happened" in answer.text
    with pytest.raises(UserError, match="Preview which one"):
        shop.command("/journey digest preview bosses")
    with pytest.raises(UserError, match="with those words"):
        shop.command("/journey digest <!channel>")


def test_without_a_journey_one_is_asked_for(maya: FrontDoor) -> None:
    for typed in ("", " preview", " stop"):
        assert isinstance(maya.command(f"/journey digest{typed}")[0], OpenForm)


def test_in_direct_messages_it_can_only_be_for_oneself(shop: FrontDoor) -> None:
    view = only(shop.at("D1", PlaceKind.DIRECT).command("/journey digest"), OpenForm).view
    assert initial_values(view)["target"] == "me"
    assert "This channel" not in shown(view)


def test_audiences_are_told_what_is_theirs(shop: FrontDoor) -> None:
    log(shop, "The queue is endless")
    log(shop, "The label is torn")
    log(shop, "Nobody answers")
    world = World(shop.engine, shop.now)
    world.move(1, Status.SOLVED, reason="We opened a second till")
    world.move(2, Status.DECLINED, reason="When more than five ask")
    told = {
        audience: words(only(checked(shop.command(f"/journey digest preview {audience}")), Picture))
        for audience in ("leaders", "team", "frontline")
    }
    for text in told.values():
        assert "We opened a second till" in text
        assert "3 new · 1 solved · 1 declined" in text
        assert "1 report by 1 person led to 1 solution" in text
    assert "When more than five ask" in told["frontline"]
    assert "1 new pain point waits for a look" in told["leaders"]
    assert "waits for a look" not in told["frontline"]
    assert "2 loops closed" in told["leaders"]
    assert "touchpoints confirmed within their period" in told["leaders"]
    assert "2 loops closed" not in told["frontline"]
    assert told["leaders"].index("Waiting for you") < told["leaders"].index("Moved most")


def test_kpis_stand_with_n_and_interval_where_leaders_and_the_team_look(shop: FrontDoor) -> None:
    subscribe(shop, audience="leaders")
    kpi_world.add(shop, "Recommend us", kind="NPS")
    kpi_world.record(shop, "Recommend us 42 n 100")
    told = words(only(checked(shop.command("/journey digest preview")), Picture))
    assert "*K-1 Recommend us*: *+42*" in told
    assert "n 100" in told
    quiet = only(legal(shop.command("/journey digest preview frontline")), Say)
    assert "nothing happened" in quiet.text
    assert "42" in words(sent(at_time(shop, MONDAY))["C1"])
    assert "nothing happened" in words(sent(at_time(shop, MONDAY + timedelta(days=7)))["C1"])


def test_what_clearly_changed_comes_first_and_the_rest_is_counted(shop: FrontDoor) -> None:
    for number in range(7):
        kpi_world.add(shop, f"Also {number}")
        kpi_world.record(shop, f"Also {number} 1 n 100")
    for name, later in (("Better", "700"), ("Worse", "300")):
        kpi_world.add(shop, name, kind="conversion")
        kpi_world.record(shop, f"{name} 500 of 1000 for last month")
        kpi_world.record(shop, f"{name} {later} of 1000")
    kpi_world.add(shop, "A number of last year")
    kpi_world.record(at_time(shop, shop.now - timedelta(days=90)), "A number 1 n 100")
    preview = only(checked(shop.command("/journey digest preview leaders")), Picture)
    (kpis,) = (each for each in preview.above if "*KPIs*" in shown(each))
    lines = kpis["text"]["text"].splitlines()
    assert [line.split("*")[1][4:] for line in lines[1:4]] == ["Worse", "Better", "Also 0"]
    assert "clearly worse" in lines[1]
    assert preview.also[-1]["title"].endswith(" Worse"), "the picture is of another one"
    assert lines[-1] == "• and 4 more: `/journey kpis`"
    assert kpis["expand"], 'a phone would hide half of it behind "See more"'


def test_what_was_stopped_starts_again_as_it_was(shop: FrontDoor) -> None:
    subscribe(shop, audience="leaders", cadence="daily", at="07:30")
    stopped = only(shop.command("/journey digest stop"), Say)
    view = only(press(shop, stopped, "Start again"), OpenForm).view
    held = initial_values(view)
    assert (held["audience"], held["cadence"], held["at"]) == ("leaders", "daily", "07:30")
    assert "already" not in str(view)
    checked(shop.submit(view, {}))
    (started,) = stored(shop)
    assert (started.stopped_at, started.audience, started.cadence) == (None, "leaders", "daily")


def test_stopping_is_asked_about_wherever_the_button_stands(shop: FrontDoor) -> None:
    receipt = only(subscribe(shop), Say)
    listed = only(shop.command("/journey digest list"), Say)
    assert button(receipt, "Stop")["confirm"] == button(listed, "Stop")["confirm"]
