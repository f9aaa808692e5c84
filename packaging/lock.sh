#!/usr/bin/env bash
# Writes requirements.txt (to run) and requirements-test.txt (to run and to test) afresh, with
# the newest versions that pyproject.toml allows and the hashes of all their files.
#
#   bash packaging/lock.sh
#
# One list serves Linux, macOS and Windows on every Python from 3.11 on.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

"${PYTHON:-python3}" -m venv "$scratch/venv"
"$scratch/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv

# The build backend comes too: an editable install without isolation finds it in place, and
# pip then fetches nothing that has no hash here.
printf '%s\n' 'hatchling>=1.27' editables >"$scratch/build.in"

lock() {
    "$scratch/venv/bin/uv" pip compile "$@" \
        --quiet --no-config --upgrade --universal --fork-strategy fewest --python-version 3.11 \
        --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
        --cache-dir "$scratch/cache" "$root/pyproject.toml" "$scratch/build.in"
}

lock >"$scratch/requirements.txt"
lock --extra test --constraints "$scratch/requirements.txt" >"$scratch/requirements-test.txt"
mv "$scratch/requirements.txt" "$scratch/requirements-test.txt" "$root/packaging/"
printf 'Locked %s packages to run and %s to test.\n' \
    "$(grep -c '==' "$root/packaging/requirements.txt")" \
    "$(grep -c '==' "$root/packaging/requirements-test.txt")"
