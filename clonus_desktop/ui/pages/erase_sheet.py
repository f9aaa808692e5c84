"""A person leaves the casebook: what goes, why, confirmed by name; and the paper about it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from clonus_desktop.casebook import erasing
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.erasing import ErasedContent, Erasure
from clonus_desktop.casebook.merging import Identity
from clonus_desktop.language import _, say
from clonus_desktop.ui import chosen_file, printing
from clonus_desktop.ui.erasing_words import backup_words, content_lines
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.patient_words import breakable, known_as_words
from clonus_desktop.ui.widgets.buttons import Button, primary_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.sheet import Sheet


class EraseSheet(Sheet):
    """Asks for a reason and the family name; without both nothing is erased.

    Args:
        owner: A widget of the window.
        who: Whose records go.
        content: How much goes.
        backups: How many backups beside the casebook still hold the person.

    Signals:
        confirmed: Reason and family name as they were typed.
    """

    confirmed = Signal(str, str)

    def __init__(self, owner: QWidget, who: Identity, content: ErasedContent, backups: int) -> None:
        super().__init__(owner, _("Erase this person from the casebook?"), width=720)
        self.body.addWidget(plain_label(breakable(who.patient.formal_name), "h3", wrap=True))
        if who.others:
            self.body.addWidget(plain_label(breakable(known_as_words(who.others)), wrap=True))
        words = _("This is for a request under data protection. It cannot be undone.")
        self.body.addWidget(plain_label(words, "notice", wrap=True))
        self.preview = plain_label("\n".join(content_lines(content)), wrap=True)
        self.body.addWidget(self.preview)
        self.body.addWidget(plain_label(backup_words(backups), "muted", wrap=True))
        self.reason, self.name = QLineEdit(), QLineEdit()
        self.reason.setMaxLength(erasing.LONGEST_REASON)
        hint = _("Stays in the record. Do not name the person here.")
        self.fields = {
            "reason": Field(_("Reason"), self.reason, hint=hint),
            "family_name": Field(_("Type the family name to confirm"), self.name),
        }
        for field in self.fields.values():
            self.body.addWidget(field)
        self.keep_button = secondary_button(_("Keep the record"))
        self.erase_button = Button(_("Erase for ever"), "danger", "trash-2")
        self.keep_button.clicked.connect(lambda: self.close_sheet())
        self.erase_button.clicked.connect(lambda: self._confirm())
        self.add_buttons(self.keep_button, self.erase_button, at_end=True)

    def first_focus(self) -> QWidget:
        return self.reason

    def _confirm(self) -> None:
        self.confirmed.emit(self.reason.text(), self.name.text())

    def show_problem(self, field: str) -> None:
        """Say at a field what is missing; nothing was erased."""
        words = {
            "reason": _("Say why the person is erased."),
            "family_name": _("This is not the family name of this patient. Nothing was erased."),
        }
        for name, part in self.fields.items():
            part.show_problem(words[name] if name == field else "")
        self.fields[field].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(self.fields[field])


class ErasedSheet(Sheet):
    """What was erased, and the confirmation to save or print: it can be made only now.

    Args:
        owner: A widget of the window.
        book: The record.
        erasure: What was done.

    Attributes:
        choose_path: Asks where the PDF goes.
        ask_printer: Asks on which printer to print.
    """

    def __init__(self, owner: QWidget, book: Casebook, erasure: Erasure) -> None:
        super().__init__(owner, _("The person was erased"), width=720)
        self._erasure = erasure
        self._note = erasing.confirmation(book, erasure)
        self._is_kept = False
        self.choose_path: chosen_file.ChoosePath = chosen_file.choose_path
        self.ask_printer: printing.AskPrinter = printing.ask_printer
        words = _(
            "Everything about this person is gone from the casebook; the record stays whole "
            "without it. Save or print the confirmation now: the casebook does not know the "
            "name any more, and the confirmation cannot be made again."
        )
        self.body.addWidget(plain_label(words, wrap=True))
        self.preview = plain_label("\n".join(content_lines(erasure.facts.content)), wrap=True)
        self.body.addWidget(self.preview)
        self.body.addWidget(plain_label(backup_words(erasure.facts.backups), "muted", wrap=True))
        self.notice = plain_label("", "saved", wrap=True)
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.save_button = primary_button(_("Save as PDF"), "file-down")
        self.print_button = secondary_button(_("Print"), "printer")
        self.close_button = secondary_button(_("Close"))
        self.save_button.clicked.connect(lambda: self.save())
        self.print_button.clicked.connect(lambda: self.print())
        self.close_button.clicked.connect(lambda: self.leave())
        self.add_buttons(self.close_button, self.print_button, self.save_button, at_end=True)

    def first_focus(self) -> QWidget:
        return self.save_button

    def key_table(self) -> tuple[PageKey, ...]:
        leave = PageKey(names=("Esc",), words=_("Close"), act=lambda _ms: self.leave())
        return (leave, *super().key_table()[1:])

    def leave(self) -> None:
        """Close; who has no confirmation yet is asked once."""
        if self._is_kept or self.close_button.accessibleName() != _("Close"):
            self.close_sheet()
            return
        self.close_button.say(_("Close without the confirmation"))
        words = _(
            "The confirmation was neither saved nor printed. The person is erased all the same. "
            "Save it now, or close without it."
        )
        self._say(words, is_problem=True)

    def save(self) -> None:
        """Save the confirmation as a PDF where the clinician wants it."""
        proposed = str(chosen_file.documents_folder() / erasing.file_name(self._erasure))
        chosen = self.choose_path(self, _("Save as PDF"), proposed)
        if not chosen:
            return
        path = Path(chosen)
        try:
            chosen_file.write_whole(path, erasing.pdf(self._note))
        except OSError as error:
            self._say(say(chosen_file.why_not_saved(error, path)), is_problem=True)
            return
        self._take_kept(_("Saved as {name} in {folder}").format(name=path.name, folder=path.parent))

    def print(self) -> None:
        """Print the confirmation in its true size."""
        pages = erasing.pages(self._note)
        printer = self.ask_printer(self, len(pages))
        if printer is None:
            return
        if printing.print_pages(pages, printer):
            self._take_kept(_("The confirmation is at the printer."))
            return
        words = _(
            "The confirmation was not printed. The printer did not take it. "
            "Check the printer, or save the confirmation as a PDF."
        )
        self._say(words, is_problem=True)

    def _take_kept(self, words: str) -> None:
        self._is_kept = True
        self.close_button.say(_("Close"))
        self._say(words)

    def _say(self, words: str, *, is_problem: bool = False) -> None:
        set_property(self.notice, "role", "error" if is_problem else "saved")
        self.notice.setText(breakable(words))
        self.notice.show()
        self.reveal(self.notice)
