"""A practice's own table of drugs, in TOML."""

from clonus_desktop import resources
from clonus_desktop.agents import load_agents
from tests.fuzz.in_folder import as_file

_DRUG = b'\n[[drug]]\nname = "a"\nclass = "ssri"\nevidence = "confirmed"\n'
SEEDS = (
    resources.path("serotonergic", "agents.toml").read_bytes()[:4000],
    b"version = 1\ndate = 2026-11-25\nsources = []\n" + _DRUG,
    b'version = 1\ndate = 2026-11-25\nsources = ["b"]\n[class.x]\nname = "X"\nserotonergic = true\n'
    b'[[drug]]\nname = "c"\nclass = "x"\nevidence = "weak"\natc = [{code = "N", mark = "R"}]\n',
)


def parse(data: bytes) -> None:
    """The shipped table is always there, with what could be read of the other one."""
    table = load_agents(as_file(data, "agents.toml", of="agents"))
    assert table.agents
    assert table.problem.isprintable()
    assert (table.own_dated is None) is bool(table.problem)
