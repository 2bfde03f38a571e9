# Everything a user or developer does here, each in one word. Set-up happens by itself, in .venv.
# Written for GNU make 3.81 (macOS) and later.

SHELL := /bin/sh
PYTHON := .venv/bin/python
RUN := .venv/.installed-run
DEV := .venv/.installed-dev
BENCH := .venv/.installed-bench
FRONT := src/targetree/static/dist/.vite/manifest.json
FRONT_SOURCES := $(shell find frontend -type f -not -path '*/node_modules/*' -not -path '*/words/*' 2>/dev/null) \
	$(shell find src/targetree/locale -name '*.po' 2>/dev/null)
MODULES := $(wildcard src tests benchmarks docs)

# Modules are compiled once, whatever the environment says: the tests start servers by the dozen.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo front browser test style check bench bench-quick soak pictures lock clean

help:
	@echo "make demo         plan the sample company, then serve it to your browser  (演示)"
	@echo "make test         style, types, walls of the house, and all tests        (测试)"
	@echo "make check        the same with the fast tests only; a minute             (检查)"
	@echo "make front        build the front end"
	@echo "make bench        ours beside peers, one table; a quarter of an hour      (基准)"
	@echo "make bench-quick  the same table at small sizes; a minute"
	@echo "make soak         the property tests, long"
	@echo "make pictures     the pictures of the documentation"
	@echo "make lock         new locks in requirements/"
	@echo "make clean        remove what was built, .venv included"

demo: $(RUN) $(FRONT)
	@$(PYTHON) -m targetree demo
	@$(PYTHON) -m targetree serve --sample --data out/data

front: $(FRONT)

$(FRONT): $(RUN) $(FRONT_SOURCES)
	@$(PYTHON) frontend/build.py
	@touch $@

browser:
	@sh requirements/browser.sh

test: browser $(DEV) $(FRONT) style
	@$(PYTHON) -m pytest -n 2 --dist loadgroup

style: $(DEV)
	@.venv/bin/ruff check $(MODULES)
	@.venv/bin/ruff format --check $(MODULES)
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache

check: browser $(DEV) $(FRONT) style
	@HYPOTHESIS_PROFILE=glance $(PYTHON) -m pytest -n 2 -m "not slow"

bench: $(BENCH)
	@$(PYTHON) -m benchmarks

bench-quick: $(BENCH)
	@$(PYTHON) -m benchmarks --quick

soak: browser $(DEV) $(FRONT)
	@KILLS=200 CROWD_SECONDS=60 HYPOTHESIS_PROFILE=soak $(PYTHON) -m pytest -n 2 --dist loadgroup -m "hypothesis or slow"

pictures: browser $(DEV) $(FRONT)
	@$(PYTHON) docs/images/draw.py
	@$(PYTHON) docs/images/pages.py

$(RUN): requirements/run.txt pyproject.toml
	@sh requirements/install.sh run

$(DEV): requirements/dev.txt requirements/run.txt pyproject.toml
	@sh requirements/install.sh dev

$(BENCH): requirements/bench.txt requirements/run.txt pyproject.toml
	@sh requirements/install.sh bench

# No addresses of registries get into these files: the guard in tests/test_house.py keeps it so.
COMPILE = .venv/bin/uv pip compile -q --upgrade --generate-hashes --universal --no-annotate \
	--python-version 3.11 --custom-compile-command "make lock" --group pyproject.toml:build

lock:
	@sh requirements/install.sh lock
	@$(COMPILE) pyproject.toml -o requirements/run.txt
	@$(COMPILE) pyproject.toml --group pyproject.toml:dev -c requirements/run.txt -o requirements/dev.txt
	@$(COMPILE) pyproject.toml --group pyproject.toml:bench -c requirements/dev.txt -o requirements/bench.txt
	@$(COMPILE) --group pyproject.toml:lock -o requirements/lock.txt

clean:
	@rm -rf .venv build dist out frontend/node_modules src/targetree/static/dist .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
