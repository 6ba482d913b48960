"""What a person can put right: said in words, with what to do next."""

from collections.abc import Mapping


class UserError(Exception):
    """Something the person can fix; the message says what happened and what to do."""


class FieldError(UserError):
    """Something wrong in a form, by field."""

    def __init__(self, by_field: Mapping[str, str]) -> None:
        super().__init__(" ".join(by_field.values()))
        self.by_field = by_field
