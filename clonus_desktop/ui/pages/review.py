"""Review and sign: everything once more in words, and the patient before it is final."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import examinations, patients, summaries, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.examinations import CannotSign, ChangedMeanwhile, ToSign
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.dates import clock_time
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.pages.page_with_sheet import PageWithSheet
from clonus_desktop.ui.pages.review_view import ReviewView
from clonus_desktop.ui.pages.revising import Revising
from clonus_desktop.ui.pages.sign_sheet import SignSheet
from clonus_desktop.ui.review_words import entries_of, when_words
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settle_guard import SettleGuard

ARRIVAL_MS = 600
"""Enter is ignored for so long on arrival: the sixth count must not sign by itself."""

COMMENT_PAUSE_MS = 1000


class ReviewPage(PageWithSheet):
    """The findings in words, the summary, a comment, and the signature."""

    spreads_out = True
    examination: Examination
    patient: Patient

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.guard = SettleGuard(ARRIVAL_MS)
        self.view = ReviewView()
        self._revising = Revising(self, open_sheet=self._open_sheet, done=self.read_again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COMMENT_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.save_comment())
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(lambda: self._go(Screen.EXAM))
        view.serotonin.clicked.connect(self.ask_serotonin)
        view.keep.clicked.connect(lambda: self._go(Screen.CHART))
        view.sign.clicked.connect(lambda: self.sign())
        view.chart.clicked.connect(lambda: self._go(Screen.CHART))
        view.amend.clicked.connect(lambda: self.amend())
        view.letter.clicked.connect(lambda: self._go(Screen.LETTER))
        view.context.clicked.connect(lambda: self._go(Screen.CONTEXT))
        view.change_requested.connect(self.change)
        view.name_requested.connect(lambda: self._go(Screen.SETTINGS))
        view.comment.textChanged.connect(self._pause.start)

    @property
    def is_signed(self) -> bool:
        return self.examination.signature is not None

    def open(self, destination: Destination) -> None:
        assert destination.patient_id is not None
        self.guard.close()
        book = self.session.book
        self.patient = patients.get(book, destination.patient_id)
        self._read(destination.examination_id)
        self.view.comment.setPlainText(self.examination.comment)
        self._pause.stop()
        self.view.problems.clear()
        self._show()

    def _read(self, examination_id: int | None) -> None:
        book = self.session.book
        draft = examinations.draft_of(book, self.patient.id)
        wanted = draft.id if examination_id is None and draft is not None else examination_id
        assert wanted is not None
        self.examination = examinations.get(book, wanted)

    def read_again(self, change: Change) -> None:
        if change.examination_id != self.examination.id:
            return
        self._read(self.examination.id)
        if change.deed is Deed.NOTED:
            self._say_saved()
        else:
            self._show()

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement)

    def focus_first(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        self.save_comment()

    # -- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        book, examination = self.session.book, self.examination
        self.view.show_findings(
            entries_of(book, self.patient, examination),
            lambda key: words.site_words(book, key),
            when_words(examination),
        )
        self.view.show_amending(examination)
        signature = examination.signature
        if signature is None:
            self.view.summary.setText(" ".join(summaries.summary(book, self.patient, examination)))
            self.view.show_unsigned(book.examiner)
            self._say_saved()
        else:
            self.view.summary.setText(" ".join(signature.text.split("\n")))
            self.view.show_signed(examination)
            self.view.saved.setText("")

    def _say_saved(self) -> None:
        time = clock_time(self.session.book.now())
        self.view.saved.setText(_("Draft saved {time}").format(time=time))

    # -- acts -------------------------------------------------------------------------------

    def sign(self, event_ms: int = 0) -> None:
        """Show what would be signed and ask, or say what is missing."""
        if self.guard.is_closed(event_ms) or self.is_signed:
            return
        if not self.save_comment():
            # The window says why; what was typed is not in the record that would be signed.
            return
        try:
            shown = examinations.to_sign(self.session.book, self.examination.id)
        except CannotSign as refused:
            self._say_what_is_missing(refused)
            return
        self.view.problems.clear()
        self._ask(shown, event_ms)

    def _ask(self, shown: ToSign, event_ms: int = 0, *, notice: str = "") -> None:
        sheet = SignSheet(self, self.session.book, shown, event_ms=event_ms, notice=notice)
        sheet.confirmed.connect(lambda: self._sign(sheet.shown))
        self._open_sheet(sheet)

    def _sign(self, shown: ToSign) -> None:
        """Sign what was shown, and nothing else; a fault is said under the sheet."""
        self._close_sheet()

        def verb(book: Casebook) -> Change | None:
            try:
                return examinations.sign(book, shown.examination.id, shown=shown)
            except (ChangedMeanwhile, CannotSign):
                self._show_changed()
                return None

        if self.session.do(verb) is not None:
            self.session.announced.emit(_("The exam is signed."))

    def _show_changed(self) -> None:
        """What stands now, instead of what was shown: nothing was signed."""
        book, patient_id = self.session.book, self.patient.id
        row = self.examination.id
        self.open(Destination(screen=Screen.REVIEW, patient_id=patient_id, examination_id=row))
        if self.examination.signature is not None:
            self.session.announced.emit(_("The exam was signed already; nothing was signed now."))
            return
        said = _(
            "The record was changed while you were reading. Nothing was signed. "
            "This is what it holds now: check it, then sign."
        )
        try:
            self._ask(examinations.to_sign(book, row), notice=said)
        except CannotSign as refused:
            self._say_what_is_missing(refused)
        self.session.announced.emit(said)

    def _say_what_is_missing(self, refused: CannotSign) -> None:
        book = self.session.book
        self.view.show_problems(
            {
                place: _("{place}: record the beats or say why it was not tested").format(
                    place=words.place_words(book, place, capital=True)
                )
                for place in refused.missing
            },
            nobody_signs=refused.nobody_signs,
        )

    def amend(self) -> None:
        """Ask why the signed exam is amended, and open the draft of its next version."""
        if self.examination.signature is not None:
            self._revising.ask_to_amend(self.patient, self.examination)

    def save_comment(self) -> bool:
        """Keep the comment as it stands; False when that failed."""
        self._pause.stop()
        text = self.view.comment.toPlainText()
        if self.examination.signature is not None or text.strip() == self.examination.comment:
            return True
        return self.session.do(examinations.write_note, self.examination, None, text) is not None

    def ask_serotonin(self) -> None:
        """Go to the serotonergic drugs and the features of the Hunter criteria."""
        if self.examination.signature is None:
            self._go(Screen.HUNTER)

    def change(self, place: Place) -> None:
        """Go back to a place to enter it anew."""
        self.session.go(Destination(screen=Screen.EXAM, patient_id=self.patient.id, place=place))

    def _go(self, screen: Screen) -> None:
        self.session.go(
            Destination(
                screen=screen,
                patient_id=self.patient.id,
                examination_id=self.examination.id if screen is Screen.LETTER else None,
            )
        )

    def key_table(self) -> tuple[PageKey, ...]:
        if self._sheet is not None:
            return ()
        if self.examination.signature is not None:
            back = _("Back to the chart")
            return (
                PageKey(names=("A",), words=_("Amend the exam"), act=lambda _ms: self.amend()),
                PageKey(names=("Esc",), words=back, act=lambda _ms: self._go(Screen.CHART)),
            )
        return (
            PageKey(names=("Enter",), words=_("Sign the exam"), act=self.sign),
            PageKey(names=("C",), words=_("Context"), act=lambda _ms: self._go(Screen.CONTEXT)),
            PageKey(
                names=("T",), words=_("Serotonin features"), act=lambda _ms: self.ask_serotonin()
            ),
            PageKey(
                names=("Esc",),
                words=_("Back to the exam; the draft is kept"),
                act=lambda _ms: self._go(Screen.EXAM),
            ),
        )
