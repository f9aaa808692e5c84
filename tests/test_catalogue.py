"""Every text that a person can read is in the template, and well said in every language."""

import ast
import importlib.util
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from clonus_desktop.language import LANGUAGES

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "en": r"\b(?:normal|negative|positive|invalid|please|submit)\b|!",
    "de": r"\b(?:normal|negativ|positiv|ungültig|unauffällig|bitte\b)|!",
    "es": r"\b(?:normal|negativ[oa]|positiv[oa]|inválid|por favor)|[!¡]",
    "fr": r"\b(?:normal|négati|positif|positive|invalide|s['’]il vous plaît)|!",
}
"""Words of no language's screen: nothing is called normal, and nobody is blamed or begged."""

_END = re.compile(r"[.:…?]*$")
_ABBREVIATIONS = {"NT", "Record No.", "Registration No."}


def _tool() -> ModuleType:
    """packaging/catalogue.py; no package of its own, as another is called packaging."""
    spec = importlib.util.spec_from_file_location(
        "catalogue_tool", ROOT / "packaging" / "catalogue.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = _tool()
TRANSLATED = [code for code in LANGUAGES if code != "en"]
every_language = pytest.mark.parametrize("code", TRANSLATED)


@cache
def texts() -> Catalog:
    return TOOL.template()


@cache
def said(code: str) -> Catalog:
    return TOOL.read(TOOL.po_of(code), code)


def keys(catalogue: Catalog) -> set[tuple[str | None, str, str]]:
    return {(m.context, *forms(m.id, twice=True)) for m in catalogue if m.id}


def forms(text: str | tuple[str, ...] | list[str], *, twice: bool = False) -> tuple[str, ...]:
    """The forms of a message: one, or one for each number.

    Args:
        twice: Give the one form of a message without numbers twice.
    """
    if isinstance(text, str):
        return (text, text) if twice else (text,)
    return tuple(text)


def pairs(code: str) -> Iterator[tuple[str, str]]:
    """Each text that is translated, with what the language says; the last English form again."""
    for message in said(code):
        if message.id and all(forms(message.string)):
            english = forms(message.id)
            for own, of in zip_longest(forms(message.string), english, fillvalue=english[-1]):
                yield of, own


def placeholders(text: str) -> set[tuple[str, str]]:
    """The name and the format of each brace.

    Raises:
        ValueError: A brace is not closed.
    """
    found = Formatter().parse(text)
    return {(name, spec or "") for _literal, name, spec, _as in found if name is not None}


# --- the template -----------------------------------------------------------------------------


def test_the_template_is_as_new_as_the_program() -> None:
    """If this fails, run packaging/catalogue.sh."""
    assert keys(texts())
    assert keys(TOOL.read(TOOL.TEMPLATE)) == keys(texts())


def test_no_text_of_the_program_has_broken_braces_or_forbidden_words() -> None:
    for text in (form for m in texts() if m.id for form in forms(m.id)):
        placeholders(text)
        assert not re.search(FORBIDDEN["en"], text, re.IGNORECASE), text


TAKES = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "Message": 1}
"""How many of the first arguments of a call are texts."""

OTHERS_WORDS = {"naming.sex_label", "naming.number_label", "regions.number_label(other)"}
"""Labels of region packs, which may be a practice's own."""


def unseen(source: str) -> Iterator[str]:
    """The calls whose text the extraction cannot see: neither literal nor a message's own."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            for text in node.args[: TAKES.get(called, 0)]:
                is_literal = isinstance(text, ast.Constant) and isinstance(text.value, str)
                is_of_message = isinstance(text, ast.Attribute) and text.attr == "text"
                if not (is_literal or is_of_message or ast.unparse(text) in OTHERS_WORDS):
                    yield ast.unparse(node)


def test_the_template_sees_every_text() -> None:
    """A text in a variable would never be translated: write it where it is called."""
    program = ROOT / "clonus_desktop"
    files = [file for file in program.rglob("*.py") if file.parent.name != "language"]
    found = [f"{f.relative_to(ROOT)}: {call}" for f in files for call in unseen(f.read_text())]
    assert found == []
    assert list(unseen("_(text); _('a'); Message(x.text); ngettext('a', b, 1)")) == [
        "_(text)",
        "ngettext('a', b, 1)",
    ]


ASKS_EARLY = """
import importlib, pkgutil, sys
from clonus_desktop import language
import clonus_desktop

