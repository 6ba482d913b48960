"""KPIs through the front door: added, recorded, corrected, changed, retired, and never made up."""

from datetime import timedelta

import pytest
from sqlmodel import select

from commands.errors import FieldError, UserError
from commands.reply import Picture, Replace, Say
from storage.action import actions
from storage.action.actions import NewAction
from storage.db import transaction
from storage.identity import identity
from storage.models import Journey
from storage.vocabulary import ActionStatus
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import (
    HOSTILE,
    add_touchpoint,
    buttons,
    legal,
    make_journey,
    mrkdwn,
    press,
)
from tests.commands.kpi_world import add, answer, card, form_of, record, switch


@pytest.fixture
def maya(maya: FrontDoor) -> FrontDoor:
    make_journey(maya, "Shop")
    return maya


def fields(view: dict[str, object]) -> list[str]:
    return list(initial_values(view))


def test_the_forms_fields_follow_the_kind_and_keep_what_was_typed(maya: FrontDoor) -> None:
    view = form_of(maya.command("/journey kpi"))
    assert fields(view) == ["name", "kind", "baseline", "target", "place", "owner", "period"]
    view = switch(maya, view, "kpi.kind", name="Wait", target="2", kind="time")
    assert "unit" in fields(view)
    assert "direction" in fields(view)
    view = switch(maya, view, "kpi.kind", unit="minutes", direction="low", kind="CSAT")
    assert "unit" not in fields(view)
    assert (initial_values(view)["scale"], initial_values(view)["box"]) == ("1-5", "2")
    view = switch(maya, view, "kpi.kind", scale="1-7", kind="time")
    again = initial_values(view)
    assert (again["name"], again["unit"], again["target"]) == ("Wait", "minutes", "2")
    assert initial_values(switch(maya, view, "kpi.kind", kind="CSAT"))["scale"] == "1-7"


def test_it_is_added_with_its_method_place_and_target(maya: FrontDoor) -> None:
    add_touchpoint(maya, "Shop", "Purchase", "Checkout")
    view = form_of(maya.command("/journey kpi add Satisfied"))
    view = switch(maya, view, "kpi.kind", kind="CSAT")
    (place,) = maya.options("kpi.place", "checkout", view)
    assert maya.options("kpi.place", "purch", view)[0][0] == "All of Purchase"
    told = answer(
        maya.submit(view, {"place": place[1], "target": "85 %", "baseline": "72,5", "box": "1"})
    )
    assert "*K-1 Satisfied* is added." in told
    assert "CSAT, share of 5 on 1-5 · a month · high is good" in told
    assert "T-1 Checkout" in told
    assert "Target 85 %" in told
    assert "No reading yet" in told


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("NPS", {"name": ""}, "name"),
        ("NPS", {"target": "142"}, "target"),
        ("NPS", {"target": "high"}, "target"),
        ("conversion", {"target": "101 %"}, "target"),
        ("time", {"unit": ""}, "unit"),
        ("time", {"unit": "minutes", "target": "1.234"}, "target"),
        ("time", {"unit": "minutes", "baseline": "-1"}, "baseline"),
        ("CSAT", {"scale": "1-3", "box": "3"}, "box"),
        ("NPS", {"place": "T-99"}, "place"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    maya: FrontDoor, kind: str, values: dict[str, str], field: str
) -> None:
    with pytest.raises(FieldError) as wrong:
        add(maya, **{"name": "One", **values}, kind=kind)
    assert set(wrong.value.by_field) == {field}


def test_a_name_is_had_once(maya: FrontDoor) -> None:
    add(maya, "NPS")
    with pytest.raises(FieldError, match="K-1 is called so"):
        add(maya, "nps")
    maya.command("/journey kpi retire NPS")
    with pytest.raises(FieldError, match="retired K-1"):
        add(maya, "NPS")


