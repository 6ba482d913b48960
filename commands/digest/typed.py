"""What stands behind `/journey digest`: nothing, `preview …`, `cron …`, `list` or `stop`."""

from sqlmodel import Session

from commands.digest import cron_words, ease, form, listing, preview
from commands.errors import UserError
from commands.reply import Reply
from commands.request import Request

_USAGE = "`/journey digest`, `/journey digest preview`, `/journey digest list` or `… stop`"


def run(request: Request, session: Session) -> Reply:
    """Opens the form, or does what the first word says."""
    word, _, rest = request.text.casefold().partition(" ")
    match word:
        case "":
            return form.open_form(request, session)
        case "preview" | "now":
            return preview.typed(request, session, rest.strip())
        case "cron":
            return form.open_form(request, session, cron=rest.strip() or cron_words.EXAMPLE)
        case "list":
            return listing.show(request, session)
        case "stop":
            return ease.stop_here(request, session)
    raise UserError(f"Cairn doesn't know “digest” with those words. Try {_USAGE}.")
