"""A persona's portrait as a picture: chosen in the form, fetched from Slack, made small."""

import json
from collections.abc import Mapping

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError
from commands.persona import form_views, persona_views, words
from commands.reply import FetchFile, Reply, Tell
from commands.request import PostedFile, Request
from storage.identity import identity
from storage.models import Persona
from storage.persona import personas, pictures

LISTENER = "persona.photo"
MOST_BYTES = 8 * 1024 * 1024
_NO_PICTURE = "Choose a PNG or JPEG picture."
_REFUSED = {"too_large": "it is larger than 8 MB", "file_deleted": "it was deleted"}


def chosen(request: Request) -> PostedFile | None:
    """The file in the form; FieldError for what is plainly no picture."""
    sent = request.values.get("picture")
    files = [PostedFile(**json.loads(each)) for each in sent] if isinstance(sent, list) else []
    if not files:
        return None
    if files[0].name.casefold().rpartition(".")[2] not in form_views.PICTURES:
        raise FieldError({"picture": _NO_PICTURE})
    return files[0]


def fetch(request: Request, persona: Persona, file: PostedFile | None) -> list[FetchFile]:
    """Asks for the file, if one was chosen; it is heard in `read`."""
    if file is None:
        return []
    value = f"{identity(persona)} {request.person.id}"
    return [FetchFile(file.id, LISTENER, value, MOST_BYTES, {})]


def taken_off(request: Request, session: Session, persona: Persona) -> bool:
    """Whether the form took a locked one's picture away."""
    if not request.values.get(form_views.OFF):
        return False
    return pictures.take_off(session, persona=persona, actor_id=request.person.id, at=request.now)


def prepare(content: bytes, how: Mapping[str, str]) -> bytes | None:
    """Off the writer: the small picture; None for what is none."""
    # It unpacks pictures, which nothing else in the bot does.
    from charts import photo  # noqa: PLC0415

    del how
    return photo.portrait(content)


def read(request: Request, session: Session) -> Reply:
    """The file has come, or there is none to be had; whoever chose it is told."""
    persona_id, _, person_id = request.value.partition(" ")
    persona = personas.get_or_none(
        session, workspace_id=request.workspace_id, persona_id=int(persona_id)
    )
    if persona is None:
        return []
    image = request.prepared
    if not isinstance(image, bytes):
        refused = str(request.values.get("refused", ""))
        why = _REFUSED.get(refused, "Slack did not give it" if refused else "it is no PNG or JPEG")
        said = f"The picture for *{words.called(persona)}* can't be used: {why}. Choose another."
        again = persona_views.change_button(persona, "Edit", persona_views.EDIT)
        return [Tell(person_id, said, [blocks.section(said), blocks.actions(again)])]
    persona = personas.lock(session, persona=persona)
    pictures.put(session, persona=persona, image=image, actor_id=person_id, at=request.now)
    said = f"*{words.called(persona)}* has a picture now."
    show = persona_views.change_button(persona, "See the card", persona_views.PICTURE)
    return [Tell(person_id, said, [blocks.section(said), blocks.actions(show)])]