def test_one_line_records(maya: FrontDoor) -> None:
    add(maya, "NPS")
    assert "Recorded: *K-1 NPS* is +42 (n 100) for Mar 2026." in record(maya, "NPS 42 n 100")
    assert "nothing changed" in record(maya, "nps 42 n 100")
    corrected = record(maya, "K-1 45 n 100")
    assert "Corrected: *K-1 NPS* for Mar 2026 is +45 (n 100). It was +42 (n 100)" in corrected
    assert "corrected Mar 2026 from +42 (n 100) to +45 (n 100)" in corrected
    assert "|4 Mar 2026> · <@UMAYA> corrected" in corrected
    assert "for Feb 2026" in record(maya, "NPS 40 n 100 for last month")


def test_what_is_missing_is_asked(maya: FrontDoor) -> None:
    add(maya, "NPS")
    view = form_of(maya.command("/journey kpi record NPS 42 for feb"))
    held = initial_values(view)
    assert (held["how"], held["value"], held["n"], held["period"]) == (
        "value",
        "42",
        None,
        "2026-02-01",
    )
    assert "Recorded: *K-1 NPS* is +42 (n 80) for Feb 2026." in answer(
        maya.submit(view, {"n": "80"})
    )
    with pytest.raises(FieldError):
        maya.submit(view, {})


def test_nps_by_counts(maya: FrontDoor) -> None:
    """The published example, through the form: 60, 20 and 20 are +40, 24 to 56."""
    add(maya, "NPS")
    view = form_of(maya.command("/journey kpi record NPS"))
    assert initial_values(view)["how"] == "counts"
    told = answer(maya.submit(view, {"promoters": "60", "passives": "20", "detractors": "20"}))
    assert "is +40 (n 100: 60 promoters, 20 passives, 20 detractors)" in told
    assert "95 % interval +24 to +56" in told
    with pytest.raises(FieldError, match="nothing can be worked out"):
        maya.submit(view, {"promoters": "0", "passives": "0", "detractors": "0"})


def test_switching_how_keeps_what_was_typed(maya: FrontDoor) -> None:
    add(maya, "NPS")
    view = form_of(maya.command("/journey kpi record NPS"))
    view = switch(maya, view, "kpi.how", promoters="60", how="value")
    assert "promoters" not in fields(view)
    view = switch(maya, view, "kpi.how", value="42", how="counts")
    assert initial_values(view)["promoters"] == "60"
    assert initial_values(switch(maya, view, "kpi.how", how="value"))["value"] == "42"


def test_a_mean_by_answers_per_point(maya: FrontDoor) -> None:
    add(maya, "Easy", kind="CES 2.0")
    view = form_of(maya.command("/journey kpi record Easy"))
    points = {f"point_{n}": str(count) for n, count in ((5, 10), (6, 20), (7, 10))}
    told = answer(maya.submit(view, points))
    assert "is 6 (n 40, standard deviation 0.72)" in told
    assert "95 % interval 5.77 to 6.23" in told
    assert "no interval: the answers' spread" in record(maya, "Easy 5.4 n 80")
    assert "95 % interval 5.11 to 5.69" in record(maya, "Easy 5.4 n 80 sd 1.3")


def test_k_of_n(maya: FrontDoor) -> None:
    add(maya, "Conversion", kind="conversion")
    told = record(maya, "conversion 120 of 400")
    assert "is 30 % (120 of 400)" in told
    assert "95 % interval 25.7 % to 34.7 %" in told
    view = form_of(maya.command("/journey kpi record conversion 500 of 400"))
    assert "more than 400" in shown(view)
    view = form_of(maya.command("/journey kpi record conversion 0 of 0"))
    assert "nothing can be worked out" in shown(view)


def test_what_can_not_be_computed_is_said(maya: FrontDoor) -> None:
    add(maya, "Calls", kind="count", unit="calls", target="400", baseline="400")
    record(maya, "calls 500 for feb")
    told = record(maya, "calls 1,200")
    assert "+700 calls since Feb 2026, n unknown" in told
    assert "↗" not in told
    assert "the same as the baseline: no way to measure progress" in told
    add(maya, "NPS")
    record(maya, "NPS -50 n 10 for feb")
    told = record(maya, "NPS 80 n 10")
    assert "low n" in told
    assert "↗" not in told


