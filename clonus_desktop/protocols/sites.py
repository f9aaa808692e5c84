"""Further sites, whose files lie beside a casebook: each is taken or named as broken."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from clonus_desktop import resources, toml_files
from clonus_desktop.domain.protocol import Protocol
from clonus_desktop.protocols.pictures import UnsafePicture, read_drawing
from clonus_desktop.protocols.reading import ProtocolError, printed_name, read_file

MOST_SITES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherSites:
    """What a folder of sites holds.

    Attributes:
        protocols: The sites that can be used, in their order.
        problems: For each file that is left out, which it is and why, naming step and key.
    """

    protocols: tuple[Protocol, ...] = ()
    problems: tuple[str, ...] = ()


def load_sites(folder: Path, *, after: Sequence[Protocol]) -> FurtherSites:
    """The sites of a folder, which need not exist; a broken file never keeps the others out.

    Args:
        after: The program's own protocols. A site of a key that they have is left out; one of
            an order that is taken comes after all others.
    """
    protocols: list[Protocol] = []
    problems: list[str] = []
    own = {protocol.site for protocol in after}
    for file in _files(folder, problems):
        try:
            protocol = read_file(file, drawing_of=lambda name: _drawing(folder, name))
        except UnsafePicture as error:
            problems.append(f"{printed_name(file)}: {error}")
        except ProtocolError as error:
            problems.append(str(error))
        else:
            if protocol.site in own:
                problems.append(f"{printed_name(file)}: this site is part of the program.")
            else:
                protocols.append(protocol)
    return FurtherSites(
        protocols=_in_order(protocols, after), problems=tuple(map(toml_files.printable, problems))
    )


def _files(folder: Path, problems: list[str]) -> list[Path]:
    try:
        found = sorted(file for file in folder.iterdir() if file.suffix == ".toml")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        problems.append(f"{printed_name(folder)}: the folder cannot be read: {error.strerror}.")
        return []
    left_out = (printed_name(file) for file in found[MOST_SITES:])
    problems += [f"{name}: only {MOST_SITES} further sites are read." for name in left_out]
    return found[:MOST_SITES]


def _drawing(folder: Path, name: str) -> str:
    """The SVG that lies beside the site's file; empty where it means one of the program's."""
    # A name that is no file's name is refused by the protocol itself.
    file = folder / Path(name).name
    if not file.is_file():
        try:
            resources.path("pictures", Path(name).name)
        except resources.ResourceMissing:
            raise UnsafePicture(f"picture {name!r} does not lie in the folder.") from None
        return ""
    try:
        return read_drawing(file)
    except UnsafePicture as error:
        raise UnsafePicture(f"picture {name!r} is not drawn: {error}.") from error


def _in_order(protocols: Sequence[Protocol], after: Sequence[Protocol]) -> tuple[Protocol, ...]:
    taken = {protocol.order for protocol in after}
    kept: list[Protocol] = []
    pushed: list[Protocol] = []
    for protocol in sorted(protocols, key=lambda one: (one.order, one.site)):
        (pushed if protocol.order in taken else kept).append(protocol)
        taken.add(protocol.order)
    last = max(taken, default=0)
    return (
        *kept,
        *(replace(protocol, order=last + step) for step, protocol in enumerate(pushed, 1)),
    )
