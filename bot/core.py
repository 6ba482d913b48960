"""Carries a request through one transaction: commit first, then tell what to answer."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Engine
from sqlmodel import Session

from bot import errors
from bot.slack import durable
from bot.writer import PATIENCE_S, Writer
from commands.reply import Durable, Immediate, RefreshHome
from commands.request import Kind, Request
from commands.router import Router
from storage import requests
from storage.workspace import workspaces

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What to answer at once, and whether something waits in the outbox."""

    answers: list[Immediate]
    queued: bool = False
    result: str = "ok"  # one word for the log and the metrics


class Cairn:
    """Carries requests out. Everything it depends on is given to it."""

    def __init__(
        self,
        *,
        engine: Engine,
        router: Router,
        on_queued: Callable[[], None] = lambda: None,
        hooks_at: str = "",
        allowed_hosts: frozenset[tuple[str, int]] = frozenset(),
    ) -> None:
        self.engine = engine
        self._hooks_at = hooks_at
        self._allowed_hosts = allowed_hosts
        self.router = router
        self.writer = Writer(engine)
        self.on_queued = on_queued
        self._workspaces: set[str] = set()  # that are stored already
        # Who is stored already, with which time zone.
        self._members: dict[tuple[str, str], str | None] = {}
        # Whose first look at their Home tab is stored already.
        self._homes: set[tuple[str, str]] = set()

    async def handle(self, request: Request) -> Outcome:
        """Commits what the request changes, then tells what to answer. Never raises."""
        if self._hooks_at or self._allowed_hosts:
            request = replace(request, hooks_at=self._hooks_at, allowed_hosts=self._allowed_hosts)
        try:
            outcome = await self._carry_out(request)
        except Exception as error:  # noqa: BLE001 - every failure becomes words for the person
            return Outcome([errors.in_words(error, request)], result=errors.in_a_word(error))
        if outcome.queued:
            self.on_queued()
        return outcome

    async def _carry_out(self, request: Request) -> Outcome:
        route, _ = self.router.find(request)
        if not route.writes and self._is_known(request):
            return await self.writer.read(lambda session: self._run(request, session))
        began = time.monotonic()
        if route.ahead:
            await self.writer.beside(partial(route.ahead, request))
        left_s = PATIENCE_S - (time.monotonic() - began)
        outcome = await self.writer.write(
            lambda session: self._write(request, session, claim=route.writes),
            patience_s=None if request.by_itself else max(0.0, left_s),
        )
        who = request.workspace_id, request.person.id
        self._workspaces.add(request.workspace_id)
        self._members[who] = request.person.zone
        if request.kind is Kind.HOME:
            self._homes.add(who)
        return outcome

    def _is_known(self, request: Request) -> bool:
        if request.by_itself:
            return True
        who = request.workspace_id, request.person.id
        if request.kind is Kind.HOME and who not in self._homes:
            return False
        return self._members.get(who, "") == request.person.zone

    def _write(self, request: Request, session: Session, *, claim: bool) -> Outcome:
        if not self._is_known(request):
            if request.workspace_id not in self._workspaces:
                workspaces.ensure(session, workspace_id=request.workspace_id, at=request.now)
            workspaces.ensure_member(
                session,
                workspace_id=request.workspace_id,
                person_id=request.person.id,
                at=request.now,
                zone=request.person.zone,
            )
            if request.kind is Kind.HOME:
                workspaces.note_home_opened(
                    session,
                    workspace_id=request.workspace_id,
                    person_id=request.person.id,
                    at=request.now,
                )
        if (
            claim
            and request.key
            and not requests.claim(
                session, workspace_id=request.workspace_id, key=request.key, at=request.now
            )
        ):
            log.info("Repeated %s %s was left alone", request.kind.value, request.name)
            return Outcome([], result="repeated")
        return self._run(request, session)

    def _run(self, request: Request, session: Session) -> Outcome:
        answers: list[Immediate] = []
        queued = False
        for effect in self.router.run(request, session):
            if isinstance(effect, Durable):
                durable.store(session, effect, request)
                queued = True
            else:
                answers.append(effect)
        if queued and not request.by_itself:
            # What others are told of is mostly on one's own Home tab too.
            durable.store(session, RefreshHome(request.person.id), request)
        return Outcome(answers, queued)
