"""An action as the channel's message and its owner's direct message show it; pure functions."""

from collections.abc import Sequence

from commands import blocks, days
from commands.action import action_views, action_words
from commands.reply import Block
from commands.text import clip, escape
from commands.wording import action_number, pain_number, title
from storage.models import Action, PainPoint
from storage.vocabulary import ActionStatus

# What a direct message's buttons say of where they stand.
DIRECT = "dm"
_MOST_TITLE = 80
_YOURS, _WAS_YOURS = "*Yours to do*", "*Was yours to do*"
_REMINDS = (
    "Cairn reminds you two days before and on the day. `/journey notifications` switches "
    "reminders off."
)

Message = tuple[str, list[Block]]


def channel_message(action: Action, pains: Sequence[PainPoint]) -> Message:
    """Fallback text and blocks of the channel's one message."""
    number = action_number(action.number)
    text = f"{number} {action.status}: {title(action.what)}"
    body = [
        blocks.section(
            f"*{number}* {title(action.what)}",
            accessory=action_views.open_button(action.number),
        ),
        blocks.context(facts(action)),
        *about(action, pains),
    ]
    return text, [*body, blocks.actions(*action_views.steps(action.number, action.status))]


def direct_message(
    action: Action, pains: Sequence[PainPoint], *, reader_id: str, lead: str = ""
) -> Message:
    """The same for its owner, with buttons; for whoever handed it over, without."""
    number = action_number(action.number)
    if action.owner_id != reader_id:
        lead = f"*Handed over to <@{action.owner_id}>*"
    to_do = action.status in (ActionStatus.OPEN, ActionStatus.DOING)
    head = lead or (_YOURS if to_do else _WAS_YOURS)
    body = [
        blocks.section(
            f"{head}\n*{number}* {title(action.what)}",
            accessory=action_views.open_button(action.number),
        ),
        blocks.context(facts(action)),
        *about(action, pains),
    ]
    if action.owner_id == reader_id:
        steps = action_views.steps(action.number, action.status, where=DIRECT, own=True)
        body.append(blocks.actions(*steps))
        if to_do:
            body.append(blocks.context(_REMINDS))
    return f"{head.replace('*', '')}: {number} {title(action.what)}", body


def facts(action: Action) -> str:
    """'*Open* · <@U1> · due Wed 4 Mar 2026'; it stands for long, so no 'tomorrow' in it."""
    found = [f"*{action.status}*", f"<@{action.owner_id}>"]
    if action.status in (ActionStatus.OPEN, ActionStatus.DOING):
        found.append(f"due {days.calendar_day(action.due_on)}")
    return " · ".join(found)


def about(action: Action, pains: Sequence[PainPoint]) -> list[Block]:
    """What it is for, what it should move, and what came of it."""
    body = []
    if pains:
        lines = [
            f"For *{pain_number(pain.number)}* {title(pain.title, _MOST_TITLE)} ({pain.status})"
            for pain in pains
        ]
        body.append(blocks.section("\n".join(lines)))
    if action.kpi:
        body.append(blocks.context(f"KPI it should move: {title(action.kpi)}"))
    if action.reason:
        body.append(blocks.section(outcome(action)))
    return body


def outcome(action: Action) -> str:
    """What came of it, or why it was dropped."""
    lead = "What came of it" if action.status == ActionStatus.DONE else "Why it was dropped"
    return f"*{lead}*\n{escape(clip(action.reason, action_words.MAX_RESULT))}"
