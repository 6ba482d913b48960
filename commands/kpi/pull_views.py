"""What a KPI's owner is told of its connection: once when it rests, once when it works again."""

from datetime import datetime

from commands import blocks
from commands.kpi import connect_views, kpi_views, words
from commands.reply import Block
from commands.text import escape
from storage.models import Kpi


def rests(kpi: Kpi, host: str, why: str, failures: int, until: datetime) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    when = blocks.when(
        int(until.timestamp()), f"{until:%d %b %Y, %H:%M} UTC", "{date_short_pretty} at {time}"
    )
    text = (
        f"⚠️ *{words.called(kpi)}* can't be pulled from {escape(host)}: {failures} tries in a row "
        f"failed.\nThe last time: {escape(why)}\nCairn tries again {when}, and tells you when it "
        "works. Until then nothing new is recorded by itself."
    )
    steps = blocks.actions(
        kpi_views.of(kpi, "Try it now", connect_views.TRY),
        kpi_views.of(kpi, "Change connection", connect_views.FORM),
        kpi_views.of(kpi, "Pause", connect_views.PAUSE),
        kpi_views.of(kpi, "Open", kpi_views.CARD),
    )
    return text, [blocks.section(text), steps]


def works_again(kpi: Kpi, host: str) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    text = f"✅ *{words.called(kpi)}* is pulled from {escape(host)} again, and up to date."
    return text, [blocks.section(text), blocks.actions(kpi_views.of(kpi, "Open", kpi_views.CARD))]
