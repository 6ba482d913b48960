"""Where a KPI's readings come from, as its card tells; pure functions of plain data."""

from datetime import datetime

from commands import blocks
from commands.kpi import connect_fields, connect_views, kpi_views, webhook_views
from commands.pain.status_words import ago
from commands.reply import Block
from commands.text import clip, escape, plural
from storage.models import Connector, Kpi, Webhook


def source_blocks(
    kpi: Kpi,
    connector: Connector | None,
    webhook: Webhook | None,
    *,
    now: datetime,
    hooks: bool,
    may_edit: bool,
) -> list[Block]:
    """What comes by itself, and its steps; `hooks` tells whether servers can reach Cairn."""
    told = [
        line for line in (_pulled(kpi, connector, now), _pushed(kpi, webhook, now, hooks)) if line
    ]
    if kpi.retired_at is not None or not may_edit:
        return [blocks.context(line) for line in told]
    # Where no server reaches Cairn the button would lead nowhere; an old webhook can be removed.
    offered = hooks or webhook is not None
    push = [kpi_views.of(kpi, "Webhook", webhook_views.OPEN)] if offered else []
    if not told:
        lead = "Recorded by hand so far. It can come by itself:"
        steps = [kpi_views.of(kpi, "Connect", connect_views.FORM), *push]
        return [blocks.context(lead), blocks.actions(*steps)]
    steps = [*_steps(kpi, connector), *push]
    return [*[blocks.section(line) for line in told], blocks.actions(*steps)]


def _steps(kpi: Kpi, connector: Connector | None) -> list[Block]:
    if connector is None:
        return [kpi_views.of(kpi, "Connect", connect_views.FORM)]
    rests = connector.paused_at is not None or connector.open_until is not None
    on = kpi_views.of(kpi, "Resume", connect_views.RESUME)
    off = kpi_views.of(kpi, "Pause", connect_views.PAUSE)
    ask = blocks.confirm(
        "Disconnect this KPI?",
        f"{clip(kpi.name, 60)} is no longer pulled. What was pulled is kept; the address has to be "
        "typed again.",
        "Disconnect",
    )
    remove = kpi_views.of(kpi, "Disconnect", connect_views.DISCONNECT)
    return [
        kpi_views.of(kpi, "Try it now", connect_views.TRY),
        kpi_views.of(kpi, "Change connection", connect_views.FORM),
        on if rests else off,
        {**remove, "style": "danger", "confirm": ask},
    ]


def _pulled(kpi: Kpi, connector: Connector | None, now: datetime) -> str:
    if connector is None:
        return ""
    rhythm = connect_fields.RHYTHMS.get(connector.every_minutes, "by itself")
    lines = [f"*Pulled* from {escape(connect_fields.host(connector.url))}, {rhythm}"]
    came = f"last came {ago(connector.last_at, now)}" if connector.last_at else "nothing came yet"
    if connector.paused_at is not None:
        lines.append(f"⏸ Paused · {came}")
    elif connector.series != kpi.series:
        lines.append(
            "⏸ Rests, because how this is measured was changed. Look at the connection and save it."
        )
    elif connector.open_until is not None:
        until = _when(connector.open_until)
        lines.append(
            f"⚠️ Rests until {until}, after {plural(connector.failures, 'failure')} · {came}"
        )
    else:
        lines.append(f"Next {_when(connector.next_at)} · {came}")
    if connector.last_error:
        lines.append(f"Last try: {escape(connector.last_error)}")
    return "\n".join(lines)


def _pushed(kpi: Kpi, webhook: Webhook | None, now: datetime, hooks: bool) -> str:  # noqa: FBT001 - two calls
    if webhook is None:
        return ""
    if webhook.series != kpi.series:
        return (
            "*Pushed* to its webhook, which takes nothing since how this is measured was changed. "
            "A new secret opens it again."
        )
    came = f"last came {ago(webhook.last_at, now)}" if webhook.last_at else "nothing came yet"
    return f"*Pushed* to its webhook · {came}" + ("" if hooks else f"\n⚠️ {webhook_views.NO_HOOKS}")


def _when(moment: datetime) -> str:
    fallback = f"{moment:%d %b %Y, %H:%M} UTC"
    return blocks.when(int(moment.timestamp()), fallback, "{date_short_pretty} at {time}")
