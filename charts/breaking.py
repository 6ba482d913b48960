"""Where a line of text may break: between wide characters, at signs, between syllables."""
# ruff: noqa: RUF001 (letters of many scripts are the subject here)

from collections.abc import Iterator

from charts.script import is_wide

NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〕〉》％ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ)]},.;:!?%"
)
NOT_LAST = frozenset("（「『【〔〈《([{")
BREAK_AFTER = frozenset("-/_.@:\\&+=–—")
VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûåæøœαεηιουωаеёиоуыэюяіїє")
TOGETHER = frozenset(
    {
        "ch",
        "ck",
        "ph",
        "sh",
        "th",
        "qu",
        "st",
        "sp",
        "tr",
        "pr",
        "br",
        "gr",
        "kr",
        "pl",
        "bl",
        "gl",
        "fl",
        "kl",
    }
)
SHORTEST_PART = 3


def tokens(text: str) -> Iterator[tuple[str, str]]:
    """Pieces that stay together, each with the blank that stands before it inside a line."""
    for word in _words(text):
        gap = " "
        piece = ""
        for index, char in enumerate(word):
            before = word[index - 1] if index else ""
            if piece and _may_break(before, char):
                yield gap, piece
                gap, piece = "", ""
            piece += char
        yield gap, piece


def _words(text: str) -> list[str]:
    """Words with what belongs to them though a blank is between: 88 %, /journey kpi."""
    words: list[str] = []
    for word in text.split():
        if words and (word[0] in NOT_FIRST or _is_command(words[-1])):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _is_command(word: str) -> bool:
    return word[0] == "/" and word[1:].isalpha()


def _may_break(before: str, char: str) -> bool:
    if char in NOT_FIRST or before in NOT_LAST:
        return False
    return is_wide(before) or is_wide(char)


def between_syllables(word: str, at: int) -> bool:
    """A guess without a dictionary: a consonant that a vowel follows opens a syllable."""
    before, opener, after = word[at - 1].lower(), word[at].lower(), word[at + 1 : at + 2].lower()
    if not (before.isalpha() and opener.isalpha() and after.isalpha()):
        return False
    if opener in VOWELS or before + opener in TOGETHER:
        return False
    return after in VOWELS or (
        opener + after in TOGETHER and word[at + 2 : at + 3].lower() in VOWELS
    )
