#!/usr/bin/env bash
# Checks everything: lint, format, types, layers, tests, coverage. Ends with pytest's closing line.
#
#   bash packaging/test.sh                 all of it
#   bash packaging/test.sh -k letter       arguments go to pytest; the coverage gate is left out
set -euo pipefail

# shellcheck source=packaging/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
set_up test
cd "$root"
export QT_QPA_PLATFORM=offscreen

failed=()

# check NAME COMMAND…: runs it, and remembers the name if it fails.
check() {
    local name="$1"
    shift
    say "== $name"
    "$@" || failed+=("$name")
}

check "ruff check" "$venv/bin/ruff" check .
check "ruff format" "$venv/bin/ruff" format --check .
check "mypy" "$venv/bin/mypy"
check "lint-imports" "$venv/bin/lint-imports"

say "== pytest"
log="$(mktemp "$venv/pytest.XXXXXX")"
trap 'rm -f "$log"' EXIT
if [ $# -eq 0 ]; then
    # A file of tests stays in one process, so that what it made for all its tests is made once.
    # One process more than cores: many a test waits for the disk or for a program it has started.
    workers="$("$venv/bin/python" -c 'import os; print(min(os.cpu_count() or 1, 4) + 1)')"
    "$venv/bin/python" -m pytest --numprocesses "$workers" --dist loadfile \
        --no-loadscope-reorder \
        --cov --cov-report= 2>&1 | tee "$log" || failed+=("pytest")
    # Each on its own, so that one cannot hide behind another.
    for package in domain storage report exchange; do
        if [ -d "clonus_desktop/$package" ]; then
            check "coverage of $package" "$venv/bin/coverage" report \
                --include="clonus_desktop/$package/*" --fail-under=100
        fi
    done
else
    "$venv/bin/python" -m pytest "$@" 2>&1 | tee "$log" || failed+=("pytest")
fi

if [ ${#failed[@]} -gt 0 ]; then
    printf '\nFailed:'
    printf ' %s.' "${failed[@]}"
    printf '\n'
fi
grep -E ' in [0-9.]+s( |$)' "$log" | tail -n 1 || tail -n 1 "$log"
[ ${#failed[@]} -eq 0 ]
