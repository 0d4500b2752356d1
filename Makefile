# `make data` and `make test` set .venv up by themselves, and again whenever a lock file or pyproject.toml changes.
# Another Python: make PYTHON=python3.13 test
PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime
DEV := .venv/.dev

.PHONY: all setup data validate test bench bench-large bench-types conformance campaign lint types contracts format lock clean

all: lint types contracts test  ## every check

setup: $(DEV)

# This line must run in every Python, so that an old one gets a message and not a syntax error.
CHECK_PYTHON = $(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("$(PYTHON) is Python %d.%d, but newsrows \
	needs 3.11 or newer; next: make PYTHON=python3.13, or the name of another newer Python" % sys.version_info[:2])'

$(RUNTIME): requirements.lock pyproject.toml
	@$(CHECK_PYTHON)
	@$(PYTHON) scripts/set_up.py runtime
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@$(CHECK_PYTHON)
	@$(PYTHON) scripts/set_up.py dev
	@touch $@

# .venv is also set up again if its Python no longer runs, or if PYTHON= was given and names another version.
ifeq ($(origin PYTHON),file)
STALE := $(shell $(BIN)/python -c "" 2>/dev/null || echo yes)
else
STALE := $(shell [ "$$($(BIN)/python -V 2>&1)" = "$$($(PYTHON) -V 2>&1)" ] || echo yes)
endif
ifneq ($(STALE),)
.PHONY: $(RUNTIME)
endif

data: $(RUNTIME)  ## rebuild data/, datapackage.json and the dictionary from seeds/
	$(BIN)/newsrows build
	$(BIN)/python scripts/maintain/dictionary_page.py
	@echo "data/ and datapackage.json are built and valid; docs/dictionary.md describes their columns."

validate: $(RUNTIME)
	$(BIN)/newsrows validate

test: $(DEV)
	$(BIN)/python -m pytest

bench: $(DEV)  ## some minutes; writes docs/benchmarks.md
	$(BIN)/python scripts/bench.py

bench-large: $(DEV)  ## an hour; writes docs/benchmarks-large.md
	$(BIN)/python scripts/bench_large.py

bench-types: $(DEV)  ## some minutes: columns of each type of Table Schema, compared with Frictionless
	PYTHONPATH=scripts $(BIN)/python -m benchmarks.field_types

# check-datapackage needs Python 3.12: `make conformance PYTHON=python3.13` compares with it, too.
conformance: $(DEV)  ## the features of the Data Package standard: newsrows, Frictionless and check-datapackage
	PYTHONPATH=scripts $(BIN)/python -m maintain.conformance.compare

campaign: $(DEV)  ## half an hour; tries hostile input and writes docs/hardening.md
	$(BIN)/python scripts/campaign.py

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy

contracts: $(DEV)
	$(BIN)/lint-imports

format: $(DEV)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format --quiet .

# The versions stay as they are where pyproject.toml allows it; `make lock UPGRADE=--upgrade` takes the newest.
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
	--no-header pyproject.toml

lock:  ## needs uv; writes hashes and no download addresses
	$(COMPILE) $(UPGRADE) --group dev --output-file requirements-dev.lock
	$(COMPILE) --group editable --constraint requirements-dev.lock --output-file requirements.lock

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
