#!/usr/bin/env bash
# Opens Clonus Desktop with invented patients. Without a screen it takes the tour instead:
# pictures of every page and a letter, written to a folder.
#
#   bash packaging/run.sh              the window, or the tour into tour/
#   bash packaging/run.sh FOLDER       without a screen: the tour into FOLDER
set -euo pipefail

# shellcheck source=packaging/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
set_up run

if has_screen; then
    exec "$venv/bin/clonus-desktop" --demo "$@"
fi

out="${OUT:-$root/tour}"
case "${1:-}" in
    "" | -*) ;;
    *)
        out="$1"
        shift
        ;;
esac
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "The screen of this session does not open, so here is the tour."
else
    say "There is no screen here, so here is the tour."
fi
QT_QPA_PLATFORM=offscreen "$venv/bin/clonus-desktop" tour "$out" "$@"
say "The pictures and the letter are in $out:"
ls "$out"
