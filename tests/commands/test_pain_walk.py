"""The shortest way: a journey, a touchpoint, a pain point."""

from commands.reply import OpenForm
from tests.commands.front_door import FrontDoor, only


def test_pain_in_an_empty_workspace_offers_the_first_journey(maya: FrontDoor) -> None:
    form = only(maya.command("/pain the queue was long"), OpenForm).view
    assert form["title"]["text"] == "New journey"
