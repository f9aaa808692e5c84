"""The parts of a letter under the headings of its structure; what is empty is left out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from clonus_desktop.report import plain, sections
from clonus_desktop.report.matter import Matter
from clonus_desktop.report.options import SWITCHED
from clonus_desktop.report.parts import Block, Plot, Section, Table
from clonus_desktop.report.structure_words import TYPED
from clonus_desktop.report.structures import Heading, Structure

_FROM_RECORD: Mapping[str, Callable[[Matter], Block | None]] = {
    "attendance": sections.attendance_section,
    "table": sections.findings_table,
    "findings": sections.findings_section,
    "comparison": sections.comparison_section,
    "context": sections.context_section,
    "signs": sections.signs_section,
    "treatment": sections.treatment_section,
    "revision": sections.revision_section,
    "hunter": sections.serotonin_section,
    "technique": sections.technique_section,
    "notes": sections.notes_section,
    "comment": sections.comment_section,
    "conditions": sections.conditions_section,
    "alert": sections.alert_section,
    "plot": lambda matter: matter.plot,
    "rules": sections.rules_section,
}
_SWITCHED_BY = {part: part for part in SWITCHED if part != "rules"} | {
    "signs": "context",
    "treatment": "context",
}
"""By part: the choice that leaves it out. The rule is never left out, only shortened."""


def opening_of(structure: Structure, matter: Matter) -> tuple[Section, ...]:
    """What was typed to stand before the title."""
    typed = (_typed(part, matter) for part in structure.opening)
    return tuple(section for section in typed if section.paragraphs)


def body_of(structure: Structure, matter: Matter) -> tuple[Block, ...]:
    """All that stands between title and closing."""
    return tuple(block for heading in structure.headings for block in _under(heading, matter))


def _under(heading: Heading, matter: Matter) -> Iterator[Block]:
    blocks = [block for part in heading.parts for block in _written(part, matter)]
    if heading.words is None:
        yield from blocks
    elif blocks:
        yield Section(heading=matter.words.say(heading.words))
        yield from (_beneath(block, is_bare=heading.is_bare) for block in blocks)


def _written(part: str, matter: Matter) -> tuple[Block, ...]:
    """The part, or nothing when it is empty or not wanted."""
    if part in TYPED:
        block: Block | None = _typed(part, matter)
    elif part in _SWITCHED_BY and not matter.options.has(_SWITCHED_BY[part]):
        return ()
    else:
        block = _FROM_RECORD[part](matter)
    if block is None or (isinstance(block, Section) and not block.paragraphs):
        return ()
    return (block,)


def _typed(part: str, matter: Matter) -> Section:
    paragraphs = plain.paragraphs(matter.options.typed.get(part, ""), matter.words)
    return Section(heading=matter.words.say(TYPED[part]), paragraphs=paragraphs, is_typed=True)


def _beneath(block: Block, *, is_bare: bool) -> Block:
    if isinstance(block, Table):
        return block
    if isinstance(block, Plot):
        return replace(block, is_beneath=True)
    return replace(block, heading="" if is_bare else block.heading, is_beneath=True)
