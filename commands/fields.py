"""Reads a form's fields, gathering everything that is wrong before saying so."""

from collections.abc import Collection, Mapping

from commands.errors import FieldError
from commands.masking import in_words, mask
from commands.reply import Say
from commands.request import Value
from commands.text import clean, clean_line


class Fields:
    """The values of a form. Reading notes what is wrong; `check` raises it together."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self._wrong: dict[str, str] = {}
        self._masked: list[str] = []

    def wrong(self, name: str, words: str) -> None:
        """Notes what is wrong with a field; the first word on it stays."""
        self._wrong.setdefault(name, words)

    def check(self) -> None:
        """Raises FieldError when anything read so far was wrong."""
        if self._wrong:
            raise FieldError(self._wrong)

    def text(self, name: str, *, most: int, missing: str | None = None, lines: bool = True) -> str:
        """Cleaned text without customer data; `missing` is what to say when it is empty."""
        raw = self._values.get(name)
        tidy = clean if lines else clean_line
        masked = mask(tidy(raw) if isinstance(raw, str) else "")
        self._masked += masked.found
        text = masked.text
        if not text and missing:
            self.wrong(name, missing)
        if len(text) > most:
            self.wrong(
                name,
                f"That is {len(text):,} characters; there is room for {most:,}. "
                "Please shorten it a little.",
            )
        return text

    @property
    def masked(self) -> str:
        """What was masked in the texts read so far, in one sentence; empty when nothing was."""
        return in_words(dict.fromkeys(self._masked))

    def masked_notice(self) -> list[Say]:
        """The same as an answer of its own, where the form's receipt has no place for it."""
        return [Say(self.masked)] if self.masked else []

    def choice(self, name: str, among: Collection[str], *, missing: str | None = None) -> str:
        """One of the offered values, or empty when optional."""
        raw = self._values.get(name)
        chosen = raw if isinstance(raw, str) else ""
        if not chosen:
            if missing:
                self.wrong(name, missing)
            return ""
        if chosen not in among:
            self.wrong(name, "This choice no longer exists. Please pick another.")
            return ""
        return chosen

    def number(
        self, name: str, among: Collection[int], *, missing: str | None = None
    ) -> int | None:
        """One of the offered whole numbers, or None when optional."""
        chosen = self.choice(name, {str(number) for number in among}, missing=missing)
        return int(chosen) if chosen else None

    def value(self, name: str, *, missing: str | None = None) -> str:
        """Whatever was chosen, to be looked up by the caller."""
        raw = self._values.get(name)
        chosen = raw if isinstance(raw, str) else ""
        if not chosen and missing:
            self.wrong(name, missing)
        return chosen

    def ticked(self, name: str) -> bool:
        """Whether a single box is ticked."""
        return bool(self._values.get(name))
