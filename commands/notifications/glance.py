"""A pain point to read, in a form: from a direct message or the Home tab."""

import re

from sqlmodel import Session

from commands import blocks
from commands.errors import UserError
from commands.notifications import tell_views
from commands.pain import card
from commands.reply import Block, OpenForm, Reply, Say
from commands.request import Request
from commands.wording import pain_number, title
from storage.journey import journeys
from storage.models import PainPoint
from storage.pain import news, pains

_NUMBER = re.compile(r"[0-9]{1,9}")


def show(request: Request, session: Session) -> Reply:
    """The card; of what is kept to a private channel only what concerns one's own report."""
    number = int(request.value) if _NUMBER.fullmatch(request.value) else 0
    pain = pains.numbered(session, workspace_id=request.workspace_id, number=number)
    if pain and journeys.get_or_none(session, viewer=request.viewer, journey_id=pain.journey_id):
        body = _card(request, session)
    elif pain and news.is_theirs(session, pain=pain, person_id=request.person.id):
        body = _own(session, pain)
    else:
        raise UserError(
            f"There is no {pain_number(number)} to be seen from here. "
            "`/pain list` shows the pain points of this journey."
        )
    return [OpenForm(blocks.form(tell_views.GLANCE, pain_number(number), body, close="Close"))]


def _card(request: Request, session: Session) -> list[Block]:
    said = [each for each in card.clicked(request, session) if isinstance(each, Say)]
    shown = [_unclickable(block) for each in said for block in each.blocks]
    body = [block for block in shown if block["type"] != "actions"]
    hint = f"`/pain {pain_number(int(request.value))}` in a channel opens it with its buttons."
    return [*body, blocks.context(hint)]


def _unclickable(block: Block) -> Block:
    return {name: held for name, held in block.items() if name != "accessory"}


def _own(session: Session, pain: PainPoint) -> list[Block]:
    stands = tell_views.stands(news.about(session, pain=pain))
    number = pain_number(pain.number)
    return [
        blocks.section(f"*{number}* {title(pain.title)}\n{stands}"),
        blocks.context(f"Kept to its channel: open it there with `/pain {number}`."),
    ]
