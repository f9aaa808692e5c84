"""A .docx as the files inside it, once they are known to do nothing but be read."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.parsers import expat

from clonus_desktop.domain.message import Message
from clonus_desktop.report.unusable import Unusable

LARGEST = 4_000_000
"""In bytes, as it is chosen."""

LARGEST_UNPACKED = 40_000_000
MOST_PARTS = 400

LARGEST_PART = 2_000_000
DEEPEST = 120

BODY = "word/document.xml"
TAKEN = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
"""The parts in which tags are filled."""

_IN_ONE = True
"""Each part is read in one piece."""

_TYPES = "[Content_Types].xml"
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ACTIVE = re.compile(rb"macroEnabled|vbaProject|vbaData|activeX|oleObject|ms-office\.active", re.I)
_PASSWORD = b"\xd0\xcf\x11\xe0"
"""Begins the files of before 2007, and those that a password locks."""

_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|LINK|EMBED|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|RD|DATABASE|MACROBUTTON"
    r"|AUTOTEXT|AUTOTEXTLIST|PRINT|GOTOBUTTON)\b",
    re.IGNORECASE,
)
_INSTRUCTIONS = re.compile(
    r"<\w+:fldChar\b[^>]*begin|<\w+:instrText\b[^>]*>(?P<text>[^<]*)|\binstr=\"(?P<simple>[^\"]*)\""
)
_ATTACHED = re.compile(rb"<w:attachedTemplate\b[^>]*/>")
_PAGE_ON_THE_WEB = ("http://", "https://", "mailto:")
_INSIDE_ONLY = frozenset(
    ("aFChunk", "oleObject", "package", "control", "subDocument", "frame", "vbaProject")
)

Package = Mapping[str, bytes]
"""What each part holds, by its name."""


def package_of(content: bytes) -> Package:
    """The parts of a document that runs nothing, fetches nothing and unpacks to a usual size.

    The tie to the template that it was begun with is cut: Word would look for that file.

    Raises:
        Unusable: It is no .docx, holds macros or objects, or refers to other files.
    """
    if len(content) > LARGEST:
        raise Unusable(
            Message(
                "The file is larger than {mb} MB. Make its pictures smaller, and save it again.",
                {"mb": LARGEST // 1_000_000},
            )
        )
    if content.startswith(_PASSWORD):
        raise Unusable(
            Message("The file is locked by a password, or of an old kind. Save it as .docx.")
        )
    parts = unpacked(content)
    _check_types(parts)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(name, part)
    settings = "word/_rels/settings.xml.rels"
    if settings in parts:
        parts[settings] = _without_attached(parts[settings])
        parts["word/settings.xml"] = _ATTACHED.sub(b"", parts.get("word/settings.xml", b""))
    for name, part in parts.items():
        if name.endswith(".rels"):
            _check_relations(part)
        elif name.endswith(".xml"):
            _check_fields(part)
    return parts


def packed(parts: Package) -> bytes:
    """The parts as a file; the same parts always give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            head = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            head.compress_type = zipfile.ZIP_DEFLATED
            # Otherwise the system that packs it is written down too.
            head.create_system = 0
            archive.writestr(head, part)
    return made.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """What each part holds, by its name.

    Raises:
        Unusable: It is no .docx, or unpacks to far more than a letter.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                raise _too_large()
            if len({entry.filename for entry in entries}) != len(entries) > 0:
                raise _no_document()
            if len(entries) > MOST_PARTS:
                raise _too_large()
            return {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as fault:
        if isinstance(fault, Unusable):
            raise
        raise _no_document() from None


def _too_large() -> Unusable:
    return Unusable(Message("The file unpacks to far more than a letter. Choose another one."))


def _no_document() -> Unusable:
    return Unusable(Message("The file is no Word document, or it is damaged. Save it as .docx."))


def _check_types(parts: Package) -> None:
    types = parts.get(_TYPES, b"")
    names = " ".join(parts).encode()
    if _ACTIVE.search(types) or _ACTIVE.search(names):
        raise Unusable(
            Message("The file holds macros or objects that run. Save it as .docx, without them.")
        )
    if _MAIN not in types or BODY not in parts:
        raise _no_document()


def _check_xml(name: str, part: bytes) -> None:
    depth = 0

    def refuse(*_found: object) -> None:
        raise _no_document()

    def begin(*_found: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _too_large()

    def end(*_found: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    if TAKEN.fullmatch(name):
        # No word processor writes these, and what is in them need not be balanced.
        parser.StartCdataSectionHandler = parser.CommentHandler = refuse
        parser.ProcessingInstructionHandler = refuse
        if len(part) > LARGEST_PART:
            raise _too_large()
    try:
        parser.Parse(part, _IN_ONE)
    except expat.ExpatError:
        raise _no_document() from None


def _without_attached(relations: bytes) -> bytes:
    root = ElementTree.fromstring(relations)
    for relation in list(root):
        if relation.get("Type", "").endswith("/attachedTemplate"):
            root.remove(relation)
    ElementTree.register_namespace(
        "", "http://schemas.openxmlformats.org/package/2006/relationships"
    )
    told: bytes = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return told


def _check_relations(part: bytes) -> None:
    for relation in ElementTree.fromstring(part):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        is_outside = relation.get("TargetMode", "").lower() == "external"
        is_link = kind == "hyperlink" and target.lower().startswith(_PAGE_ON_THE_WEB)
        if kind in _INSIDE_ONLY or (is_outside and not is_link):
            raise Unusable(
                Message(
                    "The file takes something from {place}, which a letter cannot carry. "
                    "Put it into the file itself, or take it out.",
                    {"place": target[:80] or kind},
                )
            )


def _check_fields(part: bytes) -> None:
    told = _INSTRUCTIONS.finditer(part.decode("utf-8", "replace"))
    # An instruction can lie in pieces: they are read as one, from one field to the next.
    said = "".join(found["text"] or found["simple"] or "\n" for found in told)
    if "{" in said:
        raise Unusable(
            Message("The file holds a tag inside a field. Put the tag beside it, or take it out.")
        )
    found = _FIELDS.search(said)
    if found is not None:
        raise Unusable(
            Message(
                "The file holds a field that fetches or runs something: {field}. Take it out.",
                {"field": found[0].upper()},
            )
        )
