"""Says over the ways out that the letter on the paper is one from the record."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class IssuedNotice(QWidget):
    """What was issued, to whom and when, what became of the exam, and the way to a new letter.

    Attributes:
        new_button: Leads to a new letter.
    """

    def __init__(self) -> None:
        super().__init__()
        self.title = plain_label("", "strong", wrap=True)
        self.about = plain_label("", "body", wrap=True)
        self.since = plain_label("", "notice", wrap=True)
        kept = _("It is shown word for word as it was issued, and marked as a copy.")
        self.kept = plain_label(kept, "caption", wrap=True)
        self.new_button = secondary_button(_("Write a new letter"), "file-text")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self.title, self.about, self.since, self.kept, self.new_button):
            self._column.addWidget(part)

    def say(self, title: str, about: str, since: str) -> None:
        """Say which letter it is; ``since`` is empty when its exam stands."""
        for label, words in ((self.title, title), (self.about, about), (self.since, since)):
            label.setText(breakable(words))
            label.setVisible(bool(words))

    def arrange(self) -> None:
        """Take the text size again."""
        self._column.setSpacing(appearance().gap(12))
