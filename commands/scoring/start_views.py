"""The form that starts a scoring, as a pure function of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import View
from commands.text import clip
from commands.wording import opportunity_number
from storage.models import Opportunity
from storage.opportunity.scores import MOST_ITEMS
from storage.vocabulary import Scoring

FORM = "scoring.start"
ITEMS = "scored_opportunities"
KIND = "scoring_kind"

_KINDS: list[Option] = [
    ("Impact and effort: the matrix of quick wins", Scoring.IMPACT_EFFORT.value),
    ("Importance and satisfaction: Ulwick's score", Scoring.ULWICK.value),
]


def choice(opportunity: Opportunity) -> Option:
    """'O-4 · Print the labels', clipped in its title rather than in its number."""
    head = f"{opportunity_number(opportunity.number)} · "
    said = " ".join(opportunity.title.split())
    return f"{head}{clip(said, blocks.MAX_OPTION - len(head))}", str(opportunity.number)


def start_form(
    chosen: Sequence[Option], *, kind: Scoring, total: int, context: Mapping[str, str]
) -> View:
    """What is asked, and about what; the first of the list are chosen already."""
    items = blocks.multi_type_ahead(
        initial=chosen, placeholder="Type a number or words", most=MOST_ITEMS
    )
    left = f" The first {len(chosen)} of {total:,} are chosen." if total > len(chosen) else ""
    body = [
        blocks.field(KIND, "What should people score?", blocks.radio(_KINDS, initial=kind.value)),
        blocks.field(ITEMS, "Opportunities", items, hint=f"At most {MOST_ITEMS} at a time.{left}"),
        blocks.context(
            "One message goes to this channel. Everybody scores alone, and the result is shown "
            "when you reveal it, or the journey's owner, a facilitator or an administrator does."
        ),
    ]
    return blocks.form(FORM, "Score together", body, submit="Start", context=context)
