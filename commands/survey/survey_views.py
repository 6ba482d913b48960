"""Words and ids that the messages and forms of an import share."""

from collections.abc import Sequence

from commands.kpi.words import KINDS
from commands.survey.columns import Role
from commands.survey.days import Order
from commands.text import plural
from storage.kpi.measures import KpiKind

UPLOAD = "survey.upload"
SHORTCUT = "survey.message"
CHANGE = "survey.change"
IMPORT = "survey.import"
CANCEL = "survey.cancel"
FAULTS = "survey.faults"
COMPARE = "survey.compare"
UNDO = "survey.undo"
KPI = "survey.kpi"
READ = "survey.read"
STORE = "survey.store"
COMMENTS = "survey.comments"
LOG = "survey.log"
LEAVE = "survey.leave"
PAIN = "survey.pain"
WHERE = "survey.where"

ROLES = {
    Role.DATE: "Date",
    Role.SCORE: "Score",
    Role.COMMENT: "Comment",
    Role.TOUCHPOINT: "Touchpoint",
    Role.SEGMENT: "Segment",
}
ORDERS = {
    Order.DAY: "Day first: 31/12/2026",
    Order.MONTH: "Month first: 12/31/2026",
}
_FEW_LINES = 6


def subject(draft: str) -> str:
    """What the outbox knows the preview by; `draft` is the reference of its draft."""
    return f"import:{draft}"


def new_kind(kind: KpiKind) -> str:
    """A KPI that is to be added, as a choice."""
    return f"New: {KINDS[kind]}"


def lines(numbers: Sequence[int], *, every: bool = False) -> str:
    """'Line 5', 'Lines 3, 5-8 and 12', 'Lines 1, 3, 5 and 400 more'; in rows of neighbours."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    shown = runs if every else runs[:_FEW_LINES]
    left = len(numbers) - sum(last - first + 1 for first, last in shown)
    said = [f"{first:,}" if first == last else f"{first:,}-{last:,}" for first, last in shown]
    more = f" and {left:,} more" if left else ""
    return f"{'Line' if len(numbers) == 1 else 'Lines'} {', '.join(said)}{more}"


def rows(count: int) -> str:
    return plural(count, "row")


def answers(count: int) -> str:
    return plural(count, "answer")
