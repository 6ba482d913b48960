"""Bytes of a text file as text: by its mark, by what it holds, and said aloud where assumed."""

from dataclasses import dataclass

_WORKBOOK = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_LOOKED_AT = 4000
# Of text in UTF-16 every second byte is nearly always nil, in whatever western language.
_NILS = 0.3


class UnreadableError(Exception):
    """The file can't be read as a table; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and how it was read; `assumed` where the file itself doesn't tell."""

    text: str
    encoding: str
    assumed: bool = False


def decode(content: bytes) -> Decoded:
    """UTF-8 with or without its mark, UTF-16, else Windows-1252.

    Raises UnreadableError for workbooks and for what is no text.
    """
    if content.startswith((_WORKBOOK, _OLD_WORKBOOK)):
        raise UnreadableError(
            "This is a spreadsheet's own file. Save it as CSV (in Excel: “CSV UTF-8”), and post "
            "that."
        )
    if content.startswith(b"\xef\xbb\xbf"):
        return Decoded(_strict(content[3:], "utf-8", "UTF-8"), "UTF-8")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoded(_strict(content, "utf-16", "UTF-16"), "UTF-16")
    unmarked = _unmarked_utf16(content)
    if unmarked:
        return Decoded(_strict(content, unmarked, "UTF-16"), "UTF-16", assumed=True)
    if b"\0" in content:
        raise UnreadableError("This is no text. Save the table as CSV, and post that.")
    try:
        return Decoded(content.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return Decoded(content.decode("cp1252", errors="replace"), "Windows-1252", assumed=True)


def _strict(content: bytes, codec: str, called: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"The file says that it is {called}, but byte {error.start + 1:,} is not. Save it as "
            "CSV once more, and post that."
        ) from None


def _unmarked_utf16(content: bytes) -> str:
    looked_at = content[:_LOOKED_AT]
    half = len(looked_at) // 2
    if not half or len(content) % 2:
        return ""
    even, odd = looked_at[0::2].count(0) / half, looked_at[1::2].count(0) / half
    if odd > _NILS and even < _NILS / 10:
        return "utf-16-le"
    return "utf-16-be" if even > _NILS and odd < _NILS / 10 else ""
