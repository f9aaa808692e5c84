"""A Word template: what it asks for is known before a letter is made with it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from jinja2 import TemplateSyntaxError

from clonus_desktop.domain.message import Message
from clonus_desktop.report.unusable import Unusable
from clonus_desktop.report.word_filling import Filling, environment, source_of
from clonus_desktop.report.word_package import BODY, TAKEN, Package, package_of, packed
from clonus_desktop.report.word_shape import faults_of_shape
from clonus_desktop.report.word_tags import NEEDED, Reading, read_tags
from clonus_desktop.report.word_values import sample_values

_SAMPLE_DAY = date(2000, 1, 1)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "word/_rels/document.xml.rels"
_MARKUP = re.compile(r"<[^>]+>")
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
    if not faults:
        faults += _filled_with_samples(packed(package))
    if faults:
        raise Unusable(*faults)
    return WordTemplate(content=packed(package), tags=tuple(sorted(reading.printed)))


def _filled_with_samples(content: bytes) -> Iterator[Message]:
    """What the library for templates cannot do with it, whether letters are long or short."""
    try:
        for is_full in (True, False):
            filled = Filling(io.BytesIO(content), title="", language="en", on=_SAMPLE_DAY)
            filled.render(sample_values(is_full=is_full), environment())
            filled.save(io.BytesIO())
    except (AttributeError, LookupError, SyntaxError, TypeError, ValueError):
        yield Message(
            "The document cannot be filled. Save it again in your word processor, or begin with "
            "a copy of the default template."
        )


def _read(package: Package) -> tuple[Reading, list[Message]]:
    whole, faults = Reading(), list[Message]()
    for name in filter(TAKEN.fullmatch, package):
        fault = _misplaced(name, package[name])
        if fault is not None:
            faults.append(fault)
            continue
        source = source_of(package[name])
        try:
            template = environment().parse(source)
        except TemplateSyntaxError as broken:
            line = _MARKUP.sub("", source.splitlines()[broken.lineno - 1])
            faults.append(_broken(name, " ".join(line.split())))
            continue
        except (ValueError, RecursionError):
            # Thousands of digits or signs in one tag, which no one types.
            faults.append(_broken(name, "…"))
            continue
        found = read_tags(template)
        whole.printed |= found.printed
        whole.unknown |= found.unknown
        whole.misused += found.misused or faults_of_shape(template)
    return whole, faults


def _misplaced(name: str, part: bytes) -> Message | None:
    """What is wrong with where the tags of a part begin and end; None when nothing is.

    Looked for before the library joins the pieces of tags: for each tag that is not closed it
    would read the rest of the part again.
    """
    words = _MARKUP.sub("", part.decode("utf-8", "replace"))
    at, inside = 0, list[tuple[str, str]]()
    while (opening := _OPENING.search(words, at)) is not None:
        follows = words[opening.end() : opening.end() + _LONGEST_TAG]
        closing = follows.find(_CLOSED_BY[opening[0]])
        if closing < 0 or _OPENING.search(follows, 0, closing):
            return _broken(name, words[opening.start() :])
        at = opening.end() + closing + 2
        quoted = words[opening.start() : at]
        verb = _VERB.search(quoted) if opening[0] == "{%" else None
        if verb is None:
            continue
        if not verb[0].startswith("end"):
            inside.append((f"end{verb[0]}", quoted))
        elif not inside or inside.pop()[0] != verb[0]:
            return _broken(name, quoted)
        if len(inside) > _DEEPEST:
            return _broken(name, quoted)
    if not inside:
        return None
    end, quoted = inside[-1]
    lacking = {"where": _where(name), "quoted": quoted, "tag": end}
    return Message("In {where}, “{quoted}” has no end: {tag} is missing.", lacking)


def _broken(name: str, quoted: str) -> Message:
    told = {"where": _where(name), "quoted": quoted[:_LONGEST_QUOTE]}
    return Message("In {where}, a tag is broken: “{quoted}”.", told)


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
