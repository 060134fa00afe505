# make setup   .venv with everything pinned, and the system packages it needs (installed where permitted, else named)
# make run     the window where there is a display, else the guided demo into demo-output/
# make test    all tests; the core's run with Qt blocked
# make lint    ruff, mypy --strict, import contracts
# make soak    sync against everything that can go wrong: simulated, then with real programs (MINUTES=30 each)
# make fuzz    every reader of foreign bytes against inputs made to do harm (Linux on x86-64; MINUTES=30)
# make bench   what the program takes on this machine
# make build   the program for people without Python, in dist/alliance
# make i18n    bring the translation catalogues up to date and compile them

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
PYTHONS := py python3 python
DISPLAY_HERE := yes
else
BIN := .venv/bin
PYTHONS := python3.11 python3.12 python3.13 python3 python
DISPLAY_HERE := $(if $(filter Darwin,$(shell uname -s)),yes,$(DISPLAY)$(WAYLAND_DISPLAY))
endif

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
ifndef PYTHON
PYTHON := $(firstword $(foreach each,$(PYTHONS),$(shell $(each) -c "$(SUPPORTED)" 2>/dev/null && echo $(each))))
endif
# Where a machine keeps Python from keeping what it compiled, each of the hundreds of processes that tests start would
# compile the program anew, and each pytest worker all tests.
export PYTHONDONTWRITEBYTECODE :=
JOBS ?= 2
# A window waits for its own timers between keys: another one can have the core meanwhile.
WINDOW_JOBS ?= 3
MINUTES ?= 30
PYTEST := $(BIN)/python -m pytest --dist worksteal

.DEFAULT_GOAL := setup
.PHONY: setup system run test test-core test-window soak fuzz lint bench build smoke i18n clean

setup: system .venv/installed

system:
	@sh tools/system_packages.sh "$(PYTHON)"

.venv/installed: requirements.txt requirements-desktop.txt requirements-s3.txt requirements-dev.txt pyproject.toml | system
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed (make PYTHON=/path/to/python3.12)."; exit 1; }
	test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup
ifneq ($(strip $(DISPLAY_HERE)),)
	$(BIN)/alliance
else
	@rm -rf demo-output
	$(BIN)/alliance demo --shots demo-output
endif

test: test-core test-window

# The core with Qt out of reach: proves that it neither needs nor loads it.
test-core: setup
	$(PYTEST) -n $(JOBS) -p no:pytest-qt -p tests.without_qt -m "not window"

test-window: setup
	$(PYTEST) -n $(WINDOW_JOBS) -m window

# So many minutes each: the simulation, then eight real programs that are killed over a folder that is vandalised. The
# simulation looks at other seeds in every run; a violation is printed as a line for its seeds.txt and as its story.
soak: setup
	$(BIN)/python -m tests.sync_simulation --minutes $(MINUTES) --devices 2-6 --steps 10-150 $(ARGS)
	$(BIN)/python -m tests.soak --minutes $(MINUTES)

# Needs atheris, for which there are wheels for Linux on x86-64 only. What does harm is kept in tests/fuzz/found.
fuzz: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-fuzz.txt
	$(BIN)/python -m tests.fuzz --minutes $(MINUTES) $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m tests.benchmarks $(ARGS)

build: setup
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

smoke: build
	$(BIN)/python tools/smoke.py dist/alliance

i18n: setup
	$(BIN)/python tools/translations.py

clean:
	rm -rf build dist demo-output .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