def test_numbers_that_can_be_read_twice_are_asked_about(maya: FrontDoor) -> None:
    add(maya, "Wait", kind="time", unit="minutes")
    view = form_of(maya.command("/journey kpi record wait 1.234"))
    assert "1.234 can be 1234 or 1.234" in shown(view)
    assert initial_values(view)["value"] == "1.234"
    assert "is 5.5 minutes" in record(maya, "wait 5,5 minutes")


def test_names_nearly_typed(maya: FrontDoor) -> None:
    add(maya, "Basket to order", kind="conversion")
    said = only(legal(maya.command("/journey kpi record baskt 120 of 400")), Say)
    assert "Did you mean *K-1 Basket to order*?" in said.text
    assert "is 30 % (120 of 400)" in answer(press(maya, said, "K-1 Basket to order"))
    assert "Did you mean" in only(legal(maya.command("/journey kpi bskett")), Say).text
    assert "K-1 Basket to order" in card(maya, "order").text
    nothing = only(legal(maya.command("/journey kpi zzz")), Say)
    assert initial_values(form_of(press(maya, nothing, "Add a new one")))["name"] == "zzz"


def test_the_list_is_honest(maya: FrontDoor) -> None:
    assert "None yet" in answer(maya.command("/journey kpis"))
    add(maya, "Conversion", kind="conversion", target="50")
    add(maya, "NPS", target="50", baseline="30")
    record(maya, "conversion 100 of 1000 for feb")
    record(maya, "conversion 200 of 1000")
    record(maya, "NPS 38 n 100 for feb")
    record(maya, "NPS 40 n 100")
    told = answer(maya.command("/journey kpi list"))
    assert "↗ +10 percentage points, clearly better since Feb 2026" in told
    assert "no clear change (+2 points) since Feb 2026 · target +50, 50 % of the way" in told
    assert "▁█" in told
    assert told.count("↗") == 1


def test_a_changed_method_begins_a_new_series_and_says_so(maya: FrontDoor) -> None:
    add(maya, "Satisfied", kind="CSAT", target="80")
    record(maya, "satisfied 70 n 100 for feb")
    view = form_of(maya.command("/journey kpi edit satisfied"))
    told = answer(maya.submit(view, {"scale": "1-7"}))
    assert "A new series begins" in told
    assert "share of 4-5 on 1-5" in told
    assert "No reading yet" in told
    told = record(maya, "satisfied 90 n 100")
    assert "The first reading" in told
    assert "1 reading of an earlier series" in told
    assert "↗" not in told
    body = answer(maya.click("kpi.readings", "1 1"))
    assert "Series 2: CSAT, share of 6-7 on 1-7" in body
    assert "Series 1: CSAT, share of 4-5 on 1-5" in body
    past = answer(maya.click("kpi.history", "1 1"))
    assert "recorded 90 % (n 100)" in past
    assert "recorded 70 % (n 100)" in past
    assert "changed Scale from 1-5 to 1-7; Box from 4-5 to 6-7 and began series 2" in past
    whole = answer(maya.command("/journey history K-1"))
    assert "recorded 90 % (n 100)" in whole


def test_an_earlier_series_keeps_its_own_unit_and_periods_in_the_history(maya: FrontDoor) -> None:
    add(maya, "Wait", kind="time", unit="minutes")
    record(maya, "wait 5 minutes for feb 2026")
    record(maya, "wait 6 minutes for feb 2026")
    view = form_of(maya.command("/journey kpi edit wait"))
    maya.submit(view, {"unit": "hours", "period": "week"})
    record(maya, "wait 1 hours")
    for past in (maya.click("kpi.history", "1 1"), maya.command("/journey history K-1")):
        told = answer(past)
        assert "recorded 5 minutes for Feb 2026" in told
        assert "corrected Feb 2026 from 5 minutes to 6 minutes" in told
        assert "recorded 1 hours for week of 2 Mar 2026" in told


