"""`/pain themes`: what a journey's open pain points talk about."""

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.pain import listing, themes_views
from commands.pain.themes_views import Overview, Shown
from commands.reply import Replace, Reply, Say
from commands.request import Kind, Request
from storage.identity import identity
from storage.matching import LexicalMatcher, Theme, matcher_of
from storage.models import Journey
from storage.pain import pains
from storage.pain import rows as pain_rows
from storage.pain.lists import Page

PAGE = 10


def show(request: Request, session: Session) -> Reply:
    """All themes, the most telling first."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(listing.resumable(request, "themes"), session)
    return [_overview(request, session, journey)]


def clicked(request: Request, session: Session) -> Reply:
    """The same from a button, whose value is the journey."""
    journey, _ = listing.carried(request, session, request.value)
    return [_overview(request, session, journey)] if journey else which.ask(request, session)


def one(request: Request, session: Session) -> Reply:
    """A page of one theme; the button says which, by a pain point in it."""
    number, _, rest = request.value.partition(" ")
    journey, anchor = listing.carried(request, session, rest)
    if journey is None:
        return which.ask(request, session)
    theme = _with(session, journey, anchor)
    pages = max(1, -(-len(theme.pain_ids) // PAGE))
    chosen = min(max(1, int(number) if number.isdecimal() else 1), pages)
    ids = theme.pain_ids[(chosen - 1) * PAGE : chosen * PAGE]
    rows = pain_rows.rows(session, request.workspace_id, ids, request.now)
    message = themes_views.theme_message(
        theme.label,
        _how(session),
        Page(rows, len(theme.pain_ids), chosen, pages),
        journey_id=identity(journey),
        anchor=int(anchor),
    )
    turned = request.kind is Kind.ACTION and request.name != themes_views.SHOW
    return [Replace(*message) if turned else Say(*message)]


def _overview(request: Request, session: Session, journey: Journey) -> Say:
    found = matcher_of(session).themes(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey)
    )
    overview = Overview(
        journey_id=identity(journey),
        journey=journey.name,
        how=_how(session),
        themes=[_shown(request, session, theme) for theme in found.themes],
        looked_at=found.looked_at,
        open_ones=found.open_ones,
    )
    return Say(*themes_views.themes_message(overview))


def _shown(request: Request, session: Session, theme: Theme) -> Shown:
    workspace_id, ids = request.workspace_id, theme.pain_ids
    return Shown(
        label=theme.label,
        pains=len(ids),
        totals=pain_rows.totals(session, workspace_id=workspace_id, ids=ids, now=request.now),
        hottest=pain_rows.rows(session, workspace_id, ids[: themes_views.HOTTEST], request.now),
    )


def _with(session: Session, journey: Journey, anchor: str) -> Theme:
    """The theme that holds the pain point now; themes move with what is logged."""
    number = int(anchor) if anchor.isdecimal() and len(anchor) < PAGE else 0
    pain = pains.numbered(session, workspace_id=journey.workspace_id, number=number)
    found = matcher_of(session).themes(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey)
    )
    for theme in found.themes:
        if pain and pain.id in theme.pain_ids:
            return theme
    raise UserError("This theme has changed meanwhile. `/pain themes` shows those of now.")


def _how(session: Session) -> str:
    """Words in common prove nothing; meaning does more."""
    by_words = isinstance(matcher_of(session), LexicalMatcher)
    return "Maybe related: they share words" if by_words else "Related by meaning"
