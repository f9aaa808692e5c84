"""The manual's files, short chapters under ``resources/help``, read into their blocks.

The files are a small part of Markdown, one thing a block and blocks apart by an empty line: ``##``
headings, paragraphs, lists (``-`` or ``1.``), tables with a header, a picture or a link alone in
its block. A key stands in brackets, such as ``[Enter]``. Anything else is an error and never half
a page.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from clonus_desktop import resources, toml_files
from clonus_desktop.manual.chapters import (
    KEY,
    Block,
    Chapter,
    Heading,
    Link,
    Manual,
    Paragraph,
    Picture,
    Points,
    Table,
)

Find = Callable[[str], Path]
"""Where the file of a name lies."""

_CONTENTS = "contents.toml"
_CHAPTER_KEYS = ("key", "title", "screens", "pictures")
_PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)\s]+)\)")
_LINK = re.compile(r"\[([^\]]+)\]\(([a-z-]+)\.md\)")
_BULLET, _NUMBERED = re.compile(r"- +(\S.*)"), re.compile(r"\d+\. +(\S.*)")
# What Markdown would show otherwise than the file shows it.
_OTHER_MARKUP = re.compile(r"[*`<>]|\]\(|!\[|://|__")


class ManualError(ValueError):
    """A file of the manual cannot be used; the message names the file and the line."""


def load_manual(language: str = "en", folder: Path | None = None) -> Manual:
    """The whole manual of a language, or an error; a file that it lacks is the English one.

    Args:
        folder: Read this one instead.

    Raises:
        ManualError: A file is missing, misspelt, or leads nowhere.
    """
    if folder is None:
        find: Find = partial(resources.file_in_language, "help", language)
    else:
        find = folder.joinpath
    manual = Manual(chapters=tuple(_chapters(find)))
    known = [chapter.key for chapter in manual.chapters]
    for chapter in manual.chapters:
        if known.count(chapter.key) > 1:
            raise ManualError(f"{_CONTENTS}: chapter {chapter.key!r} is listed twice.")
        for block in chapter.blocks:
            if isinstance(block, Link) and block.chapter not in known:
                raise ManualError(f"{chapter.key}.md: there is no chapter {block.chapter!r}.")
    return manual


def _chapters(find: Find) -> Iterator[Chapter]:
    contents = toml_files.read(find(_CONTENTS), ManualError)
    entries = contents.get("chapter")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ManualError(f"{_CONTENTS}: must hold [[chapter]] tables.")
    if not entries:
        raise ManualError(f"{_CONTENTS}: there is no chapter.")
    for number, entry in enumerate(entries, 1):
        yield _chapter(find, entry, f"{_CONTENTS}, chapter {number}")


def _chapter(find: Find, entry: dict[str, object], where: str) -> Chapter:
    if sorted(entry) != sorted(_CHAPTER_KEYS):
        raise ManualError(f"{where}: must hold {', '.join(_CHAPTER_KEYS)} and nothing else.")
    key, title = entry["key"], entry["title"]
    if not isinstance(key, str) or not isinstance(title, str) or not title.strip():
        raise ManualError(f"{where}: key and title must be words.")
    name = f"{key}.md"
    try:
        lines = find(name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError, resources.ResourceMissing) as error:
        raise ManualError(f"{name} cannot be read: {error}") from error
    blocks = tuple(_block(block, f"{name}, line {line}") for line, block in _split(lines))
    shown = [block.name for block in blocks if isinstance(block, Picture)]
    if shown != _names(entry["pictures"], where):
        raise ManualError(f"{where}: pictures must be those of {name}: {shown!r}.")
    screens = tuple(_names(entry["screens"], where))
    return Chapter(key=key, title=title, screens=screens, blocks=blocks)


def _names(value: object, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise ManualError(f"{where}: must list names, not {value!r}.")
    return value


def _split(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The blocks between empty lines, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate((*lines, ""), 1):
        if line.strip():
            block.append(line.rstrip())
        elif block:
            yield number - len(block), block
            block = []


def _block(lines: list[str], where: str) -> Block:
    first = lines[0]
    if first.startswith("## "):
        return Heading(text=_plain(_one(lines, first[3:], where), where))
    if first.startswith("#"):
        raise ManualError(f"{where}: headings begin with ## (the title stands in {_CONTENTS}).")
    if picture := _PICTURE.fullmatch(first):
        return Picture(name=_one(lines, picture[2], where), text=picture[1])
    if link := _LINK.fullmatch(first):
        return Link(chapter=_one(lines, link[2], where), text=link[1])
    if first.startswith("|"):
        return _table(lines, where)
    for mark, is_numbered in ((_BULLET, False), (_NUMBERED, True)):
        if mark.fullmatch(first):
            return Points(items=_points(lines, mark, where), is_numbered=is_numbered)
    return Paragraph(text=_plain(" ".join(line.strip() for line in lines), where))


def _one(lines: list[str], value: str, where: str) -> str:
    if len(lines) > 1:
        raise ManualError(f"{where}: it must stand alone, with an empty line below.")
    return value


def _plain(text: str, where: str) -> str:
    found = _OTHER_MARKUP.search(KEY.sub("", text))
    if found:
        raise ManualError(f"{where}: {found[0]!r} would be shown as it stands: {text!r}.")
    return text


def _points(lines: list[str], mark: re.Pattern[str], where: str) -> tuple[str, ...]:
    items: list[str] = []
    for line in lines:
        if begun := mark.fullmatch(line):
            items.append(begun[1])
        elif line.startswith("  "):
            items[-1] = f"{items[-1]} {line.strip()}"
        else:
            raise ManualError(f"{where}: a list goes on with two spaces, not with {line!r}.")
    return tuple(_plain(item, where) for item in items)


def _table(lines: list[str], where: str) -> Table:
    cells = [line.strip().strip("|").split("|") for line in lines]
    rows = [tuple(_plain(cell.strip(), where) for cell in row) for row in cells]
    if len(rows) < 3 or any(set(cell) - set("-:") for cell in rows[1]):
        raise ManualError(f"{where}: a table is a header, a line of dashes, and rows.")
    if len({len(row) for row in rows}) > 1:
        raise ManualError(f"{where}: every row of a table has as many cells.")
    return Table(header=rows[0], rows=tuple(rows[2:]))
