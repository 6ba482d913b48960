"""What `/pain list` understands, and how it is asked for again by a button."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.pain import list_since
from commands.pain.list_parser import Understood, understand
from commands.pain.list_query import Known, Named, Query, Since, in_order, key, typed
from storage.folding import fold
from storage.pain.lists import Order
from storage.vocabulary import Kind, Status

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
KNOWN = Known(
    stages=[Named(1, "Awareness"), Named(2, "Purchase"), Named(3, "New")],
    touchpoints=[
        Named(11, "Checkout page", 4),
        Named(12, "Till", 5),
        Named(13, "Till queue", 7),
        Named(14, "Élan “gift” desk", 8),
        Named(15, "Return by post", 9),
        Named(16, "Return in store", 10),
    ],
    personas=[Named(21, "Busy parent"), Named(22, "Zoë")],
)


def read(words: str) -> Understood:
    return understand(words, KNOWN, now=NOW, zone=UTC)


def again(words: str) -> str:
    """The same in canonical words."""
    return typed(read(words).query)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("", ""),
        ("open", "status:open"),
        ("ALL", "status:all"),
        ("closed", "status:closed"),
        ("solved declined", "status:solved,declined"),
        ("in progress", "status:in-progress"),
        ("open in progress", "status:open"),
        ("mine checkout since 14 days", 'mine at:T-4 since:"14 days"'),
        ('"gift card" solved', 'status:solved text:"gift card"'),
        ("“gift card” solved", 'status:solved text:"gift card"'),
        ("open at T-4 in purchase", 'status:open stage:"Purchase" at:T-4'),
        ("t-7", "at:T-7"),
        ("T-99", 'text:"T-99"'),
        ("till queue", "at:T-7"),
        ("till", "at:T-5"),
        ("till till queue", 'at:T-5 text:"till" text:"queue"'),
        ("ELAN gift desk", "at:T-8"),
        ("about zoe", 'persona:"Zoë"'),
        ("busy parent last week newest", 'persona:"Busy parent" since:"last week" sort:newest'),
        ("new", "status:new"),
        ("stage:new", 'stage:"New"'),
        ("stage:nowhere", 'text:"nowhere"'),
        ("status:solved,nonsense", 'text:"solved,nonsense"'),
        ("my rising delights", "delights mine rising"),
        ("refund at the desk", 'text:"refund" text:"at" text:"the" text:"desk"'),
        ("refund at the checkout", 'at:T-4 text:"refund" text:"at"'),
        ("http://shop.example/x", 'text:"http://shop.example/x"'),
        ('"unclosed words', 'text:"unclosed" text:"words"'),
        ("since", 'text:"since"'),
        ('since "last week"', 'since:"last week"'),
        ("text:open", 'text:"open"'),
        ('""', ""),
    ],
)
def test_words_are_understood(words: str, meant: str) -> None:
    assert again(words) == meant


def test_what_may_have_been_meant_is_offered() -> None:
    assert [label for label, _ in read("chekout page").near] == ["Checkout page"]
    assert [typed(query) for _, query in read("chekout since monday").near] == [
        'at:T-4 since:"monday"'
    ]
    assert [label for label, _ in read("solvd").near] == ["solved"]
    assert [label for label, _ in read("stage:purchas").near] == ["Purchase"]
    # A beginning of several names narrows to none of them by itself.
    assert [label for label, _ in read("return").near] == ["Return by post", "Return in store"]
    # A beginning of one name does, and the text is the other way to read it.
    assert [typed(query) for _, query in read("checkout mine").near] == ['mine text:"checkout"']
    assert read('"chekout"').near == ()
    assert read("the label was wrong").near == ()


def test_a_time_nobody_understands_is_text_with_a_hint() -> None:
    understood = read("since forever")
    assert understood.query.words == ("since", "forever")
    assert "since “7 days”" in understood.hints[0]


PHRASE = st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split()))
QUERIES = st.builds(
    Query,
    kind=st.sampled_from(Kind),
    statuses=st.lists(st.sampled_from(Status), max_size=7).map(in_order),
    mine=st.booleans(),
    rising=st.booleans(),
    stage=st.sampled_from([None, *KNOWN.stages]),
    touchpoint=st.sampled_from([None, *KNOWN.touchpoints]),
    persona=st.sampled_from([None, *KNOWN.personas]),
    since=st.sampled_from([None, *(Since(w, at) for w, at in [("7 days", NOW - timedelta(7))])]),
    words=st.lists(
        PHRASE.filter(lambda text: fold(text) != "" and key(text) == fold(text)), max_size=4
    ).map(tuple),
    order=st.sampled_from([None, *Order]),
)


@given(query=QUERIES)
def test_a_button_asks_for_exactly_the_same_query(query: Query) -> None:
    assert read(typed(query)).query == query


@given(
    words=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "mine",
                "since",
                "last",
                "at:",
                "stage:",
                '"',
                "Till",
                "queue",
                "open",
                ",",
                "“",
                "T-4",
                "5",
            ]
        ),
        max_size=9,
    ).map(" ".join)
)
def test_nothing_typed_is_refused_and_all_of_it_comes_back(words: str) -> None:
    query = read(words).query
    assert read(typed(query)).query == query


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("7 days", datetime(2026, 2, 25, 12, tzinfo=UTC)),
        ("last 7 days", datetime(2026, 2, 25, 12, tzinfo=UTC)),
        ("2 weeks ago", datetime(2026, 2, 18, 12, tzinfo=UTC)),
        ("24h", datetime(2026, 3, 3, 12, tzinfo=UTC)),
        ("a week", datetime(2026, 2, 25, 12, tzinfo=UTC)),
        ("1 month", datetime(2026, 2, 4, tzinfo=UTC)),
        ("2 years", datetime(2024, 3, 4, tzinfo=UTC)),
        ("today", datetime(2026, 3, 4, tzinfo=UTC)),
        ("Yesterday", datetime(2026, 3, 3, tzinfo=UTC)),
        ("last week", datetime(2026, 2, 23, tzinfo=UTC)),
        ("this week", datetime(2026, 3, 2, tzinfo=UTC)),
        ("last month", datetime(2026, 2, 1, tzinfo=UTC)),
        ("last year", datetime(2025, 1, 1, tzinfo=UTC)),
        ("monday", datetime(2026, 3, 2, tzinfo=UTC)),
        ("wed", datetime(2026, 3, 4, tzinfo=UTC)),
        ("last wednesday", datetime(2026, 2, 25, tzinfo=UTC)),
        ("november", datetime(2025, 11, 1, tzinfo=UTC)),
        ("1 nov", datetime(2025, 11, 1, tzinfo=UTC)),
        ("Mar 3rd", datetime(2026, 3, 3, tzinfo=UTC)),
        ("29 feb", datetime(2024, 2, 29, tzinfo=UTC)),
        ("4 march 2025", datetime(2025, 3, 4, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        ("1.11.2025", datetime(2025, 11, 1, tzinfo=UTC)),
    ],
)
def test_times_are_understood(words: str, at: datetime) -> None:
    assert list_since.moment(words, now=NOW, zone=UTC) == at


@pytest.mark.parametrize(
    "words",
    [
        "",
        "x",
        "2026-02-30",
        "30 feb",
        "99999 days",
        "99999 years",
        "ma",
        "5",
        "0000-01-01",
        "٣ days ٣",
    ],
)
def test_other_words_are_no_time(words: str) -> None:
    assert list_since.moment(words, now=NOW, zone=UTC) is None


def test_days_begin_at_the_readers_midnight() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    late = datetime(2026, 3, 4, 20, 0, tzinfo=UTC)  # Thursday there
    assert list_since.moment("today", now=late, zone=tokyo) == datetime(2026, 3, 4, 15, tzinfo=UTC)
    assert list_since.zone_of("Asia/Tokyo") == tokyo
    assert list_since.zone_of("Nowhere/At all") == list_since.zone_of(None) == UTC
