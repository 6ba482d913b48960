"""A file of answers comes in: by the form, a message to Cairn, or a message's menu."""

import json

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError
from commands.journey import which
from commands.reply import FetchFile, OpenForm, Reply, Say
from commands.request import PostedFile, Request
from commands.survey import prepared, table, undo
from commands.survey.survey_views import READ, UPLOAD
from commands.text import clean_line, clip, escape
from storage.folding import fold
from storage.identity import identity
from storage.models import ImportDraft
from storage.survey import drafts
from storage.vocabulary import PlaceKind

_TYPES = ("csv", "tsv", "txt")
_WORKBOOKS = ("xlsx", "xls", "ods", "numbers")
_MOST_NAME = 150
_HINT = (
    "A row for each answer, with a date and a score; comment, touchpoint and segment if you have "
    f"them. Up to {table.MAX_ROWS:,} rows and {table.MAX_BYTES // 1024 // 1024} MB. You see what "
    "was understood before anything is stored."
)
_READING = "Reading *{}*. What was understood comes as a direct message, for you alone."
_NO_FILE = (
    "I read no messages. Post a CSV file of survey answers here and I show you what is in it, or "
    "type `/journey help` in any channel for everything else."
)


def open_form(request: Request, session: Session) -> Reply:
    """`/journey import`: the form that takes a file; with `undo` the way back."""
    if fold(request.text) == "undo":
        return undo.listed(request, session)
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    element = {"type": "file_input", "filetypes": list(_TYPES), "max_files": 1}
    body = [blocks.field("file", "CSV file of survey answers", element, hint=_HINT)]
    context = {"journey": str(identity(journey))}
    return [OpenForm(blocks.form(UPLOAD, "Import answers", body, submit="Read", context=context))]


def uploaded(request: Request, session: Session) -> Reply:
    """The form was sent with a file in it."""
    sent = request.values.get("file")
    files = [PostedFile(**json.loads(each)) for each in sent or () if isinstance(sent, list)]
    if not files:
        raise FieldError({"file": "Choose a CSV file."})
    wrong = _refused(files[0])
    if wrong:
        raise FieldError({"file": wrong})
    return _begin(request, session, files[0])


def posted(request: Request, session: Session) -> Reply:
    """A message for Cairn, or the menu of any message: each of its CSV files."""
    files = request.message.files if request.message else ()
    chosen = [each for each in files if _suffix(each) in _TYPES]
    if not chosen:
        return [Say(_refused(files[0]) if files else _NO_FILE)]
    return [effect for each in chosen for effect in _begin(request, session, each)]


def _begin(request: Request, session: Session, file: PostedFile) -> Reply:
    """Remembers which file it is, and asks for it."""
    journey = which.current(request, session)
    place = request.place
    draft = drafts.add(
        session,
        draft=ImportDraft(
            workspace_id=request.workspace_id,
            person_id=request.person.id,
            place_id=place.id if place else None,
            place_kind=(place.kind if place else PlaceKind.DIRECT).value,
            journey_id=identity(journey) if journey else None,
            file_id=file.id,
            file_name=clip(clean_line(file.name), _MOST_NAME) or "file",
            names={},
            choices={},
            created_at=request.now,
        ),
    )
    fetch = FetchFile(file.id, READ, drafts.reference(draft), table.MAX_BYTES, prepared.how({}))
    if place is not None and place.kind is PlaceKind.DIRECT and place.id.startswith("D"):
        return [fetch]
    return [Say(_READING.format(escape(draft.file_name))), fetch]


def _refused(file: PostedFile) -> str:
    """Why a file is not read; empty when it is."""
    suffix = _suffix(file)
    if suffix in _TYPES:
        return ""
    name = escape(clip(clean_line(file.name), _MOST_NAME))
    if suffix in _WORKBOOKS:
        return f"{name} is a workbook. Save it as CSV (in Excel: “CSV UTF-8”), and post that."
    return f"{name} is no CSV file. Survey answers are read from files that end in .csv or .tsv."


def _suffix(file: PostedFile) -> str:
    return file.name.rpartition(".")[2].casefold()
