"""Find a patient and open the right one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook import patients
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change
from clonus_desktop.casebook.patients import SHOWN_AT_ONCE, Among, Counts, PatientLine
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.backup.backup_notice import BackupNotice
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.page_keys import KeyGroup, PageKey, group
from clonus_desktop.ui.patient_words import breakable, facts
from clonus_desktop.ui.sending.sending_notice import SendingNotice
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import chip, primary_button, secondary_button
from clonus_desktop.ui.widgets.empty_state import EmptyState
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.patient_list import PatientList
from clonus_desktop.ui.widgets.search_field import SearchField
from clonus_desktop.ui.widgets.similar_sheet import SimilarSheet, most_beside


class PatientsPage(Page):
    """The list of patients with search as one types."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._among = Among.ALL
        self._counts = Counts(all=0, seen_this_week=0, unfinished=0)
        self._found: tuple[PatientLine, ...] = ()
        self.sheet: SimilarSheet | None = None
        self._build()

    # --- what is on the page -----------------------------------------------------------------

    def _build(self) -> None:
        self.heading = plain_label(_("Patients"), role="h1")
        self.add_button = primary_button(_("Add patient"), "user-plus")
        self.add_button.clicked.connect(self._add)
        self.search = SearchField(
            _("Search by name, date of birth or record number"), _("Search for a patient")
        )
        self.search.asked.connect(self._search)
        self.search.moved.connect(self._move)
        self.search.entered.connect(self._open_selected)
        self.list = PatientList()
        self.list.opened.connect(lambda line: self._enter(line, resume=False))
        self.list.resumed.connect(lambda line: self._enter(line, resume=True))
        self.empty_button = primary_button(_("Add patient"), "user-plus")
        self.empty_button.clicked.connect(self._add)
        self.import_button = secondary_button(_("Import patients…"), "file-down")
        self.import_button.clicked.connect(self._take_in)
        self.empty = EmptyState("users", button=self.empty_button, other=self.import_button)
        self.order = plain_label(_("Sorted by family name"), role="caption", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        self.head = QWidget()
        head = QVBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(16)
        top = QHBoxLayout()
        head.addLayout(top)
        top.addWidget(self.heading, 1)
        top.addWidget(self.add_button)
        self.notice = BackupNotice(self.session)
        head.addWidget(self.notice)
        self.refusals = SendingNotice(self.session)
        head.addWidget(self.refusals)
        self.tools = QWidget()
        tools = QVBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(16)
        tools.addWidget(self.search)
        row = self._filter_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        self.filters = {among: chip("") for among in Among}
        group = QButtonGroup(self)
        for among, button in self.filters.items():
            group.addButton(button)
            button.clicked.connect(lambda _checked=False, among=among: self.look_among(among))
            row.addWidget(button)
        row.addWidget(self.order, 1)
        self.order.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tools.addLayout(row)
        head.addWidget(self.tools)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(16)

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        side = 32 if arrangement is Arrangement.WIDE else 16
        self._outer.setContentsMargins(side, 24 if side == 32 else 16, side, 16)
        self.list.arrange(arrangement)
        if arrangement is Arrangement.LARGE_TEXT:
            self._outer.addWidget(self.list, 1)
            self.list.take_in(self.head, self.empty)
        else:
            self._outer.insertWidget(0, self.head)
            self._outer.insertWidget(1, self.list, 1)
            self._outer.insertWidget(2, self.empty, 1)
        self._show_list()

    def repaint_for_theme(self) -> None:
        self.list.arrange(self.arrangement)
        self._wrap_filters()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap_filters()

    def _wrap_filters(self) -> None:
        """The filters stand in a line, or below each other where the line is too short."""
        needed = sum(chip.sizeHint().width() + 8 for chip in self.filters.values())
        needed += self.order.fontMetrics().horizontalAdvance(self.order.text())
        fits = needed <= self.width() - 2 * 32
        directions = QBoxLayout.Direction
        self._filter_row.setDirection(directions.LeftToRight if fits else directions.TopToBottom)

    # --- reading ------------------------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        self.notice.show_state()
        self.refusals.show_state()
        self.read()

    def read_again(self, change: Change) -> None:
        self.read()

    def read(self) -> None:
        """Read what matches from the casebook and show it."""
        self.session.do(self._read)

    def _search(self) -> None:
        # What was selected belongs to the words before: Enter must not open it by surprise.
        self.list.select_nothing()
        self.read()

    def _read(self, book: Casebook) -> None:
        text = self.search.text()
        counts = patients.counts(book)
        found = patients.find(book, text, among=self._among)
        self._counts, self._found = counts, found
        self.list.show_lines(found, book.now().date())
        self._show_counts()
        self._show_empty(text.strip())

    def _show_counts(self) -> None:
        words = {
            Among.ALL: _("All {count}").format(count=self._counts.all),
            Among.SEEN_THIS_WEEK: _("Seen this week {count}").format(
                count=self._counts.seen_this_week
            ),
            Among.UNFINISHED: _("Unfinished exams {count}").format(count=self._counts.unfinished),
        }
        for among, button in self.filters.items():
            button.say(words[among])
            button.setChecked(among is self._among)
        limited = len(self._found) >= SHOWN_AT_ONCE
        self.order.setText(
            _("Showing the first {count}, sorted by family name").format(count=SHOWN_AT_ONCE)
            if limited
            else _("Sorted by family name")
        )

    def _show_empty(self, text: str) -> None:
        nobody = self._counts.all == 0
        self.tools.setVisible(not nobody)
        self._show_list()
        self.empty.setVisible(not self._found)
        self.empty_button.setVisible(nobody or bool(text))
        self.import_button.setVisible(nobody)
        if nobody:
            words = _(
                "Add the first patient to record a clonus exam. Records stay on this computer."
            )
            self.empty.say(_("No patients yet"), words)
        elif text:
            title = _("No patient matches “{text}”").format(text=breakable(text))
            self.empty.say(title, _("Check the spelling or add a patient."))
        elif self._among is Among.UNFINISHED:
            self.empty.say(_("No unfinished exams"), _("Every exam is signed."))
        else:
            self.empty.say(_("No patient was seen this week"))

    def _show_list(self) -> None:
        holds_head = self.arrangement is Arrangement.LARGE_TEXT
        self.list.setVisible(holds_head or bool(self._found))

    def look_among(self, among: Among) -> None:
        """Filter the list."""
        self._among = among
        self.read()
        count = len(self._found)
        words = ngettext("{count} patient", "{count} patients", count).format(count=count)
        self.session.announced.emit(words)

    # --- keys ---------------------------------------------------------------------------------

    def focus_first(self) -> None:
        if self._counts.all == 0:
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def key_table(self) -> tuple[PageKey, ...]:
        words = _("Go to the search field")
        return (PageKey(names=("/",), words=words, act=lambda _ms: self.focus_first()),)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        return (*super().key_groups(), group(_("In the search field"), self.search.key_table()))

    def _move(self, by: int) -> None:
        line = self.list.move_selection(by)
        if line is not None:
            today = self.session.book.now().date()
            who = (line.patient.formal_name, *facts(line.patient, today))
            self.session.announced.emit(", ".join(who))

    def _open_selected(self) -> None:
        line = self.list.selected
        if line is not None:
            self._enter(line, resume=False)

    def leave(self) -> None:
        self.search.stop_waiting()

    # --- going on -----------------------------------------------------------------------------

    def _take_in(self) -> None:
        from clonus_desktop.ui.importing.import_flow import show_import

        show_import(self, self.session)

    def _add(self) -> None:
        self.session.go(Destination(screen=Screen.PATIENT_FORM))

    def _enter(self, line: PatientLine, *, resume: bool) -> None:
        """Open the row; where another patient could be meant, ask which of them first."""
        others = patients.similar_to(self.session.book, line.patient) if line.is_similar else ()
        if not others:
            self._go_to(line, line.patient.id, resume=resume)
            return
        sheet = SimilarSheet(
            self,
            title=_("Which patient?"),
            words=_("These records look alike. Compare them and open the right one."),
            records=(line.patient, *others),
            today=self.session.book.now().date(),
            most_beside=most_beside(self.arrangement),
            open_words=_("Open this record"),
            back_words=_("Back to the list"),
        )
        sheet.picked.connect(lambda patient_id: self._go_to(line, patient_id, resume=resume))
        self.sheet = sheet
        sheet.open()

    def _go_to(self, line: PatientLine, patient_id: int, *, resume: bool) -> None:
        if resume and patient_id == line.patient.id and line.examination is not None:
            self.session.go(
                Destination(
                    screen=Screen.EXAM,
                    patient_id=patient_id,
                    examination_id=line.examination.id,
                )
            )
            return
        self.session.go(Destination(screen=Screen.CHART, patient_id=patient_id))
