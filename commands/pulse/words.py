"""How answers to a pulse and what came of them are said."""

from commands.text import escape
from storage.kpi.statistics import Estimate, Interval
from storage.models import Pulse
from storage.pulse import results
from storage.pulse.results import LEAST_SHOWN, NO, UNSURE, YES, Result
from storage.vocabulary import PulseKind

_SCALE = {1: "1 Not at all", 2: "2", 3: "3", 4: "4", 5: "5 Very much"}
_YES_NO = {YES: "Yes", NO: "No", UNSURE: "Can't say"}
_BAR = 10


def labels(kind: str) -> dict[int, str]:
    """Every answer there is, in the order of the buttons."""
    return _SCALE if kind == PulseKind.SCALE else _YES_NO


def headline(kind: str, result: Result) -> str:
    """The share and how sure it is, in mrkdwn."""
    n = sum(result.counts.values())
    if kind == PulseKind.YES_NO:
        share = results.yes_share(result)
        if share is None:
            return f"Fewer than {LEAST_SHOWN} could say Yes or No, so there is no share to tell."
        return f"*{per_cent(share.value)} Yes*, n {share.n}{_between(share)}"
    share, mean = results.scale_share(result), results.scale_mean(result)
    if share is None or mean is None:
        return ""
    spread = f" ({mean.interval.low:.1f} to {mean.interval.high:.1f})" if mean.interval else ""
    return (
        f"*{per_cent(share.value)} gave 4 or 5*, n {n}{_between(share)}\n"
        f"Mean *{mean.value:.1f}* of 5{spread}"
    )


def in_short(kind: str, result: Result) -> str:
    """'79 % Yes, n 14' or '71 % gave 4 or 5, n 14'; empty where there is no share."""
    yes_no = kind == PulseKind.YES_NO
    share = results.yes_share(result) if yes_no else results.scale_share(result)
    if share is None:
        return ""
    return f"{per_cent(share.value)} {'Yes' if yes_no else 'gave 4 or 5'}, n {share.n}"


def distribution(kind: str, result: Result) -> str:
    """A line for each answer: bar, number and share, to be set in fixed width."""
    n = sum(result.counts.values())
    known = labels(kind)
    order = sorted(known, reverse=True) if kind == PulseKind.SCALE else list(known)
    wide = max(len(label) for label in known.values())
    lines = []
    for value in order:
        count = result.counts.get(value, 0)
        full = round(_BAR * count / n)
        bar = "█" * full + "░" * (_BAR - full)
        lines.append(f"{known[value]:<{wide}} {bar} {count:>3} {per_cent(count / n):>5}")
    return "\n".join(lines)


def is_low(kind: str, result: Result) -> bool:
    """Whether there are too few answers to lean on."""
    yes_no = kind == PulseKind.YES_NO
    share = results.yes_share(result) if yes_no else results.scale_share(result)
    return share is not None and share.low_n


def line(pulse: Pulse) -> str:
    """'“Did the customer feel welcome?” 79 % Yes, n 14, Mar 2026'; empty without a share."""
    short = in_short(pulse.kind, results.of(pulse))
    if not short or pulse.closed_at is None:
        return ""
    return f"“{escape(pulse.question)}” {short}, {pulse.closed_at:%b %Y}"


def per_cent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _between(share: Estimate) -> str:
    return f" (95 % interval {_range(share.interval)})" if share.interval else ""


def _range(interval: Interval) -> str:
    return f"{100 * interval.low:.0f} to {per_cent(interval.high)}"
