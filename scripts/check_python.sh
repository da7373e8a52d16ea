#!/usr/bin/env bash
# What CI runs for python/: the two lines of its README in a fresh virtual environment, then types, notebooks and the benchmark.
# Needs Rust, Python 3.10 or later and a package registry; installs the rest into target/, and Java where there is none.
set -euo pipefail
cd "$(dirname "$0")/.."
step() { printf '\n=== python: %s\n' "$*"; }

if [ -z "${CROSSPLAN_PLANS:-}" ] && [ -d ../shared/plans ]; then
  CROSSPLAN_PLANS="$(cd ../shared/plans && pwd)"
  export CROSSPLAN_PLANS
fi

# What an extra needs, without building the package again.
extra() {
  python - "$1" <<'PY'
import importlib.metadata as metadata, sys
for line in metadata.requires("crossplan"):
    need, _, marker = line.partition(";")
    if sys.argv[1] in marker:
        print(need.strip())
PY
}

step "a fresh virtual environment"
venv=target/python-venv
rm -rf "$venv"
python3 -m venv "$venv"
export PATH="$PWD/$venv/bin:$PATH"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_QUIET=1

step "line 1 of the README: install, needing no data frame library"
pip install ./python
(cd / && python -c "import crossplan; print(crossplan.__version__, crossplan.align(crossplan.samples()))")

step "line 2 of the README: the tests"
pip install './python[test]'
python -m pytest python/tests

step "types: pyright in strict mode, stubtest"
extra types > target/python-types.txt && pip install -r target/python-types.txt
pyright --pythonpath "$PWD/$venv/bin/python" -p python/pyproject.toml
# From a folder that holds no crossplan/, so that the installed package is the one looked at.
(cd target && python -m mypy.stubtest crossplan --mypy-config-file ../python/mypy.ini --ignore-disjoint-bases)

step "notebooks, each from a clean kernel"
if ! command -v java >/dev/null; then
  apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless
fi
extra notebooks > target/python-notebooks.txt && pip install -r target/python-notebooks.txt
CROSSPLAN_NOTEBOOKS=1 python -m pytest python/tests/test_notebooks.py

step "benchmark"
python python/benches/handover.py
echo "python: all done"
