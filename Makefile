# Every job of the house is a target here; the pipeline runs these and nothing else.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
SITE ?= demo-site
PORT ?= 8080
N ?=

.PHONY: help setup demo test check format bench faults fuzz monitor pages golden docs tools clean

help: ## what there is
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t12

setup: $(STAMP) ## make .venv with everything that Python packages can bring

$(STAMP): pyproject.toml requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[epaper]' --requirement requirements-dev.txt
	touch $(STAMP)

demo: $(STAMP) ## the whole product on localhost: a sample agency plays a day of wire
	$(BIN)/nightdesk demo --dir $(SITE) --port $(PORT)

test: $(STAMP) ## everything
	$(BIN)/python -m pytest -n 2

check: $(STAMP) ## before each commit: format, lint, strict types, import contracts, fast tests
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	@report=$$($(BIN)/lint-imports --no-logo) || { echo "$$report"; false; }
	$(BIN)/python -m pytest -q -x -n 2 -m "not slow" tests/proof tests/desk/rules tests/desk/test_story_life.py tests/desk/test_fold.py \
	  tests/desk/test_decide.py tests/desk/test_revisions.py tests/store tests/agency/formats/nitf tests/test_parts.py

format: $(STAMP) ## put the code into its form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

bench: $(STAMP) ## speed as ratios, one JSON object a line
	$(BIN)/python -m bench $(if $(ONLY),--only $(ONLY))

faults: $(STAMP) ## kill -9, full disk, dead database; N= how many kills (500)
	$(BIN)/python -m tests.faults.kill_nine --kills $(or $(N),500)

fuzz: $(STAMP) ## mutated deliveries over all formats; N= how many (1000000)
	$(BIN)/python -m tests.fuzz.mutate --count $(or $(N),1000000)

monitor: $(STAMP) ## a monitor on a large site with planted faults; N= pages (10000)
	$(BIN)/python -m tests.monitor --pages $(or $(N),10000)

pages: $(STAMP) ## validators and browser over the demo site
	$(BIN)/python -m tests.pages

golden: $(STAMP) ## rewrite expected files; read the difference as carefully as code
	NIGHTDESK_GOLDEN=1 $(BIN)/python -m pytest -q tests/agency/formats

docs: $(STAMP) ## check what the documents claim
	$(BIN)/python -m pytest -q tests/docs

tools: ## what Python packages cannot bring, from Debian's
	apt-get update -qq
	apt-get install -y -qq chromium nginx libnginx-mod-http-brotli-static libnginx-mod-http-brotli-filter golang-go golang-golang-x-mod-dev wrk default-jre-headless nodejs npm

clean: ## remove what was made
	rm -rf $(VENV) $(SITE) build dist node_modules .mypy_cache .ruff_cache .pytest_cache
