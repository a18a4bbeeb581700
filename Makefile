# make demo and make test work on a fresh machine with Python 3.11 and make: they set up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The command alone is set up in seconds; what the tests need is more.
COMMAND := $(VENV)/.command
READY := $(VENV)/.ready

.PHONY: ablate check demo test test-compiled compiled lint types bench golden clean

check: lint types test

$(COMMAND): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $(COMMAND)

$(READY): $(COMMAND)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $(READY)

demo: $(COMMAND)
	$(BIN)/trialx extract samples/meddatax/eyedrops.txt
	$(BIN)/trialx extract samples/*/*.txt --format json --output demo.json
	@echo "The records of all samples are in demo.json."

# The cluster's threads live as long as the process and would disturb the property tests, so it gets one of its own.
test: $(READY)
	$(BIN)/pytest -n auto --ignore=tests/cluster
	$(BIN)/pytest tests/cluster

# The compiled build, beside the sources and before them on the path; pytest would put the checkout first.
COMPILED := build/compiled
AS_COMPILED := PYTHONSAFEPATH=1 PYTHONPATH=$(CURDIR)/$(COMPILED):$(CURDIR) $(BIN)/python -m
SOURCES := setup.py $(shell find trialx -name '*.py' -o -name '*.yaml')

compiled: $(COMPILED)/.done

$(COMPILED)/.done: $(READY) $(SOURCES)
	rm -rf build && mkdir build
	TRIALX_COMPILE=1 $(BIN)/python setup.py --quiet build --build-lib $(COMPILED) >build/log 2>&1 || { cat build/log; exit 1; }
	touch $@

test-compiled: $(COMPILED)/.done
	$(AS_COMPILED) pytest -n auto --import-mode=append --ignore=tests/cluster tests

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

bench: $(COMPILED)/.done
	$(BIN)/python -m tests.benchmarks
	$(AS_COMPILED) tests.benchmarks bench bench_criteria bench_growth

# Which pages and sites need each rule of the reader of unknown pages: make ablate CORPUS="folder folder …"
ablate: $(READY)
	$(BIN)/python -m tools.ablate $(CORPUS)

golden: $(READY)
	$(BIN)/python -m tests.golden

clean:
	rm -rf $(VENV) demo.json build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
