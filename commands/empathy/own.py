"""One's own notes: the list of them, changing one, taking it back and putting it back."""

from sqlmodel import Session

from commands.empathy import map_show, note, note_find, note_views, own_views, rounds
from commands.empathy.map_show import OLD, page_of, split
from commands.empathy.map_views import PAGE
from commands.errors import UserError
from commands.persona import find
from commands.reply import Block, Replace, Reply, Say
from commands.request import Request
from commands.wording import title
from storage.empathy import collecting as empathy
from storage.empathy import map as empathy_map
from storage.empathy import notes as empathy_notes
from storage.empathy.map import Whose
from storage.identity import identity
from storage.models import EmpathyNote, Persona


def mine(request: Request, session: Session) -> Reply:
    """The button "My notes": persona and page."""
    persona = find.clicked(request, session)
    page = page_of(split(request.value, 2)[1])
    return [_page(request, session, persona, page, put=map_show.turned(request))]


def chosen(request: Request, session: Session) -> Reply:
    """Change or Take back: the button or menu carries what, which note, and the page it is on."""
    what, note_id, page = split(request.value, 3)
    held, persona = note_find.of(request, session, note_id)
    if what == "change":
        if held.retired_at is not None:
            raise UserError("You took this note back. *My notes* shows those that are there.")
        return [note.change_form(session, persona, held)]
    if what != "take":
        raise UserError(OLD)
    empathy.hold(session, persona=persona)
    session.refresh(held)
    said = f"“{title(held.words)}”"
    if empathy_notes.take_back(
        session,
        persona=persona,
        note=held,
        actor_id=request.person.id,
        at=request.now,
        hidden=_hidden(session, held),
    ):
        lead = f"Your note {said} is taken back."
    else:
        lead = f"Your note {said} was taken back already."
    told = note_views.taken_back_blocks(persona, identity(held), lead=lead)
    rebuilt = rounds.rebuilt(note_find.round_of(session, held))
    if page == "0":  # the receipt, which is about this note alone
        return [Replace(lead, told), *rebuilt]
    answer = _page(request, session, persona, page_of(page), put=Replace, lead=told)
    return [answer, *rebuilt]


def put_back(request: Request, session: Session) -> Reply:
    """The button "Put it back"."""
    held, persona = note_find.to_put_back(request, session, request.value)
    if persona.retired_at is not None:
        raise UserError("This persona was retired. Restore it first.")
    empathy.hold(session, persona=persona)
    session.refresh(held)
    again = empathy_notes.put_back(
        session,
        persona=persona,
        note=held,
        actor_id=request.person.id,
        at=request.now,
        hidden=_hidden(session, held),
    )
    own = held.author_id == request.person.id
    lead = f"{'Your' if own else 'The'} note is on the map{' again' if again else ''}."
    row = empathy_map.row(session, note=held)
    body = note_views.receipt_blocks(persona, row, lead=lead, round_id=held.round_id, own=own)
    return [Say(lead, body), *rounds.rebuilt(note_find.round_of(session, held))]


def _hidden(session: Session, held: EmpathyNote) -> bool:
    return empathy.is_hidden(note_find.round_of(session, held))


def _page(
    request: Request,
    session: Session,
    persona: Persona,
    page: int,
    *,
    put: type[Say | Replace],
    lead: list[Block] | None = None,
) -> Say | Replace:
    me = request.person.id
    whose = Whose(persona.workspace_id, identity(persona), reader_id=me, author_id=me)
    rows, total = empathy_map.page(session, whose, side=None, number=page, size=PAGE)
    if not rows and total:  # the last one of the last page was taken back
        page = -(-total // PAGE)
        rows, total = empathy_map.page(session, whose, side=None, number=page, size=PAGE)
    begun = rounds.about(request, session, persona)
    text, body = own_views.mine_blocks(
        persona, rows, total=total, page=page, round_id=begun.id if begun else None, lead=lead or ()
    )
    return put(text, body)
