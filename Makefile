# SPDX-License-Identifier: AGPL-3.0-or-later
# `make site` and `make test` do everything on a machine with python3, venv, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help site serve check test fuzz bench bench-safety bench-reading bench-redact bench-search bench-cluster bench-release manual specimens generated lock clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 20

$(VENV)/site.stamp: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

site: $(VENV)/site.stamp ## Build the site into site/
	$(BIN)/disclosures build
	$(BIN)/disclosures export

serve: $(VENV)/site.stamp ## Show the site at http://127.0.0.1:8000/ and follow changes
	$(BIN)/disclosures serve

check: $(VENV)/site.stamp ## Check every request folder
	$(BIN)/disclosures check

test: $(VENV)/test.stamp ## Run the whole test suite, in a real browser too
	@PYTHON=$(BIN)/python sh tests/install.sh
	$(BIN)/python -m pytest -n 2 --dist loadgroup

fuzz: $(VENV)/test.stamp ## Try mutated files on every door for a long time
	DISCLOSURES_FUZZ_EXAMPLES=$${DISCLOSURES_FUZZ_EXAMPLES:-1500} $(BIN)/python -m pytest tests/fuzz -q

bench-safety: $(VENV)/test.stamp ## Measure the gate on made leaks, and on real files where there are any
	$(BIN)/python -m tests.benchmarks.safety

bench: $(VENV)/test.stamp ## Measure how long logs take to build, beside other generators
	$(BIN)/python -m tests.benchmarks.log.bench $(SIZES) $(if $(HUGO),--hugo $(HUGO))

bench-reading: $(VENV)/test.stamp ## Measure how well and how fast records are read, beside other programs
	$(BIN)/python -m tests.benchmarks.reading $(if $(PEERS),--peers-python $(PEERS))

bench-search: $(VENV)/test.stamp ## Measure what a search costs, and how often it finds
	$(BIN)/python -m tests.benchmarks.search.bench $(SIZES)

bench-redact: $(VENV)/test.stamp ## Measure what redacted lines give away about names
	$(BIN)/python -m tests.benchmarks.redact

bench-cluster: $(VENV)/test.stamp ## Measure what a page costs to inspect and read, and a task on a cluster
	$(BIN)/python -m tests.benchmarks.cluster

bench-release: $(VENV)/test.stamp ## Measure what a release and a withdrawal cost
	$(BIN)/python -m tests.benchmarks.release $(SIZES)

manual: $(VENV)/site.stamp ## Build the manual into site-docs/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict -f mkdocs-docs.yml

generated: $(VENV)/site.stamp ## Write the manual's reference from the code
	$(BIN)/python docs/generate.py

specimens: $(VENV)/site.stamp ## Make the sample requests' files again
	$(BIN)/python -m tests.specimens.make

lock: ## Pin the dependencies again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra cluster --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean: ## Remove what was built
	rm -rf site site-docs dist .cache
