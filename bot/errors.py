"""Turns any exception into words for the person: the only place that does."""

import logging
import secrets

from sqlalchemy.exc import OperationalError

from bot.writer import BusyError
from commands.errors import FieldError, UserError
from commands.reply import FormErrors, Immediate, Say
from commands.request import Kind, Request

log = logging.getLogger(__name__)

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def reference() -> str:
    """Six letters that a person can read out and that stand in the log."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(6))


def in_words(error: Exception, request: Request) -> Immediate:
    """What to show for an exception; an unknown one is logged under the reference it shows."""
    if isinstance(error, FieldError):
        return FormErrors(error.by_field)
    return _beside_first_field(request, _words(error, request))


def in_a_word(error: Exception) -> str:
    """How such a request ended, for the log and the metrics."""
    if isinstance(error, UserError):
        return "refused"
    return "busy" if isinstance(error, BusyError) else "failed"


def _words(error: Exception, request: Request) -> str:
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, BusyError):
        return "Cairn has too much to do right now. Nothing was stored; please try again."
    name = reference()
    log.error("Reference %s: %s %s failed", name, request.kind.value, request.name, exc_info=error)
    if isinstance(error, OperationalError):
        return (
            f"Cairn can't reach its database right now (reference {name}). Nothing was stored; "
            "please try again in a minute."
        )
    return (
        f"Something went wrong in Cairn (reference {name}). Nothing was changed. Please try "
        "again; if it happens again, give this reference to whoever runs Cairn for you."
    )


def _beside_first_field(request: Request, words: str) -> Immediate:
    """In a form the words go beside a field, so that what was typed stays open."""
    if request.kind is Kind.SUBMIT and request.values:
        return FormErrors({next(iter(request.values)): words})
    return Say(words)
