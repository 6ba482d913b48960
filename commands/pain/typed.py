"""What was typed after `/pain`: a number, a number with words, or just words."""

import re
from dataclasses import replace

from sqlmodel import Session

from commands.pain import card, form, sighting
from commands.reply import Reply
from commands.request import Request

_NUMBER = re.compile(r"p-?([0-9]+)(?:\s+|$)", re.IGNORECASE)
_LARGEST = 10**9


def number_or_text(request: Request, session: Session) -> Reply:
    """`P-12` shows the card, `P-12 <text>` adds a sighting; any other text is what happened."""
    match = _NUMBER.match(request.text)
    if match is None:
        return form.open_log(request, session)
    number = min(int(match.group(1)[:20]), _LARGEST)
    rest = request.text[match.end() :].strip()
    if rest:
        return sighting.open_typed(request, session, number=number, text=rest)
    return card.clicked(replace(request, text="", value=str(number)), session)
