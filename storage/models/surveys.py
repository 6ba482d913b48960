"""Files of answers on their way in, and the comments among the answers."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.models.columns import Json, JsonObject, RowId, UtcTime, within_workspace


class ImportDraft(SQLModel, table=True):
    """A file that somebody looks at before it is imported: which file and how, none of its rows."""

    __tablename__ = "import_draft"
    __table_args__ = (
        UniqueConstraint("workspace_id", "id"),
        within_workspace("journey_id", "journey"),
        Index("ix_import_draft_created", "workspace_id", "created_at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    person_id: str = Field(max_length=32)
    place_id: str | None = Field(default=None, max_length=32)
    place_kind: str = Field(default="direct", max_length=16)
    journey_id: int | None = Field(default=None, sa_type=RowId)
    file_id: str = Field(max_length=32)
    file_name: str = Field(max_length=150)
    # What the columns are called; nothing until the file was read.
    names: JsonObject = Field(sa_type=Json)
    choices: JsonObject = Field(sa_type=Json)
    # When Import was clicked: a second click finds it under way.
    begun_at: datetime | None = Field(default=None, sa_type=UtcTime)
    created_at: datetime = Field(sa_type=UtcTime)


class AnswerComment(SQLModel, table=True):
    """What becomes of the comment of one answer: a sighting, or listed for people to sort."""

    __tablename__ = "answer_comment"
    __table_args__ = (
        UniqueConstraint("workspace_id", "answer_id"),
        within_workspace("journey_id", "journey"),
        within_workspace("answer_id", "answer"),
        within_workspace("pain_point_id", "pain_point"),
        Index("ix_answer_comment_state", "workspace_id", "state", "journey_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=RowId)
    workspace_id: str = Field(max_length=32)
    journey_id: int = Field(sa_type=RowId)
    answer_id: int = Field(sa_type=RowId)
    # waiting, sighted, listed, left
    state: str = Field(max_length=12)
    # Whether one that fits no pain point becomes a new one.
    as_new: bool = Field(default=False)
    pain_point_id: int | None = Field(default=None, sa_type=RowId)
    # What it became by itself; None where somebody sorted it.
    sighting_id: int | None = Field(default=None, sa_type=RowId)
    by_id: str = Field(max_length=32)
    at: datetime = Field(sa_type=UtcTime)


class AnswerAgain(SQLModel, table=True):
    """An answer that another import had brought before: it is this file's, too."""

    __tablename__ = "answer_again"
    __table_args__ = (
        within_workspace("batch_id", "import_batch"),
        within_workspace("answer_id", "answer"),
        Index("ix_answer_again_answer", "workspace_id", "answer_id"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    batch_id: int = Field(primary_key=True, sa_type=RowId)
    answer_id: int = Field(primary_key=True, sa_type=RowId)
