"""Buttons that lead to personas wherever they appear; pure functions of plain data."""

from commands import blocks
from commands.reply import Block
from commands.text import clip
from storage.identity import identity
from storage.models import Persona

NEW = "persona.new"
EDIT = "persona.edit"
CARD = "persona.card"
LIST = "persona.list"
HISTORY = "persona.history"
RETIRE = "persona.retire"
RESTORE = "persona.restore"
PICTURE = "persona.picture"
POST = "persona.post"
EMPATHY = "empathy.map"
_MOST_SPOKEN = 50


def spoken(persona: Persona) -> str:
    """The name as a screen reader says it on a button."""
    return clip(persona.name, _MOST_SPOKEN)


def open_button(persona: Persona, label: str = "Open") -> Block:
    return blocks.button(
        label, CARD, value=str(identity(persona)), label=f"{label}: {spoken(persona)}"
    )


def new_button(name: str = "", label: str = "Add a persona") -> Block:
    """Opens the form; with a name in it."""
    return blocks.button(label, NEW, value=name)


def list_button(journey_id: int, label: str = "All personas") -> Block:
    return blocks.button(label, LIST, value=f"1 {journey_id} used")


def empathy_button(persona: Persona, label: str = "Empathy map") -> Block:
    return blocks.button(
        label, EMPATHY, value=str(identity(persona)), label=f"{label}: {spoken(persona)}"
    )


def change_button(persona: Persona, label: str, action: str) -> Block:
    """Something that is done to the one persona."""
    return blocks.button(
        label, action, value=str(identity(persona)), label=f"{label}: {spoken(persona)}"
    )
