"""Reads the form of a persona."""

from commands.fields import Fields
from commands.persona import form_views, portraits
from storage.models.columns import JsonObject


def read(fields: Fields) -> JsonObject:
    """What the form holds, by column; `fields` notes what is wrong."""
    held: JsonObject = {
        "name": fields.text(
            "name", most=form_views.MAX_NAME, missing="Give them a name.", lines=False
        ),
        "portrait": _portrait(fields),
    }
    return held | {
        column: fields.text(column, most=most) for column, most in form_views.MOST.items()
    }


def _portrait(fields: Fields) -> str:
    typed = fields.text("portrait", most=form_views.MAX_PORTRAIT, lines=False)
    found = portraits.read(typed)
    if found is None:
        fields.wrong("portrait", "Choose one emoji, like :woman: or \U0001f469.")
    return found or ""
