"""How a file of answers was read, for its preview: letters, heading, and which column is what."""

import re
from itertools import islice

from commands.survey.columns import REQUIRED, Role
from commands.survey.plan import Plan
from commands.survey.survey_views import ORDERS, ROLES
from commands.survey.table import DELIMITERS, Table
from commands.text import clip, escape, plural
from commands.wording import title

_WORD = re.compile(r"[^\W\d_]+")
_EXAMPLES = 3
# As many cells beyond ASCII are looked at as surely hold a few words, if there are any.
_LOOKED_AT = 300
_LONGEST = 30
_MOST_ASIDE = 8


def read_as(plan: Plan) -> str:
    """Letters and delimiter, and what had to be assumed."""
    table = plan.table
    parts = [f"{table.encoding}, {DELIMITERS.get(table.delimiter, 'other')}-separated"]
    if table.assumed:
        parts.append(_assumed(plan))
    if table.titles:
        parts.append(f"{plural(table.titles, 'row')} above the heading left out")
    if not table.headed:
        parts.append("no heading: the first row is data")
    return " · ".join(parts)


def columns(plan: Plan) -> str:
    """Which column is what, and those that are not read."""
    found = plan.choices.columns
    told = [
        f"*{ROLES[role]}*: {title(plan.table.names[found[role]])}{_order(plan, role)}"
        if role in found
        else f"*{ROLES[role]}*: {'⚠️ not found' if role in REQUIRED else 'none'}"
        for role in ROLES
    ]
    aside = [
        name
        for index, name in enumerate(plan.table.names)
        if index not in found.values() and plan.table.column(index)
    ]
    if aside:
        more = len(aside) - _MOST_ASIDE
        rest = [f"{more:,} more"] if more > 0 else []
        told.append(f"Not read: {', '.join([*map(title, aside[:_MOST_ASIDE]), *rest])}")
    return "\n".join(told)


def _assumed(plan: Plan) -> str:
    """With words in which letters of other encodings would look wrong."""
    words = foreign(plan.table, plan.choices.columns.get(Role.COMMENT))
    seen = ", ".join(f"“{escape(clip(each, _LONGEST))}”" for each in words)
    ask = f": {'are' if len(words) > 1 else 'is'} {seen} right?" if words else ""
    return f"⚠️ {plan.table.assumed} is assumed{ask}"


def foreign(table: Table, comment: int | None) -> list[str]:
    """The first words with letters beyond ASCII: of the heading, and of the masked comments."""
    texts = [*table.names, *(table.column(comment) if comment is not None else ())]
    beyond = islice((text for text in texts if not text.isascii()), _LOOKED_AT)
    found: dict[str, None] = {}
    for word in (word for text in beyond for word in _WORD.findall(text)):
        if not word.isascii():
            found[word] = None
        if len(found) == _EXAMPLES:
            break
    return list(found)


def _order(plan: Plan, role: Role) -> str:
    order = plan.checked.order
    return f" ({ORDERS[order].partition(':')[0].lower()})" if role is Role.DATE and order else ""
