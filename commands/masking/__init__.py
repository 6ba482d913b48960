"""Customer data in free text, replaced before anything is stored, logged or posted.

Order matters: an e-mail's digits are no phone number, an IBAN's are no card. Each finder
sees only what the ones before it left, and a placeholder ends every number beside it.
"""

from commands.masking.masked import Masked, in_words, mask

__all__ = ["Masked", "in_words", "mask"]
