# Everything runs in .venv, which `make` sets up by itself and again whenever a lock file changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: all setup data validate test bench bench-large lint types contracts format lock clean

all: lint types contracts test  ## every check that CI runs

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

data: $(READY)  ## rebuild data/, datapackage.json and the dictionary from seeds/
	$(BIN)/newsrows build
	$(BIN)/python scripts/write_dictionary.py

validate: $(READY)
	$(BIN)/newsrows validate

test: $(READY)
	$(BIN)/python -m pytest

bench: $(READY)  ## some minutes; writes docs/benchmarks.md
	$(BIN)/python scripts/bench.py

bench-large: $(READY)  ## an hour; writes docs/benchmarks-large.md
	$(BIN)/python scripts/bench_large.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

format: $(READY)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

lock:  ## needs uv; writes hashes and no download addresses
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
		--no-header --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
