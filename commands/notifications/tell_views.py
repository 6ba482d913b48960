"""The direct messages about what became of reports, as pure functions of plain data."""

from collections.abc import Callable, Sequence

from commands import blocks
from commands.notifications.settings_views import open_button
from commands.reply import Block
from commands.text import clip, quote
from commands.wording import pain_number, title
from storage.pain.news import News
from storage.vocabulary import Status

GLANCE = "notifications.glance"
_MOST_TEXT = 1000

_STANDS = {
    Status.NEW: "*New* again: it waits for somebody to look at it.",
    Status.CONFIRMED: "*Confirmed*: your team agrees that it is a problem.",
    Status.PLANNED: "*Planned*: it is going to be worked on.",
    Status.IN_PROGRESS: "*In progress*: somebody is working on it.",
    Status.SOLVED: "*Solved*.",
    Status.DECLINED: "*Declined* for now.",
}
_LEADS = {
    Status.SOLVED: "What you can now tell customers:",
    Status.DECLINED: "Why, and what would change our mind:",
}

Told = tuple[str, list[Block]]


def changed(news: Sequence[News]) -> Told:
    """To whoever reported them or saw them too."""
    head = "News about what you reported" if len(news) > 1 else "News about your report"
    why = "You hear this because you reported it or saw it too."
    return _message(head, why, news, stands)


def reopened(news: Sequence[News]) -> Told:
    """To the owner, when people said that it still happens."""
    why = "You hear this because it is yours."
    return _message("Reopened: it still happens", why, news, _still_happens)


def stands(news: News) -> str:
    """How it stands, in words, with the reason or what customers can be told."""
    if news.into is not None:
        into = pain_number(news.into)
        return f"*Merged into {into}*: it is the same, and what you saw counts there."
    said = _STANDS.get(Status(news.status), f"*{news.status}*.")
    if not news.reason:
        return said
    lead = _LEADS.get(Status(news.status))
    return "\n".join(part for part in (said, lead, quote(news.reason)) if part)


def _still_happens(news: News) -> str:
    said = "Colleagues said that it still happens after it was called solved."
    if news.status == Status.CONFIRMED:
        return f"{said} It is open again, as *Confirmed*."
    return f"{said} It was reopened; now it stands like this:\n{stands(news)}"


def _message(head: str, why: str, news: Sequence[News], say: Callable[[News], str]) -> Told:
    body = [blocks.section(f"*{head}*")]
    body += [_one(each, say(each)) for each in news]
    body.append(blocks.context(f"{why} `/journey notifications` switches messages off."))
    body.append(blocks.actions(open_button("Notifications")))
    short = ", ".join(f"{pain_number(each.number)} {_in_a_word(each)}" for each in news)
    first = f": {title(news[0].title)}" if len(news) == 1 else ""
    return clip(f"{head}: {short}{first}", _MOST_TEXT), body


def _in_a_word(news: News) -> str:
    return f"merged into {pain_number(news.into)}" if news.into is not None else news.status


def _one(news: News, said: str) -> Block:
    number = pain_number(news.number)
    return blocks.section(
        f"*{number}* {title(news.title)}\n{said}",
        accessory=blocks.button("Open", GLANCE, value=str(news.number), label=f"Open {number}"),
    )
