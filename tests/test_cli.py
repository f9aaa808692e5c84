"""The command line, run as a person or a script runs it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from clonus_desktop import __version__
from clonus_desktop.cli import main

GOOD = '{"site": "ankle", "side": "right", "beats": 6}'


def test_a_bad_line_is_named_and_the_others_are_still_judged() -> None:
    result = CliRunner().invoke(main, ["judge"], input=f"{GOOD}\nnonsense\n\n{GOOD}\n")
    assert result.exit_code == 1
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [a["judgements"]["ARTICLE_GT5"]["outcome"] for a in answers] == ["above", "above"]
    assert result.stderr.startswith("line 2: not JSON")


def test_good_lines_alone_end_with_exit_code_0() -> None:
    result = CliRunner().invoke(main, ["judge"], input=GOOD)
    assert (result.exit_code, result.stderr) == (0, "")


def test_bytes_that_are_no_text_are_a_bad_line_and_a_byte_order_mark_is_none() -> None:
    lines = b"\xef\xbb\xbf" + GOOD.encode() + b"\n\xff\xfe\n"
    result = CliRunner().invoke(main, ["judge"], input=lines)
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == "line 2: not UTF-8 text\n"


def test_the_version_is_said() -> None:
    assert __version__ in CliRunner().invoke(main, ["--version"]).output


def test_judging_loads_neither_qt_nor_the_record() -> None:
    code = (
        "import sys, io; from clonus_desktop.cli import judge_stream;"
        f"judge_stream(io.BytesIO({GOOD.encode()!r}));"
        "bad = [m for m in ('PySide6', 'sqlite_utils', 'sqlcipher3', 'numpy') if m in sys.modules];"
        "sys.exit(f'loaded {bad}' if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_place_whose_file_lies_in_the_folder_of_sites_is_judged(tmp_path) -> None:
    shutil.copy(Path(__file__).parent / "sites" / "jaw.toml", tmp_path)
    shutil.copy(Path(__file__).parent / "sites" / "jaw.svg", tmp_path)
    (tmp_path / "elbow.toml").write_text('site = "elbow"', encoding="utf-8")
    jaw = '{"site": "jaw", "side": "midline", "beats": 6}'
    result = CliRunner().invoke(main, ["judge", "--sites", str(tmp_path)], input=f"{jaw}\n{GOOD}")
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr == "elbow.toml: 'version' is missing.\n"
    assert CliRunner().invoke(main, ["judge"], input=jaw).exit_code == 1


def test_the_sites_beside_the_usual_casebook_are_known_without_asking(
    monkeypatch, tmp_path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    folder = tmp_path / "clonus-desktop" / "sites"
    shutil.copytree(Path(__file__).parent / "sites", folder)
    line = '{"site": "finger-flexors", "side": "left", "beats": 2}'
    assert CliRunner().invoke(main, ["judge"], input=line).exit_code == 0


def test_nothing_that_a_terminal_would_obey_is_printed(tmp_path) -> None:
    (tmp_path / "a\x1b]0;owned\x07.toml").write_text('site = "\x1b[2J"', encoding="utf-8")
    (tmp_path / "b.toml").write_text('site = "b"\n"\\u001b[31m\\u202e" = 1', encoding="utf-8")
    lines = [
        '{"site": "\\u001b[2J", "side": "right", "beats": 6}',
        '{"\\u001b]52;c;b3duZWQ=\\u0007": 1}',
        '{"site": "ankle", "side": "right", "beats": "\\u202e\\u009b31m"}',
        "\x1b[2J",
    ]
    result = CliRunner().invoke(main, ["judge", "--sites", str(tmp_path)], input="\n".join(lines))
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 6
    assert all(line.isprintable() for line in result.stderr.splitlines())


def test_an_endless_value_is_named_in_a_few_words() -> None:
    line = json.dumps({"site": "x" * 1_000_000, "side": "right", "beats": 6})
    result = CliRunner().invoke(main, ["judge"], input=line)
    assert result.exit_code == 1
    assert len(result.stderr) < 700
