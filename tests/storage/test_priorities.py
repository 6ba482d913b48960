"""Priorities: each order over all pages, nothing twice and nothing left out, on both databases."""

from datetime import datetime
from itertools import chain

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from storage.db import reading, transaction
from storage.identity import identity
from storage.journey.visibility import viewer_in
from storage.models import Journey
from storage.priorities import ranking as priorities
from storage.priorities.ranking import Page, Sort, Wanted
from storage.vocabulary import About, Framework, OpportunityStatus, Status
from storage.vote.rounds import NewOption
from tests.storage.opportunity_world import Team
from tests.storage.round_world import CHANNEL, Rounds

RICE = {
    "reach": 100.0,
    "reach_period": "month",
    "impact": 1.0,
    "confidence": 100,
    "effort": 1.0,
}


class Shop(Team, Rounds):
    """A shop that votes on pain points and answers them."""

    def priorities(
        self, sort: Sort, *, about: About = About.PAINS, number: int = 1, size: int = 3
    ) -> Page:
        ask = priorities.pains if about is About.PAINS else priorities.opportunities
        with reading(self.engine) as session:
            journey = session.exec(select(Journey)).one()
            return ask(
                session,
                wanted=Wanted("T1", identity(journey), Framework(journey.framework), sort),
                now=self.now,
                viewer=viewer_in("T1", CHANNEL),
                number=number,
                size=size,
            )

    def every(self, sort: Sort, about: About = About.PAINS) -> list[int]:
        """The numbers on all pages, in order."""
        first = self.priorities(sort, about=about)
        rest = (
            self.priorities(sort, about=about, number=number)
            for number in range(2, first.pages + 1)
        )
        found = [row.number for row in chain(first.rows, *(page.rows for page in rest))]
        assert len(found) == len(set(found)) == first.total
        return found

    def voted(self, pains: list[NewOption], *dots: dict[int, int]) -> int:
        about = About.OPPORTUNITIES if pains[0].opportunity_id else About.PAINS
        number = self.start(pains, about=about, members=["U1", "U2", "U3"])
        for voter, put in enumerate(dots, start=1):
            self.vote(number, f"U{voter}", put)
        self.close(number)
        return number


@pytest.fixture
def shop(engine: Engine, now: datetime) -> Shop:
    """P-1 to P-8, the later the less hot; P-8 is solved."""
    world = Shop(engine, now)
    world.build()
    for number in range(1, 9):
        world.log(f"Pain {number}", by="U1", severity=5)
        for _ in range(8 - number):
            world.see(number, by="U2")
    world.move(8, Status.SOLVED)
    return world


def test_by_heat_and_by_age(shop: Shop) -> None:
    assert shop.every(Sort.HEAT) == [1, 2, 3, 4, 5, 6, 7]
    assert shop.every(Sort.NEWEST) == [7, 6, 5, 4, 3, 2, 1]


def test_past_the_last_page_is_the_last(shop: Shop) -> None:
    page = shop.priorities(Sort.VOTES, number=99)
    assert (page.number, page.pages, [row.number for row in page.rows]) == (3, 3, [7])


def test_by_status_furthest_along_first_then_by_heat(shop: Shop) -> None:
    shop.move(6, Status.IN_PROGRESS)
    shop.move(3, Status.PLANNED)
    shop.move(5, Status.PLANNED)
    shop.move(7, Status.CONFIRMED)
    assert shop.every(Sort.STATUS) == [6, 3, 5, 7, 1, 2, 4]


