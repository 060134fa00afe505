PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup
setup:
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
