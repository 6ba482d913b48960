"""`/pain confirm P-12` and the other words that name a pain point; other text is a report."""

import re
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from commands.errors import UserError
from commands.feature import Handler
from commands.pain import card, form, merge, status
from commands.reply import Reply
from commands.request import Request
from commands.wording import pain_number
from storage.models import PainPoint
from storage.vocabulary import Status

_ALONE = re.compile(r"(?:p\s?-?\s?|#)?([0-9]{1,9})", re.IGNORECASE)
_WITH_WORDS = re.compile(r"p-?([0-9]{1,9})\s+(.+)", re.IGNORECASE)

Run = Callable[[Request, Session, PainPoint], Reply]


def on(word: str, run: Run) -> Handler:
    """Carries `run` out for `/pain <word> P-12`.

    What follows the word is a report when it names no pain point: "/pain start button is
    dead" must not get lost.
    """

    def handle(request: Request, session: Session) -> Reply:
        alone = _ALONE.fullmatch(request.text)
        if alone:
            return run(request, session, card.find(request, session, int(alone.group(1))))
        with_words = _WITH_WORDS.fullmatch(request.text)
        if with_words:
            number = pain_number(int(with_words.group(1)))
            raise UserError(
                f"`/pain {word} {number}` takes no words behind the number, so nothing was done. "
                f"`/pain {number} …` with your words adds a sighting."
            )
        return _report(request, session, word)

    return handle


def step(word: str, target: Status) -> Handler:
    """Carries a step out; words behind the number are the reason, where one is asked for."""

    def run(request: Request, session: Session, pain: PainPoint) -> Reply:
        return status.begin(request, session, pain, target)

    plain = on(word, run)
    if target not in (Status.SOLVED, Status.DECLINED):
        return plain

    def handle(request: Request, session: Session) -> Reply:
        said = _WITH_WORDS.fullmatch(request.text)
        if said is None:
            return plain(request, session)
        pain = card.find(request, session, int(said.group(1)))
        return status.begin(request, session, pain, target, words=said.group(2))

    return handle


def merging(request: Request, session: Session) -> Reply:
    """`/pain merge P-12 into P-4`, or the form that asks for the other one."""

    def ask(request: Request, session: Session, pain: PainPoint) -> Reply:
        return merge.open_for(request, session, pain, seen=pain.status)

    return merge.typed(request, session) or on("merge", ask)(request, session)


def _report(request: Request, session: Session, word: str) -> Reply:
    if not request.text:
        raise UserError(
            f"Which pain point? Say its number, like `/pain {word} P-12`. "
            "`/pain list` shows them, `/pain triage` goes through the new ones."
        )
    return form.open_log(replace(request, text=f"{word} {request.text}"), session)