def test_targets_of_another_unit_are_emptied(maya: FrontDoor) -> None:
    add(maya, "Wait", kind="time", unit="minutes", target="2", baseline="6")
    record(maya, "wait 5")
    view = form_of(maya.command("/journey kpi edit wait"))
    told = answer(maya.submit(view, {"unit": "hours", "target": "1"}))
    assert "Emptied, because it meant the old numbers: Baseline." in told
    held = initial_values(form_of(maya.command("/journey kpi edit wait")))
    assert (held["target"], held["baseline"]) == ("1", None)


def test_an_edit_does_not_overwrite_another(maya: FrontDoor) -> None:
    add(maya, "NPS")
    mine = form_of(maya.command("/journey kpi edit NPS"))
    theirs = form_of(maya.as_("UKWAME").command("/journey kpi edit NPS"))
    maya.as_("UKWAME").submit(theirs, {"target": "60"})
    again = form_of(maya.submit(mine, {"target": "50", "baseline": "10"}))
    assert "<@UKWAME> set *Target* to 60" in shown(again)
    assert initial_values(again)["target"] == "50"
    told = answer(maya.submit(again, {}))
    assert "changed: Baseline, Target" in told
    assert "stays as it was" in answer(
        maya.submit(form_of(maya.command("/journey kpi edit NPS")), {})
    )


def test_a_line_not_understood_keeps_its_period(maya: FrontDoor) -> None:
    add(maya, "NPS")
    view = form_of(maya.command("/journey kpi record NPS 60/20/20 for jan"))
    assert "understand “60/20/20 for jan”" in shown(view)
    assert initial_values(view)["period"] == "2026-01-01"
    view = form_of(maya.command("/journey kpi record NPS sixty for winter"))
    assert "“winter” is no month that Cairn knows" in shown(view)


def test_a_form_open_over_a_changed_method_stores_nothing(maya: FrontDoor) -> None:
    add(maya, "Satisfied", kind="CSAT")
    record(maya, "satisfied 70 n 100")
    view = form_of(maya.command("/journey kpi record satisfied 80"))
    maya.submit(form_of(maya.command("/journey kpi edit satisfied")), {"scale": "1-7"})
    with pytest.raises(FieldError, match="was changed while the form was open"):
        maya.submit(view, {"n": "100"})


def test_retired_and_brought_back(maya: FrontDoor) -> None:
    add(maya, "NPS")
    record(maya, "NPS 40 n 100")
    assert "is retired" in answer(press(maya, card(maya), "Retire"))
    assert "K-1" not in answer(maya.command("/journey kpis"))
    assert "K-1 NPS" in answer(maya.command("/journey kpis retired"))
    assert "Restore it first" in answer(maya.command("/journey kpi record NPS 41 n 100"))
    replaced = only(press(maya, card(maya), "Restore"), Replace)
    assert "is back" in replaced.text
    assert "+40" in answer(maya.command("/journey kpis"))


def test_before_and_after_of_an_action(maya: FrontDoor) -> None:
    add(maya, "Conversion", kind="conversion")
    record(maya, "conversion 100 of 1000 for dec")
    finish(maya, "Show the total first", "Conversion", days_ago=40)
    finish(maya, "Take cash", "K-1", days_ago=1)
    told = shown(card(maya))
    january = "*A-1* Show the total first · done Fri 23 Jan 2026"
    assert f"{january}\\nBefore (Dec 2025) 10 %, n 1,000. After: no reading yet; Feb 2026" in told
    record(maya, "conversion 105 of 1000 for jan")
    record(maya, "conversion 200 of 1000 for feb")
    told = shown(card(maya))
    assert (
        "Before (Dec 2025) 10 %, n 1,000, after (Feb 2026) 20 %, n 1,000: ↗ +10 percentage points, "
        "clearly better."
    ) in told
    assert "Before (Feb 2026) 20 %, n 1,000. After: no reading yet; Apr 2026 is the first" in told
    drawn = only(press(maya, card(maya), "Picture"), Picture)
    assert [each["number"] for each in drawn.data["actions"]] == ["A-1", "A-2"]
    record(maya, "conversion 101 of 1000 for feb")
    assert "no clear change (+0.1 percentage points): it would take more than 2.6 " in shown(
        card(maya)
    )


