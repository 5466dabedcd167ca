# Röda tråden. `make` lists what there is to do.
PYTHON ?= python3
PORT ?= 8000
TODAY ?=
RESET ?=
ONLY ?=
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# What Python compiles is kept in .venv, also where the environment says otherwise: each command starts in half the time.
export PYTHONDONTWRITEBYTECODE =
export PYTHONPYCACHEPREFIX = $(CURDIR)/.venv/pycache

.DEFAULT_GOAL := help
.PHONY: help demo test test-full check fix bench shots lock messages clean

help: ## Lists the targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.installed: requirements.lock pyproject.toml
	@echo "Skapar miljön i .venv (en gång; kräver nät för paketen) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python 3.11 med venv behövs (Debian: apt install python3-venv)." >&2; exit 1; }
	@echo "Hämtar och installerar paketen i requirements.lock …"
	@$(BIN)/python -m pip install --quiet --no-compile --require-hashes -r requirements.lock \
		|| { echo "Paketen gick inte att hämta. Kontrollera nätet (eller PIP_INDEX_URL) och kör igen." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --no-compile --no-deps --no-build-isolation --no-index -e . \
		|| { echo "Röda tråden gick inte att installera i .venv." >&2; exit 1; }
	@touch $@

demo: .installed ## Starts the product with four municipalities (PORT=8123 TODAY=2018-09-10 RESET=1)
	@$(BIN)/rodatraden demo --port $(PORT) $(if $(TODAY),--today $(TODAY)) $(if $(RESET),--reset)

test: .installed ## Runs the tests (DATABASE_URL=postgres://… for PostgreSQL)
	@$(BIN)/python -m pytest

test-full: .installed ## Runs the browser tests, and those that walk all pages, read whole documents or build the demo (ONLY=… some files)
	@$(BIN)/python -m pytest -m full -n 2 $(ONLY)

check: .installed ## Lint, types, floors, templates, migrations, translations, house numbers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djade --target-version 5.2 --check $$(git ls-files '*.html')
	@$(BIN)/djlint --lint --quiet $$(git ls-files '*.html')
	@$(BIN)/lint-imports
	@$(BIN)/python -m django makemigrations --check --dry-run --settings rodatraden.settings
	@$(BIN)/python tests/house.py
	@$(BIN)/mypy rodatraden

fix: .installed ## Formats and mends what can be mended by itself
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .
	@$(BIN)/djade --target-version 5.2 $$(git ls-files '*.html') || true

bench: .installed ## Speed and memory, as ratios against a floor of the same run
	@$(BIN)/python -m bench

shots: .installed ## Screenshots of the main pages as each role, into shots/
	@$(BIN)/python tests/shots.py

lock: .installed ## Resolves requirements/*.in anew into requirements.lock
	@command -v uv >/dev/null || test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet uv
	@PATH="$$PATH:$(CURDIR)/$(BIN)" UV_SYSTEM_CERTS=1 uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links requirements/dev.in -o requirements.lock

messages: .installed ## Collects sentences to translate and compiles them (needs gettext)
	@$(BIN)/python tests/messages.py

clean: ## Removes the environment, keeps the data
	@rm -rf .venv .installed
