"""The tables, as SQLModel classes; importing this package knows them all."""

from sqlmodel import SQLModel

from storage.models.decisions import (
    Action,
    ActionPain,
    ActionReminder,
    Opportunity,
    OpportunityPain,
    Score,
    ScoreItem,
    ScoreRound,
)
from storage.models.lives import Merge, MovedSighting, Muted, Notice, StillHappening
from storage.models.living import Brief, Canvas, EmpathyNote, EmpathyRound, Review, Snapshot
from storage.models.maps import (
    ChannelBinding,
    Facilitator,
    Journey,
    Persona,
    Stage,
    Touchpoint,
)
from storage.models.matching import PainKey, PainVector, PainWords
from storage.models.measures import (
    Answer,
    Connector,
    ImportBatch,
    Kpi,
    Reading,
    Webhook,
)
from storage.models.pains import PainPoint, Sighting
from storage.models.portraits import PersonaPicture
from storage.models.pulses import Pulse, PulseAnswer
from storage.models.records import HandledRequest, History, Outbox, PostedMessage
from storage.models.schedules import JobRun, Subscription
from storage.models.surveys import AnswerAgain, AnswerComment, ImportDraft
from storage.models.votes import (
    Ballot,
    Dot,
    UserGroup,
    UserGroupMember,
    VoteMember,
    VoteOption,
    VoteRound,
)
from storage.models.workspaces import Counter, Member, Workspace

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "Action",
    "ActionPain",
    "ActionReminder",
    "Answer",
    "AnswerAgain",
    "AnswerComment",
    "Ballot",
    "Brief",
    "Canvas",
    "ChannelBinding",
    "Connector",
    "Counter",
    "Dot",
    "EmpathyNote",
    "EmpathyRound",
    "Facilitator",
    "HandledRequest",
    "History",
    "ImportBatch",
    "ImportDraft",
    "JobRun",
    "Journey",
    "Kpi",
    "Member",
    "Merge",
    "MovedSighting",
    "Muted",
    "Notice",
    "Opportunity",
    "OpportunityPain",
    "Outbox",
    "PainKey",
    "PainPoint",
    "PainVector",
    "PainWords",
    "Persona",
    "PersonaPicture",
    "PostedMessage",
    "Pulse",
    "PulseAnswer",
    "Reading",
    "Review",
    "Score",
    "ScoreItem",
    "ScoreRound",
    "Sighting",
    "Snapshot",
    "Stage",
    "StillHappening",
    "Subscription",
    "Touchpoint",
    "UserGroup",
    "UserGroupMember",
    "VoteMember",
    "VoteOption",
    "VoteRound",
    "Webhook",
    "Workspace",
]
