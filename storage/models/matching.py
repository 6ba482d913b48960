"""What the matcher remembers of open pain points: their words, and where each word stands."""

from sqlalchemy import BigInteger, LargeBinary
from sqlmodel import Field, SQLModel

from storage.models.columns import RowId, within_workspace


class PainWords(SQLModel, table=True):
    """The words of one pain point that can be found.

    Each line of `words` is one way in which somebody told it: its own words first, then
    those of confirmed sightings and merged duplicates. `index_keys` is what it is indexed by.
    """

    __tablename__ = "pain_words"
    __table_args__ = (
        within_workspace("pain_point_id", "pain_point"),
        within_workspace("journey_id", "journey"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    pain_point_id: int = Field(primary_key=True, sa_type=RowId)
    journey_id: int = Field(sa_type=RowId)
    touchpoint_id: int = Field(sa_type=RowId)
    words: str
    index_keys: str


class PainKey(SQLModel, table=True):
    """One entry of the index: this pain point is told with this word.

    `place` is a hash of the pain point's id: the first entries of a long list are a fair
    sample of it, and how far they reach tells how long it is. No reference to pain_point,
    for it would need an index of its own: an entry without its pain_words is passed over.
    """

    __tablename__ = "pain_key"
    __table_args__ = (
        within_workspace("journey_id", "journey"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    journey_id: int = Field(primary_key=True, sa_type=RowId)
    key: str = Field(primary_key=True, max_length=40)
    place: int = Field(primary_key=True, sa_type=BigInteger)
    pain_point_id: int = Field(primary_key=True, sa_type=BigInteger)
    # In the key, for then PostgreSQL answers from the index alone; a pain point has but one.
    touchpoint_id: int = Field(primary_key=True, sa_type=BigInteger)


class PainVector(SQLModel, table=True):
    """The sentence embedding of one way in which a pain point was told, by one model.

    `vector` holds little-endian 32-bit floats of length 1.
    """

    __tablename__ = "pain_vector"
    __table_args__ = (
        within_workspace("pain_point_id", "pain_point"),
        within_workspace("journey_id", "journey"),
    )

    workspace_id: str = Field(primary_key=True, max_length=32)
    journey_id: int = Field(primary_key=True, sa_type=RowId)
    model: str = Field(primary_key=True, max_length=64)
    pain_point_id: int = Field(primary_key=True, sa_type=RowId)
    told: int = Field(primary_key=True)
    vector: bytes = Field(sa_type=LargeBinary)
