#!/usr/bin/env bash
# Writes the template of the catalogues anew: every text that a person can read.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
pot=resources/locale/clonus_desktop.pot
.venv/bin/pybabel -q extract -F pyproject.toml --no-default-keywords \
    -k _ -k gettext -k ngettext:1,2 -k pgettext:1c,2 -k Message:1 \
    --no-location --sort-output --project=clonus-desktop -o "$pot" .
# A date would change the file on each run.
sed -i '/^"POT-Creation-Date/d; /^# .*YEAR/d; /^# Copyright/d; /^# FIRST/d' "$pot"
