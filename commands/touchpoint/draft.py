"""What the form holds about a touchpoint: read from a row, read from the form, compared."""

import re
from dataclasses import asdict, dataclass
from typing import Any

from commands.fields import Fields
from storage.models import Touchpoint
from storage.models.columns import JsonObject
from storage.vocabulary import EMOTIONS, Channel

MAX_NAME = 120
MAX_ACTION = 500
MAX_DEPARTMENT = 80
SIGNIFICANCES = range(1, 6)
_PERSON = re.compile(r"[UW][A-Z0-9]{1,31}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A touchpoint's columns that people fill in, by the columns' names."""

    name: str = ""
    channel: str = ""
    action: str = ""
    department: str = ""
    owner_id: str | None = None
    significance: int | None = None
    moment_of_truth: bool = False
    planned_emotion: int | None = None

    def columns(self) -> JsonObject:
        return asdict(self)

    def details(self) -> JsonObject:
        """The optional columns that were filled in."""
        unfilled = Draft(self.name, self.channel).columns()
        return {name: held for name, held in asdict(self).items() if held != unfilled[name]}


# The form's field for each column: errors and answers are found by it.
FIELDS = {
    "name": "name",
    "channel": "channel",
    "action": "action",
    "department": "department",
    "owner_id": "owner",
    "significance": "significance",
    "moment_of_truth": "moment",
    "planned_emotion": "emotion",
}
LABELS = {
    "name": "Name",
    "channel": "Channel",
    "action": "What does the customer do?",
    "department": "Department",
    "owner_id": "Owner",
    "significance": "Significance",
    "moment_of_truth": "Moment of truth",
    "planned_emotion": "Planned emotion",
}


def of(touchpoint: Touchpoint) -> Draft:
    """What is stored now."""
    return of_columns({name: getattr(touchpoint, name) for name in FIELDS})


def of_columns(columns: dict[str, Any]) -> Draft:
    return Draft(**columns)


def read(fields: Fields) -> Draft:
    """What the form holds; what is wrong with it is noted in `fields`."""
    owner = fields.value(FIELDS["owner_id"])
    if owner and not _PERSON.fullmatch(owner):
        fields.wrong(FIELDS["owner_id"], "Choose a person of this workspace.")
    return Draft(
        name=fields.text("name", most=MAX_NAME, missing="Give the touchpoint a name.", lines=False),
        channel=fields.choice("channel", list(Channel), missing="Choose where it happens."),
        action=fields.text("action", most=MAX_ACTION),
        department=fields.text("department", most=MAX_DEPARTMENT, lines=False),
        owner_id=owner or None,
        significance=fields.number("significance", SIGNIFICANCES),
        moment_of_truth=fields.ticked(FIELDS["moment_of_truth"]),
        planned_emotion=fields.number(FIELDS["planned_emotion"], EMOTIONS),
    )
