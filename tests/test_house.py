"""The rules of the house that no other tool holds."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "clonus_desktop"
LOCKS = [ROOT / "packaging" / "requirements.txt", ROOT / "packaging" / "requirements-test.txt"]

ROOMS = {
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "clonus_desktop",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
}
MODULES = sorted(PACKAGE.rglob("*.py"))
BELOW_UI = [
    "agents",
    "casebook",
    "cli",
    "cli_backups",
    "cli_export",
    "cli_import",
    "cli_verify",
    "context_forms",
    "demo",
    "domain",
    "exchange",
    "language",
    "manual",
    "protocols",
    "report",
    "resources",
    "storage",
    "wordings",
]


def files_of_the_repository() -> list[Path]:
    """Every file that is committed or would be, or all but the made ones outside git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        found = [ROOT / name.decode() for name in listed.stdout.split(b"\0") if name]
        return sorted(path for path in found if path.is_file())
    made = {"__pycache__", "tour", "dist", "build"}
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(part in made or part.startswith(".") for part in path.relative_to(ROOT).parts)
    )


FILES = files_of_the_repository()


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# --- what is locked ---------------------------------------------------------------------------


def entries(lock: Path) -> list[str]:
    """The requirements of a lock, each with its hashes on one line."""
    return lock.read_text().replace("\\\n", " ").splitlines()


@pytest.mark.parametrize("lock", LOCKS, ids=name_of)
def test_every_locked_version_is_exact_and_has_hashes(lock):
    exact = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^-]+)?( +--hash=sha256:[0-9a-f]{64})+")
    assert entries(lock)
    assert [entry for entry in entries(lock) if not exact.fullmatch(entry.strip())] == []


@pytest.mark.parametrize("lock", LOCKS, ids=name_of)
def test_no_lock_names_an_address(lock):
    address = re.compile(r"://|--index|--extra|--find|file:|@|\.(?:com|io|net|org)\b")
    assert address.findall(lock.read_text()) == []


def test_the_tests_run_with_the_versions_that_clinicians_run():
    run, test = (set(entries(lock)) for lock in LOCKS)
    assert run <= test


# --- where things lie -------------------------------------------------------------------------


def test_the_top_level_holds_only_the_rooms_of_the_house():
    names = {path.relative_to(ROOT).parts[0] for path in FILES}
    assert {name for name in names if not name.startswith(".")} <= ROOMS


def test_no_file_names_somebody_s_home():
    homes = re.compile(rb"(?<![\w.~])/(?:home|Users)/\w|(?<![\w.~])/root[/]|[A-Z]:\\+Users\\")
    assert [name_of(path) for path in FILES if homes.search(path.read_bytes())] == []


def test_the_readme_fits_in_two_hundred_lines():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 200


# --- how long things are ----------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_has_at_most_three_hundred_lines(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_function_has_at_most_forty_lines(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    lengths = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > 40} == {}


# --- who knows whom ---------------------------------------------------------------------------


def test_imports_go_one_way_from_the_screen_to_the_core():
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


LOAD = """
import importlib, pkgutil, sys

module = importlib.import_module(sys.argv[1])
for found in pkgutil.walk_packages(getattr(module, "__path__", []), sys.argv[1] + "."):
    importlib.import_module(found.name)
print(*sorted({"PySide6", "pyqtgraph"} & set(sys.modules)))
"""


@pytest.mark.parametrize("name", BELOW_UI)
def test_what_lies_below_the_screen_loads_no_qt(name):
    if not (PACKAGE / name).is_dir() and not (PACKAGE / f"{name}.py").is_file():
        pytest.skip(f"{name} is not written yet")
    done = subprocess.run(
        [sys.executable, "-c", LOAD, f"clonus_desktop.{name}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, ""), done.stderr


def test_the_invented_patients_are_entered_through_the_casebook():
    demo = PACKAGE / "demo.py"
    if not demo.is_file():
        pytest.skip("demo is not written yet")
    imported = re.findall(r"^\s*(?:from|import) clonus_desktop\.(\w+)", demo.read_text(), re.M)
    imported += re.findall(r"^\s*from clonus_desktop import (\w+)", demo.read_text(), re.M)
    assert set(imported) <= {"casebook", "domain", "resources", "language"}


# --- how things look --------------------------------------------------------------------------

HEX_COLOUR = re.compile(r"(?<![&\w])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
HAS_COLOURS = (
    "clonus_desktop/ui/tokens.py",
    "packaging/icons/",
    "resources/icons/",
    "resources/letter/",
    "resources/help/pictures/",
    "resources/pictures/",
)
IS_DRAWN = {".css", ".html", ".py", ".qss", ".svg", ".toml", ".typ"}


def colours_in(path: Path) -> Iterator[str]:
    """The hexadecimal colours a file uses; in Python those in strings, not in comments."""
    text = path.read_text(encoding="utf-8")
    found = HEX_COLOUR.findall(text)
    if path.suffix != ".py":
        yield from found
    if path.suffix != ".py" or not found:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from HEX_COLOUR.findall(node.value)


def test_colours_come_from_the_tokens():
    shown = [
        path
        for path in FILES
        if path.suffix in IS_DRAWN and not name_of(path).startswith(("tests/", *HAS_COLOURS))
    ]
    assert {name_of(path): found for path in shown if (found := [*colours_in(path)])} == {}
