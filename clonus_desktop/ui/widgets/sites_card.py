"""The card of further places: where their files lie, which are read, and which are left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.labels import plain_label


class SitesCard(Card):
    """Tells only: a further place is a file that somebody puts into the folder.

    Args:
        folder: Where the files lie, as it is shown.
        names: Names of the further places that were read.
        problems: One line for each file that was left out.

    Attributes:
        problems: The words on files that were left out; hidden without any.
    """

    def __init__(self, folder: str, names: Sequence[str], problems: Sequence[str]) -> None:
        super().__init__(_("Further places"))
        words = _("Files of further places are read from this folder when the program starts:")
        self.add(plain_label(words, wrap=True))
        where = plain_label(breakable(folder), role="strong", wrap=True)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse
        where.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        where.setAccessibleName(_("Folder of further places: {path}").format(path=folder))
        self.add(where)
        said = _("Read: {names}.").format(names=", ".join(names)) if names else _("None was found.")
        self.read = plain_label(said, role="caption", wrap=True)
        self.add(self.read)
        self.problems = plain_label(_problem_words(problems), role="notice", wrap=True)
        self.problems.setVisible(bool(problems))
        self.add(self.problems)


def _problem_words(problems: Sequence[str]) -> str:
    said = ngettext(
        "A file could not be used and was left out. Records are not touched by it. Correct the "
        "file and start the program again.",
        "{n} files could not be used and were left out. Records are not touched by them. Correct "
        "the files and start the program again.",
        len(problems),
    )
    return "\n".join((said.format(n=len(problems)), *map(breakable, problems)))
