"""The webhook of a KPI: how readings are pushed, in words and as an example; pure functions."""

from commands import blocks
from commands.kpi import connect_views, kpi_views, words
from commands.reply import Block
from storage.models import Kpi, Webhook

OPEN = "kpi.webhook"
NEW = "kpi.webhook_new"
REMOVE = "kpi.webhook_remove"
NO_HOOKS = (
    "Readings can't be pushed to this Cairn: it runs in Socket Mode, where no server reaches it. "
    "Connect it instead, or run Cairn in HTTP mode."
)
_EXAMPLE = '{"id": "2026-03", "value": 42, "n": 100, "date": "2026-03-31"}'


def webhook_blocks(kpi: Kpi, webhook: Webhook | None, *, hooks_at: str) -> list[Block]:
    """How readings are pushed, and the next step; without the secret."""
    if not hooks_at:
        steps = [kpi_views.of(kpi, "Connect", connect_views.FORM)]
        steps += [_remove(kpi)] if webhook else []
        return [
            blocks.section(f"*Webhook of {words.called(kpi)}*\n{NO_HOOKS}"),
            blocks.actions(*steps, kpi_views.of(kpi, "Open", kpi_views.CARD)),
        ]
    if webhook is None:
        lead = (
            f"*Webhook of {words.called(kpi)}*\nAnother server can push readings here, signed with "
            "a secret that only you see, once."
        )
        make = {**kpi_views.of(kpi, "Make a webhook", NEW), "style": "primary"}
        return [blocks.section(lead), blocks.actions(make)]
    ask = blocks.confirm(
        "Make a new secret?",
        "Address and secret change. Whoever pushes with the old ones is refused from now on.",
        "New secret",
    )
    new = {**kpi_views.of(kpi, "New secret", NEW), "confirm": ask}
    return [
        blocks.section(
            f"*Webhook of {words.called(kpi)}*\nIts secret was shown once, to "
            f"<@{webhook.created_by}>."
        ),
        *_how(webhook, kpi, hooks_at, "…"),
        blocks.actions(new, _remove(kpi)),
    ]


def _remove(kpi: Kpi) -> Block:
    end = blocks.confirm("Remove the webhook?", "Whoever pushes is refused from now on.", "Remove")
    return {**kpi_views.of(kpi, "Remove webhook", REMOVE), "style": "danger", "confirm": end}


def made_blocks(kpi: Kpi, webhook: Webhook, *, hooks_at: str) -> list[Block]:
    """The secret, this one time, and how it is used."""
    return [
        blocks.section(
            f"*Webhook of {words.called(kpi)}* is open. Its secret, shown this once:\n"
            f"```{webhook.secret}```"
        ),
        *_how(webhook, kpi, hooks_at, webhook.secret),
        blocks.actions(kpi_views.of(kpi, "Open", kpi_views.CARD)),
    ]


def _how(webhook: Webhook, kpi: Kpi, hooks_at: str, secret: str) -> list[Block]:
    sign = f"openssl dgst -sha256 -hmac '{secret}' -r | cut -d' ' -f1"
    lines = [
        f"body='{_EXAMPLE}'",
        "stamp=$(date +%s)",
        f'sign=$(printf \'%s.%s\' "$stamp" "$body" | {sign})',
        'curl -d "$body" -H "X-Cairn-Timestamp: $stamp" \\',
        '  -H "X-Cairn-Signature: v1=$sign" \\',
        f"  {hooks_at}/hooks/kpi/{webhook.token}",
    ]
    code = "\n".join(lines).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return [
        blocks.section(f"```{code}```"),
        blocks.context(
            f"One reading for each {kpi.period}; the same `id` again changes nothing. Instead of "
            "value and n: `counts`. A signature is good for five minutes."
        ),
    ]
