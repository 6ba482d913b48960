"""Takes a KPI off the lists and digests, and brings it back."""

from sqlmodel import Session

from commands.kpi import card, find, words
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from commands.wording import day
from storage import retirement
from storage.kpi import kpis
from storage.models import Kpi


def retire_clicked(request: Request, session: Session) -> Reply:
    """The card's button, which asks before."""
    return retire(request, session, find.clicked(request, session))


def restore_clicked(request: Request, session: Session) -> Reply:
    """The button on a retired one's card."""
    return restore(request, session, find.clicked(request, session))


def retire(request: Request, session: Session, kpi: Kpi) -> Reply:
    """`/journey kpi retire <name>`."""
    kpi = kpis.lock(session, kpi=kpi)
    since = kpi.retired_at
    if retirement.retire(session, kpi, actor_id=request.person.id, at=request.now):
        said = (
            f"*{words.called(kpi)}* is retired: off the lists and digests. Its readings are kept."
        )
    else:
        said = f"*{words.called(kpi)}* was retired already{f' ({day(since)})' if since else ''}."
    return _answer(request, session, kpi, said)


def restore(request: Request, session: Session, kpi: Kpi) -> Reply:
    """`/journey kpi restore <name>`."""
    kpi = kpis.lock(session, kpi=kpi)
    used = kpis.in_use(session, workspace_id=kpi.workspace_id, journey_id=kpi.journey_id)
    if kpi.retired_at is None:
        said = f"*{words.called(kpi)}* is in use."
    elif used >= kpis.MOST:
        said = (
            f"*{words.called(kpi)}* stays retired: this journey has {kpis.MOST} KPIs, and no room "
            "for another one."
        )
    else:
        retirement.restore(session, kpi, actor_id=request.person.id, at=request.now)
        said = f"*{words.called(kpi)}* is back on the lists and digests."
    return _answer(request, session, kpi, said)


def _answer(request: Request, session: Session, kpi: Kpi, lead: str) -> Reply:
    """The card as it is now; in the place of the one that was clicked."""
    put = Replace if request.kind is Kind.ACTION and not request.in_form else Say
    return [card.answer(request, session, kpi, lead=lead, put=put)]
