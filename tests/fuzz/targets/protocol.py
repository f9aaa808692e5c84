"""A protocol of a site, in TOML."""

from pathlib import Path

from clonus_desktop import resources
from clonus_desktop.protocols.reading import ProtocolError, read_file
from tests.fuzz.in_folder import as_file

JAW = Path(__file__).parents[2] / "sites" / "jaw.toml"
SEEDS = (
    JAW.read_bytes(),
    resources.path("protocols", "en", "ankle.toml").read_bytes().replace(b'"ankle"', b'"jaw"'),
    b'site = "jaw"\nversion = 1\n[[step]]\ntext = "a"\nsource = "b"\n',
)


def parse(data: bytes) -> None:
    """Read it, or be refused."""
    try:
        protocol = read_file(as_file(data, "jaw.toml", of="protocol"))
    except ProtocolError:
        return
    assert protocol.site.key == "jaw"
