"""What the settings say of the record: its acts, and whether it is as it was entered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from clonus_desktop.casebook import verification
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.faults import StorageFault
from clonus_desktop.casebook.verification import Verdict
from clonus_desktop.language import _, say
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.record_check import RecordCheck
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label, set_property


class RecordPart(QWidget):
    """Two ways into the record, and the verdict of the last check.

    Signals:
        acts_wanted: The record of acts is to be shown.
        said: A sentence for screen readers.
        spoke: Words came up that are to be seen.
    """

    acts_wanted = Signal()
    said = Signal(str)
    spoke = Signal(QWidget)

    def __init__(self, book: Casebook) -> None:
        super().__init__()
        self._book = book
        self.check = RecordCheck(self)
        self.acts_button = secondary_button(_("Record of acts"), "history")
        self.check_button = secondary_button(_("Check the record"), "clipboard-check")
        self.cancel_button = secondary_button(_("Cancel"), "x")
        self.bar = QProgressBar()
        self.status = plain_label("", role="muted", wrap=True)
        self.verdict = plain_label("", role="strong", wrap=True)
        self.details = plain_label("", role="body", wrap=True)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        words = _(
            "Every act in the record is sealed together with the one before it. A check compares "
            "all that is recorded with these seals and with the signatures of clinicians."
        )
        self._buttons = Flow()
        for button in (self.acts_button, self.check_button, self.cancel_button):
            self._buttons.add(button)
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("How much of the record is checked"))
        for part in (plain_label(words, wrap=True), self._buttons, self.bar, self.status):
            column.addWidget(part)
        for label in (self.verdict, self.details):
            flags = Qt.TextInteractionFlag.TextSelectableByMouse
            label.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)
            column.addWidget(label)
        self._space()
        appearance().changed.connect(self._space)
        self._show(is_running=False)

    def _connect(self) -> None:
        self.acts_button.clicked.connect(lambda: self.acts_wanted.emit())
        self.check_button.clicked.connect(lambda: self.begin())
        self.cancel_button.clicked.connect(lambda: self.check.cancel())
        self.check.progressed.connect(self._show_progress)
        self.check.ended.connect(self._show_end)

    def _space(self) -> None:
        self._buttons.set_gaps(appearance().gap(8), appearance().gap(8))

    def begin(self) -> None:
        """Check the record."""
        self._say("", "")
        self._show(is_running=True)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.check.start(self._book.file.path, self._book.file.key)
        self.said.emit(_("Checking the record…"))
        self.spoke.emit(self.bar)

    def _show_progress(self, share: float) -> None:
        percent = int(share * 100)
        self.bar.setValue(percent)
        words = _("Checking the record: {percent} %. You can go on working.")
        self.status.setText(words.format(percent=percent))

    def _show_end(self, found: Verdict | StorageFault | None) -> None:
        had_focus = self.cancel_button.hasFocus()
        self._show(is_running=False)
        if had_focus:
            self.check_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if found is None:
            self.status.setText(_("The check was cancelled. Nothing wrong was found until then."))
            self.status.show()
            self.said.emit(self.status.text())
            return
        if isinstance(found, StorageFault):
            self._say(_("The record could not be checked."), say(found.message), is_wrong=True)
        else:
            first, *others = verification.in_words(found, self._book.words)
            self._say(first, "\n".join(others), is_wrong=not found.is_good)
        self.said.emit(self.verdict.text())
        self.spoke.emit(self.details)

    def _say(self, verdict: str, details: str, *, is_wrong: bool = False) -> None:
        self.verdict.setText(verdict)
        set_property(self.verdict, "role", "error" if is_wrong else "strong")
        self.details.setText(details)
        self.verdict.setVisible(bool(verdict))
        self.details.setVisible(bool(details))

    def _show(self, *, is_running: bool) -> None:
        for part in (self.bar, self.status, self.cancel_button):
            part.setVisible(is_running)
        self.check_button.setVisible(not is_running)
        if not self.verdict.text():
            self._say("", "")
