"""The sheet on which data out is asked for, followed and finished."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from clonus_desktop.casebook import exporting
from clonus_desktop.casebook.exporting import Exported, Request, Scope
from clonus_desktop.domain.message import Message
from clonus_desktop.language import _, ngettext, pgettext, say
from clonus_desktop.ui import chosen_file
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.exporting.export_fields import (
    CodesField,
    DayField,
    FilesField,
    MarksField,
    ScopeField,
)
from clonus_desktop.ui.exporting.export_run import ExportRun
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.patient_words import breakable
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.form_sheet import FormSheet
from clonus_desktop.ui.widgets.labels import plain_label, set_property
from clonus_desktop.ui.widgets.share_bar import ShareBar


class ExportSheet(FormSheet):
    """Asks what is to leave, writes it beside the work, and says where it lies.

    Args:
        owner: A widget of the window.
        session: The open casebook.
        patient_id: Only this patient; None for all.

    Attributes:
        choose_folder: Asks where the export goes.
    """

    def __init__(self, owner: QWidget, session: Session, *, patient_id: int | None = None) -> None:
        title = _("Export data") if patient_id is None else _("Export this record")
        words = _(
            "The export becomes a folder of its own, with a list of its files and their digests. "
            "Drafts and withdrawn exams are not in its tables."
        )
        super().__init__(
            owner, title, words, go_on=primary_button(_("Export…"), "download"), width=720
        )
        self._session, self._patient_id = session, patient_id
        self.choose_folder: Callable[[QWidget, str, str], str] = chosen_file.choose_folder
        self.run = ExportRun(session, self)
        self.scope = ScopeField(of_one=patient_id is not None)
        today = session.book.now().date()
        self.first = DayField(_("From"), hint=_("Empty for no beginning."), today=today)
        included = _("Empty for no end. This day is included.")
        self.last = DayField(pgettext("last day", "To"), hint=included, today=today)
        self.marks = MarksField()
        self.files = FilesField()
        self.codes = CodesField()
        self.bar = ShareBar(_("Export"))
        self.result = plain_label("", role="strong", wrap=True)
        self.place = plain_label("", role="body", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.ask(
            {
                "scope": self.scope,
                "first": self.first,
                "last": self.last,
                "marks": self.marks,
                "files": self.files,
                "codes": self.codes,
            }
        )
        for part in (self.result, self.place):
            flags = Qt.TextInteractionFlag.TextSelectableByMouse
            part.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)
            self.body.addWidget(part)
        self.body.addWidget(self.bar)
        # What is left over goes below, and not between the fields.
        self.body.addStretch(1)
        for hidden in (self.first, self.last, self.codes, self.result, self.place, self.bar):
            hidden.hide()

    def _connect(self) -> None:
        self.scope.changed.connect(self._show_days)
        self.marks.changed.connect(lambda: self._show_files())
        self.files.changed.connect(lambda: self._show_codes())
        self.submitted.connect(self._choose)
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(self.stop_or_close)
        self.run.progressed.connect(self.bar.show_share)
        self.run.ended.connect(self._end)

    def _show_days(self) -> None:
        for field in (self.first, self.last):
            field.setVisible(self.scope.is_some)
        self.fit_again()

    def _show_files(self) -> None:
        self.files.show_mode(self.marks.mode)
        self._show_codes()

    def _show_codes(self) -> None:
        self.codes.show_for(self.files.chosen(self.marks.mode))
        self.fit_again()

    # --- asking -------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        choice = self.scope.choice
        return choice.buttons[choice.choice]

    def go_to(self, name: str) -> None:
        if name == "files":
            first = next(box for box in self.files.boxes.values() if box.isVisible())
            first.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().go_to(name)

    def problems(self) -> dict[str, str]:
        words = _("{field}: enter a day, such as 27 3 2026, or leave all three empty.")
        days = {"first": self.first, "last": self.last} if self.scope.is_some else {}
        wrong = {
            name: words.format(field=field.label.text())
            for name, field in days.items()
            if field.is_wrong
        }
        first, last = self.first.day, self.last.day
        if days and first is not None and last is not None and last < first:
            wrong["last"] = _("The last day lies before the first. Enter them the other way round.")
        if not self.files.chosen(self.marks.mode):
            wrong["files"] = _("Files: tick at least one.")
        return wrong

    @property
    def request(self) -> Request:
        """What is asked for now."""
        is_some, mode = self.scope.is_some, self.marks.mode
        formats = self.files.chosen(mode)
        return Request(
            scope=Scope(
                patient_id=self._patient_id,
                first_day=self.first.day if is_some else None,
                last_day=self.last.day if is_some else None,
            ),
            formats=formats,
            mode=mode,
            leave_out=self.codes.left_out(formats),
        )

    # --- writing ------------------------------------------------------------------------------

    def _choose(self) -> None:
        first = str(chosen_file.documents_folder())
        chosen = self.choose_folder(self, _("Folder for the export"), first)
        if not chosen:
            return
        name = exporting.folder_name(self._session.book.now())
        for field in self.asked.values():
            field.setEnabled(False)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.go_on.hide()
        self.result.hide()
        self.bar.show()
        self.begin_work(_("Exporting…"))
        self.run.start(self.request, Path(chosen) / name)
        self.reveal(self.bar)

    def _end(self, found: Exported | Message | None) -> None:
        self.bar.hide()
        self.end_work()
        if isinstance(found, Exported):
            self._show_done(found)
            return
        for field in self.asked.values():
            field.setEnabled(True)
        self._show_days()
        self.go_on.show()
        words = _("The export was stopped. Nothing is left of it.")
        self._say(words if found is None else say(found), is_wrong=found is not None)
        self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_done(self, done: Exported) -> None:
        for field in self.asked.values():
            field.hide()
        self.place.setText(breakable(str(done.folder)))
        self.place.setAccessibleName(str(done.folder))
        self.place.show()
        self.cancel.say(_("Close"))
        self._say(_done_words(done))

    def _say(self, words: str, *, is_wrong: bool = False) -> None:
        self.result.setText(words)
        set_property(self.result, "role", "error" if is_wrong else "strong")
        self.result.show()
        self.reveal(self.result)
        announce(self, words)

    def stop_or_close(self) -> None:
        """Stop the export, and say so; close the sheet when none is written."""
        if self.run.is_running:
            self.run.cancel()
        else:
            self.close_sheet()

    def close_sheet(self) -> None:
        # Also when somebody else comes to the computer: what was not finished is not theirs.
        self.run.cancel()
        self.end_work()
        super().close_sheet()

    def key_table(self) -> tuple[PageKey, ...]:
        close, *others = super().key_table()
        return (replace(close, act=lambda _ms: self.stop_or_close()), *others)


def _done_words(done: Exported) -> str:
    exams, people = done.counts["examinations"], done.counts["patients"]
    return _("Exported: {exams}, {patients}. It is in the record of acts.").format(
        exams=ngettext("{n} exam", "{n} exams", exams).format(n=exams),
        patients=ngettext("{n} patient", "{n} patients", people).format(n=people),
    )
