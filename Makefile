# `make graph` builds a knowledge graph from the documents in seeds/; `make test` tests the program.

PYTHON ?= $(shell for candidate in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$candidate; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
WORKERS ?= auto

.PHONY: bench bench-scale gallery help graph test lint format docs golden lock web clean

help:
	@echo "make graph   install into .venv and build the graph of seeds/ into output/"
	@echo "make test    run the tests"
	@echo "make lint    check style, types and the direction of imports"
	@echo "make format  put the code into the project's style"
	@echo "make docs    write docs/reference/ anew from the program"
	@echo "make golden  write tests/golden/ anew from the digests"
	@echo "make web     bundle what the pages run in the browser; needs Node 20 or newer"
	@echo "make lock    renew the lock files"
	@echo "make bench   time a build, every export and the server, each beside what it is measured by"
	@echo "make bench-scale  measure what docs/scaling.md tells: engines, resolution, whole builds, millions of quads"
	@echo "make gallery draw every view and chart of output/ into output/gallery, to look at"
	@echo "make clean   remove .venv, bundles and caches; output/ stays"

graph: .venv/.installed
	@$(BIN)/inspectgraph build

test: .venv/.developed
	@$(BIN)/pytest -n $(WORKERS) --dist loadgroup

lint: .venv/.developed
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/.developed
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: .venv/.installed
	@$(BIN)/python -m docs.generate

golden: .venv/.developed
	@RENEW_GOLDEN=yes $(BIN)/pytest --quiet tests/test_golden.py

bench: .venv/.developed
	@$(BIN)/python benchmarks/build_speed.py --json benchmarks/build_speed.json
	@$(BIN)/python benchmarks/export_speed.py --json benchmarks/export_speed.json
	@$(BIN)/python benchmarks/serving_speed.py output --json benchmarks/serving_speed.json

# Half an hour, 20 GB of disk. The graph that is multiplied is that of output/.
bench-scale: .venv/.developed
	@$(BIN)/python -m benchmarks.engine_speed --json benchmarks/engine_speed.json
	@$(BIN)/python -m benchmarks.whole_speed --json benchmarks/whole_speed.json
	@$(BIN)/python benchmarks/resolving_speed.py output --times 1 10 100 --ways disk --json benchmarks/resolving_on_disk.json
	@$(BIN)/python benchmarks/resolving_speed.py output --times 1 10 --ways memory --json benchmarks/resolving_in_memory.json
	@$(BIN)/python benchmarks/quads_speed.py output --quads 1 10 50 --json benchmarks/quads_speed.json

gallery: .venv/.developed
	@$(BIN)/python -m tests.exporting.gallery output output/gallery

# The pages work without the bundles, only more plainly.
BUNDLES := src/inspectgraph/presenting/static/built

web: $(BUNDLES)/licences.json

$(BUNDLES)/licences.json: web/node_modules/.installed web/build.mjs $(wildcard web/src/*.js)
	@npm --prefix web run --silent build

web/node_modules/.installed: web/package-lock.json
	@npm --prefix web ci --silent --no-audit --no-fund
	@touch $@

# Written without the address of any index, so that each machine takes the packages from its own.
LOCK := uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-header --quiet

lock:
	$(LOCK) --extra serve --output-file requirements.lock
	$(LOCK) --group dev --output-file requirements-dev.lock

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist web/node_modules $(BUNDLES)
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; name it with make PYTHON=..." >&2; exit 2; }
	@echo "Making .venv with $$($(PYTHON) --version) ..."
	@$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/.installed: .venv/.made requirements.lock pyproject.toml
	@echo "Installing inspectgraph and what it needs ..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps -e .
	@touch $@

.venv/.developed: .venv/.installed requirements-dev.lock
	@echo "Installing what the tests need ..."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
