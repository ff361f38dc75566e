# `make` alone lists what there is. Everything is run from this folder, by relative paths:
# the path of the checkout may hold spaces and quotes.

PORT ?= 8000
ARGS ?=
PYTHON := .venv/bin/python
LOCKED := requirements-uv requirements requirements-dev

export DEMO = 1
export UV_PYTHON_DOWNLOADS = never

.DEFAULT_GOAL := help
.PHONY: help demo code test bench lint format stop lock clean set-up set-up-dev

help: ## List the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-14s %s\n' "$$name" "$$text"; done

demo: set-up ## Run the site with its data at http://127.0.0.1:8000/ (another port: PORT=8001); Ctrl-C ends it
	@$(PYTHON) manage.py demo --port $(PORT)

code: set-up ## Print the code with which the demo's publisher signs in now
	@$(PYTHON) manage.py demo_code

test: set-up-dev ## Run all tests (some of them: ARGS="tests/test_setup.py -k port")
	@$(PYTHON) -m pytest -n auto --dist loadgroup $(ARGS)

bench: set-up-dev ## Measure growth and speed, as ratios within one run (smaller: ARGS=1000)
	@$(PYTHON) benchmarks/import_and_publish.py $(ARGS)
	@$(PYTHON) benchmarks/desk_at_scale.py $(ARGS)

lint: set-up-dev ## Check style, types, migrations and locks
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(PYTHON) manage.py makemigrations --check --dry-run
	@! grep -nE '://|^ *(-i|-f|--(extra-)?index-url|--find-links)' requirements*.txt \
		|| { echo 'A lock holds the address of a registry: see above. `make lock` writes it without.'; exit 1; }

format: set-up-dev ## Format the code and repair what ruff can repair
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

stop: ## Stop the Postgres server of this checkout
	@if [ -x $(PYTHON) ]; then $(PYTHON) -m config.embedded_postgres stop; else echo 'Nothing was ever started here.'; fi

lock: set-up ## Lock the requirements anew (to newer versions: ARGS=--upgrade)
	@for name in $(LOCKED); do \
		$(PYTHON) -m uv pip compile --quiet --universal --python-version 3.13 --generate-hashes --no-emit-index-url \
			--no-annotate --no-header $(ARGS) "$$name.in" -o "$$name.txt" || exit 1; done

clean: stop ## Remove .venv and caches; the data in var/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

set-up:
	@bin/set-up requirements.txt

set-up-dev:
	@bin/set-up requirements-dev.txt
