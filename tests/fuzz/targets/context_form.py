"""The form of the context, in TOML."""

from clonus_desktop import resources
from clonus_desktop.context_forms import ContextFormError, load_context_form
from tests.fuzz.in_folder import as_file

_WHOLE = resources.path("context", "en.toml").read_bytes()
SEEDS = (_WHOLE, _WHOLE[:3000], b'version = 1\n[[section]]\nkey = "a"\n[[drug]]\nkey = "b"\n')


def parse(data: bytes) -> None:
    """Read it, or be refused."""
    path = as_file(data, "en.toml", of="context")
    try:
        form = load_context_form("en", path.parent)
    except ContextFormError:
        return
    assert form.version >= 1
