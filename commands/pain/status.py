"""Moves a pain point on in its life, without overwriting what somebody else did meanwhile."""

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.pain import card, card_facts, merge, message, status_rules, status_views, status_words
from commands.reply import Effect, OpenForm, Replace, Reply, Say
from commands.request import Request
from commands.wording import pain_number
from storage.identity import identity
from storage.models import PainPoint
from storage.pain import lives
from storage.status import Changed, Outcome
from storage.vocabulary import OPEN_STATUSES, Kind, Status

_CLOSED = (Status.SOLVED, Status.DECLINED)
_KNOWINGLY = (
    "*Nothing is stored yet:* {did}. Your words are below. Send the form again to put them in "
    "place of that, or cancel to leave it."
)


def clicked(request: Request, session: Session) -> Reply:
    """A step chosen in the channel's message; the answer is for the person alone."""
    return _step(request, session, on_card=False)


def clicked_on_card(request: Request, session: Session) -> Reply:
    """The same on a card, which then shows how it is now."""
    return _step(request, session, on_card=True)


def begin(
    request: Request, session: Session, pain: PainPoint, target: Status, *, words: str = ""
) -> Reply:
    """What `/pain confirm P-12` and the like do: the person means it as it is now."""
    if pain.kind == Kind.DELIGHT:
        raise UserError(_delight(pain))
    if pain.status == Status.DUPLICATE or (
        pain.status in _CLOSED and target in OPEN_STATUSES and pain.status != target
    ):
        return [_as_it_is(request, session, pain)]
    return _begin(request, session, pain, seen=pain.status, target=target, words=words)


def reopen(request: Request, session: Session, pain: PainPoint) -> Reply:
    """`/pain reopen P-12`: from Solved or Declined back to Confirmed."""
    if pain.status not in _CLOSED:
        return [_as_it_is(request, session, pain)]
    return _begin(request, session, pain, seen=pain.status, target=Status.CONFIRMED)


def submit_solve(request: Request, session: Session) -> Reply:
    """The form "Solve P-12"."""
    fields = Fields(request.values)
    words = fields.text("reason", most=status_views.MAX_REASON)
    fields.check()
    return _submit(request, session, Status.SOLVED, words)


def submit_decline(request: Request, session: Session) -> Reply:
    """The form "Decline P-12"."""
    fields = Fields(request.values)
    words = status_rules.reason_to_decline(fields, "reason")
    fields.check()
    return _submit(request, session, Status.DECLINED, words)


def _step(request: Request, session: Session, *, on_card: bool) -> Reply:
    number, _, names = request.value.partition(" ")
    seen, _, wanted = names.partition(" ")
    if not number.isdecimal() or {seen, wanted} - set(Status.__members__):
        raise UserError("This button no longer works. `/pain list` opens it anew.")
    pain = card.find(request, session, int(number))
    return _begin(
        request,
        session,
        pain,
        seen=Status[seen].value,
        target=Status[wanted],
        on_card=on_card,
    )


def _begin(
    request: Request,
    session: Session,
    pain: PainPoint,
    *,
    seen: str,
    target: Status,
    words: str = "",
    on_card: bool = False,
) -> Reply:
    if target is Status.DUPLICATE:
        return merge.open_for(request, session, pain, seen=seen)
    if target in _CLOSED and pain.status == seen:
        return [_form(pain, target, seen=seen, words=words)]
    pain = lives.lock(session, workspace_id=pain.workspace_id, number=pain.number) or pain
    outcome = status_rules.change(request, session, pain, seen=seen, target=target, words=words)
    return _answer(request, session, pain, outcome, on_card=on_card)


def _form(
    pain: PainPoint, target: Status, *, seen: str, words: str, notes: tuple[str, ...] = ()
) -> OpenForm:
    context = {"pain": str(pain.number), "seen": Status(seen).name}
    kept = words or (pain.reason if pain.status == target else "")
    build = status_views.solve_form if target is Status.SOLVED else status_views.decline_form
    return OpenForm(build(pain, words=kept, context=context, notes=notes))


def _submit(request: Request, session: Session, target: Status, words: str) -> Reply:
    found = card.of_form(request, session)
    pain = found and lives.lock(session, workspace_id=request.workspace_id, number=found.number)
    if pain is None:
        raise FieldError({"reason": "This pain point is no longer here for you to see."})
    seen = Status.__members__.get(request.context.get("seen", ""), Status.NEW)
    outcome = status_rules.change(request, session, pain, seen=seen, target=target, words=words)
    if outcome.outcome is Outcome.OVERTAKEN and pain.status != Status.DUPLICATE:
        note = _KNOWINGLY.format(did=status_words.did(outcome.last, request.now))
        return [_form(pain, target, seen=pain.status, words=words, notes=(note,))]
    return _answer(request, session, pain, outcome, on_card=False)


def _answer(
    request: Request, session: Session, pain: PainPoint, changed: Changed, *, on_card: bool
) -> Reply:
    number = pain_number(pain.number)
    if changed.outcome is Outcome.OVERTAKEN:
        lead = (
            f"*{number}* is something else by now: {status_words.did(changed.last, request.now)}. "
            "Nothing was changed by your click."
        )
        return [card.answer(request, session, pain, lead=lead, in_place=on_card)]
    if changed.outcome is Outcome.ALREADY:
        did = status_words.did(changed.last, request.now)
        lead = f"*{number}* is {pain.status} already: {did}."
    else:
        heard = card_facts.others_hear(session, pain, but=request.person.id)
        lead = f"*{status_words.named(pain)}* is {pain.status} now.{heard}"
    short: Effect = (
        card.answer(request, session, pain, lead=lead, in_place=True)
        if on_card
        else status_views.done(pain, lead)
    )
    return [short, message.refresh(session, identity(pain), request.now)]


def _as_it_is(request: Request, session: Session, pain: PainPoint) -> Say | Replace:
    """The card, with why the step does not fit."""
    number = pain_number(pain.number)
    if pain.kind == Kind.DELIGHT:
        raise UserError(_delight(pain))
    if pain.status == Status.DUPLICATE:
        lead = (
            f"*{number}* was merged into another one, so its status is that one's. "
            f"`/pain unmerge {number}` takes the merge back."
        )
    elif pain.status in _CLOSED:
        lead = f"*{number}* is {pain.status}. Reopen it first, if customers still meet it."
    else:
        lead = f"*{number}* is open: {pain.status}."
    return card.answer(request, session, pain, lead=lead)


def _delight(pain: PainPoint) -> str:
    number = pain_number(pain.number)
    return f"{number} is a delight: there is nothing to solve. `/pain {number}` shows it."
