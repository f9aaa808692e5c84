"""A Word template: what it asks for is known before a letter is made with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from jinja2 import TemplateSyntaxError

from clonus_desktop.domain.message import Message
from clonus_desktop.report.unusable import Unusable
from clonus_desktop.report.word_filling import environment, source_of
from clonus_desktop.report.word_package import BODY, TAKEN, Package, package_of, packed
from clonus_desktop.report.word_tags import NEEDED, Reading, read_tags

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "word/_rels/document.xml.rels"
_MARKUP = re.compile(r"<[^>]+>")
_ENDING = re.compile(r"end(for|if)")
# An end of a tag that stands alone is found as an opening that nothing closes.
_OPENING = re.compile(r"\{[{%#]|%\}")
_VERB = re.compile(r"\b(endfor|endif|for|if)\b")
_DEEPEST = 12
_CLOSED_BY = {"{{": "}}", "{%": "%}", "{#": "#}", "%}": "\0"}
_LONGEST_QUOTE, _LONGEST_TAG = 60, 300


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
    for name in filter(TAKEN.fullmatch, package):
        unclosed = _unclosed(package[name])
        if unclosed is not None:
            faults.append(_broken(name, unclosed))
            continue
        source = source_of(package[name])
        try:
            found = read_tags(environment().parse(source))
        except TemplateSyntaxError as broken:
            faults.append(_misread(broken, source, name))
            continue
        whole.printed |= found.printed
        whole.unknown |= found.unknown
        whole.misused += found.misused
    return whole, faults


def _unclosed(part: bytes) -> str | None:
    """The words from the first tag on that is not closed; None when all of them are.

    Looked for before the library joins the pieces of tags: for each tag that is not closed it
    would read the rest of the part again. Tags that lie too deep in others count as not closed.
    """
    words = _MARKUP.sub("", part.decode("utf-8", "replace"))
    at = depth = 0
    while (opening := _OPENING.search(words, at)) is not None:
        inside = words[opening.end() : opening.end() + _LONGEST_TAG]
        closing = inside.find(_CLOSED_BY[opening[0]])
        verb = _VERB.search(inside, 0, max(closing, 0))
        if opening[0] == "{%" and verb is not None:
            depth += -1 if verb[0].startswith("end") else 1
        if closing < 0 or _OPENING.search(inside, 0, closing) or depth > _DEEPEST:
            return words[opening.start() : opening.start() + _LONGEST_QUOTE]
        at = opening.end() + closing + 2
    return None


def _misread(fault: TemplateSyntaxError, source: str, part: str) -> Message:
    """Where the tags of a part do not fit together."""
    ending = _ENDING.search(fault.message or "")
    line = source.splitlines()[fault.lineno - 1]
    quoted = " ".join(_MARKUP.sub("", line).split())[:_LONGEST_QUOTE]
    if ending is None or "{" in quoted:
        return _broken(part, quoted)
    return Message(
        "In {where}, a tag that repeats or chooses has no end: {tag} is missing.",
        {"tag": ending[0], "where": _where(part)},
    )


def _broken(part: str, quoted: str) -> Message:
    return Message(
        "In {where}, a tag is broken: “{quoted}”.", {"where": _where(part), "quoted": quoted}
    )


def _where(part: str) -> Message:
    for name, said in (("header", Message("the header")), ("footer", Message("the footer"))):
        if name in part:
            return said
    return Message("the text")


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
