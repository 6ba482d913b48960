"""What can be wrong with a supplied model."""


class ModelFilesError(Exception):
    """The supplied model can't be used; the message says what is wrong with which file."""