class Asked:
    def __getattr__(self, name):
        raise AssertionError(f"{name} was asked for at import time: it would never change")

language._on_screen = Asked()
for module in pkgutil.walk_packages(clonus_desktop.__path__, "clonus_desktop."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
try:
    language._("x")
except AssertionError:
    sys.exit(0)
"""


def test_no_module_asks_for_a_text_when_it_is_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", ASKS_EARLY], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


# --- each language ----------------------------------------------------------------------------


@every_language
def test_a_language_says_every_text_of_the_program_and_no_other(code: str) -> None:
    """If texts are missing or left over, run packaging/catalogue.sh and translate what is new."""
    assert keys(said(code)) - keys(texts()) == set(), "left over"
    assert keys(texts()) - keys(said(code)) == set(), "missing"
    assert [m.id for m in said(code) if m.id and m.fuzzy] == []
    assert [m.id for m in said(code) if m.id and not all(forms(m.string))] == []


@every_language
def test_a_language_has_a_form_for_every_number(code: str) -> None:
    count = said(code).num_plurals
    assert [
        message.id
        for message in said(code)
        if message.pluralizable and len(forms(message.string)) != count
    ] == []


@every_language
def test_a_translation_fills_in_just_what_its_text_does(code: str) -> None:
    wrong = []
    for english, own in pairs(code):
        try:
            found = placeholders(own)
        except ValueError as error:
            wrong.append(f"{own}: {error}")
            continue
        if found != placeholders(english):
            wrong.append(f"{own}: {sorted(found ^ placeholders(english))}")
    assert wrong == []


@every_language
def test_a_translation_begins_and_ends_as_its_text_does(code: str) -> None:
    def ends(text: str) -> tuple[str, str, str]:
        stripped = text.strip(" \n")
        left, right = text[: len(text) - len(text.lstrip(" \n"))], text[len(text.rstrip(" \n")) :]
        return left, _END.findall(stripped)[0], right

    assert [
        (english, own)
        for english, own in pairs(code)
        # A salutation ends as its language has it: "Dear {name}," and "Estimado/a {name}:".
        if not (english in _ABBREVIATIONS or english.endswith(",") or ends(english) == ends(own))
    ] == []


@every_language
def test_a_language_uses_none_of_the_forbidden_words(code: str) -> None:
    assert [own for _english, own in pairs(code) if re.search(FORBIDDEN[code], own, re.I)] == []


@every_language
def test_the_catalogue_that_is_read_is_compiled_from_the_texts(code: str) -> None:
    """If this fails, run packaging/catalogue.sh."""
    po = TOOL.po_of(code)
    assert po.with_suffix(".mo").read_bytes() == TOOL.compiled(said(code))
    assert po.read_bytes() == TOOL.as_po(said(code))


# --- the tool ---------------------------------------------------------------------------------


def catalogue(*texts: tuple[str | tuple[str, str], str | tuple[str, ...]]) -> Catalog:
    made = Catalog(locale="de")
    for text, own in texts:
        made.add(text, own)
    return made


def test_new_texts_come_in_empty_old_ones_keep_their_words_and_others_go() -> None:
    before = catalogue(("Sign", "Signieren"), ("Gone", "Weg"), ("{n} beat", "{n} Schlag"))
    texts = catalogue(("Sign", ""), ("Signed", ""), (("{n} beat", "{n} beats"), ("", "")))
    now = TOOL.updated("de", before, texts)
    assert {m.id: m.string for m in now if m.id} == {
        "Sign": "Signieren",
        "Signed": "",
        ("{n} beat", "{n} beats"): ("", ""),
    }


def test_the_files_of_a_catalogue_are_the_same_on_every_day(tmp_path: Path) -> None:
    one = TOOL.updated("fr", catalogue(("b", "B"), ("a", "A")), catalogue(("b", ""), ("a", "")))
    two = TOOL.updated("fr", catalogue(("a", "A"), ("b", "B")), catalogue(("a", ""), ("b", "")))
    assert TOOL.as_po(one) == TOOL.as_po(two)
    assert TOOL.compiled(one) == TOOL.compiled(two)
    file = tmp_path / "de.po"
    file.write_bytes(TOOL.as_po(one))
    assert TOOL.as_po(TOOL.read(file, "fr")) == file.read_bytes()
    assert not re.search(rb"Date|20\d\d|Babel", TOOL.as_po(one) + TOOL.compiled(one))
