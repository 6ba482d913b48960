# One target per chore. Every target sets up what it needs by itself, inside .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test coverage bench format lock pictures clean

run: $(VENV)/.run
	$(BIN)/python -m bot try $(ARGS)

test: $(VENV)/.dev
	$(BIN)/python tests/all.py $(ARGS)

# The same, and what the tests cover; twice as long.
coverage: $(VENV)/.dev
	CAIRN_COVERAGE=1 $(BIN)/python tests/all.py $(ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks $(ARGS)

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

# Pins every dependency by hash, for all platforms, and names no registry.
lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate --quiet -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header --no-annotate --quiet -c requirements.lock -o requirements-dev.lock

# The README's pictures, made by the program.
pictures: $(VENV)/.dev
	PYTHONPATH=. $(BIN)/python docs/make_pictures.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage*

$(VENV)/.run: requirements.lock
	@$(PYTHON) setup_venv.py $(VENV) requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock
	@$(PYTHON) setup_venv.py $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/.run
