"""Files as tools export them, read as people mean them: letters, lines, columns, days, scores."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commands.survey import checking, columns, days, prepared, read_views, scores, table
from commands.survey.choices import Choices, Comments, of_json
from commands.survey.columns import Role
from commands.survey.days import Order
from commands.survey.decoding import UnreadableError
from commands.survey.places import Places
from storage.kpi.measures import KpiKind, Method, standard

NPS = standard(Method(KpiKind.NPS))
TODAY = date(2026, 4, 1)
# Text as cells have it: quotes, delimiters and line ends, but no marks that only files have.
CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
    | st.sampled_from(list(',;\t|"\n é')),
    max_size=20,
)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.dates(date(2000, 1, 1), TODAY), st.integers(0, 10), CELLS),
        min_size=3,
        max_size=8,
    ),
    delimiter=st.sampled_from(list(",;\t")),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    ends=st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read_back_on_its_line(
    rows: list[tuple[date, int, str]], delimiter: str, encoding: str, ends: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=ends, quoting=csv.QUOTE_ALL)
    writer.writerow(["date", "score", "comment"])
    begins = []
    for day, score, comment in rows:
        begins.append(len(io.StringIO(written.getvalue(), newline="").readlines()) + 1)
        writer.writerow([day.isoformat(), score, comment])
    found = table.read(written.getvalue().encode(encoding))
    assert found.delimiter == delimiter
    assert [row.line for row in found.rows] == begins
    assert [row.cells for row in found.rows] == [
        (day.isoformat(), str(score), comment) for day, score, comment in rows
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_a_file_holds_it_is_read_or_refused_in_words(content: bytes) -> None:
    made = prepared.prepare(content, {})
    assert (made.table is None) == bool(made.problem)
    if made.table:
        checked = checking.check(made.table, Choices(made.columns), NPS, Places(), today=TODAY)
        assert checked.unsure_day or len(checked.good) + len(checked.faults) == len(made.table.rows)


@pytest.mark.parametrize(
    ("content", "encoding", "assumed"),
    [
        ("date,score\n2026-01-01,1é".encode(), "UTF-8", ""),
        ("date,score\n2026-01-01,1é".encode("utf-8-sig"), "UTF-8", ""),
        ("date,score\n2026-01-01,1é".encode("cp1252"), "Windows-1252", "Windows-1252"),
        ("date,score\n2026-01-01,1é".encode("utf-16"), "UTF-16", ""),
        ("date,score\n2026-01-01,1é".encode("utf-16-be"), "UTF-16", "UTF-16"),
    ],
)
def test_letters_are_read_and_what_is_assumed_is_said(
    content: bytes, encoding: str, assumed: str
) -> None:
    found = table.read(content)
    assert (found.encoding, found.assumed, found.rows[0].cells[1]) == (encoding, assumed, "1é")


def test_limits_are_said() -> None:
    with pytest.raises(UnreadableError, match=r"up to 5 MB"):
        table.read(b"a" * (table.MAX_BYTES + 1))
    with pytest.raises(UnreadableError, match="more than 10,000 rows"):
        table.read(b"date,score\n" + b"2026-01-01,1\n" * 10_001)
    assert len(table.read(b"date,score\n" + b"2026-01-01,1\n" * 10_000).rows) == table.MAX_ROWS
    with pytest.raises(UnreadableError, match="91 columns"):
        table.read(b",".join([b"a"] * 91) + b"\n1\n")


def test_excels_own_line_empty_rows_and_names_that_are_missing_or_twice() -> None:
    found = table.read(b"sep=;\r\nDatum;Note;Note;\r\n\r\n;;;\r\n01.02.2026;5;x;\r\n")
    assert found.names == ("Datum", "Note", "Note (2)", "Column 4")
    assert [row.line for row in found.rows] == [5]
    bare = table.read(b"2026-02-01;5\n2026-02-02;6\n")
    assert (bare.headed, bare.names, len(bare.rows)) == (False, ("Column 1", "Column 2"), 2)
    assert columns.guess(bare) == {Role.DATE: 0, Role.SCORE: 1}


def test_titles_above_the_heading_and_comments_without_one() -> None:
    found = table.read(b"Survey of May\nby Ana\n\ndate;score\n2026-02-03;9\n")
    assert (found.names, found.titles, found.rows[0].line) == (("date", "score"), 2, 5)
    alone = table.read(b"comment\nfine\nslow, they say\nfine\n")
    assert (alone.names, alone.titles) == (("comment",), 0)
    bare = table.read(b"2026-02-03,gold,9,It was slow\n2026-02-04,basic,8,fine\n")
    assert columns.guess(bare) == {Role.DATE: 0, Role.SCORE: 2, Role.COMMENT: 3}


def test_a_heading_that_what_is_below_it_belies() -> None:
    french = table.read(b"date;note\n03.02.2026;9\n04.02.2026;2\n")
    assert columns.guess(french) == {Role.DATE: 0, Role.SCORE: 1}
    english = table.read(b"when;note;stars;where\n03.02.2026;Slow, again;2;Checkout\n")
    found = columns.guess(english)
    assert found == {Role.DATE: 0, Role.COMMENT: 1, Role.SCORE: 2, Role.TOUCHPOINT: 3}
    nothing = table.read(b"date,score\n2026-02-03,good\n")
    assert columns.guess(nothing) == {Role.DATE: 0, Role.SCORE: 1}, "its errors are then shown"


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("Date,NPS,Comment,Touchpoint,Segment", "date score comment touchpoint segment"),
        (
            "Zeitstempel,Bewertung,Kommentar,Kontaktpunkt,Filiale",
            "date score comment touchpoint segment",
        ),
        ("Horodatage,Note,Commentaire,Point de contact", "date score comment touchpoint"),
        ("Fecha,Puntuación,Comentario", "date score comment"),
        ("Data,Voto,Commento", "date score comment"),
        ("Datum,Cijfer,Toelichting", "date score comment"),
        ("Submitted at,How likely are you to recommend us?,Why?", "date score comment"),
    ],
)
def test_headings_are_known_in_several_languages(heading: str, roles: str) -> None:
    width = heading.count(",") + 1
    found = columns.guess(table.read(f"{heading}\n{','.join('x' * width)}\n".encode()))
    assert found == {Role(role): index for index, role in enumerate(roles.split())}


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-04", None, date(2026, 3, 4)),
        ("2026-03-04T10:22:11Z", None, date(2026, 3, 4)),
        ("2026-03-04 10:22:11.123+02:00", None, date(2026, 3, 4)),
        ("04.03.2026 10:22", None, date(2026, 3, 4)),
        ("4.3.26", None, date(2026, 3, 4)),
        ("03/04/2026", None, None),
        ("03/04/2026", Order.DAY, date(2026, 4, 3)),
        ("03/04/2026 2:05 PM", Order.MONTH, date(2026, 3, 4)),
        ("14/03/2026", None, date(2026, 3, 14)),
        ("03/14/2026", None, date(2026, 3, 14)),
        ("14/03/2026", Order.MONTH, None),
        ("04/04/2026", None, date(2026, 4, 4)),
        ("14 Mar 2026", None, date(2026, 3, 14)),
        ("14. März 2026", None, date(2026, 3, 14)),
        ("March 14th, 2026", None, date(2026, 3, 14)),
        ("14 de marzo de 2026", None, date(2026, 3, 14)),
        ("1 août 2026", None, date(2026, 8, 1)),
        ("20260314", None, date(2026, 3, 14)),
        ("2026-02-30", None, None),
        ("46095", None, None),
        ("soon", None, None),
    ],
)
def test_days_are_read_and_never_guessed(text: str, order: Order | None, day: date | None) -> None:
    assert days.read(text, order) == day


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1970, 1, 1), TODAY))
def test_an_order_is_asked_for_exactly_where_two_days_fit(day: date) -> None:
    for written in (day.strftime("%d/%m/%Y"), day.strftime("%m-%d-%Y")):
        both = {days.read(written, order) for order in Order} - {None}
        assert days.ambiguous(written) == (len(both) > 1)
        assert (days.read(written, None) is None) == days.ambiguous(written)


def test_the_file_itself_may_tell_the_order() -> None:
    assert days.told_by(["03/04/2026", "14/03/2026"]) is Order.DAY
    assert days.told_by(["03/04/2026", "03/14/2026"]) is Order.MONTH
    assert days.told_by(["14/03/2026", "03/14/2026"]) is None
    assert days.told_by(["03/04/2026"]) is None


@pytest.mark.parametrize(
    ("text", "score"),
    [
        *(("9", 9), ("9,0", 9), ("9.00", 9), (" 10 ", 10), ("5 - Very satisfied", 5)),
        *(("10 (extremely likely)", 10), ("1: hard", 1), ("-1", -1)),
        *(
            ("8.5", None),
            ("8,5", None),
            ("4-5", None),
            ("", None),
            ("n/a", None),
            ("3 of 10", None),
        ),
    ],
)
def test_scores_are_whole_numbers_with_or_without_a_label(text: str, score: int | None) -> None:
    assert scores.whole_in(text) == score


def test_comments_are_masked_before_anything_else_sees_them() -> None:
    made = prepared.prepare(b"date,score,comment\n2026-01-01,1,write ana@example.com\n", {})
    assert made.table is not None
    assert made.table.rows[0].cells[2] == "write [e-mail]"
    assert made.masked == ("e-mail",)
    quoted = prepared.prepare(b"date,score\nana@example.com,1\n2026-01-01,1\n", {})
    assert quoted.table is not None
    found = checking.check(
        quoted.table, Choices({Role.DATE: 0, Role.SCORE: 1}), NPS, Places(), today=TODAY
    )
    assert "[e-mail]" in found.faults[0].words


def test_words_to_check_the_letters_by_come_from_cells_of_any_length() -> None:
    """One run of letters as long as a cell may be, and more cells beyond ASCII than are needed."""
    rows = ["a" * 130_000, *["naïve, “naïve”"] * 400, "schön"]
    content = "Datum;Note;Größe\n" + "".join(f"01.02.2026;5;{each}\n" for each in rows)
    found = table.read(content.encode("cp1252"))
    assert read_views.foreign(found, 2) == ["Größe", "naïve"]
    assert read_views.foreign(found, None) == ["Größe"]


def test_names_that_come_near_are_told_for_the_first_fifty_only() -> None:
    places = Places([(7, 1, "Checkout page")])
    assert places.meant("Chekout page") == "T-1 Checkout page"
    assert [places.meant(f"Chekout page {number}") != "" for number in range(60)] == [
        *[True] * 49,
        *[False] * 11,
    ]
    assert places.meant("chekout  page") == "T-1 Checkout page", "as it was told before"
    assert places.row("checkout page") == 7


def test_choices_survive_being_kept() -> None:
    kept = Choices({Role.DATE: 1, Role.SCORE: 0}, Order.MONTH, "new:NPS", Comments.NEW)
    assert of_json(kept.to_json()) == kept
    assert kept.new_kind is KpiKind.NPS
