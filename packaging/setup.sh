# shellcheck shell=bash
# Makes .venv in the checkout and keeps it in step with the lock. Sourced by run.sh and test.sh.
#
#   . packaging/setup.sh
#   set_up run     or     set_up test
#
# Nothing is written outside the checkout, except by apt-get, which is only asked for Debian
# packages that are missing. A second run finds everything in place and adds a fraction of a second.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
venv="$root/.venv"
python="$venv/bin/python"

# What PySide6 loads without a screen, and what it loads besides for a real X screen.
qt_libraries=(libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3)
x_libraries=(libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1 PIP_REQUIRE_VIRTUALENV=0
unset PYTHONHOME PYTHONPATH

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$@"
    exit 1
}

# Installs Debian packages if that needs no password. Otherwise says what to type and fails.
apt_install() {
    local as_root=()
    if ! command -v apt-get >/dev/null; then
        say "This machine has no apt-get. Please install what corresponds to: $*"
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "Debian packages are missing, and installing them needs a password. Please type this and start again:"
            say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
            return 1
        fi
        as_root=(sudo -n)
    fi
    say "Installing Debian packages: $*"
    {
        ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
            ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
                apt-get install -y -qq --no-install-recommends "$@"
    } </dev/null >/dev/null || {
        say "apt-get could not install them. Is the network there? Nothing else was changed."
        return 1
    }
}

# Prints the first Python that is 3.11 or newer.
find_python() {
    local name
    for name in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3; do
        # Started, not only found: version managers leave names that start nothing.
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            printf '%s\n' "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    local base version
    base="$(find_python)" || {
        apt_install python3 python3-venv || stop "Clonus Desktop needs Python 3.11 or newer."
        base="$(find_python)" ||
            stop "Clonus Desktop needs Python 3.11 or newer, and this system offers only an older one."
    }
    # Debian keeps these two in a package of their own.
    if ! "$base" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version="$("$base" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
        apt_install "python$version-venv" ||
            stop "Without it Python $version cannot make the environment that Clonus Desktop runs in."
    fi
    say "Making .venv with $("$base" --version)."
    rm -rf "$venv"
    "$base" -m venv "$venv" || stop "Python could not make $venv. Is the disk full or read-only?"
}

# Prints what .venv was, or has to be, made from: the lock, the project file and the place.
# A checkout that was moved needs a new .venv, because its scripts name their interpreter.
fingerprint() {
    "$python" - "$root" "$1" <<'PY'
import hashlib, pathlib, sys

root, lock = pathlib.Path(sys.argv[1]), sys.argv[2]
digest = hashlib.sha256(f"{root}\0{sys.version}".encode())
for name in (f"packaging/{lock}", "pyproject.toml"):
    digest.update((root / name).read_bytes())
print(digest.hexdigest())
PY
}

# True if .venv holds what the lock asks for.
is_installed() {
    [ -f "$venv/installed-from" ] && [ "$(cat "$venv/installed-from")" = "$(fingerprint "$1")" ]
}

install_lock() {
    local lock="$root/packaging/$1"
    say "Installing the locked packages. The first time this fetches about 150 MB and takes a minute."
    rm -f "$venv/installed-from"
    if ! "$python" -m pip install --quiet --require-hashes --no-deps --only-binary :all: \
        -r "$lock" </dev/null >&2; then
        say "The packages could not be installed. If pip names a connection above, the network is missing:"
        say "it is needed this once. Nothing outside $root was changed. Please start again."
        exit 1
    fi
    # The build backend is among the locked packages, so this fetches nothing.
    "$python" -m pip install --quiet --no-deps --no-build-isolation --no-index \
        -e "$root" </dev/null >&2 || stop "Clonus Desktop itself could not be installed into .venv."
    fingerprint "$1" >"$venv/installed-from"
}

# True if Qt starts on the platform named (offscreen, or "" for the screen of this session).
# In a process of its own and with a time limit: Qt aborts, or waits, if it cannot.
qt_starts() {
    "$python" - "$1" <<'PY'
import os, subprocess, sys

if sys.argv[1]:
    os.environ["QT_QPA_PLATFORM"] = sys.argv[1]
code = """
try:
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except ImportError:
    pass
from PySide6 import QtGui, QtWidgets
QtGui.QGuiApplication([])
"""
try:
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=20)
except subprocess.TimeoutExpired:
    sys.exit(1)
sys.exit(found.returncode != 0)
PY
}

check_qt() {
    qt_starts offscreen && return
    if command -v apt-get >/dev/null; then
        apt_install "${qt_libraries[@]}" || stop "Qt, which draws the window, cannot start without them."
        qt_starts offscreen && return
    fi
    say "Qt, which draws the window, does not start here. It says:"
    QT_QPA_PLATFORM=offscreen "$python" -c 'from PySide6 import QtGui, QtWidgets; QtGui.QGuiApplication([])' >&2 || true
    exit 1
}

# True if this session has a screen that Qt can open.
has_screen() {
    case "${QT_QPA_PLATFORM:-}" in offscreen | minimal) return 1 ;; esac
    if [ "$(uname)" != Darwin ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        return 1
    fi
    qt_starts "" && return
    local missing=() package
    if [ -n "${DISPLAY:-}" ] && command -v dpkg-query >/dev/null; then
        for package in "${x_libraries[@]}"; do
            dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' ||
                missing+=("$package")
        done
    fi
    [ ${#missing[@]} -gt 0 ] && apt_install "${missing[@]}" && qt_starts ""
}

# set_up run | set_up test
set_up() {
    local lock
    "$python" -c 'import pip' >/dev/null 2>&1 || make_venv
    case "$1" in
        run)
            lock=requirements.txt
            # The test lock holds the same versions and more.
            is_installed requirements-test.txt && lock=requirements-test.txt
            ;;
        test) lock=requirements-test.txt ;;
        *) stop "set_up knows run and test, not $1." ;;
    esac
    if ! is_installed "$lock"; then
        # Made for another place or another Python: begin again.
        grep -qsF "$venv/bin/python" "$venv/bin/pip" || make_venv
        install_lock "$lock"
    fi
    check_qt
}
