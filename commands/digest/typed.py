"""What stands behind `/journey digest`: nothing, how often, `preview …`, `list` or `stop`."""

from sqlmodel import Session

from commands.digest import cron_words, ease, form, listing, preview
from commands.errors import UserError
from commands.reply import Reply
from commands.request import Request
from storage.schedule.cadence import Cadence

_USAGE = "`/journey digest`, `/journey digest weekly`, `… preview`, `… list` or `… stop`"


def run(request: Request, session: Session) -> Reply:
    """Opens the form, or does what the first word says."""
    word, _, rest = request.text.casefold().partition(" ")
    match word:
        case "":
            return form.open_form(request, session)
        case Cadence.DAILY | Cadence.WEEKLY | Cadence.MONTHLY if not rest:
            return form.open_form(request, session, cadence=Cadence(word))
        case "preview" | "now":
            return preview.typed(request, session, rest.strip())
        case "cron":
            return form.open_form(request, session, cron=rest.strip() or cron_words.EXAMPLE)
        case "list":
            return listing.show(request, session)
        case "stop":
            return ease.stop_here(request, session)
    raise UserError(f"Cairn doesn't know “digest” with those words. Try {_USAGE}.")
