"""Everything about one action, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commands import blocks, days
from commands.action import action_views, action_words, message_views
from commands.reply import Block
from commands.text import escape
from commands.wording import action_number, day, pain_number, title
from storage.models import Action, History, PainPoint
from storage.vocabulary import ActionStatus

# What a card's buttons say of where they stand.
CARD = "card"
EDIT = "action.edit"
HISTORY = "action.history"
CHANGES = 5
PAGE = 10


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card shows; `came_from` names an opportunity or a vote."""

    action: Action
    pains: Sequence[PainPoint]
    changes: Sequence[History]
    today: date
    journey: str
    came_from: str = ""
    own: bool = False
    guest: bool = False


def card_blocks(card: Card, *, lead: str = "") -> list[Block]:
    """What, who, by when, for what, what came of it, and what to do next."""
    action = card.action
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.header(f"{action_number(action.number)} · {action.what}"))
    body.append(blocks.fields(_facts(card)))
    if action.hypothesis:
        body.append(blocks.section(f"*Hypothesis*\n{escape(action.hypothesis)}"))
    if action.reason:
        body.append(blocks.section(message_views.outcome(action)))
    body += [_pain(pain) for pain in card.pains]
    if card.own or not card.guest:
        body.append(blocks.actions(*_steps(card)))
    body += [blocks.context(action_words.change(entry)) for entry in card.changes[:CHANGES]]
    if len(card.changes) > CHANGES:
        more = blocks.button("More history", HISTORY, value=f"{action.number} 1")
        body.append(blocks.actions(more))
    return body


def history_blocks(
    action: Action, entries: Sequence[History], *, page: int, more: bool
) -> tuple[str, list[Block]]:
    """A page of who changed what when, newest first."""
    heading = f"History of {action_words.named(action)}"
    steps = []
    if page > 1:
        value = f"{action.number} {page - 1}"
        steps.append(blocks.button("Newer", f"{HISTORY}_turn:newer", value=value))
    if more:
        value = f"{action.number} {page + 1}"
        steps.append(blocks.button("Older", f"{HISTORY}_turn:older", value=value))
    lines = [blocks.context(action_words.change(entry)) for entry in entries]
    turns = blocks.actions(*steps, action_views.open_button(action.number))
    return heading, [blocks.section(f"*{heading}*"), *lines, turns]


def _facts(card: Card) -> list[str]:
    action = card.action
    facts = [f"*Status*\n{action.status}", f"*Owner*\n<@{action.owner_id}>"]
    due = days.calendar_day(action.due_on)
    if action.status in (ActionStatus.OPEN, ActionStatus.DOING):
        due = f"{due}, {days.distance(action.due_on, card.today)}"
    facts.append(f"*Due*\n{due}")
    if action.kpi:
        facts.append(f"*KPI it should move*\n{title(action.kpi)}")
    if card.came_from:
        facts.append(f"*Came from*\n{card.came_from}")
    facts.append(f"*Journey*\n{title(card.journey, 80)}")
    facts.append(f"*Added*\n{day(action.created_at)} by <@{action.created_by}>")
    return facts


def _pain(pain: PainPoint) -> Block:
    number = pain_number(pain.number)
    return blocks.section(
        f"For *{number}* {title(pain.title, 120)}\n{pain.status}",
        accessory=blocks.button(
            "Open", "pain.card", value=str(pain.number), label=f"Open {number}"
        ),
    )


def _steps(card: Card) -> list[Block]:
    action = card.action
    steps = action_views.steps(
        action.number, action.status, where=CARD, own=card.own, guest=card.guest
    )
    value = f"{action.number} {ActionStatus(action.status).name} {CARD}"
    return [*steps, *_rest(action, value, guest=card.guest)]


def _rest(action: Action, value: str, *, guest: bool) -> list[Block]:
    number = action_number(action.number)
    edit = blocks.button("Edit", EDIT, value=str(action.number), label=f"Edit {number}")
    if action.status == ActionStatus.DONE:
        return [
            blocks.button(
                "Change the result",
                f"{action_views.DONE}:again",
                value=value,
                label=f"Change the result of {number}",
            )
        ]
    if action.status == ActionStatus.DROPPED:
        return []
    drop = blocks.button("Drop", f"{action_views.OTHER}:drop", value=value, label=f"Drop {number}")
    return [drop] if guest else [edit, drop]
