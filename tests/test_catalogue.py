"""The template of the catalogues holds every text that a person can read."""

import tomllib
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from clonus_desktop import resources

ROOT = Path(__file__).parents[1]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "Message": (1,),
}


def test_the_template_is_as_new_as_the_program() -> None:
    """If this fails, run packaging/catalogue.sh."""
    mapping = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["babel"]["mappings"]
    assert mapping
    found = {
        message if isinstance(message, str) else message[0]
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / "clonus_desktop", [("**.py", "python")], keywords=KEYWORDS
        )
    }
    with resources.path("locale", "clonus_desktop.pot").open("rb") as file:
        template = read_po(file)
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in template if m.id}
    assert kept == found
