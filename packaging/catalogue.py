"""Writes the catalogues anew: the template, what each language says of it, and what is compiled.

Called by ``catalogue.sh``. What was translated is kept as long as its English text stands in the
program; nothing is guessed from similar texts, and no file holds a date.
"""

import tomllib
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
DOMAIN = "clonus_desktop"
TEMPLATE = LOCALE / f"{DOMAIN}.pot"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "Message": (1,),
}


class PlainCatalog(Catalog):
    """A catalogue whose header names no day, no person and no version of a tool."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What a reader of the file has to know."""
        headers = [("Content-Type", "text/plain; charset=utf-8")]
        if self.locale is not None:
            headers.append(("Language", str(self.locale)))
            headers.append(("Plural-Forms", self.plural_forms))
        return headers


def template(root: Path = ROOT) -> Catalog:
    """Every text of the program that a person can read."""
    mappings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    known = [(one["pattern"], one["method"]) for one in mappings["tool"]["babel"]["mappings"]]
    made = PlainCatalog()
    found = extract_from_dir(root, known, keywords=KEYWORDS)
    for _file, _line, message, _comments, context in found:
        made.add(message, context=context)
    return made


def _code(catalogue: Catalog) -> str | None:
    return None if catalogue.locale is None else str(catalogue.locale)


def updated(language: str | None, before: Catalog, texts: Catalog) -> Catalog:
    """The catalogue of a language with the texts of the template, and no others."""
    made = PlainCatalog(locale=language)
    for text in (message for message in texts if message.id):
        old = before.get(text.id, text.context)
        kept = old is not None and old.pluralizable == text.pluralizable
        made.add(
            text.id,
            old.string if old is not None and kept else "",
            context=text.context,
            flags={flag for flag in old.flags if flag == "fuzzy"} if old is not None else (),
            user_comments=old.user_comments if old is not None else (),
        )
    return made


def as_po(catalogue: Catalog) -> bytes:
    """The file of a catalogue: in the order of its texts, without places and dates."""
    file = BytesIO()
    plain = updated(_code(catalogue), catalogue, catalogue)
    write_po(file, plain, no_location=True, sort_output=True)
    _comment, _mark, rest = file.getvalue().partition(b'msgid ""\n')
    return b'msgid ""\n' + rest


def read(file: Path, language: str | None = None) -> Catalog:
    """The catalogue of a file; an empty one where there is none."""
    if not file.is_file():
        return Catalog(locale=language)
    with file.open("rb") as opened:
        return read_po(opened, locale=language, abort_invalid=True)


def compiled(catalogue: Catalog) -> bytes:
    """What the program reads of a catalogue; the same for the same catalogue on every day."""
    file = BytesIO()
    write_mo(file, updated(_code(catalogue), catalogue, catalogue))
    return file.getvalue()


def po_of(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def languages() -> list[str]:
    """The languages that have a folder."""
    return sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


def main() -> None:
    """Write everything."""
    texts = template()
    TEMPLATE.write_bytes(as_po(texts))
    for language in languages():
        po = po_of(language)
        catalogue = updated(language, read(po, language), texts)
        po.parent.mkdir(parents=True, exist_ok=True)
        po.write_bytes(as_po(catalogue))
        po.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    main()
