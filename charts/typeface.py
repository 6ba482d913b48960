"""Which font files draw which characters: the bundled typeface, then what the machine has."""

import re
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontEntry, FontPath, fontManager, get_font
from matplotlib.ft2font import FT2Font

from charts.theme import Weight

BUNDLED: dict[Weight, str] = {"regular": "Inter-Regular.ttf", "semibold": "Inter-SemiBold.ttf"}
DEJAVU: dict[Weight, str] = {"regular": "DejaVuSans.ttf", "semibold": "DejaVuSans-Bold.ttf"}
"""Comes with Matplotlib: Arabic, Hebrew, Armenian, Georgian, many signs and the emoji faces."""

FAMILIES = (
    r"Noto Sans CJK JP|Source Han Sans JP|Hiragino Sans|Yu Gothic|Meiryo|IPAexGothic|TakaoGothic",
    r"Noto Sans CJK SC|Source Han Sans SC|PingFang SC|Microsoft YaHei|WenQuanYi (Zen|Micro) Hei",
    r"Noto Sans CJK KR|Apple SD Gothic Neo|Malgun Gothic|NanumGothic",
    r"Noto Emoji|Symbola|Segoe UI Symbol|Apple Symbols|Noto Sans Symbols ?2?",
    r"Noto Sans (Arabic|Hebrew|Devanagari|Bengali|Tamil|Telugu|Thai|Khmer|Ethiopic)",
    r"Tahoma|Nirmala UI|Leelawadee UI|Arial Unicode MS|FreeSans",
)
"""Families by script, one of each wanted; colour emoji fonts have no outlines and are left out."""

SEMIBOLD = 600
MOST_FONTS = 12


@cache
def font_paths(weight: Weight) -> tuple[FontPath, ...]:
    """The fallback chain, first choice first. Reads Matplotlib's font list, adds nothing to it."""
    data = Path(mpl.get_data_path()) / "fonts" / "ttf"
    chain = [Path(__file__).parent / "fonts" / BUNDLED[weight], data / DEJAVU[weight]]
    paths = [FontPath(str(path), 0) for path in chain]
    for pattern in FAMILIES:
        wanted = re.compile(pattern)
        entries = [entry for entry in fontManager.ttflist if wanted.fullmatch(entry.name)]
        upright = [entry for entry in entries if entry.style == "normal"]
        for name in sorted({entry.name for entry in upright}):
            best = min((e for e in upright if e.name == name), key=lambda e: _distance(e, weight))
            paths.append(FontPath(best.fname, best.index))
    return tuple(paths[:MOST_FONTS])


def _distance(entry: FontEntry, weight: Weight) -> tuple[float, str, int]:
    """How far a font's weight is from the wanted one; the file breaks ties the same way always."""
    wanted = 400 if weight == "regular" else SEMIBOLD
    has = entry.weight if isinstance(entry.weight, int) else 400
    return abs(has - wanted), entry.fname, entry.index


def face(weight: Weight) -> FT2Font:
    """The chain as one font of this thread (FreeType faces must not cross threads)."""
    return get_font(list(font_paths(weight)))


@lru_cache(maxsize=8192)
def covers(character: str, weight: Weight) -> bool:
    """Whether some font of the chain has a glyph for the character."""
    codepoint = ord(character)
    return any(get_font([path]).get_char_index(codepoint) for path in font_paths(weight))


@lru_cache(maxsize=8192)
def covers_together(characters: str, weight: Weight) -> bool:
    """Whether one font of the chain has them all: a letter and its marks are drawn by one."""
    points = [ord(character) for character in characters]
    return any(all(map(get_font([path]).get_char_index, points)) for path in font_paths(weight))
