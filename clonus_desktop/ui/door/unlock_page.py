"""Unlocking: by passphrase, by the recovery code, or not at all."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal

from clonus_desktop.casebook import keys
from clonus_desktop.language import _
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.door.code_page import code_line
from clonus_desktop.ui.door.door_page import DoorPage, path_label
from clonus_desktop.ui.door.unlock_form import UnlockForm
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label


class UnlockPage(DoorPage):
    """The clinicians of the casebook, and the passphrase of one.

    Signals:
        code_wanted: The recovery code is to be used.
    """

    code_wanted = Signal()

    def __init__(
        self,
        path: Path,
        background: Callable[[], Background],
        ways: Sequence[keys.WayIn],
        cost: keys.Cost,
    ) -> None:
        super().__init__(
            "lock", _("Unlock the casebook"), _("The records are encrypted."), width=440
        )
        self.form = UnlockForm(path, background, cost=cost)
        self.form.show_ways(ways)
        self.use_code = quiet_button(_("Use the recovery code"), "key-round")
        self.body.addWidget(self.form)
        self.body.addWidget(self.use_code, 0, Qt.AlignmentFlag.AlignLeft)
        self.use_code.clicked.connect(lambda: self.code_wanted.emit())

    def focus_first(self) -> None:
        self.form.begin()

    def forget(self) -> None:
        self.form.forget()


class RecoveryPage(DoorPage):
    """Asks for the recovery code.

    Signals:
        submitted: What was typed.
        lost: Neither a passphrase nor the code is there.
    """

    submitted = Signal(str)
    lost = Signal()

    def __init__(self) -> None:
        super().__init__(
            "key-round",
            _("Use the recovery code"),
            _("It was shown when the casebook was made, to be printed, saved or written down."),
        )
        self.line = code_line()
        hint = _("Five groups. Small or capital letters, with or without spaces and hyphens.")
        self.ask({"code": Field(_("Recovery code"), self.line, hint=hint)})
        self.open_button = primary_button(_("Use the code"), "lock-open")
        self.neither = quiet_button(_("Neither passphrase nor code?"), "circle-help")
        self.add_buttons(self.open_button)
        self.body.addWidget(self.neither, 0, Qt.AlignmentFlag.AlignLeft)
        self.line.returnPressed.connect(self.submit)
        self.open_button.clicked.connect(self.submit)
        self.neither.clicked.connect(lambda: self.lost.emit())
        self.offer_back()

    def submit(self) -> None:
        """Hand on what was typed."""
        if self.line.text().strip():
            self.show_problems({})
            self.submitted.emit(self.line.text())
        else:
            self.say_problem(_("Type the recovery code."))

    def say_problem(self, words: str) -> None:
        """Say why the code was not taken; it stays, to be put right."""
        self.show_problems({"code": words})

    def forget(self) -> None:
        self.line.clear()


class LostPage(DoorPage):
    """Says plainly that nobody can open it, and what can be done.

    Signals:
        close_wanted: The program is to be closed.
    """

    close_wanted = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__("lock", _("Nobody can open this casebook"), width=640)
        for role, words in (
            (
                "body",
                _(
                    "Without a passphrase and without the recovery code it stays closed: for you, "
                    "for a computer department, and for the makers of this program. There is no "
                    "other key."
                ),
            ),
            ("strong", _("What can still help")),
            (
                "body",
                _(
                    "Another clinician of this casebook can unlock it with their own passphrase. "
                    "The recovery code may be on paper, on a stick, or on another computer."
                ),
            ),
            ("body", _("A backup does not help: it has the same lock.")),
            ("strong", _("To begin a new casebook")),
            (
                "body",
                _(
                    "Close the program and move this folder to another place. Keep it there: if "
                    "the code is found one day, it opens every record in it."
                ),
            ),
        ):
            self.body.addWidget(plain_label(words, role=role, wrap=True))
        self.body.addWidget(path_label(path.parent))
        self.close_button = secondary_button(_("Close the program"))
        self.add_buttons(self.close_button)
        self.close_button.clicked.connect(lambda: self.close_wanted.emit())
        self.offer_back()

    def focus_first(self) -> None:
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
