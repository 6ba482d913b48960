"""Who is in the practice workspace: five people, the bot, their channels and a user group."""

from dataclasses import dataclass

TEAM_ID = "T0PRACTICE"
TEAM_NAME = "Fern & Oak"
TEAM_DOMAIN = "practice"
APP_ID = "A0PRACTICE"
BOT_ID = "B0CAIRN"
BOT_USER = "UCAIRN"
BOT_NAME = "Cairn"


@dataclass(frozen=True, kw_only=True)
class Person:
    id: str
    name: str
    real_name: str
    title: str
    role: str
    tz: str
    color: str
    is_guest: bool = False
    is_admin: bool = False

    @property
    def username(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, kw_only=True)
class Channel:
    id: str
    name: str
    topic: str
    members: tuple[str, ...]
    is_private: bool = False


@dataclass(frozen=True, kw_only=True)
class UserGroup:
    id: str
    handle: str
    name: str
    members: tuple[str, ...]


MAYA = Person(
    id="U0MAYA0001",
    name="Maya",
    real_name="Maya Lindqvist",
    title="Store associate, Malmö",
    role="frontline",
    tz="Europe/Stockholm",
    color="#b4530a",
)
KWAME = Person(
    id="U0KWAME002",
    name="Kwame",
    real_name="Kwame Mensah",
    title="Support lead",
    role="support lead",
    tz="Africa/Accra",
    color="#0f766e",
)
PRIYA = Person(
    id="U0PRIYA003",
    name="Priya",
    real_name="Priya Raghunathan",
    title="Product manager, web shop",
    role="product manager",
    tz="Asia/Kolkata",
    color="#6d28d9",
)
TOMAS = Person(
    id="U0TOMAS004",
    name="Tomás",
    real_name="Tomás Ferreira",
    title="Service designer and facilitator",
    role="facilitator",
    tz="Europe/Lisbon",
    color="#1d4ed8",
)
ELENA = Person(
    id="U0ELENA005",
    name="Elena",
    real_name="Elena Marchetti",
    title="Head of customer experience",
    role="leader",
    tz="America/New_York",
    color="#be123c",
    is_admin=True,
)

PEOPLE = (MAYA, KWAME, PRIYA, TOMAS, ELENA)
_EVERYBODY = tuple(person.id for person in PEOPLE)

CHANNELS = (
    Channel(
        id="C0GENERAL1",
        name="general",
        topic="News for everybody",
        members=(*_EVERYBODY, BOT_USER),
    ),
    Channel(
        id="C0STORE002",
        name="store-team",
        topic="What we see and hear in the shops",
        members=(*_EVERYBODY, BOT_USER),
    ),
    Channel(
        id="C0SUPPORT3",
        name="support",
        topic="Tickets, chats and calls worth talking about",
        members=(MAYA.id, KWAME.id, PRIYA.id, TOMAS.id, BOT_USER),
    ),
    Channel(
        id="C0PRODUCT4",
        name="product",
        topic="Web shop and app: what we build next",
        members=(KWAME.id, PRIYA.id, TOMAS.id, ELENA.id, BOT_USER),
    ),
    Channel(
        id="C0LEADERS5",
        name="leadership-weekly",
        topic="One page a week",
        members=(PRIYA.id, TOMAS.id, ELENA.id),
    ),
    Channel(
        id="C0RETURNS6",
        name="returns-taskforce",
        topic="Fewer returns that should not have been sent",
        members=(MAYA.id, KWAME.id, PRIYA.id),
        is_private=True,
    ),
)

USER_GROUPS = (
    UserGroup(
        id="S0STORE001",
        handle="store-crew",
        name="Store crew",
        members=(MAYA.id, KWAME.id),
    ),
)
