"""`/journey stages add|rename|move|retire|restore …`: what the form does, in one line."""

import re
from collections.abc import Callable, Sequence

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import stages_form, which
from commands.journey import stages_views as views
from commands.journey import stages_words as words
from commands.masking import in_words, mask
from commands.reply import Reply, Say
from commands.request import Request
from commands.text import clean_line, clip, escape
from commands.wording import title
from storage.identity import identity
from storage.journey import stage_edits, stages
from storage.journey.stage_edits import Outcome
from storage.models import Journey, Stage

Change = Callable[[Request, Session, Journey, str], str]

_HOW = (
    "Try `/journey stages`, or `/journey stages add Unboxing`, `stages rename Purchase to "
    "Checkout`, `stages move Loyalty before Purchase`, `stages retire Loyalty`, "
    "`stages restore Loyalty`."
)


def run(request: Request, session: Session) -> Reply:
    """Without words the form; else the change that is typed."""
    verb, _, rest = clean_line(request.text).partition(" ")
    if not verb:
        return stages_form.open_form(request, session)
    change = _CHANGES.get(verb.casefold())
    if change is None or not rest:
        raise UserError(f"That is no change of stages. {_HOW}")
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    masked = mask(rest)
    said = " ".join(
        filter(None, (change(request, session, journey, masked.text), in_words(masked.found)))
    )
    in_order = stages.of(session, workspace_id=request.workspace_id, journey_id=identity(journey))
    return [Say(said, views.order_blocks(said, in_order))]


def _add(request: Request, session: Session, journey: Journey, name: str) -> str:
    _check_length(name)
    outcome = words.add(request, session, journey, name=name)
    if outcome is Outcome.NAME_TAKEN:
        raise UserError(f"There is a stage called *{title(name)}* already.")
    if outcome is Outcome.FULL:
        raise UserError(words.FULL)
    return f"Stage *{title(name)}* is added at the end."


def _rename(request: Request, session: Session, journey: Journey, rest: str) -> str:
    stage, name = _split(session, journey, rest, " to ")
    _check_length(name)
    before = title(stage.name)
    outcome = stage_edits.edit(
        session,
        stage=stage,
        changes={"name": name},
        actor_id=request.person.id,
        at=request.now,
    )
    if outcome is Outcome.NAME_TAKEN:
        raise UserError(f"There is another stage called *{title(name)}* already.")
    if outcome is Outcome.ALREADY:
        return f"*{before}* is called so already."
    return f"*{before}* is now called *{title(name)}*."


def _move(request: Request, session: Session, journey: Journey, rest: str) -> str:
    for between, before in ((" before ", True), (" behind ", False), (" after ", False)):
        if between in rest.casefold():
            stage, other = _split(session, journey, rest, between)
            beside = _named(_in_use(session, journey), other)
            if stage.id == beside.id:
                raise UserError("A stage can't stand beside itself. Name another stage.")
            return words.move(request, session, stage, beside, before=before)
    raise UserError(f"Say where to: `/journey stages move {escape(clip(rest, 80))} before …`.")


def _retire(request: Request, session: Session, journey: Journey, name: str) -> str:
    in_use = stages.with_name(_in_use(session, journey), name)
    gone = stages.with_name(_retired(session, journey), name)
    return words.retire(request, session, in_use or gone or _named([], name))


def _restore(request: Request, session: Session, journey: Journey, name: str) -> str:
    gone = stages.with_name(_retired(session, journey), name)
    return words.restore(request, session, gone or _named(_in_use(session, journey), name))


_CHANGES: dict[str, Change] = {
    "add": _add,
    "rename": _rename,
    "move": _move,
    "retire": _retire,
    "restore": _restore,
}


def _split(session: Session, journey: Journey, rest: str, between: str) -> tuple[Stage, str]:
    """The stage before the joining word, and what stands behind it.

    A stage's name may hold the word itself: the first split that names a stage counts.
    """
    in_use = _in_use(session, journey)
    joints = list(re.finditer(re.escape(between), rest, re.IGNORECASE))
    for joint in joints:
        stage, behind = stages.with_name(in_use, rest[: joint.start()]), rest[joint.end() :]
        if stage and behind:
            return stage, behind
    _named(in_use, rest[: joints[0].start()] if joints else rest)
    raise UserError(f"The new name or place is missing. {_HOW}")


def _named(among: Sequence[Stage], name: str) -> Stage:
    stage = stages.with_name(among, name)
    if stage is None:
        raise UserError(
            f"No stage is called “{escape(clip(name, 80))}”. `/journey stages` shows them all."
        )
    return stage


def _check_length(name: str) -> None:
    if len(name) > views.MAX_NAME:
        raise UserError(
            f"That name has {len(name):,} characters; there is room for {views.MAX_NAME}."
        )


def _in_use(session: Session, journey: Journey) -> Sequence[Stage]:
    return stages.of(session, workspace_id=journey.workspace_id, journey_id=identity(journey))


def _retired(session: Session, journey: Journey) -> Sequence[Stage]:
    return stages.retired(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
