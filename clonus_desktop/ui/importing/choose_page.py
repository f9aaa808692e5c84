"""Which file to take in, and what kinds there are."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui import chosen_file
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class ChoosePage(DoorPage):
    """Asks for a file; says why the last one could not be taken in.

    Attributes:
        choose: Asks for the path.

    Signals:
        chosen: The Path of a file.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        words = _(
            "Choose a file. What would happen is shown first; nothing in the record is changed or "
            "merged without asking."
        )
        super().__init__("users", _("Import patients"), words, width=640)
        lists = _("Lists and exports (*.csv *.tsv *.txt *.json *.ndjson)")
        every = _("All files (*)")
        self.choose: Callable[[QWidget, str, str], str] = partial(
            chosen_file.choose_file, kind=f"{lists};;{every}"
        )
        self.trouble = plain_label("", role="notice", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        for line in (
            _("A list of patients as CSV, from another program or a spreadsheet"),
            _("FHIR R4 patients: a Bundle as .json, or one on each line as .ndjson"),
            _(
                "A whole record, patients and exams: the manifest.json in the folder of an export "
                "from another casebook"
            ),
        ):
            self.body.addWidget(plain_label(f"• {line}", wrap=True))
        self.pick = primary_button(_("Choose file…"))
        self.cancel = secondary_button(_("Cancel"), key_hint=_("Esc"))
        self.add_buttons(self.pick, self.cancel)
        self.pick.clicked.connect(self._choose)
        self.cancel.clicked.connect(lambda: self.back_wanted.emit())

    def say(self, words: str) -> None:
        """Say why the last file could not be taken in; empty words take it away."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        if words:
            announce(self, words, is_urgent=True)

    def _choose(self) -> None:
        first = str(chosen_file.documents_folder())
        chosen = self.choose(self, _("File to take in"), first)
        if chosen:
            self.say("")
            self.chosen.emit(Path(chosen))

    def go_back(self) -> None:
        self.back_wanted.emit()

    def focus_first(self) -> None:
        self.pick.setFocus(Qt.FocusReason.OtherFocusReason)
