"""KPIs on both databases: names, series, readings and their corrections, and the rows of lists."""

import threading
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage import retirement
from storage.action import actions
from storage.action.actions import NewAction
from storage.db import transaction
from storage.journey.visibility import Viewer
from storage.kpi import actions as kpi_actions
from storage.kpi import history as kpi_history
from storage.kpi import measures, readings
from storage.kpi import rows as kpi_rows
from storage.kpi.measures import DETRACTORS, PASSIVES, PROMOTERS, K, KpiKind, Measured, Method, N
from storage.kpi.readings import Became
from storage.models import Reading, Stage, Touchpoint
from storage.vocabulary import ActionStatus
from tests.storage.kpi_world import CES, CONVERSION, CSAT, NPS, WAIT, Kpis
from tests.storage.pain_world import OWNER


@pytest.fixture
def world(engine: Engine, now: datetime) -> Kpis:
    world = Kpis(engine, now)
    world.build()
    return world


def nps(promoters: int, passives: int, detractors: int) -> Measured:
    counts = {PROMOTERS: promoters, PASSIVES: passives, DETRACTORS: detractors}
    found = measures.counted(NPS, counts)
    assert found
    return found


def test_numbers_count_up_and_names_are_had_once(world: Kpis) -> None:
    assert world.add("NPS") == 1
    assert world.add("Éffort") == 2
    assert world.add("  nps ") is None
    assert world.add("EFFORT") is None
    assert world.add("Effort 2") == 3
    assert [row.name for row in world.rows()] == ["Éffort", "Effort 2", "NPS"]


def test_another_workspace_sees_nothing(world: Kpis) -> None:
    world.add("NPS")
    other = Kpis(world.engine, world.now, "T2")
    other.build()
    assert other.rows() == []
    assert other.add("NPS") == 1
    assert len(world.rows()) == 1


def test_a_period_has_one_reading_and_another_value_corrects_it(world: Kpis) -> None:
    world.add("NPS")
    assert world.record(nps(60, 20, 20)).became is Became.NEW
    assert world.record(nps(60, 20, 20)).became is Became.SAME
    corrected = world.record(nps(50, 30, 20))
    assert corrected.became is Became.CORRECTED
    assert corrected.before == nps(60, 20, 20)
    assert [point.measured.value for point in world.row().points] == [30.0]
    assert world.history() == ["added", "recorded", "corrected"]
    with transaction(world.engine) as session:
        entry = kpi_history.changes(session, kpi=world.kpi(session), what="corrected")[0]
        assert (entry.before or {})["value"] == 40.0
        assert (entry.before or {})["counts"] == {PROMOTERS: 60, PASSIVES: 20, DETRACTORS: 20}
        assert (entry.after or {})["value"] == 30.0


def test_the_same_value_by_other_means_is_theirs_and_no_news(world: Kpis, now: datetime) -> None:
    world.add("NPS")
    world.record(nps(60, 20, 20))
    for source, actor_id in (("survey", "UTOM"), ("survey", "UEVE"), ("by hand", OWNER)):
        with transaction(world.engine) as session:
            done = readings.record(
                session,
                kpi=world.kpi(session),
                period_start=date(2026, 3, 1),
                measured=nps(60, 20, 20),
                actor_id=actor_id,
                at=now + timedelta(days=1),
                source=source,
            )
            assert (done.became, done.reading.source) == (Became.SAME, source)
            said_first = "UTOM" if actor_id == "UEVE" else actor_id
            assert (done.reading.recorded_by, done.reading.recorded_at) == (said_first, now)
    assert world.history() == ["added", "recorded", "recorded", "recorded"]


