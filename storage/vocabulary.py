"""The closed lists of words that rows may hold, as product.md names them."""

from enum import StrEnum


class Channel(StrEnum):
    """Where a touchpoint happens."""

    WEBSITE = "website"
    APP = "app"
    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    STORE = "store"
    SOCIAL = "social"
    ADVERTISING = "advertising"
    MAIL = "mail"
    PARTNER = "partner"
    OTHER = "other"


class Status(StrEnum):
    """Where a pain point stands in its life."""

    NEW = "New"
    CONFIRMED = "Confirmed"
    PLANNED = "Planned"
    IN_PROGRESS = "In progress"
    SOLVED = "Solved"
    DECLINED = "Declined"
    DUPLICATE = "Duplicate"


OPEN_STATUSES = (Status.NEW, Status.CONFIRMED, Status.PLANNED, Status.IN_PROGRESS)


class Kind(StrEnum):
    """A problem, or a moment that pleased; both are logged by the same form."""

    PAIN = "pain"
    DELIGHT = "delight"


class About(StrEnum):
    """What a vote round chooses from."""

    PAINS = "pains"
    OPPORTUNITIES = "opportunities"
    TYPED = "typed"


class Names(StrEnum):
    """Who can see who voted for what."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    NOT_STORED = "not stored"


class RoundStatus(StrEnum):
    """Where a vote round stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class OpportunityStatus(StrEnum):
    """Where an opportunity stands."""

    OPEN = "Open"
    PLANNED = "Planned"
    DONE = "Done"
    DROPPED = "Dropped"


class ActionStatus(StrEnum):
    """Where an action stands."""

    OPEN = "Open"
    DOING = "Doing"
    DONE = "Done"
    DROPPED = "Dropped"


OPEN_ACTIONS = (ActionStatus.OPEN, ActionStatus.DOING)


class Framework(StrEnum):
    """How opportunities are scored; one at a time."""

    RICE = "RICE"
    ICE = "ICE"
    ULWICK = "Ulwick"


class Scoring(StrEnum):
    """What a team scores together, each person for themselves."""

    IMPACT_EFFORT = "impact_effort"
    ULWICK = "ulwick"


class PulseKind(StrEnum):
    """How a pulse is answered."""

    SCALE = "scale"
    YES_NO = "yes_no"


class PulseAudience(StrEnum):
    """Who is asked: the people of the channel, or who logged something at the touchpoint."""

    CHANNEL = "channel"
    LOGGERS = "loggers"


class EmpathySide(StrEnum):
    """The six fields of an empathy map."""

    SAYS = "says"
    THINKS = "thinks"
    DOES = "does"
    FEELS = "feels"
    PAINS = "pains"
    GAINS = "gains"


class Source(StrEnum):
    """How the reporter knows."""

    SEEN = "Seen myself"
    CUSTOMER = "Customer said"
    SURVEY = "Survey"
    REVIEW = "Review"
    SOCIAL = "Social"
    TICKET = "Support ticket"


SEVERITIES = {
    1: "Annoyance",
    2: "Slows down",
    3: "Needs help",
    4: "Nearly gives up",
    5: "Gives up",
}

# How much a delight pleased: what one could see of it, as with severities.
PLEASURES = {
    1: "A little",
    2: "Smiled",
    3: "Said thank you",
    4: "Will tell others",
    5: "Made their day",
}

EMOTIONS = {
    -2: "Furious",
    -1: "Annoyed",
    0: "Neutral",
    1: "Pleased",
    2: "Delighted",
}


class PlaceKind(StrEnum):
    """What kind of Slack conversation something happens in."""

    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "direct"
