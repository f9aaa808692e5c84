"""The recovery code: shown once, on paper or in a file, and asked back before it counts."""

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from clonus_desktop.casebook import keys
from clonus_desktop.language import _, say
from clonus_desktop.ui import chosen_file, printing
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.door.code_paper import CodePaper, lies_in
from clonus_desktop.ui.door.code_view import CodeView
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label, set_property


class CodePage(DoorPage):
    """Shows the code.

    Args:
        code: In groups.
        name: Of the clinician, for the paper.
        folder: Of the casebook: the code should not lie in it.

    Attributes:
        choose_path: Asks where the text file goes.
        ask_printer: Asks on which printer to print.

    Signals:
        written_down: It is on paper or in a file, and can be asked back.
    """

    written_down = Signal()

    def __init__(self, code: str, name: str, folder: Path) -> None:
        super().__init__(
            "key-round",
            _("Your recovery code"),
            _(
                "When a passphrase is forgotten, this code opens the casebook. It is shown only "
                "now. Write it down, print it, or save it, and keep it where the computer is not."
            ),
            width=720,
        )
        self._folder = folder
        self._paper = CodePaper(code=code, name=name, made_on=date.today())  # noqa: DTZ011
        self._near: Path | None = None
        self.choose_path: chosen_file.ChoosePath = partial(
            chosen_file.choose_path, kind=_("Text file") + " (*.txt)"
        )
        self.ask_printer: printing.AskPrinter = partial(
            printing.ask_printer,
            document=_("Clonus Desktop"),
            title=_("Print the recovery code"),
        )
        self.code = CodeView(code)
        self.body.addWidget(self.code)
        self.print_button = secondary_button(_("Print"), "printer")
        self.save_button = secondary_button(_("Save as text file"), "file-down")
        self.anyway = secondary_button(_("Save it there all the same"))
        self.status = plain_label("", wrap=True)
        self.go_on = primary_button(_("I have the code"), "arrow-right")
        self.add_buttons(self.print_button, self.save_button)
        self.body.addWidget(self.status)
        self.add_buttons(self.anyway)
        self.add_buttons(self.go_on)
        for part in (self.status, self.anyway):
            part.hide()
        self.print_button.clicked.connect(self.print)
        self.save_button.clicked.connect(self.save)
        self.anyway.clicked.connect(self._save_near)
        self.go_on.clicked.connect(lambda: self.written_down.emit())

    def print(self) -> None:
        """Print the code on a page of its own."""
        printer = self.ask_printer(self, 1)
        if printer is None:
            return
        if printing.print_pages([self._paper.page()], printer):
            self._say(_("The code is at the printer. Fetch it before you go on."))
        else:
            self._say(
                _(
                    "The code was not printed. The printer did not take it. "
                    "Check the printer, or save the code as a text file."
                ),
                is_problem=True,
            )

    def save(self) -> None:
        """Save the code as a text file where the clinician wants it."""
        proposed = chosen_file.documents_folder() / _("clonus-desktop-recovery-code.txt")
        chosen = self.choose_path(self, _("Save the recovery code"), str(proposed))
        if not chosen:
            return
        path = Path(chosen)
        if lies_in(path, self._folder):
            self._near = path
            self.anyway.show()
            self._say(
                _(
                    "The code was not saved yet: this folder holds the casebook itself. Whoever "
                    "takes the one would have the other. Choose another place, such as a stick."
                ),
                is_problem=True,
            )
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._write(path)

    def _save_near(self) -> None:
        path, self._near = self._near, None
        if path is not None:
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._write(path)

    def _write(self, path: Path) -> None:
        self.anyway.hide()
        try:
            chosen_file.write_whole(path, self._paper.text())
        except OSError as error:
            self._say(_why_not_saved(error), is_problem=True)
            return
        self._say(_("Saved as {name} in {folder}").format(name=path.name, folder=path.parent))

    def _say(self, words: str, *, is_problem: bool = False) -> None:
        set_property(self.status, "role", "error" if is_problem else "saved")
        self.status.setText(words)
        self.status.show()
        announce(self, words, is_urgent=is_problem)

    def focus_first(self) -> None:
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self.code.forget()


def _why_not_saved(error: OSError) -> str:
    said = _("The code was not saved. {reason}. Choose another place, or write it down.")
    return said.format(reason=error.strerror or _("The disk did not take the file"))


class CodeBackPage(DoorPage):
    """Asks the code back: only what can be read and typed will help one day.

    Signals:
        right: The code is the one that was shown.
    """

    right = Signal()

    def __init__(self, prepared: keys.Prepared | keys.PreparedCode) -> None:
        super().__init__(
            "key-round",
            _("Type the recovery code"),
            _("From the paper or the file, not from memory. It counts from then on."),
        )
        self._prepared = prepared
        self.line = code_line()
        hint = _("Small or capital letters, with or without spaces and hyphens.")
        self.ask({"code": Field(_("Recovery code"), self.line, hint=hint)})
        self.check_button = primary_button(_("Check the code"), "check")
        self.add_buttons(self.check_button)
        self.line.returnPressed.connect(self.check)
        self.check_button.clicked.connect(self.check)
        self.offer_back()

    def check(self) -> None:
        """Compare with the code that was shown."""
        problem = self._problem()
        self.show_problems({"code": problem} if problem else {})
        if not problem:
            self.right.emit()

    def _problem(self) -> str:
        if not self.line.text().strip():
            return _("Type the recovery code.")
        try:
            group = keys.differing_group(self._prepared, self.line.text())
        except keys.BadRecoveryCode as fault:
            return say(fault.message)
        if group is None:
            return ""
        said = _("Group {group} is not the one that was shown. Check it, or go back to the code.")
        return said.format(group=group)

    def forget(self) -> None:
        self.line.clear()


def code_line() -> QLineEdit:
    """A line for a recovery code; it is read as forgivingly as it may be typed."""
    line = QLineEdit()
    line.setMaxLength(200)
    line.setInputMethodHints(
        Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhSensitiveData
    )
    line.setProperty("kind", "code")
    return line
