"""WordPiece: a text as numbers of a vocabulary, as uncased BERT models expect it.

Source: Devlin et al., "BERT", 2019, and Wu et al., "Google's neural machine translation
system", 2016: words are cut greedily into the longest known pieces.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from storage.matching.errors import ModelFilesError

LONGEST_WORD = 100
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPiece:
    """One vocabulary: a piece on each line, whose number is that of the line."""

    def __init__(self, pieces: list[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        missing = [each for each in (UNKNOWN, FIRST, LAST) if each not in self._numbers]
        if missing:
            raise ModelFilesError(f"vocab.txt lacks {', '.join(missing)}")

    @classmethod
    def read(cls, path: Path) -> "WordPiece":
        if not path.is_file():
            raise ModelFilesError(f"{path} is missing")
        try:
            return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))
        except UnicodeDecodeError as error:
            raise ModelFilesError(f"{path} is not UTF-8 text") from error
        except OSError as error:
            raise ModelFilesError(f"{path} can't be read: {error.strerror}") from error

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, text: str, most: int) -> list[int]:
        """[CLS], the pieces, [SEP]: at most so many."""
        found = [self._numbers[FIRST]]
        for word in _words(text):
            found += self._pieces(word)
            if len(found) >= most - 1:
                break
        return [*found[: most - 1], self._numbers[LAST]]

    def _pieces(self, word: str) -> list[int]:
        unknown = [self._numbers[UNKNOWN]]
        if len(word) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                number = self._numbers.get(piece)
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return unknown
        return found


def _words(text: str) -> Iterator[str]:
    """Lower-case words without accents; punctuation and ideographs stand alone."""
    bare = unicodedata.normalize("NFD", text.lower())
    letters: list[str] = []
    for letter in bare:
        kind = unicodedata.category(letter)
        if kind == "Mn" or letter in "\0\ufffd":
            continue
        if kind.startswith("C") and letter not in "\t\n\r":
            continue
        alone = _is_punctuation(letter, kind) or _is_ideograph(letter)
        letters.append(f" {letter} " if alone else letter)
    yield from "".join(letters).split()


def _is_punctuation(letter: str, kind: str) -> bool:
    # All of ASCII's symbols count, though Unicode has some of them as others ("$", "^").
    symbol = letter.isascii() and letter.isprintable() and not (letter.isalnum() or letter == " ")
    return symbol or kind.startswith("P")


def _is_ideograph(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in _IDEOGRAPHS)
