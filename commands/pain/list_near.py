"""What may have been meant by words of a query that are no filter."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import replace

from commands.pain.list_query import Known, Named, Query, in_order, key
from commands.pain.list_tokens import Token
from commands.pain.list_words import STATUS_WORDS, SWITCHES

SHORTEST = 3
MOST = 3
_NEAR = 0.75
_LONGEST = 6


def near(query: Query, rest: Sequence[Token], known: Known) -> tuple[tuple[str, Query], ...]:
    """Up to three queries with a filter in place of some of the text, and its name."""
    found: dict[str, Query] = {}
    plain = [
        token.text for token in rest if token.key != "text" and (token.key or not token.quoted)
    ]
    taken: set[int] = set()
    for length in range(min(_LONGEST, len(plain)), 0, -1):
        for start in range(len(plain) - length + 1):
            here = set(range(start, start + length))
            if here & taken:
                continue
            meant = _meant(" ".join(plain[start : start + length]), query, known)
            if meant:
                taken |= here
                left = _without(query.words, plain[start : start + length])
                for label, narrowed in meant:
                    found.setdefault(label, narrowed(replace(query, words=left)))
    return tuple(found.items())[:MOST]


def as_text(query: Query, begun: Sequence[tuple[str, str]]) -> list[tuple[str, Query]]:
    """The same with the beginning of a name (its kind, and what was said) as mere text."""
    return [
        (f"the text “{said}”", replace(query, **{kind: None}, words=(*query.words, said)))  # type: ignore[arg-type]
        for kind, said in begun
    ]


Narrow = Callable[[Query], Query]


def _meant(said: str, query: Query, known: Known) -> list[tuple[str, Narrow]]:
    wanted = key(said)
    if len(wanted) < SHORTEST:
        return []
    choices: list[tuple[str, str, Narrow]] = []
    for kind, names in (
        ("stage", known.stages),
        ("touchpoint", known.touchpoints),
        ("persona", known.personas),
    ):
        if getattr(query, kind) is None:
            choices += [_choice(kind, each) for each in names]
    begun = [(label, narrow) for name, label, narrow in choices if name.startswith(f"{wanted} ")]
    if begun:
        return begun
    by_name = {name: (label, narrow) for name, label, narrow in reversed(choices)}
    by_name |= {word: _switch(word) for word in (*STATUS_WORDS, *SWITCHES)}
    if " " not in wanted:
        by_name = {**{name.split()[0]: each for name, each in by_name.items() if name}, **by_name}
    close = difflib.get_close_matches(wanted, by_name, n=1, cutoff=_NEAR)
    return [by_name[close[0]]] if close else []


def _choice(kind: str, named: Named) -> tuple[str, str, Narrow]:
    def narrow(query: Query) -> Query:
        return replace(query, **{kind: named})  # type: ignore[arg-type]

    return key(named.name), named.name, narrow


def _switch(word: str) -> tuple[str, Narrow]:
    def narrow(query: Query) -> Query:
        if word in STATUS_WORDS:
            return replace(query, statuses=in_order((*query.statuses, *STATUS_WORDS[word])))
        return replace(query, **SWITCHES[word])  # type: ignore[arg-type]

    return word, narrow


def _without(words: Sequence[str], gone: Sequence[str]) -> tuple[str, ...]:
    left = list(words)
    for word in gone:
        if word in left:
            left.remove(word)
    return tuple(left)
