"""The form that says how a file is to be read."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.reply import View
from commands.survey.choices import Choices, Comments
from commands.survey.columns import REQUIRED
from commands.survey.survey_views import CHANGE, KPI, ORDERS, ROLES

_COMMENTS = [
    ("Stay with their answers", Comments.KEEP.value),
    ("Sightings where a pain point surely fits", Comments.MATCH.value),
    ("… and new pain points where none fits", Comments.NEW.value),
]
_LOW = (
    "Only comments of low scores: NPS 0-6, CSAT below its box, CES on the hard side. How bad it "
    "was is derived from the score, and marked so. The rest is listed in /journey comments."
)
_ORDER = "Only for days like 03/04/2026. Without a choice Cairn looks for a 13th."


def change_form(
    names: Sequence[str],
    chosen: Choices,
    *,
    kpi: blocks.Option | None,
    context: Mapping[str, str],
) -> View:
    """`names` are the columns, at most a hundred; `kpi` what is chosen already."""
    choices = [(name, str(index)) for index, name in enumerate(names)]
    body = []
    for role, label in ROLES.items():
        index = chosen.columns.get(role)
        initial = None if index is None else str(index)
        element = blocks.select(choices, initial=initial, placeholder="Choose the column")
        body.append(
            blocks.field(role.value, f"{label} column", element, optional=role not in REQUIRED)
        )
    orders = [(label, order.value) for order, label in ORDERS.items()]
    order = blocks.select(orders, initial=chosen.order.value if chosen.order else None)
    body.insert(1, blocks.field("order", "Days are written", order, optional=True, hint=_ORDER))
    choose = {**blocks.type_ahead(initial=kpi, placeholder="Choose the KPI"), "action_id": KPI}
    body.append(blocks.field("kpi", "They are answers to", choose))
    fate = blocks.radio(_COMMENTS, initial=chosen.comments.value)
    body.append(blocks.field("comments", "Comments", fate, hint=_LOW))
    return blocks.form(CHANGE, "Import answers", body, submit="Look again", context=context)
