#!/usr/bin/env bash
# Writes the catalogues anew: the template of every text that a person can read, the texts of each
# language (what was translated is kept), and what the program reads of them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
.venv/bin/python packaging/catalogue.py
