"""Everything `make test` checks, in order: lint, types, import rules, tests.

CAIRN_COVERAGE=1 measures what the tests cover, lines and branches, and takes twice as long.
What could not run on this machine is said in the last lines.
"""

import os
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).parent.parent
LEFT_OUT = ROOT / ".pytest_cache" / "left-out"  # written by conftest.py


def main(arguments: list[str]) -> int:
    """Runs all steps, stopping at the first that fails; returns the exit code."""
    steps = [
        ("Lint", ["ruff", "check", "."]),
        ("Format", ["ruff", "format", "--check", "."]),
        ("Types", ["mypy"]),
        ("Import rules", ["lint-imports"]),
    ]
    for name, command in steps:
        print(f"== {name}", flush=True)
        if _run(command) != 0:
            print(f"{name} failed. `make format` mends what can be mended by itself.")
            return 1
    print("== Tests", flush=True)
    LEFT_OUT.unlink(missing_ok=True)
    tests = ["pytest", "-q", "-n", "auto", "--dist", "worksteal", *arguments]
    failed = _measured(tests) if os.environ.get("CAIRN_COVERAGE") == "1" else _run(tests)
    if LEFT_OUT.exists():
        print("Not everything could run on this machine:")
        print(LEFT_OUT.read_text(encoding="utf-8"), end="")
    return failed


def _measured(tests: list[str]) -> int:
    _run(["coverage", "erase"])
    failed = _run(["coverage", "run", "-m", *tests])
    _run(["coverage", "combine", "-q"])
    print("Lines and branches covered, in per cent:", end=" ", flush=True)
    _run(["coverage", "report", "--format=total"])
    return failed


def _run(command: list[str]) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = [str(BIN / command[0]), *command[1:]]
    return subprocess.run(program, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
