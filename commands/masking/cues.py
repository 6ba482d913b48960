"""Words right before a number that tell what it is."""

import re
from enum import Enum

from commands.masking.spans import before

_WINDOW = 32
_NUMBER = r"(?P<number>[- .]{0,2}(?:n(?:umme|úme|ume)r[aio]?|number|num|no|nr|nb|#|n[o°])\b)?"
_PHONE = re.compile(
    r"(?<![^\W_])(?:tel|tél|telf|tlf|tfn|tel[eé]fon[oe]?|t[eé]l[eé]phone|telephone|telefoon|phone"
    r"|fone|mobile?|mob|m[oó]vil|mobiel|handy|cell|cellulare|portable|gsm|whats ?app|fax"
    r"|rufnummer|puhelin|komórka)"
    rf"{_NUMBER}(?P<sign>[.:]{{0,2}}) {{0,2}}[(=]?\Z",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?<![^\W_])(?:(?:order|bestell|bestellung|auftrag|auftrags|rechnung|rechnungs|invoice|ticket"
    r"|artikel|article|item|sku|ref|reference|referenz|serial|serien|version|rma|ean|gtin|isbn"
    r"|commande|facture|pedido|factura|ordine|fattura|faktura|bestelling|zamówienie|parcel|paket"
    r"|tracking|voucher|part|contract|vertrag|vertrags)s?"
    r"|(?:customer|client|cliente|kunden|kund|kunde|klant|account|konto|member|mitglieds)"
    r"(?=[- ]?(?:n[ru]|no)))"
    r"(?:[- ]?(?:id|nummer|number|num|nr|no|n[o°]|code))?[.:#= ]{0,3}\Z",
    re.IGNORECASE,
)


class Cue(Enum):
    NONE = "nothing said"
    PHONE = "a word for phones"
    PHONE_NUMBER = "phone number, Tel.: and the like"
    REFERENCE = "an order's, article's or ticket's number"


def cue(text: str, start: int) -> Cue:
    said = before(text, start, _WINDOW)
    phone = _PHONE.search(said)
    if phone:
        certain = phone["number"] or phone["sign"] or "nummer" in phone.group().lower()
        return Cue.PHONE_NUMBER if certain else Cue.PHONE
    return Cue.REFERENCE if _REFERENCE.search(said) else Cue.NONE
