"""Review and sign: everything once more in words, then one press."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import (
    examinations,
    findings,
    patients,
    summaries,
    techniques,
    words,
)
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.examinations import CannotSign
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.dates import clock_time, hour_and_minute, short_date
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.pages.review_view import ReviewView
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.settle_guard import SettleGuard
from clonus_desktop.ui.widgets.findings_matrix import Entry

ARRIVAL_MS = 600
"""Enter is ignored for so long on arrival: the sixth count must not sign by itself."""

COMMENT_PAUSE_MS = 1000


class ReviewPage(Page):
    """The findings in words, the summary, a comment, and the signature."""

    spreads_out = True
    examination: Examination
    patient: Patient

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.guard = SettleGuard(ARRIVAL_MS)
        self.view = ReviewView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COMMENT_PAUSE_MS)
        self._pause.timeout.connect(self.save_comment)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(lambda: self._go(Screen.EXAM))
        view.serotonin.clicked.connect(self.ask_serotonin)
        view.keep.clicked.connect(lambda: self._go(Screen.CHART))
        view.sign.clicked.connect(lambda: self.sign())
        view.chart.clicked.connect(lambda: self._go(Screen.CHART))
        view.letter.clicked.connect(lambda: self._go(Screen.LETTER))
        view.context.clicked.connect(lambda: self._go(Screen.CONTEXT))
        view.change_requested.connect(self.change)
        view.name_requested.connect(lambda: self._go(Screen.SETTINGS))
        view.comment.textChanged.connect(self._pause.start)

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
            self._entries(), lambda key: words.site_words(book, key), self._when()
        )
        signature = examination.signature
        if signature is None:
            self.view.summary.setText(" ".join(summaries.summary(book, self.patient, examination)))
            self.view.show_unsigned(book.examiner)
            self._say_saved()
        else:
            self.view.summary.setText(" ".join(signature.text.split("\n")))
            self.view.show_signed(signature)
            self.view.saved.setText("")

    def _entries(self) -> dict[Place, Entry]:
        book = self.session.book
        return {
            finding.place: Entry(
                finding=finding,
                pill=words.finding_words(book, finding),
                beside=self._beside(finding),
                place_words=words.place_words(book, finding.place, capital=True),
            )
            for finding in findings.findings_of(book, self.patient, self.examination)
        }

    def _beside(self, finding: Finding) -> str:
        """How far a tapped count can be trusted, and what was stated on the technique."""
        book = self.session.book
        technique = techniques.short_words(book, self.examination, finding.place)
        counted = (*words.tapping_words(book, finding), words.trials_words(book, finding))
        return "; ".join(filter(None, (", ".join(filter(None, counted)), technique)))

    def _when(self) -> str:
        started = self.examination.started_at
        said = _("Exam {date} {time}").format(
            date=short_date(started.date()), time=hour_and_minute(started)
        )
        ended = self.examination.ended_at
        return said if ended is None else f"{said}–{hour_and_minute(ended)}"

    def _say_saved(self) -> None:
        time = clock_time(self.session.book.now())
        self.view.saved.setText(_("Draft saved {time}").format(time=time))

    # -- acts -------------------------------------------------------------------------------

    def sign(self, event_ms: int = 0) -> None:
        """Sign, or say what is missing; nothing happens twice and nothing is asked again."""
        if self.guard.is_closed(event_ms) or self.examination.signature is not None:
            return
        self.save_comment()
        try:
            change = self.session.do(examinations.sign, self.examination.id)
        except CannotSign as refused:
            self._say_what_is_missing(refused)
            return
        if change is not None:
            self.view.problems.clear()
            self.session.announced.emit(_("The exam is signed."))

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

    def save_comment(self) -> None:
        """Keep the comment as it stands."""
        self._pause.stop()
        if self.examination.signature is None:
            text = self.view.comment.toPlainText()
            if text.strip() != self.examination.comment:
                self.session.do(examinations.write_note, self.examination, None, text)

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
        if self.examination.signature is not None:
            words = _("Back to the chart")
            return (PageKey(names=("Esc",), words=words, act=lambda _ms: self._go(Screen.CHART)),)
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
