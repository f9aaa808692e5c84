"""Where the tags of a Word template stand in its XML: what they enclose has to be whole."""

import re
from collections.abc import Iterator

from jinja2 import nodes

from clonus_desktop.domain.message import Message

MARKUP_TAGS = frozenset(("page_of", "picture"))
"""These print more than text, and need a place in the text for it."""

_ELEMENT = re.compile(
    r"<(?P<end>/?)(?P<name>[\w:]+)(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*?(?P<alone>/?)>"
)
_IN_TEXT = re.compile(r"<w:t(?: [^>]*)?>")
_IN_ATTRIBUTE = re.compile(r"=\"[^\"]*\Z")


def faults_of_shape(template: nodes.Template) -> Iterator[Message]:
    """What would tear the document when the tags are filled in.

    Args:
        template: One that prints, repeats and chooses, and does nothing else.
    """
    yield from _Walk().through(template.body)


class _Walk:
    """Goes through the tags in the order of the document."""

    def __init__(self) -> None:
        self._before = ""

    def through(self, found: list[nodes.Node]) -> Iterator[Message]:
        for node in found:
            if isinstance(node, nodes.Output):
                yield from self._printed(node)
            elif isinstance(node, nodes.For):
                yield from self._enclosed(f"for {_named(node.iter)}", node.body)
            else:
                assert isinstance(node, nodes.If)  # anything else is refused before
                said = f"if {_named(node.test)}"
                yield from self._enclosed(said, node.body)
                yield from self.through(list(node.elif_))
                yield from self._enclosed(said, node.else_)

    def _enclosed(self, said: str, body: list[nodes.Node]) -> Iterator[Message]:
        if not _is_whole(body):
            yield _torn(said)
        yield from self.through(body)

    def _printed(self, output: nodes.Output) -> Iterator[Message]:
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                last = node.data.rfind("<")
                self._before = self._before + node.data if last < 0 else node.data[last:]
                continue
            is_markup = _named(node).rpartition(".")[2] in MARKUP_TAGS
            is_text = _IN_TEXT.match(self._before) is not None
            if not is_text and (is_markup or not _IN_ATTRIBUTE.search(self._before)):
                yield Message(
                    "{tag} does not stand in a text. Write it without a letter after its braces.",
                    {"tag": _named(node)},
                )


def _is_whole(body: list[nodes.Node]) -> bool:
    """True when every element that begins there ends there; inner tags are looked at alone."""
    outputs = (node for node in body if isinstance(node, nodes.Output))
    data = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "x"
        for output in outputs
        for part in output.nodes
    )
    begun: list[str] = []
    for element in _ELEMENT.finditer(data):
        if element["alone"]:
            continue
        if not element["end"]:
            begun.append(element["name"])
        elif not begun or begun.pop() != element["name"]:
            return False
    return not begun


def _named(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_named(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def _torn(said: str) -> Message:
    return Message(
        "What “{tag}” encloses is torn. Let it begin and end in the same paragraph, or in "
        "paragraphs, rows or cells of its own.",
        {"tag": said},
    )
