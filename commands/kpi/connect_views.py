"""The form that connects a KPI to another server, and what a try of it shows; pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.kpi import connect_fields, kpi_views, words
from commands.kpi.held import Held
from commands.reply import Block, View
from commands.text import clip, escape
from storage.kpi.measures import NEEDS_N, SHARES, Method
from storage.models import Kpi

FORM = "kpi.connect"
TRY = "kpi.try"
PAUSE = "kpi.pause"
RESUME = "kpi.resume"
DISCONNECT = "kpi.disconnect"
FIELDS = ("url", "headers", "value_path", "n_path", "date_path", "of_one", "every")
_MOST_CAME = 500
_NOTHING = "Nothing was stored."


@dataclass(frozen=True, slots=True)
class Tried:
    """What a try brought; words of ours, and what came as it came.

    `would` is what would be recorded, `became` why nothing could be.
    """

    host: str
    would: str = ""
    wrong: str = ""
    came: str = ""


def connect_form(kpi: Kpi, method: Method, held: Held, *, notes: Sequence[str] = ()) -> View:
    """Where to ask, what stands where, how often; `notes` on a try stand beside its button."""
    rhythms = [(said.capitalize(), str(each)) for each, said in connect_fields.RHYTHMS.items()]
    lead = f"*{words.called(kpi)}* is pulled by itself: Cairn asks a server, and reads its JSON."
    body = [
        blocks.section(lead),
        _text(held, "url", "Address", "https://api.example.com/scores?last=30d", optional=False),
        blocks.field(
            "headers",
            "Headers",
            blocks.text_input(
                initial=held.text("headers"),
                multiline=True,
                placeholder="Authorization: Bearer ${CAIRN_SECRET_SURVEY}",
            ),
            optional=True,
            hint="One a line. Secrets stay in the environment of Cairn: name them like "
            "${CAIRN_SECRET_SURVEY}, also behind the ? of the address.",
        ),
        _text(held, "value_path", "Where the value stands", "$.data.score", optional=False),
        *_share(method, held),
        _text(
            held,
            "n_path",
            "Where n stands",
            "$.data.answers",
            optional=method.kind not in NEEDS_N,
        ),
        _text(
            held,
            "date_path",
            "Where the date stands",
            "$.data.until",
            hint=f"Tells which {method.period} it is for. Empty: the present one.",
        ),
        blocks.field("every", "How often", blocks.select(rhythms, initial=_every(held))),
        blocks.actions(blocks.button("Try it now", TRY, value=str(kpi.number))),
        *_beside_the_button(notes),
    ]
    context = {"kpi": str(kpi.number), "journey": str(kpi.journey_id), "series": str(kpi.series)}
    return blocks.form(FORM, "Connect", body, submit="Connect", context=context)


def _beside_the_button(notes: Sequence[str]) -> list[Block]:
    hint = "Trying shows what comes and what would be recorded. It stores nothing."
    return [blocks.section(note) for note in notes] or [blocks.context(hint)]


def _every(held: Held) -> str:
    return held.text("every") or str(24 * 60)


def _text(
    held: Held, name: str, label: str, example: str, *, optional: bool = True, hint: str = ""
) -> Block:
    most = connect_fields.MOST_URL if name == "url" else 300
    element = blocks.text_input(initial=held.text(name), most=most, placeholder=example)
    return blocks.field(name, label, element, optional=optional, hint=hint)


def _share(method: Method, held: Held) -> list[Block]:
    if method.kind not in SHARES:
        return []
    box = blocks.checkbox(
        "It comes as 0 to 1: 0.835 for 83.5 %", "yes", checked=bool(held.values.get("of_one"))
    )
    return [blocks.field("of_one", "The share", box, optional=True)]


def tried(told: Tried) -> list[str]:
    """What a try brought, as sections."""
    if told.would:
        return [f"✅ *It works.* {escape(told.host)} answered: {told.would}. {_NOTHING}"]
    lines = [f"⚠️ *It doesn't work yet.* {escape(told.wrong)} {_NOTHING}"]
    if told.came:
        came = escape(clip(" ".join(told.came.split()), _MOST_CAME)).replace("`", "'")
        lines.append(f"What came from {escape(told.host)}:\n```{came}```")
    return lines


def tried_blocks(kpi: Kpi, told: Tried) -> list[Block]:
    """The same as an answer of its own."""
    again = kpi_views.of(kpi, "Try it now", TRY)
    change = kpi_views.of(kpi, "Change", FORM)
    return [
        *[blocks.section(each) for each in tried(told)],
        blocks.actions(again, change, kpi_views.of(kpi, "Open", kpi_views.CARD)),
    ]
