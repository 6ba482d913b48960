"""The webhook of a KPI: made, shown, renewed, removed; and what is pushed to it."""

import json
from typing import Any

from sqlmodel import Session

from commands.errors import UserError
from commands.kpi import card, find, told, webhook_views, words
from commands.kpi.told import NotToldError, Told
from commands.reply import Replace, Reply, Say
from commands.request import CLOCK, Request
from storage.kpi import kpis, measures, readings, webhooks
from storage.kpi.measures import Method
from storage.kpi.readings import Became
from storage.models import Kpi

# Who listens for what is pushed.
PUSHED = "kpi.pushed"
SOURCE = "pushed"
_KNOWN = {"id", "value", "n", "sd", "counts", "date", "period"}


def show(request: Request, session: Session) -> Reply:
    """How to push, with an example; the secret is not shown again."""
    kpi = find.clicked(request, session)
    webhook = webhooks.of(session, kpi=kpi)
    body = webhook_views.webhook_blocks(kpi, webhook, hooks_at=request.hooks_at)
    return [Say(f"Webhook of {words.called(kpi)}", body)]


def new(request: Request, session: Session) -> Reply:
    """A new address and secret, shown to who asked for them, this once."""
    kpi = kpis.lock(session, kpi=find.clicked(request, session))
    if not request.hooks_at:
        raise UserError(webhook_views.NO_HOOKS)
    if kpi.retired_at is not None:
        raise UserError("This KPI is retired. Restore it first.")
    made = webhooks.make(session, kpi=kpi, actor_id=request.person.id, at=request.now)
    body = webhook_views.made_blocks(kpi, made, hooks_at=request.hooks_at)
    # Never as a durable message: the secret must not wait in the outbox.
    return [Replace(f"Webhook of {words.called(kpi)}", body)]


def remove(request: Request, session: Session) -> Reply:
    """Whoever pushes is refused from now on."""
    kpi = kpis.lock(session, kpi=find.clicked(request, session))
    webhooks.remove(session, kpi=kpi, actor_id=request.person.id, at=request.now)
    lead = f"The webhook of *{words.called(kpi)}* is removed. What was pushed is kept."
    return [card.answer(request, session, kpi, lead=lead, put=Replace)]


def pushed(request: Request, session: Session) -> Reply:
    """Records what came to a webhook whose signature was right. Raises UserError in words.

    `value` is the webhook's token, `values["body"]` the JSON as it came.
    """
    webhook = webhooks.with_token(session, token=request.value)
    if webhook is None or webhook.workspace_id != request.workspace_id:
        raise UserError("There is no such webhook.")
    known = kpis.with_id(session, workspace_id=request.workspace_id, kpi_id=webhook.kpi_id)
    if known is None:
        raise LookupError("A webhook without its KPI")
    kpi = kpis.lock(session, kpi=known)
    if kpi.retired_at is not None:
        raise UserError(f"K-{kpi.number} is retired: nothing is recorded.")
    if kpi.series != webhook.series:
        raise UserError(
            f"How K-{kpi.number} is measured was changed: nothing is recorded until somebody makes "
            "a new secret on its card."
        )
    try:
        found = _told(measures.of(kpi), _body(request), request)
    except NotToldError as error:
        raise UserError(str(error)) from None
    done = readings.record(
        session,
        kpi=kpi,
        period_start=found.period_start,
        measured=found.measured,
        actor_id=CLOCK.id,
        at=request.now,
        source=SOURCE,
    )
    webhooks.used(session, kpi=kpi, at=request.now)
    return [Say(_receipt(kpi, done.became, found))]


def _receipt(kpi: Kpi, became: Became, found: Told) -> str:
    said = {Became.SAME: "known already"}.get(became, became.value)
    return json.dumps(
        {
            "kpi": f"K-{kpi.number}",
            "period_start": found.period_start.isoformat(),
            "value": found.measured.value,
            "result": said,
        }
    )


def _body(request: Request) -> dict[str, Any]:
    said = request.values.get("body")
    try:
        body = json.loads(said) if isinstance(said, str) else None
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise NotToldError('The body is a JSON object, like {"value": 42, "n": 100}.')
    unknown = sorted(body.keys() - _KNOWN)
    if unknown:
        raise NotToldError(
            f"Unknown: {', '.join(unknown)[:80]}. Known: {', '.join(sorted(_KNOWN))}."
        )
    return body


def _told(method: Method, body: dict[str, Any], request: Request) -> Told:
    if "date" in body and "period" in body:
        raise NotToldError("Tell date or period, not both.")
    if "counts" in body:
        if body.keys() & {"value", "n", "sd"}:
            raise NotToldError("Tell counts, or value and n, not both.")
        measured = told.counts(method, body["counts"])
    else:
        if "value" not in body:
            raise NotToldError("Nothing to record: there is neither value nor counts.")
        measured = told.value_and_n(method, body["value"], body.get("n"), sd=body.get("sd"))
    said = body.get("date", body.get("period"))
    return Told(measured, told.period(method, said, now=request.now))
