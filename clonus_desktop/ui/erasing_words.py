"""What leaves the casebook with a person, and what is not reached, in words."""

from clonus_desktop.casebook.erasing import ErasedContent
from clonus_desktop.language import _, ngettext


def backup_words(count: int) -> str:
    """That backups made before still hold the person, and how many lie beside the casebook."""
    if not count:
        return _(
            "No backup lies beside the casebook. Backups elsewhere, and letters that left the "
            "program, are not reached."
        )
    return ngettext(
        "{n} backup beside the casebook still holds this person, and so may others elsewhere. "
        "Letters that left the program are not reached either.",
        "{n} backups beside the casebook still hold this person, and so may others elsewhere. "
        "Letters that left the program are not reached either.",
        count,
    ).format(n=count)


def content_lines(content: ErasedContent) -> tuple[str, ...]:
    """What goes, or has gone, counted: a line for each kind of which there is any."""
    counted = (
        (content.records, ngettext("{n} record", "{n} records", content.records)),
        (
            content.signed,
            ngettext(
                "{n} signed exam (each version counted)",
                "{n} signed exams (each version counted)",
                content.signed,
            ),
        ),
        (
            content.unsigned,
            ngettext(
                "{n} unfinished or discarded exam",
                "{n} unfinished or discarded exams",
                content.unsigned,
            ),
        ),
        (content.letters, ngettext("{n} issued letter", "{n} issued letters", content.letters)),
        (content.signatures, ngettext("{n} signature", "{n} signatures", content.signatures)),
        (
            content.rows,
            ngettext("{n} row of the file", "{n} rows of the file in all", content.rows),
        ),
    )
    return tuple(f"• {words.format(n=count)}" for count, words in counted if count)
