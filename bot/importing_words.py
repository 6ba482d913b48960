"""What is written for Slack about an import, as a terminal shows it."""

import re
from collections.abc import Sequence

from commands.reply import Block
from commands.survey import checking
from commands.survey.plan import Plan
from commands.survey.survey_views import lines
from commands.text import unescape

_MARKS = re.compile("[*`\u2060]|⚠️ ")
_DATE = re.compile(r"<!date\^[^|>]*\|([^>]*)>")


def text_of(body: Sequence[Block]) -> str:
    """The words of a message for Slack, as a terminal shows them."""
    parts = filter(None, map(words_of, body))
    return "\n".join(_MARKS.sub("", unescape(_DATE.sub(r"\1", part))) for part in parts)


def words_of(block: Block) -> str:
    """What a block says, as it was written for Slack; nothing of one that only acts."""
    if block["type"] == "section":
        return str(block["text"]["text"])
    return str(block["elements"][0]["text"]) if block["type"] == "context" else ""


def errors_of(made: Plan) -> list[str]:
    """Every error with all its lines.

    None where the file is known already, nor without its columns: then every row would be wrong.
    """
    found = () if made.missing or made.before else made.checked.faults
    head = [f"Left out, with errors ({len(found):,}):"] if found else []
    return head + [
        f"  {lines(numbers, every=True)}: {said}" for said, numbers in checking.grouped(found)
    ]
