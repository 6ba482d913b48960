"""`cairn import`: a CSV file of survey answers from the command line, by the rules of Slack's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session

from bot import importing_found
from bot.importing_asked import Asked, ImportingError, one_of, prepared_of
from bot.importing_database import up_to_date, words_for_errors
from bot.importing_words import errors_of, text_of, words_of
from bot.settings import LocalSettings
from bot.slack import durable
from bot.starting import matcher_for
from commands.errors import UserError
from commands.pain import message
from commands.request import Kind, Person, Request
from commands.survey import (
    comment_views,
    plan,
    preview_views,
    receipt_views,
    sorting,
    storing,
    undo,
    undo_views,
)
from commands.survey.choices import Choices, Comments
from commands.survey.days import Order
from commands.survey.plan import Plan
from commands.survey.storing import Done
from commands.text import unescape
from storage.db import open_engine, reading, transaction
from storage.identity import identity
from storage.kpi import measures
from storage.matching import with_matcher
from storage.models import Journey
from storage.survey import comments, undoing
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
        with words_for_errors():
            up_to_date(self._engine)
        with words_for_errors(), reading(self._engine) as session:
            journey = importing_found.journey(session, self._asked)
            self.plan = self._made(session, journey)
            text, body = preview_views.preview(
                self.plan, file_name=self._asked.file.name, journey=journey.name
            )
        # The errors are printed whole, and nothing waits anywhere for a click.
        left_out = (preview_views.faults(self.plan), preview_views.KEPT)
        shown = [block for block in body if words_of(block) not in left_out]
        return "\n".join([text_of(shown) or text, *errors_of(self.plan)])

    def store(self) -> str:
        """Stores the good rows; what came of it."""
        with words_for_errors(), transaction(self._engine) as session:
            journey = importing_found.journey(session, self._asked)
            made = self._made(session, journey)
            if self.plan and len(made.fewer) > len(self.plan.fewer):
                raise ImportingError("A reading was recorded meanwhile. Look at the file again.")
            done = storing.carry_out(
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

    def undo_asked(self) -> str:
        """What undoing the import of this very file would take away; empty without one."""
        with words_for_errors():
            up_to_date(self._engine)
        with words_for_errors(), reading(self._engine) as session:
            made = self._made(session, importing_found.journey(session, self._asked))
            if made.before is None or made.kpi is None:
                return ""
            found = undoing.weight(session, kpi=made.kpi, batch_id=identity(made.before))
            name = f"{self._asked.file.name}, imported to {made.kpi.name}"
            return f"{name}: {undo_views.asked(found)}"

    def undo(self) -> str:
        """Takes it back; what came of that."""
        with words_for_errors(), transaction(self._engine) as session:
            journey = importing_found.journey(session, self._asked)
            made = self._made(session, journey)
            if made.before is None or made.kpi is None:
                raise ImportingError("The import was undone already.")
            request = self._request(journey)
            try:
                content, fresh = undo.take_back(request, session, made.kpi, made.before)
            except UserError as error:
                raise ImportingError(unescape(str(error))) from None
            for effect in fresh:
                durable.store(session, effect, request)
            return text_of(content[1])

    def waiting(self) -> int:
        """How many comments are still to be compared."""
        with words_for_errors(), reading(self._engine) as session:
            journey = importing_found.journey(session, self._asked)
            return comments.count(
                session,
                workspace_id=journey.workspace_id,
                journey_id=journey.id or 0,
                state=State.WAITING,
            )

    def sort(self) -> Iterator[int]:
        """Compares the comments, some in each transaction; yields how many each time."""
        while True:
            with words_for_errors(), transaction(self._engine) as session:
                journey = importing_found.journey(session, self._asked)
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
        with words_for_errors(), reading(self._engine) as session:
            journey = importing_found.journey(session, self._asked)
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
        return f"{text_of(body)}\nTo take it back: {self._asked.undoing(done.kpi.number)}"

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
            importing_found.kpi(session, journey, self._asked, self._request(journey))
            if self._asked.kpi
            else "",
            one_of({each.value: each for each in Comments}, self._asked.comments, "--comments"),
        )

    def _request(self, journey: Journey) -> Request:
        return Request(
            kind=Kind.COMMAND,
            name="/journey",
            workspace_id=journey.workspace_id,
            # Owners see all of their journeys.
            person=Person(journey.owner_id),
            now=self._now,
        )
