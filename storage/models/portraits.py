"""Pictures of personas: apart from the rest, which is read far more often."""

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, within_workspace


class PersonaPicture(SQLModel, table=True):
    """A persona's portrait as a small square picture."""

    __tablename__ = "persona_picture"
    __table_args__ = (within_workspace("persona_id", "persona"),)

    workspace_id: str = Field(primary_key=True, max_length=32)
    persona_id: int = Field(primary_key=True, sa_type=RowId)
    image: bytes = Field(sa_type=LargeBinary)
