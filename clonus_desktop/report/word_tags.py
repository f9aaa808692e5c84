"""The tags of a Word template: which there are, and what a template makes of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from clonus_desktop.domain.message import Message

WORDS, FLAG, NUMBER = "words", "flag", "number"

Kind = str | tuple["Kind", ...] | Mapping[str, "Kind"]
"""Words, a flag or a number; a tuple of one kind for many of it; parts by their names."""

_SECTION: Mapping[str, Kind] = {
    "heading": WORDS,
    "paragraphs": (WORDS,),
    "is_beneath": FLAG,
    "is_small": FLAG,
}
_ROW: Mapping[str, Kind] = {
    "site": WORDS,
    "cells": ({"text": WORDS, "above": WORDS, "span": NUMBER},),
}
TAGS: Mapping[str, Kind] = {
    "clinic": WORDS,
    "clinic_name": WORDS,
    "clinic_address": WORDS,
    "date": WORDS,
    "recipient": WORDS,
    "salutation": WORDS,
    "subject": WORDS,
    "identity": WORDS,
    "identifiers": ({"label": WORDS, "value": WORDS},),
    "title": WORDS,
    "opening": (_SECTION,),
    "body": (
        {**_SECTION, "header": (WORDS,), "rows": (_ROW,), "picture": WORDS, "summary": WORDS},
    ),
    "closing": WORDS,
    "signature": WORDS,
    "copies": WORDS,
    "record": WORDS,
    "seal": WORDS,
    "page_of": WORDS,
    "draft": WORDS,
    "copy_mark": WORDS,
}
"""What a template can ask for, by name."""

NEEDED = (
    "subject",
    "identifiers.value",
    "opening.heading",
    "opening.paragraphs",
    "title",
    "body.heading",
    "body.paragraphs",
    "body.header",
    "body.rows.site",
    "body.rows.cells.text",
    "body.rows.cells.above",
    "body.picture",
    "signature",
    "copies",
    "record",
    "seal",
)
"""Without one of these a letter could leave out what it has to say."""

_LOOP: Mapping[str, Kind] = {"first": FLAG, "last": FLAG}


@dataclass(slots=True)
class Reading:
    """What was found in a part of a template.

    Attributes:
        printed: Tags whose words come out, with the lists they are in: ``body.heading``.
        unknown: Names that are no tags, as they are written.
        misused: What cannot be done, as messages.
    """

    printed: set[str] = field(default_factory=set)
    unknown: dict[str, None] = field(default_factory=dict)
    misused: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A name that was followed: where it leads, and what is there."""

    path: str
    kind: Kind


_Scope = Mapping[str, _Found]
_NOTHING = _Found("", {})


def read_tags(template: nodes.Template) -> Reading:
    """What the tags of a parsed template ask for; nothing is filled in."""
    reading = Reading()
    scope = {name: _Found(name, kind) for name, kind in TAGS.items()}
    _Reader(reading).follow(template.body, scope)
    return reading


class _Reader:
    """Goes through the tags; what it does not know is not done."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def follow(self, found: list[nodes.Node], scope: _Scope) -> None:
        for node in found:
            if isinstance(node, nodes.Output):
                self._print(node, scope)
            elif isinstance(node, nodes.For):
                self._repeat(node, scope)
            elif isinstance(node, nodes.If):
                for tested in _tested(node.test):
                    self._find(tested, scope)
                self.follow([*node.body, *node.elif_, *node.else_], scope)
            else:
                self._refuse(node)

    def _print(self, output: nodes.Output, scope: _Scope) -> None:
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                continue
            found = self._find(node, scope)
            if found.kind in (WORDS, NUMBER):
                self._reading.printed.add(found.path)
            elif found is not _NOTHING:
                self._reading.misused.append(
                    Message("{tag} has parts and cannot be printed alone.", {"tag": found.path})
                )

    def _repeat(self, loop: nodes.For, scope: _Scope) -> None:
        found, each = self._find(loop.iter, scope), _NOTHING
        if isinstance(found.kind, tuple):
            each = _Found(found.path, found.kind[0])
        elif found is not _NOTHING:
            self._reading.misused.append(
                Message("{tag} is one thing and cannot be repeated.", {"tag": found.path})
            )
        if not isinstance(loop.target, nodes.Name) or loop.test or loop.recursive or loop.else_:
            self._refuse(loop)
            return
        inside = {"loop": _Found("loop", _LOOP), loop.target.name: each}
        self.follow(loop.body, {**scope, **inside})

    def _find(self, node: nodes.Node, scope: _Scope) -> _Found:
        """Where a name leads; nowhere when it is unknown, which is noted."""
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name]
            self._reading.unknown[node.name] = None
            return _NOTHING
        if not isinstance(node, nodes.Getattr):
            self._refuse(node)
            return _NOTHING
        whole = self._find(node.node, scope)
        if whole is _NOTHING:
            return _NOTHING
        if isinstance(whole.kind, Mapping) and node.attr in whole.kind:
            return _Found(f"{whole.path}.{node.attr}", whole.kind[node.attr])
        self._reading.unknown[f"{whole.path}.{node.attr}"] = None
        return _NOTHING

    def _refuse(self, node: nodes.Node) -> None:
        self._reading.misused.append(
            Message(
                "A template can print tags, repeat them (for) and choose by them (if), "
                "and nothing else: take “{what}” out.",
                {"what": type(node).__name__.lower()},
            )
        )


def _tested(test: nodes.Node) -> Iterator[nodes.Node]:
    """The names that a condition asks for, without the words between them."""
    if isinstance(test, nodes.And | nodes.Or):
        yield from _tested(test.left)
        yield from _tested(test.right)
    elif isinstance(test, nodes.Not):
        yield from _tested(test.node)
    else:
        yield test
