"""Survey answers imported through the front door; Slack's files are a dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.practice.limits import message_faults
from commands.reply import Effect, FetchFile, Refresh, Tell, View
from commands.request import CLOCK, Kind, Message, PostedFile, Value
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import buttons, legal
from tests.commands.kpi_world import form_of

DM = "D1"


@dataclass
class Desk:
    """Somebody with files: posts one to Cairn, and sees its message as it is now."""

    door: FrontDoor
    files: dict[str, bytes] = field(default_factory=dict)
    message: Tell | Refresh | None = None

    def post(self, content: bytes | str, name: str = "answers.csv") -> str:
        """Posts a file to Cairn; what Cairn's message says."""
        file_id = f"F{len(self.files)}"
        self.files[file_id] = content.encode() if isinstance(content, str) else content
        file = PostedFile(file_id, name)
        there = self.door.at(DM, PlaceKind.DIRECT)
        message = Message("", self.door.person.id, "1.1", files=(file,))
        return self.hear(there.ask(Kind.POSTED, "posted", message=message))

    def hear(self, effects: list[Effect]) -> str:
        """Lets the shell fetch what was asked for; what Cairn's message says then."""
        for effect in effects:
            if isinstance(effect, FetchFile):
                prepared = self.door.router.prepares[effect.listener](
                    self.files[effect.file_id], effect.how
                )
                clock = FrontDoor(self.door.engine, self.door.now, CLOCK, None)
                heard = clock.ask(
                    Kind.HEARD, effect.listener, value=effect.value, prepared=prepared
                )
                self.message = only(heard, Tell | Refresh)  # type: ignore[arg-type]  # either
                assert message_faults(list(self.message.blocks)) == []
        return self.says

    @property
    def says(self) -> str:
        assert self.message
        return shown(self.message)

    @property
    def buttons(self) -> dict[str, dict[str, str]]:
        assert self.message
        return buttons(self.message)  # type: ignore[arg-type]  # it has blocks, too

    def press(self, label: str) -> list[Effect]:
        button = next(each for name, each in self.buttons.items() if name.startswith(label))
        there = self.door.at(DM, PlaceKind.DIRECT)
        return legal(there.click(button["action_id"], button["value"]))

    def form(self, label: str = "Change") -> View:
        return form_of(self.press(label))

    def change(self, values: Mapping[str, Value], label: str = "Change") -> str:
        """Fills in the form of choices; the message then."""
        return self.hear(self.door.submit(self.form(label), values))

    def run(self) -> str:
        """Presses Import; what is said when it is done."""
        return self.hear(self.press("Import"))
