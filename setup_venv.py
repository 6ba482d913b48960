"""Makes the virtual environment that the Makefile's targets run in; nothing global is touched.

Called as `setup_venv.py FOLDER LOCKFILE`. Uses uv when it is on the PATH, else venv and pip.
Every package is checked against the lock's hashes. Runs on the bare interpreter.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)


def main(folder: str, lock: str) -> None:
    """Makes the environment if it is missing and installs what the lock names."""
    if sys.version_info < OLDEST:
        sys.exit(
            f"Cairn needs Python 3.11 or newer; this is {sys.version.split()[0]}.\n"
            "Name another one like this: make run PYTHON=python3.12"
        )
    python = Path(folder, "Scripts" if os.name == "nt" else "bin", "python")
    if shutil.which("uv"):
        _with_uv(folder, lock, python)
    else:
        _with_pip(folder, lock, python)
    _add_command(Path(folder).resolve(), python)


def _add_command(folder: Path, python: Path) -> None:
    """`.venv/bin/cairn`, which runs this checkout from wherever it is called."""
    root = Path(__file__).resolve().parent
    for packages in folder.glob("lib/python*/site-packages"):
        packages.joinpath("cairn-checkout.pth").write_text(f"{root}\n", encoding="utf-8")
    if os.name != "nt":
        command = folder / "bin" / "cairn"
        command.write_text(
            f"#!{folder / 'bin' / python.name}\nfrom bot.cli import main\n\nmain()\n",
            encoding="utf-8",
        )
        command.chmod(0o755)


def _with_uv(folder: str, lock: str, python: Path) -> None:
    if not python.exists():
        _run("uv", "venv", "--quiet", "--python", sys.executable, folder)
    print("Installing what Cairn needs (once) …", flush=True)
    _run("uv", "pip", "install", "--quiet", "--require-hashes", "--python", python, "-r", lock)


def _with_pip(folder: str, lock: str, python: Path) -> None:
    if not python.exists():
        try:
            import ensurepip  # noqa: F401, PLC0415 - only to see whether it is there
        except ImportError:
            sys.exit(
                "This Python can't make virtual environments: its ensurepip is missing.\n"
                "On Debian and Ubuntu: apt-get install python3-venv. Then run make again."
            )
        _run(sys.executable, "-m", "venv", folder)
    print("Installing what Cairn needs (once, about a minute) …", flush=True)
    _run(
        python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-input", "--require-hashes", "-r", lock,
    )  # fmt: skip


def _run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False)  # noqa: S603 - our own words
    if done.returncode != 0:
        sys.exit(f"This step failed: {' '.join(str(part) for part in command)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
