"""Votes against evidence: what is popular but rare, and what is frequent but unvoted."""

import json

from sqlmodel import Session

from charts.evidence import Evidence, Place, Point, evidence_alt_text
from charts.names import EVIDENCE
from commands.errors import UserError
from commands.reply import Picture, Reply, Say
from commands.request import Request
from commands.vote import ballot, evidence_views, result
from commands.wording import vote_number
from storage.models import VoteRound
from storage.vocabulary import RoundStatus

# Where votes and evidence disagree comes first.
_ORDER = (Place.FREQUENT, Place.POPULAR, Place.BOTH, Place.NEITHER)


def show(request: Request, session: Session) -> Reply:
    """The button "Votes and evidence": to the person alone."""
    return _show(request, session, in_channel=False)


def post(request: Request, session: Session) -> Reply:
    """The button "Post in the channel" below it."""
    return _show(request, session, in_channel=True)


def _show(request: Request, session: Session, *, in_channel: bool) -> Reply:
    seen = ballot.of_value(request, session)
    round = ballot.find(request, session, seen.number if seen else 0)
    drawn = _drawn(request, session, round)
    words = evidence_views.Words(
        number=round.number,
        question=round.question,
        places={}
        if drawn.alike
        else {place.value: [point.label for point in drawn.at(place)] for place in _ORDER},
        alike=drawn.alike,
    )
    text, above = evidence_views.message(words)
    picture = Picture(
        chart=EVIDENCE,
        data=json.loads(drawn.to_json()),
        title=f"Votes and evidence of {vote_number(round.number)}",
        alt_text=evidence_alt_text(drawn),
        text=text,
        channel_id=round.channel_id if in_channel else None,
        only_for=None if in_channel else request.person.id,
        above=above,
        below=[] if in_channel else evidence_views.steps(round.number),
    )
    return [Say(evidence_views.on_its_way(round.channel_id if in_channel else None)), picture]


def _drawn(request: Request, session: Session, round: VoteRound) -> Evidence:
    if round.status != RoundStatus.CLOSED:
        raise UserError(
            f"{vote_number(round.number)} is not closed, so there is nothing to compare yet."
        )
    found = result.of(session, round, request.now)
    points = [
        Point(label=found.labels[each.option_id], dots=each.dots, heat=_one_decimal(each.heat))
        for each in found.tally.options
        if each.heat is not None
    ]
    if not points:
        raise UserError(
            f"{vote_number(round.number)} is not about pain points, and only those have heat to "
            "compare with."
        )
    return Evidence(
        title=round.question,
        subtitle=f"{vote_number(round.number)}: dots against heat when it closed",
        points=tuple(points),
    )


def _one_decimal(heat: float) -> float:
    """One decimal: the picture shows no more."""
    return float(f"{heat:.1f}")
