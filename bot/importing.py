"""`cairn import`: a CSV file of survey answers from the command line, by the rules of Slack's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.importing_asked import Asked, ImportingError, one_of, prepared_of
from bot.importing_words import errors_of, text_of, words_of
from bot.settings import LocalSettings
from bot.slack import durable
from bot.starting import StartError, matcher_for
from commands.kpi import find
from commands.pain import message
from commands.request import Kind, Person, Request
from commands.survey import (
    comment_views,
    kpi_choice,
    plan,
    preview_views,
    receipt_views,
    sorting,
)
from commands.survey.choices import NEW_KPIS, Choices, Comments, new_kpi
from commands.survey.days import Order
from commands.survey.plan import Done, Plan
from storage.db import open_engine, reading, transaction
from storage.folding import fold
from storage.kpi import measures
from storage.kpi.measures import SURVEYS
from storage.map import chart_facts
from storage.matching import with_matcher
from storage.migrations import current, head
from storage.models import Journey
from storage.survey import comments
from storage.survey.comments import State

ORDERS = {"day-first": Order.DAY, "month-first": Order.MONTH}


class Importing:
    """One file on its way in: `preview` first, then `store`, then `sort` until it is done.

    Raises ImportingError for what the person can put right, StartError for the database.
    """

    def __init__(
        self, settings: LocalSettings, asked: Asked, *, now: datetime | None = None
    ) -> None:
        self._asked = asked
        self._now = now or datetime.now(UTC)
        self._engine = with_matcher(open_engine(settings.database_url), matcher_for(settings))
        self._prepared = prepared_of(asked)
        self.plan: Plan | None = None

    def close(self) -> None:
        self._engine.dispose()

    def preview(self) -> str:
        """What was understood, as the terminal shows it."""
        with _words_for_errors():
            _up_to_date(self._engine)
        with _words_for_errors(), reading(self._engine) as session:
            journey = self._journey(session)
            self.plan = self._made(session, journey)
            text, body = preview_views.preview(
                self.plan, draft_id=0, file_name=self._asked.file.name, journey=journey.name
            )
        # The errors are printed whole, and nothing waits anywhere for a click.
        left_out = (preview_views.faults(self.plan), preview_views.KEPT)
        shown = [block for block in body if words_of(block) not in left_out]
        return "\n".join([text_of(shown) or text, *errors_of(self.plan)])

    def store(self) -> str:
        """Stores the good rows; what came of it."""
        with _words_for_errors(), transaction(self._engine) as session:
            journey = self._journey(session)
            made = self._made(session, journey)
            done = plan.carry_out(
                session,
                journey=journey,
                plan=made,
                file_name=self._asked.file.name,
                actor_id=journey.owner_id,
                at=self._now,
            )
            if done is None:
                raise ImportingError("The KPI was changed meanwhile. Nothing was stored.")
            return self._told(made, done)

    def waiting(self) -> int:
        """How many comments are still to be compared."""
        with _words_for_errors(), reading(self._engine) as session:
            journey = self._journey(session)
            return comments.count(
                session,
                workspace_id=journey.workspace_id,
                journey_id=journey.id or 0,
                state=State.WAITING,
            )

    def sort(self) -> Iterator[int]:
        """Compares the comments, some in each transaction; yields how many each time."""
        while True:
            with _words_for_errors(), transaction(self._engine) as session:
                journey = self._journey(session)
                done = sorting.work_off(session, workspace_id=journey.workspace_id, now=self._now)
                request = self._request(journey)
                for pain_id in sorted(done.pains):
                    refreshed = message.refresh(session, pain_id, self._now)
                    durable.store(session, refreshed, request)
            if not done.taken:
                return
            yield len(done.taken)

    def sorted_out(self) -> str:
        """What became of the comments of this import."""
        with _words_for_errors(), reading(self._engine) as session:
            journey = self._journey(session)
            counts = comments.counts_of(
                session,
                workspace_id=journey.workspace_id,
                by_id=journey.owner_id,
                at=self._now,
            )
        text, _ = comment_views.finished(
            sighted=counts[State.SIGHTED], listed=counts[State.LISTED], journey_id=0
        )
        return f"{text} /journey comments lists them." if counts[State.LISTED] else text

    def _told(self, made: Plan, done: Done) -> str:
        _, body = receipt_views.done(
            made, done, file_name=self._asked.file.name, method=measures.of(done.kpi)
        )
        return text_of(body)

    def _made(self, session: Session, journey: Journey) -> Plan:
        chosen = self._choices(session, journey)
        made = plan.make(
            session, journey=journey, prepared=self._prepared, choices=chosen, now=self._now
        )
        return replace(made, choices=replace(made.choices, comments=chosen.comments))

    def _choices(self, session: Session, journey: Journey) -> Choices:
        return Choices(
            self._prepared.columns,
            one_of(ORDERS, self._asked.dates, "--dates") if self._asked.dates else None,
            self._kpi(session, journey) if self._asked.kpi else "",
            one_of({each.value: each for each in Comments}, self._asked.comments, "--comments"),
        )

    def _kpi(self, session: Session, journey: Journey) -> str:
        """The KPI that is named, or a new one of the kind that is."""
        found = find.by_words(self._request(journey), session, journey, self._asked.kpi)
        if found.kpi and found.kpi.journey_id == journey.id and found.kpi.retired_at is None:
            if found.kpi.kind not in set(SURVEYS):
                raise ImportingError(
                    f"{found.kpi.name} is measured as {found.kpi.kind}, not by answers on a scale. "
                    "Record it with /journey kpi record."
                )
            return str(found.kpi.number)
        kinds = {fold(kind.value): kind for kind in NEW_KPIS}
        kind = kinds.get(fold(self._asked.kpi))
        if kind:
            return new_kpi(kind)
        near = ", ".join(each.name for each in found.near)
        there = ", ".join(each.name for each in kpi_choice.offered(session, journey))
        raise ImportingError(
            f"There is no KPI {self._asked.kpi!r} in {journey.name}. "
            + (f"Did you mean {near}?" if near else f"There are: {there or 'none yet'}. ")
            + ("" if near else f"New ones: {', '.join(NEW_KPIS)}.")
        )

    def _journey(self, session: Session) -> Journey:
        found = [
            each
            for each in chart_facts.journeys_called(session, name=self._asked.journey)
            if self._asked.workspace in ("", each.workspace_id)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(f"{each.name} ({each.workspace_id})" for each in found)
            raise ImportingError(f"Which journey? Say --journey or --workspace, too: {names}.")
        there = [each.name for each in chart_facts.journeys_called(session, name="")]
        if not there:
            raise ImportingError("There is no journey yet. `/journey new` in Slack makes one.")
        asked = f"There is no journey {self._asked.journey}".rstrip()
        raise ImportingError(f"{asked} here. There are: {', '.join(there)}.")

    def _request(self, journey: Journey) -> Request:
        return Request(
            kind=Kind.COMMAND,
            name="/journey",
            workspace_id=journey.workspace_id,
            # Owners see all of their journeys.
            person=Person(journey.owner_id),
            now=self._now,
        )


def _up_to_date(engine: Engine) -> None:
    with engine.connect() as connection:
        if current(connection) != head():
            raise StartError("DATABASE_URL: not up to date. `cairn migrate` brings it there.")


@contextmanager
def _words_for_errors() -> Iterator[None]:
    """What goes wrong with the database, in words."""
    try:
        yield
    except DBAPIError as error:
        why = str(error.orig).splitlines()[0]
        raise StartError(f"DATABASE_URL: the database can't be used: {why}") from None
