"""The command line: the window by default, and what can be done without one."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from clonus_desktop import __version__, cli_backups, cli_export, cli_import, cli_verify
from clonus_desktop.toml_files import printable

if TYPE_CHECKING:
    from clonus_desktop.domain.anatomy import Sides


@click.group(invoke_without_command=True)
@click.version_option(__version__, package_name="clonus-desktop")
@click.option("--demo", is_flag=True, help="Open a casebook of invented patients.")
@click.option(
    "--casebook",
    type=click.Path(path_type=Path),
    help="Open this casebook, a folder or the file in it, instead of the usual one.",
)
@click.pass_context
def main(context: click.Context, demo: bool, casebook: Path | None) -> None:
    """Examine, record and follow clonus. Opens the window when no command is given."""
    if context.invoked_subcommand is not None:
        return
    # The window is imported late: commands without one must not load Qt.
    from clonus_desktop import app

    sys.exit(app.run(demo=demo, casebook_path=casebook))


for command in (*cli_backups.COMMANDS, cli_export.export, cli_import.take_in, cli_verify.verify):
    main.add_command(command)


@main.command()
@click.option(
    "--sites",
    type=click.Path(file_okay=False, path_type=Path),
    help="Know the further places of this folder too; else those beside the usual casebook.",
)
def judge(sites: Path | None) -> None:
    """Judge JSON lines from standard input by every published rule, one line out for each.

    A line with "hunter" is judged by the Hunter criteria alone. A bad line is named on standard
    error, the others are still judged, and the exit code is 1.
    """
    sys.exit(judge_stream(sys.stdin.buffer, sites=_sites_known(sites)))


def _sites_known(folder: Path | None) -> "Mapping[str, Sides]":
    """The program's own sites and the further ones of a folder, by key; broken files are named."""
    from clonus_desktop.exchange.judge import USUAL_SITES

    if folder is None:
        from platformdirs import PlatformDirs

        folder = Path(PlatformDirs("clonus-desktop", appauthor=False).user_data_dir) / "sites"
        if not folder.is_dir():
            return USUAL_SITES
    from clonus_desktop.protocols import load_protocols, load_sites

    own = load_protocols()
    further = load_sites(folder, after=own)
    for problem in further.problems:
        click.echo(printable(problem), err=True)
    return {protocol.site.key: protocol.sides for protocol in (*own, *further.protocols)}


def judge_stream(lines: BinaryIO, *, sites: "Mapping[str, Sides] | None" = None) -> int:
    """Judge line by line, each answer written out at once; 0, or 1 when a line was refused.

    Args:
        sites: Which sites there are, by key; those of the program when not given.
    """
    from clonus_desktop.exchange.judge import USUAL_SITES, BadLine, judge_line

    known = USUAL_SITES if sites is None else sites
    exit_code = 0
    for number, raw in enumerate(lines, 1):
        try:
            line = raw.decode("utf-8-sig" if number == 1 else "utf-8")
            if line.strip():
                click.echo(judge_line(line, sites=known))
        except UnicodeDecodeError:
            click.echo(f"line {number}: not UTF-8 text", err=True)
            exit_code = 1
        except BadLine as error:
            click.echo(printable(f"line {number}: {error}"), err=True)
            exit_code = 1
    return exit_code


@main.command()
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
def tour(out: Path) -> None:
    """Walk through a whole examination of an invented patient, without a screen.

    Leaves a picture of every screen, and the finished letter, in OUT.
    """
    from clonus_desktop import tour as walk

    for path in walk.take(out):
        click.echo(str(path))
