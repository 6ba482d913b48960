"""Errors become words: the person's own are said, all others get a reference that is logged."""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot import errors
from bot.core import Cairn, Outcome
from bot.writer import BusyError
from commands.errors import FieldError, UserError
from commands.feature import Command, Feature, Route, writes
from commands.reply import FormErrors, Post, Reply, Say
from commands.request import Kind, Person, Request, Value
from commands.router import Router
from storage.db import reading
from storage.outbox import leases
from tests.conftest import NOON

REFERENCE = re.compile(r"\(reference ([A-Z2-9]{6})\)")


def asked(kind: Kind = Kind.COMMAND, values: Mapping[str, Value] | None = None) -> Request:
    return Request(
        kind=kind,
        name="/fail" if kind is Kind.COMMAND else "fail.form",
        workspace_id="T1",
        person=Person("U1"),
        now=NOON,
        values=values or {},
        key="same",
    )


class Failing:
    """A feature whose handler first queues a message and then fails, or not."""

    def __init__(self, engine: Engine) -> None:
        self.error: Exception | None = None
        self.runs = 0
        route = writes(self._run)
        command = Command(
            name="/fail", usage_hint="", summary="Fails", bare=route, bare_summary="fails"
        )
        hub = Command(
            name="/journey", usage_hint="", summary="Hub", bare=route, bare_summary="opens"
        )
        forms: dict[str, Route] = {"fail.form": route}
        self.cairn = Cairn(
            engine=engine,
            router=Router([Feature(command=hub), Feature(command=command, forms=forms)]),
        )

    def _run(self, request: Request, session: Session) -> Reply:
        del request, session
        self.runs += 1
        if self.error:
            raise self.error
        return [Say("done"), Post("C1", "posted")]

    async def handle(self, request: Request) -> Outcome:
        """One request, with everything up only for it."""
        self.cairn.writer.start()
        try:
            return await self.cairn.handle(request)
        finally:
            await self.cairn.writer.stop()


@pytest.fixture
def failing(engine: Engine) -> Callable[[Exception | None], Failing]:
    def make(error: Exception | None) -> Failing:
        made = Failing(engine)
        made.error = error
        return made

    return make


Make = Callable[[Exception | None], Failing]


def words(outcome: Outcome) -> str:
    (answer,) = outcome.answers
    assert isinstance(answer, Say)
    return answer.text


async def test_what_the_person_can_fix_is_said_as_it_stands(
    failing: Make, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = await failing(UserError("Pick another.")).handle(asked())
    assert words(outcome) == "Pick another."
    assert outcome.result == "refused"
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_what_is_wrong_in_fields_stands_beside_them(failing: Make) -> None:
    error = FieldError({"what": "Say more.", "where": "Choose."})
    outcome = await failing(error).handle(asked(Kind.SUBMIT, {"what": "", "where": None}))
    assert outcome.answers == [FormErrors({"what": "Say more.", "where": "Choose."})]


@pytest.mark.parametrize(
    "error", [RuntimeError("secret detail"), KeyError("secret detail"), AssertionError("x")]
)
async def test_an_unknown_one_shows_a_reference_that_stands_in_the_log(
    failing: Make, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    outcome = await failing(error).handle(asked())
    found = REFERENCE.search(words(outcome))
    assert found
    assert "secret detail" not in words(outcome)
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert f"Reference {found[1]}: command /fail" in record.getMessage()
    assert record.exc_info
    assert record.exc_info[1] is error
    assert outcome.result == "failed"


async def test_two_failures_have_two_references(failing: Make) -> None:
    first = REFERENCE.search(words(await failing(RuntimeError()).handle(asked())))
    second = REFERENCE.search(words(await failing(RuntimeError()).handle(asked())))
    assert first
    assert second
    assert first[1] != second[1]


@pytest.mark.parametrize(
    "error",
    [
        UserError("No."),
        RuntimeError("bug"),
        BusyError(),
        OperationalError("x", {}, Exception("away")),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_a_form_stays_open_with_its_words(failing: Make, error: Exception) -> None:
    request = asked(Kind.SUBMIT, {"what": "told", "where": "1"})
    (answer,) = (await failing(error).handle(request)).answers
    assert isinstance(answer, FormErrors)
    assert list(answer.by_field) == ["what"]
    assert answer.by_field["what"]


async def test_a_form_without_fields_gets_its_answer_said(failing: Make) -> None:
    assert words(await failing(UserError("No.")).handle(asked(Kind.SUBMIT))) == "No."


async def test_a_database_that_is_away_is_called_that(failing: Make) -> None:
    error = OperationalError("INSERT", {"token": "hidden"}, Exception("away"))
    said = words(await failing(error).handle(asked()))
    assert "can't reach its database" in said
    assert "Nothing was stored" in said
    assert REFERENCE.search(said)
    assert "hidden" not in said


async def test_being_busy_says_that_nothing_was_stored(failing: Make) -> None:
    outcome = await failing(BusyError()).handle(asked())
    assert "Nothing was stored" in words(outcome)
    assert outcome.result == "busy"


async def test_a_failure_leaves_nothing_behind_and_may_be_tried_again(
    failing: Make, engine: Engine
) -> None:
    await failing(RuntimeError()).handle(asked())
    with reading(engine) as session:
        assert leases.waiting(session) == 0
    # The same request once more: its key was not used up.
    outcome = await failing(None).handle(asked())
    assert words(outcome) == "done"
    assert outcome.queued
    with reading(engine) as session:
        assert leases.waiting(session) == 1


async def test_a_repeated_request_changes_nothing(failing: Make, engine: Engine) -> None:
    await failing(None).handle(asked())
    again = failing(None)
    outcome = await again.handle(asked())
    assert (outcome.answers, outcome.queued, outcome.result) == ([], False, "repeated")
    assert again.runs == 0
    with reading(engine) as session:
        assert leases.waiting(session) == 1
    other = await failing(None).handle(replace(asked(), key="another"))
    assert words(other) == "done"


def test_references_are_easy_to_read_out() -> None:
    seen = {errors.reference() for _ in range(200)}
    assert len(seen) == 200
    assert not set("".join(seen)) & set("IO01")