def test_by_share_of_the_dots_in_their_own_round(shop: Shop) -> None:
    first = shop.voted(shop.pain_options(4, 5, 6), {1: 3}, {1: 2, 2: 1}, {1: 1, 2: 2})
    shop.later(hours=1)
    # One dot of two is more of its vote than three of nine.
    second = shop.voted(shop.pain_options(7, 2), {1: 1}, {2: 1})
    assert shop.every(Sort.VOTES) == [4, 2, 7, 5, 6, 1, 3]
    page = shop.priorities(Sort.VOTES, size=8)
    by_number = {row.number: row for row in page.rows}
    fourth, sixth = by_number[4].votes, by_number[6].votes
    assert fourth
    assert sixth
    assert (fourth.dots, fourth.voters, fourth.round) == (6, 3, first)
    assert sixth.dots == 0, "voted on, and nobody put a dot on it"
    assert by_number[1].votes is None, "never voted on"
    assert list(page.rounds) == [second, first]
    assert (page.rounds[first].voters, page.rounds[first].eligible) == (3, 3)
    assert page.rounds[first].closed_at == shop.now.replace(hour=shop.now.hour - 1)
    assert [row.votes for row in shop.priorities(Sort.HEAT, size=8).rows] == [
        by_number[number].votes for number in range(1, 8)
    ]


def test_by_the_best_score_of_what_answers_it_never_the_sum(shop: Shop) -> None:
    shop.idea("Small", pains=[2, 5], **RICE)
    shop.idea("Large", pains=[5], **{**RICE, "reach": 900.0})
    shop.idea("Middle", pains=[5, 6], **{**RICE, "reach": 500.0})
    shop.idea("Not scored", pains=[7])
    assert shop.every(Sort.SCORE) == [5, 6, 2, 1, 3, 4, 7]
    rows = {row.number: row for row in shop.priorities(Sort.SCORE, size=8).rows}
    score = rows[5].score
    assert score
    assert (score.points.value, score.opportunity, rows[5].answers) == (900, 2, 3)
    assert (rows[7].score, rows[7].answers) == (None, 1)
    assert (rows[1].score, rows[1].answers) == (None, 0)


def test_a_dropped_opportunity_scores_nothing_any_more(shop: Shop) -> None:
    number = shop.idea("Large", pains=[5], **RICE)
    shop.set_to(number, OpportunityStatus.DROPPED, seen="Open", reason="Too dear")
    assert shop.every(Sort.SCORE) == [1, 2, 3, 4, 5, 6, 7]


def test_what_was_merged_counts_where_it_leads_to(shop: Shop) -> None:
    shop.idea("Answers the duplicate", pains=[7], **RICE)
    shop.merge(7, 6)
    assert shop.every(Sort.SCORE) == [6, 1, 2, 3, 4, 5]
    (row,) = [row for row in shop.priorities(Sort.SCORE).rows if row.number == 6]
    assert (row.score is not None, row.answers) == (True, 1)


def test_opportunities_by_everything(shop: Shop) -> None:
    shop.idea("Cold and large", pains=[7], **{**RICE, "reach": 900.0})
    shop.idea("Hot and small", pains=[1], **RICE)
    shop.idea("Hotter, not scored", pains=[1, 2])
    shop.idea("Answers nothing")
    shop.idea("Answers what is solved", pains=[8])
    of = About.OPPORTUNITIES
    assert shop.every(Sort.HEAT, of) == [3, 2, 1, 4, 5]
    assert shop.every(Sort.SCORE, of) == [1, 2, 3, 4, 5]
    assert shop.every(Sort.NEWEST, of) == [5, 4, 3, 2, 1]
    shop.set_to(4, OpportunityStatus.PLANNED, seen="Open")
    assert shop.every(Sort.STATUS, of) == [4, 1, 2, 3, 5]
    with transaction(shop.engine) as session:
        options = [
            NewOption(shop.one(session, number).title, opportunity_id=shop.one(session, number).id)
            for number in (5, 2)
        ]
    shop.voted(options, {1: 1}, {2: 3})
    assert shop.every(Sort.VOTES, of) == [2, 5, 1, 3, 4]
    rows = {row.number: row for row in shop.priorities(Sort.HEAT, about=of, size=8).rows}
    assert (rows[4].heat, rows[4].answers) == (None, 0)
    assert (rows[5].heat, rows[5].answers) == (0.0, 1), "what is solved hurts no more"
