"""The index in the database: right counts, bounded reading, nothing of other workspaces."""

from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from storage.db import transaction
from storage.matching import LexicalMatcher, index, lookup
from storage.matching.index import Where
from storage.matching.lookup import SAMPLE
from tests.storage.matching.worlds import Small, journey_of, small


def test_counts_are_exact_for_short_lists(here: Small) -> None:
    where = Where("T1", here.journey_id)
    for pain_id in range(1, 61):
        index.insert(
            here.session, where, pain_id=pain_id, touchpoint_id=1 + pain_id % 3, keys=["a", "*"]
        )
    assert lookup.counts(here.session, where, ["a", "none", "*"]) == [60, 0, 60]
    assert lookup.counts_at(here.session, where, {"a": 60.0}, touchpoint_id=1) == {"a": 20}


def test_counts_of_long_lists_are_estimated_from_their_beginning(here: Small) -> None:
    where = Where("T1", here.journey_id)
    for pain_id in range(1, 3_001):
        keys = ["all", "third"] if pain_id % 3 == 0 else ["all"]
        index.insert(here.session, where, pain_id=pain_id, touchpoint_id=1 + pain_id % 2, keys=keys)
    everything, third = lookup.counts(here.session, where, ["all", "third"])
    assert everything == pytest.approx(3_000, rel=0.3)
    assert third == pytest.approx(1_000, rel=0.3)
    half = lookup.counts_at(here.session, where, {"all": everything}, touchpoint_id=1)
    assert half["all"] == pytest.approx(everything / 2, rel=0.3)


def test_what_stands_in_more_lists_comes_first(here: Small) -> None:
    where = Where("T1", here.journey_id)
    for pain_id, keys in ((1, ["a"]), (2, ["a", "b"]), (3, ["b"]), (4, ["c"])):
        index.insert(here.session, where, pain_id=pain_id, touchpoint_id=pain_id, keys=keys)

    def found(bonus: float) -> list[int]:
        return lookup.most_shared(
            here.session, where, {"a": 1.0, "b": 1.5}, touchpoint_id=1, bonus=bonus, limit=3
        )

    assert found(0.0) == [2, 3, 1]
    assert found(5.0) == [1, 2, 3]


def test_entering_twice_is_harmless_and_removing_removes(here: Small) -> None:
    where = Where("T1", here.journey_id)
    for _ in range(2):
        index.insert(here.session, where, pain_id=7, touchpoint_id=1, keys=["a", "b"])
    assert lookup.counts(here.session, where, ["a", "b"]) == [1, 1]
    index.remove(here.session, where, pain_id=7, keys=["a", "never"])
    assert lookup.counts(here.session, where, ["a", "b"]) == [0, 1]


def test_workspaces_and_journeys_do_not_see_each_other(engine: Engine) -> None:
    with small(engine, LexicalMatcher()) as here:
        there = journey_of(here.session, here.matcher, "T2", "Buying a lamp")
        again = journey_of(here.session, here.matcher, "T1", "Something else")
        lost = "The parcel was lost on its way"
        mine = here.log("Returns", lost)
        assert here.ask(lost, "Returns") == [mine]
        assert there.ask(lost, "Returns") == []
        assert again.ask(lost, "Returns") == []
        there.matcher.erase(here.session, workspace_id="T2", pain_id=mine)
        there.matcher.confirm(here.session, workspace_id="T2", pain_id=mine, text="nonsense")
        there.matcher.move(here.session, workspace_id="T2", pain_id=mine, touchpoint_id=99)
        assert here.ask(lost, "Returns") == [mine]


def test_no_question_reads_a_whole_table(sqlite_engine: Engine) -> None:
    """Every statement of a question searches by an index, and none of them sorts a table."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, statement: str, parameters: Any, *_: object) -> None:  # noqa: ANN401 - as the driver takes them
        asked.append((statement, parameters))

    with small(sqlite_engine, LexicalMatcher()) as here:
        here.log("Returns", "The parcel was lost on its way")
        event.listen(sqlite_engine, "before_cursor_execute", note)
        assert here.ask("The parcel was lost on its way home", "Returns")
    event.remove(sqlite_engine, "before_cursor_execute", note)
    assert 0 < len(asked) <= 7
    with transaction(sqlite_engine) as session:
        driver = session.connection().connection
        for statement, parameters in asked:
            cursor = driver.cursor()
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
            plan = [row[3] for row in cursor.fetchall()]
            tables = ("pain_key", "pain_words", "pain_point", "touchpoint")
            scans = [line for line in plan if line.startswith("SCAN")]
            assert not [line for line in scans if any(f" {name}" in line for name in tables)], plan


def test_of_a_long_list_only_the_beginning_is_read(here: Small) -> None:
    where = Where("T1", here.journey_id)
    for pain_id in range(1, SAMPLE + 200):
        index.insert(here.session, where, pain_id=pain_id, touchpoint_id=1, keys=["all"])
    found = lookup.most_shared(
        here.session, where, {"all": 1.0}, touchpoint_id=None, bonus=0.0, limit=10_000
    )
    assert len(found) == SAMPLE


def test_the_schema_refuses_a_key_of_another_workspaces_journey(here: Small) -> None:
    other = journey_of(here.session, here.matcher, "T2", "Theirs")
    with pytest.raises(Exception, match=r"(?i)foreign key"):  # noqa: PT012 - PostgreSQL at once, SQLite too
        index.insert(
            here.session,
            Where("T1", other.journey_id),
            pain_id=1,
            touchpoint_id=1,
            keys=["a"],
        )
        here.session.connection().execute(text("SELECT 1"))
