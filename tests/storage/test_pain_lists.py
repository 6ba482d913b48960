"""Lists against a plain reference: order, counts, pages, heat, evidence, rising, filters."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from storage.db import transaction
from storage.folding import fold
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.lists import Filter, Order
from storage.vocabulary import OPEN_STATUSES, Kind, Status
from tests.storage.pain_reference import MOMENT, NOW, PAIN, PEOPLE, WORDS, Pain, Seen, World, plant

PAINS = st.lists(PAIN, min_size=0, max_size=14)
ALMOST = 1e-9
ON_BOTH = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Asked:
    """A filter in the reference's terms: indexes instead of ids."""

    kind: Kind = Kind.PAIN
    statuses: tuple[Status, ...] = tuple(OPEN_STATUSES)
    stage: int | None = None
    place: int | None = None
    person: str | None = None
    persona: int | None = None
    since: timedelta | None = None
    words: tuple[str, ...] = ()
    rising: bool = False

    def stored(self, world: World) -> Filter:
        return Filter(
            journey_id=world.journey_id,
            kind=self.kind,
            statuses=tuple(status.value for status in self.statuses),
            stage_id=None if self.stage is None else world.stage_ids[self.stage],
            touchpoint_id=None if self.place is None else world.place_ids[self.place],
            reporter_id=self.person,
            persona_id=None if self.persona is None else world.persona_ids[self.persona],
            since=None if self.since is None else NOW - self.since,
            words=self.words,
            rising=self.rising,
        )

    def fits(self, pain: Pain, at: datetime) -> bool:
        seen = pain.happened(at)
        since = None if self.since is None else NOW - self.since
        return (
            pain.seen[0].at <= at
            and pain.kind is self.kind
            and (not self.statuses or pain.status in self.statuses)
            and self.stage in (None, pain.place // 2)
            and self.place in (None, pain.place)
            and (self.person is None or self.person in {each.person for each in pain.seen})
            and (self.persona is None or self.persona in {each.persona for each in seen})
            and (since is None or any(each.at >= since for each in seen))
            and all(fold(word) in fold(pain.told) for word in self.words)
            and (not self.rising or pain.rising(at))
        )


ASKED = st.builds(
    Asked,
    kind=st.sampled_from([Kind.PAIN, Kind.PAIN, Kind.DELIGHT]),
    statuses=st.sampled_from([tuple(OPEN_STATUSES), (), (Status.SOLVED, Status.DECLINED)]),
    stage=st.sampled_from([None, None, 0, 1]),
    place=st.sampled_from([None, None, 0, 3]),
    person=st.sampled_from([None, None, *PEOPLE]),
    persona=st.sampled_from([None, None, 0, 1]),
    since=st.sampled_from([None, None, timedelta(days=14), timedelta(days=200)]),
    words=st.lists(st.sampled_from([*WORDS, "ELAN", "gift", "strasse", "_", "%"]), max_size=2).map(
        tuple
    ),
)


@given(told=PAINS, at=MOMENT)
@ON_BOTH
def test_heat_and_evidence_are_right_at_any_moment(
    engine: Engine, told: list[Pain], at: datetime
) -> None:
    with transaction(engine) as session:
        world = plant(session, told)
        for kind in Kind:
            which = Filter(world.journey_id, kind=kind, statuses=())
            found = pain_lists.page(
                session, workspace_id=world.workspace_id, which=which, now=at, size=50
            )
            by_number = {pain.number: pain for pain in told}
            for row in found.rows:
                pain = by_number[row.number]
                assert row.heat == pytest.approx(pain.heat(at), rel=ALMOST)
                assert (row.sightings, row.reporters) == pain.evidence(at)
                expected = kind is Kind.PAIN and pain.open and pain.rising(at)
                assert row.rising is expected


@given(
    told=PAINS,
    asked=ASKED,
    at=MOMENT,
    size=st.integers(1, 4),
    few=st.sampled_from([0, 2, 1_000]),  # that hold the words: from there on they are many
)
@ON_BOTH
def test_every_page_of_every_filter_is_the_references(
    engine: Engine, told: list[Pain], asked: Asked, at: datetime, size: int, few: int
) -> None:
    with pytest.MonkeyPatch.context() as patch, transaction(engine) as session:
        patch.setattr(pain_lists, "_FEW", few)
        world = plant(session, told)
        expected = [pain for pain in told if asked.fits(pain, at)]
        for order in Order:
            heats: list[float] = []
            numbers: list[int] = []
            for number in range(1, len(expected) // size + 3):
                page = pain_lists.page(
                    session,
                    workspace_id=world.workspace_id,
                    which=asked.stored(world),
                    now=at,
                    order=order,
                    number=number,
                    size=size,
                )
                assert page.total == len(expected)
                assert page.pages == max(1, -(-len(expected) // size))
                assert page.number == min(number, page.pages)
                if page.number == number:
                    numbers += [row.number for row in page.rows]
                    heats += [row.heat for row in page.rows]
            assert sorted(numbers) == sorted(pain.number for pain in expected)
            if order is Order.NEWEST:
                assert numbers == sorted(numbers, reverse=True)
            elif asked.kind is Kind.PAIN:
                assert all(a >= b - ALMOST for a, b in pairwise(heats))


@pytest.mark.parametrize("few", [0, 2, 3, 1_000])
@pytest.mark.parametrize("at", [NOW, NOW - timedelta(hours=1)])
def test_what_holds_a_word_is_paged_alike_whether_few_or_many(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, few: int, at: datetime
) -> None:
    monkeypatch.setattr(pain_lists, "_FEW", few)
    told = [
        Pain(0, Status.NEW, Kind.PAIN, text, [Seen("UANA", timedelta(days=1 + day), 3, None)])
        for day, text in enumerate(("Gift lost", "Queue", "No gift card", "Card", "A gift, late"))
    ]
    with transaction(engine) as session:
        world = plant(
            session, [*told, replace(told[1], seen=[Seen("UBEN", timedelta(0), 1, None)])]
        )
        found = [
            pain_lists.page(
                session,
                workspace_id=world.workspace_id,
                which=Filter(world.journey_id, words=("gift",)),
                now=at,
                number=number,
                size=2,
            )
            for number in (1, 2, 9)
        ]
    assert [[row.title for row in page.rows] for page in found] == [
        ["Gift lost", "No gift card"],
        ["A gift, late"],
        ["A gift, late"],
    ]
    assert [(page.total, page.number, page.pages) for page in found] == [
        (3, 1, 2),
        (3, 2, 2),
        (3, 2, 2),
    ]


@given(told=PAINS, asked=ASKED, at=MOMENT)
@ON_BOTH
def test_what_rises_is_the_references(
    engine: Engine, told: list[Pain], asked: Asked, at: datetime
) -> None:
    asked = replace(asked, kind=Kind.PAIN, rising=True, words=())
    with transaction(engine) as session:
        world = plant(session, told)
        page = pain_lists.page(
            session,
            workspace_id=world.workspace_id,
            which=asked.stored(world),
            now=at,
            size=50,
        )
        expected = {pain.number for pain in told if asked.fits(pain, at)}
        assert {row.number for row in page.rows} == expected
        assert page.total == len(expected)
        counted = pain_lists.count(
            session, workspace_id=world.workspace_id, which=asked.stored(world), now=at
        )
        assert counted == len(expected)


def test_a_row_of_nothing_is_an_assumption(engine: Engine) -> None:
    """At a moment before its first sighting a pain point has no heat and no evidence."""
    with transaction(engine) as session:
        seen = [Seen("UANA", timedelta(0), 3, None)]
        world = plant(session, [Pain(0, Status.NEW, Kind.PAIN, "queue", seen)])
        at = NOW - timedelta(days=1)
        which = Filter(world.journey_id)
        hottest = pain_lists.hottest(
            session, workspace_id=world.workspace_id, which=which, now=NOW, limit=1
        )
        row = pain_rows.row(session, workspace_id=world.workspace_id, pain_id=hottest[0].id, now=at)
        assert (row.heat, row.sightings, row.reporters, row.rising) == (0.0, 0, 0, False)
