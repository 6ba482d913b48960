"""Where it is kept which fonts the machine has: looking anew takes a second and more."""

from pathlib import Path

from sqlalchemy.engine import make_url


def fonts_folder(database_url: str) -> Path | None:
    """Beside the database file, which is kept when a container is replaced; None without one."""
    url = make_url(database_url)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    # What draws makes it when it is missing.
    return Path(f"{url.database}-fonts").absolute()
