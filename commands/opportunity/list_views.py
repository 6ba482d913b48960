"""The list of opportunities by one framework, a page at a time; pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands import blocks
from commands.opportunity import opportunity_views, score_words
from commands.reply import Block
from commands.text import escape, plural
from commands.wording import title
from storage.opportunity.rows import OpportunityRow, Page
from storage.vocabulary import Framework, OpportunityStatus, Scoring

BY = "opportunity.by"

_NOTHING = {
    "open": "No opportunities yet. What would answer one of your pain points?",
    "dropped": "Nothing was dropped.",
    "done": "Nothing is done yet.",
    "all": "No opportunities yet. What would answer one of your pain points?",
}
LISTS: Mapping[str, Sequence[OpportunityStatus]] = {
    "open": (OpportunityStatus.OPEN, OpportunityStatus.PLANNED),
    "dropped": (OpportunityStatus.DROPPED,),
    "done": (OpportunityStatus.DONE,),
    "all": tuple(OpportunityStatus),
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of one of LISTS; names raw."""

    page: Page
    which: str
    journey_id: int
    journey: str
    dropped: int = 0
    may_change: bool = True


def list_message(listed: Listed) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    page, framework = listed.page, listed.page.framework
    state = "" if listed.which == "all" else f" {listed.which}"
    count = plural(page.total, f"{state} opportunity".strip(), f"{state} opportunities".strip())
    heading = f"*Opportunities of {title(listed.journey, 80)}* by *{framework.value}*"
    body = [blocks.section(f"{heading} · {count}")]
    if not page.rows:
        body.append(blocks.section(_NOTHING[listed.which]))
    else:
        body.append(blocks.context(f"{score_words.EXPLAINED[framework]} Highest first."))
    body += _rows(listed)
    body += _ways_on(listed)
    if page.pages > 1:
        body.append(blocks.context(f"Page {page.number:,} of {page.pages:,}"))
    return f"Opportunities of {escape(listed.journey)} by {framework.value}: {page.total:,}", body


def _rows(listed: Listed) -> list[Block]:
    """What has points, then, under a heading of its own, what lacks something for it."""
    page = listed.page
    scored = [row for row in page.rows if row.points]
    unscored = [row for row in page.rows if not row.points]
    body = [block for row in scored for block in _row(row, listed)]
    if unscored:
        left = f"{page.total - page.scored:,}"
        heading = f"*Not scored yet by {page.framework.value}* · {left}"
        body += [blocks.divider(), blocks.section(heading)]
    return body + [block for row in unscored for block in _row(row, listed)]


def _row(row: OpportunityRow, listed: Listed) -> list[Block]:
    said = opportunity_views.line(row)
    if row.status != OpportunityStatus.OPEN:
        said += f" · {row.status}"
    open_button = opportunity_views.open_button(row.number)
    if row.points or not listed.may_change or row.status == OpportunityStatus.DROPPED:
        return [blocks.section(said, accessory=open_button)]
    score = opportunity_views.score_button(row, listed.page.framework, journey_id=listed.journey_id)
    return [blocks.section(said), blocks.actions(score, open_button)]


def _ways_on(listed: Listed) -> list[Block]:
    page = listed.page
    turns = []
    if page.number > 1:
        turns.append(_to("Previous", "previous", listed, listed.which, page.number - 1))
    if page.number < page.pages:
        turns.append(_to("Next", "next", listed, listed.which, page.number + 1))
    steps: list[Block] = []
    if listed.may_change:
        steps.append(opportunity_views.new_button())
        if page.total:
            steps.append(
                opportunity_views.ask_team_button(
                    Scoring.IMPACT_EFFORT, listed.journey_id, label="Score impact and effort"
                )
            )
    if listed.which != "open":
        steps.append(_to("Open ones", "open", listed, "open"))
    elif listed.dropped:
        steps.append(_to(f"Dropped ({listed.dropped:,})", "dropped", listed, "dropped"))
    body = [blocks.actions(*turns)] if turns else []
    if listed.may_change:
        steps = [_framework_select(listed), *steps]
    return [*body, blocks.actions(*steps)] if steps else body


def _framework_select(listed: Listed) -> Block:
    choices = [
        (f"Order by {each.value}", f"{listed.journey_id} {each.value}") for each in Framework
    ]
    initial = f"{listed.journey_id} {listed.page.framework.value}"
    return {**blocks.select(choices, initial=initial, placeholder="Order by"), "action_id": BY}


def _to(text: str, suffix: str, listed: Listed, which: str, number: int = 1) -> Block:
    value = f"{number} {listed.journey_id} {which}"
    return blocks.button(text, f"{opportunity_views.LIST}:{suffix}", value=value)
