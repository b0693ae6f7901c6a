# Each target does its own set-up: a fresh clone, Python 3.10 or newer and make are enough.
PYTHON    ?= python3
DEMO      ?= output/demo
DEMO_DATA ?=
DEMO_ARGS ?= --arch tf_efficientnet_lite0 --size 128 --folds 5 --fold 0 --epochs 5
DEMO_MASKS ?= --masks 200 --mask-epochs 2

BIN      := .venv/bin
METADATA := settings.ini setup.py constraints.txt
INSTALL   = $(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test lab docs bench gpu wheel export clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-7s %s\n", $$1, $$2}' Makefile

install: .venv/.run  ## install dermnb into .venv, with the explorer and the demo

demo: .venv/.run  ## train, evaluate and audit on the synthetic data: tables, plots and a run directory in output/demo
	$(BIN)/dermnb train $(DEMO_DATA) $(DEMO_ARGS) --out $(DEMO) --resume
	$(BIN)/dermnb audit $(DEMO) $(DEMO_DATA) $(DEMO_MASKS)

test: .venv/.dev  ## every check: order of imports, drift, wheel, notebooks
	@$(BIN)/python .ci/test.py

lab: .venv/.dev  ## open the notebooks in JupyterLab
	$(BIN)/jupyter-lab nbs/index.ipynb

export: .venv/.dev  ## clean the notebooks and write modules and README from them
	@$(BIN)/python .ci/export.py

docs: have-quarto .venv/.dev  ## build the documentation site in _docs (needs Quarto)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/nbdev-docs --n_workers 1

bench: .venv/.run  ## measure speed beside comparable libraries: table and plot in output/bench (BENCH_ARGS="--data path/to/ham10000")
	$(BIN)/dermnb bench $(BENCH_ARGS)

gpu: .venv/.run  ## measure training on a graphics card, ten minutes, table in output/gpu (GPU_DATA=path/to/ham10000)
	$(BIN)/python .ci/gpu.py $(GPU_DATA)

wheel: .venv/.dev  ## build the wheel into dist, install it in a clean environment, import every module from there
	@$(BIN)/python .ci/wheel.py

clean:  ## remove what was built; the environment (.venv) and your results (output) stay
	rm -rf build dist _docs _proc .quarto dermnb.egg-info
	find nbs dermnb .ci -name __pycache__ -o -name .ipynb_checkpoints | xargs rm -rf

.PHONY: have-quarto
have-quarto:
	@command -v quarto >/dev/null || { echo "The documentation site needs Quarto: install it from https://quarto.org/docs/get-started and run 'make docs' again, or read the notebooks with 'make lab'." >&2; exit 1; }

# One virtual environment; an empty file in it stands for each finished installation, so that a second run installs nothing.
$(BIN)/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null || { echo "dermnb needs Python 3.10 or newer with its venv module, and '$(PYTHON)' is not that: install one (Debian, Ubuntu: python3-venv) or name another with 'make $(MAKECMDGOALS) PYTHON=python3.12'." >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.run: $(METADATA) | $(BIN)/python
	$(INSTALL) -e '.[app,offline]'
	@touch $@

.venv/.dev: .venv/.run
	@echo "Installing the tools for notebooks and tests ..."
	@$(INSTALL) --quiet -e '.[dev,app,offline]'
	@touch $@
