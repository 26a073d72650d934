.DEFAULT_GOAL := help
.PHONY: help install demo test test-neo4j-latest lint format model pictures clean
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
MINUTES ?= 110
NEO4J_LATEST ?= 2026.08.1
DEMO_STORE ?= sqlite:///demo.db

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{sub(/:.*/, "", $$1); printf "  make %-18s %s\n", $$1, $$2}'

$(STAMP): pyproject.toml constraints.txt hatch_build.py api/explorer/package-lock.json
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "Python's venv is missing: apt install python3-venv, then again" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv
	@echo "installing into .venv (once; a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@test -e api/explorer/vendor/stamp \
		|| echo "the explorer page has no packages yet: npm is missing or failed; install npm, then run make -B install" >&2
	@touch $@

install: $(STAMP) ## make .venv with the service and the tools (idempotent)

demo: install ## load samples/, print the two answers, serve API and docs until Ctrl-C
	@$(BIN)/casus load samples --store $(DEMO_STORE)
	@echo; echo "WHO MET WHOM"
	@$(BIN)/casus meetings --store $(DEMO_STORE) --limit 12
	@echo; echo "WHICH ATTACK LED TO WHICH RESPONSE"
	@$(BIN)/casus responses --to ASSAULT --store $(DEMO_STORE) --limit 8
	@echo
	@$(BIN)/casus serve --store $(DEMO_STORE)

test: install ## run the tests (a real Neo4j is assembled where Java and Maven are at hand)
	@$(BIN)/pytest

test-neo4j-latest: install ## run the Neo4j tests on its newest release (JAVA_HOME: Java 21 or later)
	@CASUS_TEST_NEO4J_VERSION=$(NEO4J_LATEST) CASUS_REQUIRE_NEO4J=1 $(BIN)/pytest tests/store tests/api tests/exports -k neo4j

lint: install ## ruff, mypy strict, the one-way rule between the rooms, files of at most 500 lines
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@git ls-files '*.py' '*.js' '*.css' '*.cypher' '*.sql' | xargs wc -l \
		| awk '$$2 != "total" && $$1 > 500 {print $$2 " has " $$1 " lines, over 500"; bad = 1} END {exit bad}'

model: install ## train the reader again from training/records (about two hours on two cores)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[training]'
	$(BIN)/python -m training.vocabulary build/vocabulary
	$(BIN)/python -m training.train build/vocabulary build/reader.pt --minutes $(MINUTES) --threads 2
	$(BIN)/python -m training.export build/vocabulary build/reader.pt loaders/extract/model
	$(BIN)/python -m training.tune loaders/extract/model

pictures: install ## take pictures of the explorer for docs/pictures (needs Chromium and npm)
	@$(BIN)/python -m tests.explorer.pictures docs/pictures

format: install ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean: ## remove .venv, caches and the demo's store
	@rm -rf api/explorer/vendor build/explorer .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo.db demo.db-wal demo.db-shm
