# What a newcomer types. Every target works in a fresh clone; nothing outside .venv is changed.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= ../shared

help: ## what can be typed here
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## read the examples and print what OnRecord makes of them
	@$(BIN)/onrecord read --format text examples/1-release-arrests.txt examples/4-article-own-reporting.html
	@$(BIN)/onrecord add examples/[0-9]* --ledger demo.db > /dev/null
	@echo '68 documents of four months in one ledger: one source or five? how many? is it decided? did they come back? what was never said?'
	@$(BIN)/onrecord echoes dha-0312 --ledger demo.db --format text
	@$(BIN)/onrecord figures dha-0428 --ledger demo.db --format text
	@$(BIN)/onrecord cases 31-cr-217 --ledger demo.db --format text
	@$(BIN)/onrecord lapses --as-of 2031-07-01 --ledger demo.db --format text
	@$(BIN)/onrecord questions --as-of 2031-07-01 --ledger demo.db --format text
	@echo 'The whole of examples/ now lies in demo.db. To look at it in the browser: make desk'

test: $(VENV)/.installed-dev ## run all tests, the slow ones too
	$(BIN)/pytest -n 2 --dist worksteal

check: lint ## everything but the slow tests
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

lint: $(VENV)/.installed-dev ## format, lint, types, import contracts, generated files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

bench: $(VENV)/.installed-dev ## measure accuracy and speed on ../shared, hold the floors, print one table
	$(BIN)/python -m benchmarks.run --shared $(SHARED)

desk: $(VENV)/.installed ## open the desk on the examples' ledger
	@$(BIN)/onrecord add examples/[0-9]* --ledger demo.db > /dev/null
	@$(BIN)/onrecord desk --ledger demo.db --dataset examples/datasets/corvania-arrests.toml

docs: $(VENV)/.installed-dev ## write the generated pages and files again
	$(BIN)/python docs/generate.py

lock: $(VENV)/.installed-dev ## resolve the dependencies again
	$(BIN)/uv pip compile --quiet pyproject.toml --extra desk --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --upgrade --output-file requirements.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --extra desk --extra parquet --extra postgres --extra ray --group dev --universal \
	  --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --constraints requirements.lock --output-file requirements-dev.lock
	$(BIN)/uv pip compile --quiet pyproject.toml --group validators --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --constraints requirements-dev.lock --output-file requirements-validators.lock

clean: ## remove the environment and the demo's ledger
	rm -rf $(VENV) demo.db demo.db-wal demo.db-shm

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "OnRecord needs Python 3.11 or newer; say make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)

# Wheels and hashes from the lock only; the package itself stands in the checkout.
$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml | $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

# What a test of the exports to FollowTheMoney needs beside: it is built here, with a compiler, pkg-config and libicu-dev.
validators: $(VENV)/.installed-dev ## install what only continuous integration needs
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-validators.lock

.PHONY: help demo test check lint bench desk docs lock clean validators
