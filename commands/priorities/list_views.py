"""The list of priorities, a page at a time: pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commands import blocks
from commands.opportunity import opportunity_views
from commands.priorities import list_words, typed
from commands.priorities.typed import Asked
from commands.reply import Block
from commands.text import escape, plural
from commands.wording import opportunity_number, pain_number, title
from storage.priorities.ranking import Page, Priority
from storage.vocabulary import About

LIST = "priorities.list"
VOTE = "priorities.vote"
ACT = "priorities.act"
# Slack's menus hold a hundred entries, and the first here is "All stages".
_MOST_STAGES = blocks.MAX_OPTIONS - 1
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A page, what was asked for, and the stages to choose from; names raw."""

    page: Page
    asked: Asked
    journey_id: int
    journey: str
    stages: Sequence[tuple[str, int]] = ()
    guest: bool = False

    @property
    def of_pains(self) -> bool:
        return self.asked.about is About.PAINS


def list_message(listed: Listed) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    page = listed.page
    what = "open pain point" if listed.of_pains else "open opportunity"
    many = "open pain points" if listed.of_pains else "open opportunities"
    stage = next((name for name, held in listed.stages if held == listed.asked.stage_id), "")
    heading = f"*Priorities of {title(listed.journey, 80)}*"
    heading += f" · {title(stage, _LONGEST_NAME)}" if stage else ""
    said = f"{heading} · {plural(page.total, what, many)}"
    if page.total:
        said += f"\n{list_words.order(listed.asked.sort, page.framework)}"
    body = [blocks.section(said)]
    if not page.rows:
        body.append(blocks.section(_nothing(listed, narrowed=bool(stage))))
    body += [_row(row, listed) for row in page.rows]
    if page.rows:
        body.append(blocks.divider())
    body.append(blocks.actions(*_menus(listed)))
    body.append(blocks.actions(*_ways_on(listed)))
    if page.pages > 1:
        body.append(blocks.context(f"Page {page.number:,} of {page.pages:,}"))
    if page.rows:
        body.append(blocks.context("\n".join(list_words.based_on(page, pains=listed.of_pains))))
    return f"Priorities of {escape(listed.journey)}: {plural(page.total, what, many)}", body


def _row(row: Priority, listed: Listed) -> Block:
    """What it is, how it stands, and the way to its card."""
    number = _number(row, listed)
    facts = list_words.facts(row, pains=listed.of_pains)
    if listed.of_pains:
        card = blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}")
    else:
        card = opportunity_views.open_button(row.number)
    return blocks.section(f"*{number}* {title(row.title)}\n{' · '.join(facts)}", accessory=card)


def _number(row: Priority, listed: Listed) -> str:
    return pain_number(row.number) if listed.of_pains else opportunity_number(row.number)


def _nothing(listed: Listed, *, narrowed: bool) -> str:
    """An empty list says what to do instead."""
    if narrowed:
        kind = "pain point is open" if listed.of_pains else "open opportunity answers anything"
        return f"No {kind} in this stage. *All stages* shows the rest."
    if listed.of_pains:
        return "Nothing is open. Seen something that bothers a customer? `/pain` logs it."
    return "No opportunities yet. What would answer one of your pain points?"


def _menus(listed: Listed) -> list[Block]:
    """In which order, of which stage, and which of these somebody does something about."""
    orders = list_words.orders(listed.page.framework)
    chosen = [
        (label, _value(listed, replace(listed.asked, sort=sort))) for sort, label in orders.items()
    ]
    found = [_menu(chosen, listed, "sort", "Order")]
    if len(listed.stages) > 1:
        of = [("All stages", _value(listed, replace(listed.asked, stage_id=None)))]
        of += [
            (name, _value(listed, replace(listed.asked, stage_id=stage_id)))
            for name, stage_id in listed.stages[:_MOST_STAGES]
        ]
        found.append(_menu(of, listed, "stage", "Stage"))
    if listed.page.rows and not listed.guest:
        found.append(_act(listed))
    return found


def _act(listed: Listed) -> Block:
    """Opens the form “Add an action” for one of them."""
    choices = [
        (f"{_number(row, listed)} {' '.join(row.title.split())}", _number(row, listed))
        for row in listed.page.rows
    ]
    return {**blocks.select(choices, placeholder="Make it an action"), "action_id": ACT}


def _menu(choices: Sequence[blocks.Option], listed: Listed, suffix: str, name: str) -> Block:
    element = blocks.select(choices, initial=_value(listed, listed.asked), placeholder=name)
    return {**element, "action_id": f"{LIST}:{suffix}"}


def _ways_on(listed: Listed) -> list[Block]:
    page = listed.page
    found = []
    if page.number > 1:
        found.append(_to("Previous", "previous", listed, listed.asked, page.number - 1))
    if page.number < page.pages:
        found.append(_to("Next", "next", listed, listed.asked, page.number + 1))
    if not listed.guest and len(page.rows) > 1:
        found.append(_vote_on(listed))
    other = About.OPPORTUNITIES if listed.of_pains else About.PAINS
    label = "Opportunities" if listed.of_pains else "Pain points"
    found.append(_to(label, "about", listed, replace(listed.asked, about=other)))
    if not listed.guest and not listed.of_pains and not page.total:
        found.append(opportunity_views.new_button())
    return found


def _vote_on(listed: Listed) -> Block:
    """Opens the form “Start a vote” with what this page shows on the ballot."""
    ids = ",".join(str(row.id) for row in listed.page.rows)
    value = f"{listed.journey_id} {listed.asked.about.value} {ids}"
    return blocks.button("Vote on these", VOTE, value=value, style="primary")


def _to(text: str, suffix: str, listed: Listed, asked: Asked, number: int = 1) -> Block:
    return blocks.button(text, f"{LIST}:{suffix}", value=_value(listed, asked, number))


def _value(listed: Listed, asked: Asked, number: int = 1) -> str:
    return typed.value(listed.journey_id, asked, number)