def finish(door: FrontDoor, what: str, kpi: str, *, days_ago: int) -> None:
    """An action that names a KPI, done some days ago."""
    at = door.now - timedelta(days=days_ago)
    with transaction(door.engine) as session:
        journey = session.exec(select(Journey)).one()
        action = actions.add(
            session,
            workspace_id=door.workspace_id,
            journey_id=identity(journey),
            new=NewAction(what, "UKWAME", at.date(), kpi=kpi),
            actor_id="UKWAME",
            at=at,
        )
        actions.set_status(
            session,
            action=action,
            seen="Open",
            status=ActionStatus.DONE,
            reason="",
            actor_id="UKWAME",
            at=at,
        )


def test_the_picture_has_the_cards_numbers(maya: FrontDoor) -> None:
    add(maya, "Wait & see <b>", kind="time", unit="min", target="2")
    record(maya, "wait 6 n 40 sd 2 for jan")
    record(maya, "wait 3 n 40 sd 2")
    drawn = only(press(maya, card(maya), "Picture"), Picture)
    assert drawn.only_for == "UMAYA"
    assert drawn.data["title"] == "Wait & see <b>"
    assert [each["value"] for each in drawn.data["readings"]] == [6.0, 3.0]
    assert [each["follows"] for each in drawn.data["readings"]] == [True, False]
    assert drawn.data["target"] == 2.0
    assert "Latest, Mar 26: 3 min (n 40 · 95 % interval 2.36 min to 3.64 min)." in drawn.alt_text
    assert "clearly better" in drawn.alt_text
    posted = only(press(maya, card(maya), "Post in the channel"), Picture)
    assert posted.channel_id == "C1"


def test_what_is_measured_stands_on_the_hub_and_on_the_touchpoint(maya: FrontDoor) -> None:
    number = add_touchpoint(maya, "Shop", "Purchase", "Checkout")
    places = {"Satisfied": "checkout", "Bought": "purch", "NPS": ""}
    for name, typed in places.items():
        kind = {"Satisfied": "CSAT", "Bought": "conversion"}.get(name, "NPS")
        view = form_of(maya.command("/journey kpi"))
        if kind != "NPS":
            view = switch(maya, view, "kpi.kind", name=name, kind=kind)
        place = {"place": maya.options("kpi.place", typed, view)[0][1]} if typed else {}
        maya.submit(view, {"name": name, "target": "50", **place})
    add(maya, "Easy", kind="CES 2.0")
    told = "\n".join(mrkdwn(maya.command("/journey")))
    assert "*KPIs*\nK-4 *Easy* no reading yet\nK-3 *NPS* no reading yet" in told
    for line in (
        "NPS 20 n 400 for jan",
        "NPS 42 n 400 for feb",
        "satisfied 70 n 100",
        "bought 80 of 200",
    ):
        record(maya, line)
    told = "\n".join(mrkdwn(maya.command("/journey")))
    assert "*KPIs*\nK-3 *NPS* +42 (n 400), ↗ +22 points, clearly better · target +50\nK-4" in told
    assert "*Purchase*  1 touchpoint\n      K-2 *Bought* 40 % (80 of 200) · target 50 %" in told
    assert "Satisfied" not in told, "a touchpoint's own stands on its card"
    told = "\n".join(mrkdwn(maya.command(f"/touchpoint T-{number}")))
    assert "K-1 *Satisfied* 70 % (n 100) · target 50 %" in told
    assert "NPS" not in told


def test_guests_look_and_change_nothing(maya: FrontDoor) -> None:
    add(maya, "NPS")
    record(maya, "NPS 40 n 100")
    guest = maya.as_("UGUEST", guest=True)
    assert "+40" in answer(guest.command("/journey kpi NPS"))
    assert set(buttons(card(guest))) == {"Picture", "All KPIs"}
    assert "K-1" in answer(guest.command("/journey kpi"))
    for typed in ("record NPS 41 n 100", "edit NPS", "retire NPS", "add Other"):
        with pytest.raises(UserError, match="Guests"):
            guest.command(f"/journey kpi {typed}")
    with pytest.raises(UserError, match="Guests"):
        guest.click("kpi.record", "1 41 n 100")


