"""Answers, tallies and the derived rule on both databases."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import transaction
from storage.kpi import measures
from storage.kpi.measures import KpiKind, Method, standard
from storage.models import Answer, AnswerComment, ImportBatch, ImportDraft
from storage.survey import answers, comments, derived, drafts, tallies
from storage.survey.answers import NewAnswer, NewBatch, Stored
from storage.survey.comments import State
from tests.storage.kpi_world import CSAT, NPS, Kpis
from tests.storage.pain_world import OWNER

DAY = date(2026, 2, 3)


@pytest.fixture
def kpis(engine: Engine, now: datetime) -> Kpis:
    world = Kpis(engine, now)
    world.build()
    return world


def store(kpis: Kpis, digest: str, rows: list[NewAnswer], number: int = 1) -> Stored:
    with transaction(kpis.engine) as session:
        kpi = kpis.kpi(session, number)
        mark = answers.fingerprint(digest, kpi=kpi)
        batch = NewBatch(f"{digest}.csv", mark, {}, OWNER, kpis.now)
        return answers.store(session, kpi=kpi, batch=batch, rows=answers.keyed(rows))


def scored(*scores: int, day: date = DAY, comment: str = "") -> list[NewAnswer]:
    return [NewAnswer(line, day, score, comment) for line, score in enumerate(scores, 2)]


def test_a_row_is_stored_once_however_many_files_have_it(kpis: Kpis) -> None:
    kpis.add("NPS")
    first = store(kpis, "a", scored(9, 9, 3))
    assert (first.batch_id is not None, first.new) == (True, 3)
    assert store(kpis, "a", scored(9, 9, 3)) == Stored(None)
    assert store(kpis, "b", scored(9, 9, 9, 3)).new == 1
    assert store(kpis, "c", scored(3, 9, 9, 9)).new == 0
    with transaction(kpis.engine) as session:
        kpi = kpis.kpi(session)
        assert len(answers.known(session, kpi=kpi, rows=answers.keyed(scored(9, 9, 9, 9, 5)))) == 3
        batches = session.exec(select(ImportBatch.answers)).all()
        assert sorted(batches) == [0, 1, 3]


def test_another_series_and_another_workspace_have_answers_of_their_own(kpis: Kpis) -> None:
    here, there = kpis, Kpis(kpis.engine, kpis.now, workspace_id="T2")
    there.build()
    for each in (here, there):
        each.add("CSAT", CSAT)
    assert store(here, "a", scored(5, 4)).new == store(there, "a", scored(5, 4)).new
    with transaction(kpis.engine) as session:
        kpi = here.kpi(session)
        begins = {date(2026, 2, 1)}
        found = tallies.by_period(session, kpi=kpi, begins=begins)
        assert found == {date(2026, 2, 1): Counter({5: 1, 4: 1})}
        tallies.recompute(session, kpi=kpi, begins=begins, actor_id=OWNER, at=here.now)
    here.edit(box_from=5)
    assert store(here, "a", scored(5, 4)).new == 2
    assert here.row().latest is None  # the new series has no reading yet


def test_readings_are_worked_out_from_all_answers_of_a_period(kpis: Kpis) -> None:
    kpis.add("NPS")
    kpis.record(measures.Measured(40.0, 100), month=2)
    store(kpis, "a", scored(*[10] * 60, *[7] * 20))
    store(kpis, "b", scored(*[0] * 20, day=DAY + timedelta(days=25)))
    with transaction(kpis.engine) as session:
        (done,) = tallies.recompute(
            session, kpi=kpis.kpi(session), begins={date(2026, 2, 1)}, actor_id=OWNER, at=kpis.now
        )
    # The published example: 60, 20 and 20 are +40, give or take 15.7.
    assert (done.reading.value, done.reading.n, done.reading.source) == (40.0, 100, "survey")
    latest = kpis.row().latest
    assert latest is not None
    assert latest.estimate.interval is not None
    assert latest.estimate.interval.high == pytest.approx(55.7, abs=0.05)
    assert kpis.history() == ["added", "recorded", "corrected"]


@pytest.mark.parametrize(
    ("method", "severities"),
    [
        (NPS, {0: 5, 1: 4, 2: 4, 3: 3, 4: 3, 5: 2, 6: 2}),
        (CSAT, {1: 5, 2: 4, 3: 2}),
        (standard(Method(KpiKind.CES_2)), {1: 5, 2: 4, 3: 2}),
        (standard(Method(KpiKind.CES_1)), {4: 3, 5: 5}),
        (standard(Method(KpiKind.CONVERSION)), {}),
    ],
)
def test_how_bad_it_was_is_derived_from_low_scores_only(
    method: Method, severities: dict[int, int]
) -> None:
    low = standard(method)
    found = {score: derived.of_score(low, score) for score in range(11)}
    within = {score: each for score, each in found.items() if each and score in severities}
    assert {score: each.severity for score, each in within.items()} == severities
    assert derived.low_scores(low) == list(severities)
    assert all(each.emotion == (-2 if each.severity > 3 else -1) for each in within.values())


def test_a_comment_waits_once_and_is_settled_once(kpis: Kpis) -> None:
    kpis.add("NPS")
    kpis.add("CSAT", CSAT)
    rows = [*scored(2, comment="slow"), *scored(9, comment="good"), *scored(3)]
    first = store(kpis, "a", rows)
    second = store(kpis, "a", [*scored(2, comment="slow"), *scored(1, comment="rude")], 2)
    assert first.batch_id
    assert second.batch_id

    def queue(number: int, batch_id: int) -> int:
        with transaction(kpis.engine) as session:
            kpi = kpis.kpi(session, number)
            return comments.queue(
                session,
                kpi=kpi,
                batch_id=batch_id,
                scores=derived.low_scores(measures.of(kpi)),
                as_new=False,
                by_id=OWNER,
                at=kpis.now,
            )

    assert queue(1, first.batch_id) == 1
    assert queue(1, first.batch_id) == 0
    assert queue(2, second.batch_id) == 1, "the same words on the same day are one customer's"
    with transaction(kpis.engine) as session:
        taken = comments.take(session, workspace_id=kpis.workspace_id, limit=10)
        assert [(each.text, each.score) for each in taken] == [("slow", 2), ("rude", 1)]
        settle = {"workspace_id": kpis.workspace_id, "comment_id": taken[0].id}
        was, state = State.WAITING, State.LISTED
        assert comments.settle(session, **settle, was=was, state=state)  # type: ignore[arg-type]  # as named
        assert not comments.settle(session, **settle, was=was, state=state)  # type: ignore[arg-type]  # as named
    with transaction(kpis.engine) as session:
        assert len(session.exec(select(AnswerComment)).all()) == 2
        assert len(session.exec(select(Answer)).all()) == 5


def test_a_draft_begins_once_and_again_when_its_process_died(kpis: Kpis) -> None:
    kpis.add("NPS")
    with transaction(kpis.engine) as session:
        draft = drafts.add(
            session,
            draft=ImportDraft(
                workspace_id=kpis.workspace_id,
                person_id=OWNER,
                file_id="F1",
                file_name="a.csv",
                names={},
                choices={},
                created_at=kpis.now,
            ),
        )
        assert drafts.begin(session, draft=draft, now=kpis.now)
        assert not drafts.begin(session, draft=draft, now=kpis.now + timedelta(minutes=4))
        assert drafts.begin(session, draft=draft, now=kpis.now + timedelta(minutes=6))
