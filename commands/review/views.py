"""What owners are asked and what is to be reviewed, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from commands import blocks
from commands.notifications.settings_views import open_button
from commands.reply import Block
from commands.review import rhythm_views
from commands.text import clip, plural
from commands.touchpoint.receipt_views import EDIT
from commands.wording import day, title, touchpoint_number
from storage.map.freshness import Freshness, Point
from storage.models.columns import to_milliseconds
from storage.review.reviews import Asked

STILL = "review.still"
LATER = "review.later"
RETIRE = "review.retire"
LIST = "review.list"
PAGE = "review.page"
_MOST_TEXT = 1000
_MOST_NAMED = 20
_SAID = {
    "still": "You said it is *still true*. Thank you.",
    "retire": "You *retired* it: it is off the map, and `/touchpoint restore {number}` brings it "
    "back.",
    "later": "*Later*: you are asked again in a week.",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of what is to be reviewed of a journey."""

    journey: str
    owner_id: str
    review_days: int
    points: Sequence[Point]
    total: int
    put_off: int
    fresh: Freshness
    mine: bool
    number: int = 1
    pages: int = 1


def question(asked: Sequence[Asked], moment: datetime, lead: str = "") -> tuple[str, list[Block]]:
    """All that a person was asked at once; the same message again after each answer."""
    head = "*Is this still true?*" if len(asked) == 1 else "*Are these still true?*"
    body = [blocks.section(lead)] if lead else []
    body.append(
        blocks.section(f"{head}\nYou own {'it' if len(asked) == 1 else 'them'}. One tap each.")
    )
    for each in asked:
        body += _one(each, where=f"d{to_milliseconds(moment)}")
    body.append(
        blocks.context(
            "A map stays true when its owners look at it now and then. `/journey review` shows "
            "all that is due; `/journey notifications` switches these questions off."
        )
    )
    body.append(blocks.actions(open_button("Notifications")))
    named = ", ".join(f"{touchpoint_number(one.number)} {title(one.name, 80)}" for one in asked)
    return clip(f"Still true? {named}", _MOST_TEXT), body


def list_message(listed: Listed, lead: str = "") -> tuple[str, list[Block]]:
    """What is due, longest unconfirmed first, with the same buttons."""
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.section(_heading(listed)))
    for point in listed.points:
        value = f"{point.number} l{listed.number}{'m' if listed.mine else ''}"
        owner = f" · owner <@{point.owner_id}>"
        said = f"{_named(point.number, point.name, point.stage)}\nTrue on {day(point.true_at)}"
        body += [blocks.section(f"{said}{owner}"), blocks.actions(*steps(point.number, value))]
    if listed.put_off:
        body.append(blocks.context(f"{plural(listed.put_off, 'more is', 'more are')} put off."))
    body.append(blocks.actions(*_turns(listed), rhythm_views.open_button()))
    return f"To review on {title(listed.journey)}: {plural(listed.total, 'touchpoint')}", body


def unanswered(points: Sequence[Point]) -> tuple[str, list[Block]]:
    """A channel is told once that nobody said whether these are still true."""
    lines = [
        f"• *{touchpoint_number(one.number)}* {title(one.name, 80)} · owner <@{one.owner_id}> · "
        f"true on {day(one.true_at)}"
        for one in points[:_MOST_NAMED]
    ]
    if len(points) > _MOST_NAMED:
        lines.append(f"and {len(points) - _MOST_NAMED} more")
    many = len(points) > 1
    head = (
        f"*{'Are these' if many else 'Is this'} still true?* "
        f"{'Their owners were' if many else 'The owner was'} asked twice and has not said. "
        "Whoever knows can."
    ).replace("were asked twice and has", "were asked twice and have")
    body = [
        blocks.section(head),
        blocks.section("\n".join(lines)),
        blocks.actions(blocks.button("Review", LIST, style="primary")),
    ]
    named = ", ".join(touchpoint_number(one.number) for one in points[:_MOST_NAMED])
    return f"Still true? {named}", body


def steps(number: int, value: str) -> list[Block]:
    """One tap each."""
    said = touchpoint_number(number)
    ask = blocks.confirm(
        f"Retire {said}?",
        "It leaves the map and the lists. Its pain points and history are kept, and it can be "
        "restored at any time.",
        "Retire",
    )
    return [
        blocks.button(
            "Still true", STILL, value=value, style="primary", label=f"Still true: {said}"
        ),
        blocks.button("Edit", EDIT, value=str(number), label=f"Edit {said}"),
        blocks.button("Retire", RETIRE, value=value, label=f"Retire {said}", confirm=ask),
        blocks.button("Later", LATER, value=value, label=f"Later: {said}"),
    ]


def _one(asked: Asked, where: str) -> list[Block]:
    number = touchpoint_number(asked.number)
    named = _named(asked.number, asked.name, asked.stage)
    if asked.answer in _SAID:
        return [blocks.section(f"{named}\n{_SAID[asked.answer].format(number=number)}")]
    if asked.over:
        return [blocks.section(f"{named}\nMeanwhile it was taken care of. Thank you.")]
    since = f"\nTrue on {day(asked.true_at)} · {title(asked.journey, 60)}" if asked.true_at else ""
    value = f"{asked.number} {where}"
    return [blocks.section(f"{named}{since}"), blocks.actions(*steps(asked.number, value))]


def _named(number: int, name: str, stage: str) -> str:
    where = f" · {title(stage, 60)}" if stage else ""
    return f"*{touchpoint_number(number)}* {title(name, 120)}{where}"


def _heading(listed: Listed) -> str:
    per_cent = listed.fresh.per_cent
    fresh = (
        "No touchpoints yet."
        if per_cent is None
        else f"{per_cent} % fresh: {listed.fresh.fresh} of "
        f"{plural(listed.fresh.total, 'touchpoint')} confirmed within "
        f"{plural(listed.review_days, 'day')}."
    )
    rest = "yours to review" if listed.mine else "to review"
    due = f"*{listed.total} {rest}*" if listed.total else f"*Nothing {rest}.* All is confirmed."
    return f"{due} on {title(listed.journey)} · owner <@{listed.owner_id}>\n{fresh}"


def _turns(listed: Listed) -> list[Block]:
    mine = "m" if listed.mine else ""
    turns = []
    if listed.number > 1:
        turns.append(blocks.button("Back", f"{PAGE}:back", value=f"{listed.number - 1}{mine}"))
    if listed.number < listed.pages:
        turns.append(blocks.button("More", f"{PAGE}:more", value=f"{listed.number + 1}{mine}"))
    return turns