def test_no_other_workspace_sees_it(maya: FrontDoor) -> None:
    add(maya, "NPS")
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    make_journey(stranger, "Theirs")
    with pytest.raises(UserError, match="no longer here"):
        stranger.click("kpi.card", "1")
    assert "No KPI" in only(legal(stranger.command("/journey kpi K-1")), Say).text


def test_hostile_words_stay_words(maya: FrontDoor) -> None:
    add(maya, HOSTILE, kind="custom", unit=HOSTILE[:24])
    told = [
        legal(maya.command(f"/journey {typed}"))
        for typed in (
            "kpis",
            "kpi K-1",
            "kpi record K-1 4",
            f"kpi {HOSTILE} zzz",
            f"kpi record K-1 {HOSTILE}",
        )
    ]
    for effects in told:
        assert not any("<!channel>" in text or "*bold*" in text for text in mrkdwn(effects))


def test_more_than_a_page(maya: FrontDoor) -> None:
    for number in range(12):
        add(maya, f"Number {number:02}", kind="count")
    first = only(legal(maya.command("/journey kpis")), Say)
    assert "12 KPIs" in shown(first)
    second = only(press(maya, first, "Next"), Replace)
    assert "Number 11" in shown(second)
    for month in range(12):
        record(maya.later(days=-30 * month), "K-1 5")
    readings = only(press(maya, card(maya), "All readings"), Say)
    assert "Older" in buttons(readings)
    assert isinstance(only(press(maya, readings, "Older"), Replace), Replace)
    history = only(press(maya, card(maya), "More history"), Say)
    assert "recorded 5" in shown(history)


def test_a_reading_is_for_the_readers_day(maya: FrontDoor) -> None:
    add(maya, "NPS")
    view = form_of(maya.command("/journey kpi record NPS 42"))
    with pytest.raises(FieldError, match="lies ahead"):
        maya.submit(view, {"n": "100", "period": "2026-04-01"})
    assert "lies ahead" in shown(
        form_of(maya.command("/journey kpi record NPS 42 n 9 for 2026-04"))
    )


def test_a_share_below_one_per_cent_is_asked_about_and_not_guessed(maya: FrontDoor) -> None:
    view = switch(maya, form_of(maya.command("/journey kpi")), "kpi.kind", kind="conversion")
    with pytest.raises(FieldError, match=r"0,85 can be 0\.85 % or 85 %\. Type 0\.85 % or 85 %\."):
        maya.submit(view, {"name": "Ordered", "target": "0,85"})
    legal(maya.submit(view, {"name": "Ordered", "target": "0,85 %"}))
    edit = form_of(maya.command("/journey kpi edit Ordered"))
    assert initial_values(edit)["target"] == "0.85 %"
    assert "stays as it was" in answer(maya.submit(edit, {}))
    assert "0.3 can be 0.3 % or 30 %" in shown(maya.command("/journey kpi record Ordered 0.3 n 80"))
    assert "is 0.3 % (n 800)" in record(maya, "Ordered 0.3 % n 800")
    assert "is 0.5 % (1 of 200)" in record(maya, "Ordered 1 of 200 for last month")
    add(maya, "Satisfied", "CSAT")
    assert "is 0.5 % (n 200)" in record(maya, "Satisfied 1 of 200")
    add(maya, "Would recommend us")
    asked = shown(maya.command("/journey kpi record Would recommend us 3 of 4"))
    assert "Record a reading" in asked, "that is no NPS"


def test_a_line_for_a_longer_period_is_asked_about(maya: FrontDoor) -> None:
    add(maya, "NPS")
    asked = shown(maya.command("/journey kpi record NPS 42 n 100 for Q1 2026"))
    assert "“Q1 2026” is no month that Cairn knows. Choose the period below." in asked
    assert "No reading yet" in shown(card(maya))
