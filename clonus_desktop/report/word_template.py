"""A Word template: what it asks for is known before a letter is made with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from jinja2 import TemplateSyntaxError

from clonus_desktop.domain.message import Message
from clonus_desktop.report.unusable import Unusable
from clonus_desktop.report.word_filling import environment, source_of
from clonus_desktop.report.word_package import BODY, Package, package_of, packed
from clonus_desktop.report.word_tags import NEEDED, Reading, read_tags

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "word/_rels/document.xml.rels"
_TAKEN = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_MARKUP = re.compile(r"<[^>]+>")
_ENDING = re.compile(r"end(for|if)")
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTemplate:
    """A template that every letter can be made with.

    Attributes:
        content: The file as it is kept.
        tags: What it prints, in alphabetical order.
    """

    content: bytes
    tags: tuple[str, ...]


def template_of(content: bytes) -> WordTemplate:
    """The template that a file holds.

    Raises:
        Unusable: It is no .docx or holds something that runs, has a tag that is unknown or
            broken, or leaves out a part of the letter. All tags that are wrong are named.
    """
    package = package_of(content)
    reading, faults = _read(package)
    if reading.unknown:
        named = {"tags": ", ".join(reading.unknown)}
        faults.append(Message("These tags are unknown: {tags}.", named))
    faults += reading.misused
    # What is broken hides what follows it: only a template without a fault can lack something.
    if not faults:
        faults += _lacking(package, reading)
    if faults:
        raise Unusable(*faults)
    return WordTemplate(content=packed(package), tags=tuple(sorted(reading.printed)))


def _read(package: Package) -> tuple[Reading, list[Message]]:
    whole, faults = Reading(), list[Message]()
    for name in filter(_TAKEN.fullmatch, package):
        source = source_of(package[name])
        try:
            found = read_tags(environment().parse(source))
        except TemplateSyntaxError as broken:
            faults.append(_broken(broken, source, name))
            continue
        whole.printed |= found.printed
        whole.unknown |= found.unknown
        whole.misused += found.misused
    return whole, faults


def _broken(broken: TemplateSyntaxError, source: str, part: str) -> Message:
    ending = _ENDING.search(broken.message or "")
    lines = source.splitlines()
    quoted = " ".join(_MARKUP.sub("", lines[broken.lineno - 1]).split())[:_LONGEST_QUOTE]
    where = Message("the text")
    for name, said in (("header", Message("the header")), ("footer", Message("the footer"))):
        where = said if name in part else where
    if ending and not quoted:
        lacking = {"tag": ending[0], "where": where}
        return Message("In {where}, a tag is not closed: {tag} is missing.", lacking)
    return Message("In {where}, a tag is broken: “{quoted}”.", {"where": where, "quoted": quoted})


def _lacking(package: Package, reading: Reading) -> Iterator[Message]:
    left_out = [tag for tag in NEEDED if tag not in reading.printed]
    if left_out:
        yield Message(
            "Letters made with it would leave something out. These tags are missing: {tags}.",
            {"tags": ", ".join(left_out)},
        )
    if not all(_names_the_patient(package, parts) for parts in _around_pages(package)):
        yield Message(
            "Not every page would name the patient. Put the tag {tag} into the header or the "
            "footer, also where odd and even pages differ.",
            {"tag": "identity"},
        )


def _names_the_patient(package: Package, parts: set[str]) -> bool:
    sources = (source_of(package[name]) for name in parts if name in package)
    return any("identity" in read_tags(environment().parse(source)).printed for source in sources)


def _around_pages(package: Package) -> Iterator[set[str]]:
    """For each kind of page after a first one, the parts that stand over and under it."""
    targets = {
        relation.get("Id", ""): f"word/{relation.get('Target', '')}"
        for relation in ElementTree.fromstring(package[_RELATIONS])
    }
    kinds = ["default"]
    if b"<w:evenAndOddHeaders" in package.get("word/settings.xml", b""):
        kinds.append("even")
    around: dict[tuple[str, str], str] = {}
    for section in ElementTree.fromstring(package[BODY]).iter(f"{_W}sectPr"):
        # What a section does not have it takes over from the one before.
        for place in ("header", "footer"):
            for found in section.iter(f"{_W}{place}Reference"):
                kind = found.get(f"{_W}type", "default")
                around[place, kind] = targets.get(found.get(f"{_R}id", ""), "")
        for kind in kinds:
            yield {around.get((place, kind), "") for place in ("header", "footer")}
