"""Secrets for other servers: in the environment, each for the hosts its administrator named.

People name them as ${CAIRN_SECRET_…}. No other variable can be named, and a secret goes only to
the hosts in the variable of the same name with _FOR behind it: else anybody who may connect a
KPI could have it sent to a server of their own.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from dotenv import dotenv_values

from bot.outward.errors import OutwardError

PREFIX = "CAIRN_SECRET_"
FOR = "_FOR"
_NAMED = re.compile(r"\$\{([^{}]*)\}")
_HIDDEN = "[secret]"
# A shorter one would also be found in ordinary words.
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the environment holds under CAIRN_SECRET_…; never shown, not even by repr."""

    _held: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, env_file: Path = Path(".env")) -> "Secrets":
        """From the environment, and from .env for what isn't there."""
        held = {**dotenv_values(env_file), **os.environ}
        return cls({name: value for name, value in held.items() if value and _is_ours(name)})

    @property
    def values(self) -> list[str]:
        """What must never be seen."""
        return [value for name, value in self._held.items() if not name.endswith(FOR)]

    def fill(self, text: str, *, host: str, in_address: bool = False) -> str:
        """The text with the secrets it names. Raises OutwardError where one may not go to `host`.

        In an address they are escaped.
        """

        def value(match: re.Match[str]) -> str:
            found = self._for(match.group(1), host)
            return quote(found, safe="") if in_address else found

        return _NAMED.sub(value, text)

    def hide(self, text: str) -> str:
        """The text without any secret, whoever put it there."""
        for value in sorted(self.values, key=len, reverse=True):
            if len(value) >= _SHORTEST:
                for form in (value, quote(value, safe="")):
                    text = text.replace(form, _HIDDEN)
        return text

    def _for(self, name: str, host: str) -> str:
        if not name.startswith(PREFIX) or name.endswith(FOR) or name not in self._held:
            raise OutwardError(
                f"{name[:60]} is not set. An administrator puts the secret into the environment "
                f"as {PREFIX}…, and its host into {PREFIX}…{FOR}."
            )
        hosts = {each.strip().lower() for each in self._held.get(name + FOR, "").split(",")}
        if host.lower().rstrip(".") not in hosts:
            raise OutwardError(
                f"{name} is not meant for {host}. An administrator names its hosts in {name}{FOR}."
            )
        return self._held[name]


def _is_ours(name: str) -> bool:
    return name.startswith(PREFIX)