def test_many_record_the_same_period_at_once(world: Kpis) -> None:
    """Whoever comes, in whatever order: one reading, and every value in the history."""
    world.add("NPS")
    errors: list[Exception] = []

    def record(value: float) -> None:
        try:
            world.record(Measured(value, 100))
        except Exception as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [threading.Thread(target=record, args=(float(n),)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with transaction(world.engine) as session:
        assert len(session.exec(select(Reading)).all()) == 1
    assert sorted(world.history()) == ["added", *["corrected"] * 5, "recorded"]


def test_another_method_begins_a_new_series_and_nothing_is_compared(world: Kpis) -> None:
    world.add("Satisfied", CSAT)
    world.record(Measured(80.0, 100), 1)
    world.record(Measured(90.0, 100), 2)
    assert world.row().change
    done = world.edit(scale_high=7, box_from=6)
    assert done.new_series
    assert set(done.columns) == {"scale_high", "box_from"}
    assert world.row().points == ()
    assert world.record(Measured(70.0, 100), 2).became is Became.NEW
    row = world.row()
    assert row.series == 2
    assert len(row.points) == 1
    assert row.change is None
    with transaction(world.engine) as session:
        kpi = world.kpi(session)
        held = readings.of(session, kpi=kpi, limit=9)
        assert [(each.series, each.value) for each in held] == [(2, 70.0), (1, 90.0), (1, 80.0)]
        methods = kpi_history.methods(session, kpi=kpi)
        assert (methods[1].scale_high, methods[1].box_from) == (5, 4)
        assert (methods[2].scale_high, methods[2].box_from) == (7, 6)


def test_without_readings_a_method_is_just_corrected(world: Kpis) -> None:
    world.add("Satisfied", CSAT)
    assert world.edit(scale_high=7, box_from=6).new_series is False
    assert world.row().series == 1


def test_a_target_or_name_begins_no_series(world: Kpis) -> None:
    world.add("NPS")
    world.record(Measured(40.0, 100))
    assert world.edit(target=50.0, name="Loyalty").new_series is False
    assert world.edit(target=50.0).columns == ()
    assert world.row().name == "Loyalty"
    assert world.add("loyalty") is None


def test_series_of_several_changes_keep_their_own_methods(world: Kpis) -> None:
    world.add("Wait", WAIT)
    for month, change in enumerate(({"unit": "hours"}, {"period": "week"}, {"unit": "days"}), 1):
        world.record(Measured(float(month)), month)
        world.edit(1, **change)
    with transaction(world.engine) as session:
        methods = kpi_history.methods(session, kpi=world.kpi(session))
    assert [(each.unit, each.period) for each in methods.values()] == [
        ("minutes", "month"),
        ("hours", "month"),
        ("hours", "week"),
        ("days", "week"),
    ]


def test_retired_is_kept(world: Kpis) -> None:
    world.add("NPS")
    world.record(Measured(40.0, 100))
    for act, said in ((retirement.retire, True), (retirement.retire, False)):
        with transaction(world.engine) as session:
            assert act(session, world.kpi(session), actor_id=OWNER, at=world.now) is said
    assert world.rows() == []
    assert len(world.rows(retired=True)[0].points) == 1
    for act, said in ((retirement.restore, True), (retirement.restore, False)):
        with transaction(world.engine) as session:
            assert act(session, world.kpi(session), actor_id=OWNER, at=world.now) is said
    assert len(world.rows()) == 1
    assert world.history() == ["added", "recorded", "retired", "restored"]


def test_rows_bring_the_latest_readings_oldest_first(world: Kpis) -> None:
    world.add("NPS", baseline=10.0, target=50.0)
    world.add("Bought", CONVERSION)
    for month in (3, 1, 2):
        world.record(Measured(10.0 * month, 100), month)
    counted = measures.counted(CONVERSION, {K: 120, N: 400})
    assert counted
    world.record(counted, 2, number=2)
    bought, nps_row = world.rows(most=2)
    assert [point.period_start.month for point in nps_row.points] == [2, 3]
    assert nps_row.latest
    assert nps_row.latest.measured.value == 30.0
    assert nps_row.change
    assert nps_row.change.delta == 10.0
    assert nps_row.change.clear is False
    assert nps_row.progress == 0.5
    assert nps_row.reached is False
    assert bought.latest
    assert bought.latest.estimate.value == 30.0
    assert bought.latest.estimate.interval
    assert round(bought.latest.estimate.interval.low, 2) == 25.72
    assert bought.latest.measured.counts == {K: 120, N: 400}
    assert bought.change is None
    assert bought.progress is None


def test_a_target_below_is_reached_from_above(world: Kpis) -> None:
    world.add("Wait", WAIT, baseline=6.0, target=2.0)
    world.record(Measured(4.0))
    row = world.row()
    assert (row.progress, row.reached) == (0.5, False)
    world.record(Measured(2.0))
    assert (world.row().progress, world.row().reached) == (1.0, True)


def test_places_that_are_measured(world: Kpis) -> None:
    with transaction(world.engine) as session:
        till, stage = (
            session.exec(select(Touchpoint)).one().id,
            session.exec(select(Stage)).one().id,
        )
    world.add("NPS", touchpoint_id=till)
    world.add("Bought", CONVERSION, stage_id=stage)
    world.record(Measured(40.0, 100))
    with transaction(world.engine) as session:
        journey_id = world.journey(session).id
        assert journey_id
        found = kpi_rows.places(session, workspace_id="T1", journey_id=journey_id)
        assert found.stages == frozenset()
        assert found.touchpoints == frozenset([till])
        retirement.retire(session, world.kpi(session), actor_id=OWNER, at=world.now)
        found = kpi_rows.places(session, workspace_id="T1", journey_id=journey_id)
        assert found.touchpoints == frozenset()


def do(world: Kpis, kpi: str, *, days_ago: int) -> None:
    at = world.now - timedelta(days=days_ago)
    with transaction(world.engine) as session:
        journey_id = world.journey(session).id
        assert journey_id
        action = actions.add(
            session,
            workspace_id="T1",
            journey_id=journey_id,
            new=NewAction("Do it", OWNER, at.date(), kpi=kpi),
            actor_id=OWNER,
            at=at,
        )
        actions.set_status(
            session,
            action=action,
            seen="Open",
            status=ActionStatus.DONE,
            reason="",
            actor_id=OWNER,
            at=at,
        )


def test_actions_are_found_by_the_words_they_named(world: Kpis) -> None:
    world.add("NPS")
    world.add("NPS after delivery")
    for words in ("NPS", "nps", "The NPS after delivery, up", "k-2", "NPSX", "", "K-99"):
        do(world, words, days_ago=3)
    with transaction(world.engine) as session:
        found = {}
        for number in (1, 2):
            done = kpi_actions.done_for(
                session, kpi=world.kpi(session, number), viewer=Viewer("T1", "U1")
            )
            found[number] = [each.number for each in done]
    assert found == {1: [2, 1], 2: [4, 3]}


def test_before_and_after_leave_out_the_period_it_was_done_in(world: Kpis) -> None:
    world.add("NPS")
    for month, value in ((1, nps(30, 30, 40)), (2, nps(99, 1, 0)), (3, nps(70, 20, 10))):
        world.record(value, month)
    effect = kpi_actions.effect(world.row(), date(2026, 2, 14))
    assert effect.before
    assert effect.after
    assert (effect.before.measured.value, effect.after.measured.value) == (-10.0, 60.0)
    assert effect.change
    assert effect.change.clear is True
    late = kpi_actions.effect(world.row(), date(2026, 3, 1))
    assert late.after is None
    assert late.first_after == date(2026, 4, 1)
    assert late.change is None


@pytest.mark.parametrize(
    ("method", "counts", "value", "spread"),
    [
        (NPS, {PROMOTERS: 60, PASSIVES: 20, DETRACTORS: 20}, 40.0, None),
        (CSAT, {"1": 4, "2": 6, "3": 10, "4": 40, "5": 40}, 80.0, None),
        (CES, {"5": 1, "6": 2, "7": 1}, 6.0, 0.816),
        (CONVERSION, {K: 120, N: 400}, 30.0, None),
    ],
)
def test_values_are_worked_out_from_counts(
    method: Method, counts: dict[str, int], value: float, spread: float | None
) -> None:
    found = measures.counted(measures.standard(method), counts)
    assert found
    assert found.value == pytest.approx(value)
    assert found.n == sum(counts.values()) or found.n == counts.get(N)
    assert found.spread == (pytest.approx(spread, abs=1e-3) if spread else None)
    assert measures.estimate(method, found).interval
    assert measures.counted(method, dict.fromkeys(counts, 0)) is None


def test_kinds_keep_their_own_scale_and_direction() -> None:
    assert measures.standard(Method(KpiKind.CES_1)).higher_is_better is False
    assert measures.standard(Method(KpiKind.CES_2)).bounds == (1.0, 7.0)
    assert measures.standard(Method(KpiKind.NPS, 1, 5, 4, "x", False)) == Method(KpiKind.NPS, 0, 10)
    assert measures.standard(WAIT) == WAIT
    assert not measures.standard(Method(KpiKind.CONVERSION)).holds(100.1)
    assert Method(KpiKind.CUSTOM).holds(-1e9)
