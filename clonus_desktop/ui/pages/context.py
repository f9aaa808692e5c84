"""The context beside the six places: one optional page, each answer kept at once."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from clonus_desktop.casebook import contexts, examinations, patients, words
from clonus_desktop.casebook.change import Change
from clonus_desktop.domain.context import Context, option_of
from clonus_desktop.domain.context_item import ContextItem, Limb, Spot
from clonus_desktop.domain.dates import ApproximateDate
from clonus_desktop.domain.drugs import DrugUse
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.patient import InvalidPatient, Patient
from clonus_desktop.language import _, say
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.context_words import limb_inside, question_words
from clonus_desktop.ui.dates import clock_time
from clonus_desktop.ui.navigation import Destination, Screen
from clonus_desktop.ui.page import Page
from clonus_desktop.ui.page_keys import KeyGroup, ListedKey, PageKey
from clonus_desktop.ui.pages.context_view import ContextView
from clonus_desktop.ui.session import Session


class ContextPage(Page):
    """Tone, reflexes, power and the rest; every question is answered or "not assessed"."""

    spreads_out = True
    examination: Examination
    patient: Patient
    context: Context

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.form = session.book.context_form
        self._scale = ""
        self._unsaved = ""
        self.view = ContextView(self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        for button in (view.back, view.done):
            button.clicked.connect(lambda: self.go_back())
        view.undo.clicked.connect(lambda: self.undo())
        view.redo.clicked.connect(lambda: self.redo())
        view.answered.connect(self.answer)
        view.same_wanted.connect(self.copy_to_left)
        view.scale_wanted.connect(self.choose_scale)
        view.since_typed.connect(self.date_answer)
        view.drugs_changed.connect(self.take_drugs)
        view.conditions.typed.connect(self.write_conditions)

    # --- what the window asks -----------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        assert destination.patient_id is not None
        book = self.session.book
        self.patient = patients.get(book, destination.patient_id)
        draft = examinations.draft_of(book, self.patient.id)
        assert draft is not None
        self.examination = draft
        self._scale = contexts.usual_scale(book, draft)
        self.view.conditions.show_text(self.patient.known_conditions)
        self.view.conditions.show_problem("")
        self._show()

    def read_again(self, change: Change) -> None:
        if change.patient_id == self.patient.id:
            self._show()

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement)

    def repaint_for_theme(self) -> None:
        self.view.arrange(self.arrangement)

    def focus_first(self) -> None:
        self.view.focus_first()

    def keep(self) -> None:
        self.view.flush()
        if self._unsaved:
            self._keep(self.context, self._unsaved)

    def _show(self) -> None:
        book = self.session.book
        self.examination = examinations.get(book, self.examination.id)
        self.patient = patients.get(book, self.patient.id)
        self.context, self._unsaved = contexts.get(book, self.examination), ""
        self._show_answers()
        self.view.conditions.show_text(self.patient.known_conditions)
        undo, redo = words.undo_and_redo_words(book, self.examination)
        self.view.show_acts(undo=undo, redo=redo)
        time = clock_time(book.now())
        self.view.saved.setText(_("Draft saved {time}").format(time=time))

    def _show_answers(self) -> None:
        self.view.show_context(
            self.context,
            scale=self.context.scale or self._scale,
            examined_at=self.examination.started_at,
        )

    # --- answers ------------------------------------------------------------------------------

    def answer(self, spot: Spot, key: str) -> None:
        """Keep an answer; a grade is kept with its scale."""
        item = self.form.item(spot.item)
        assert item is not None
        context = self.context
        if item.is_graded:
            context = context.on_scale(context.scale or self._scale)
        context = context.with_answer(spot, key)
        option = option_of(context, spot, self.form)
        said = _("not assessed") if option is None else option.label
        self._keep(context, f"{question_words(item, spot)} {said}")

    def copy_to_left(self, item: ContextItem, limb: Limb | None) -> None:
        """Keep the right side's answer on the left as well, as one act."""
        what = item.label if limb is None else f"{item.label}, {limb_inside(limb)}"
        about = _("{question}, same on the left").format(question=what)
        self._keep(self.context.same_on_left(item, limb), about)

    def choose_scale(self, key: str) -> None:
        """Grade reflexes on another scale; grades of the one before go."""
        scale = self.form.scale(key)
        assert scale is not None
        self._keep(self.context.on_scale(key), _("{scale} chosen").format(scale=scale.label))

    def date_answer(self, key: str, day: ApproximateDate | None) -> None:
        """Keep since when."""
        item = self.form.item(key)
        assert item is not None
        if self.context.is_assessed(Spot(key)):
            about = _("{question}, since").format(question=item.label)
            self._keep(self.context.since(key, day), about)

    def take_drugs(self, drugs: tuple[DrugUse, ...] | None, about: str) -> None:
        """Keep the antispastic drugs."""
        self._keep(self.context.taking(drugs), about)

    def _keep(self, context: Context, about: str) -> None:
        entry = _("context: {answer}").format(answer=about)
        kept = self.session.do(contexts.keep, self.examination, context, about=about, entry=entry)
        if kept is not None:
            return
        # It stays on the page, and goes into the file with the next answer that can be kept.
        self.context, self._unsaved = context, about
        self._show_answers()
        self.view.saved.setText(_("Not saved"))

    def write_conditions(self, text: str) -> None:
        """Keep the patient's known conditions in the patient's own record."""
        if text.strip() == self.patient.known_conditions:
            return
        try:
            patient = replace(self.patient, known_conditions=text.strip())
        except InvalidPatient as problem:
            self.view.conditions.show_problem(say(problem.message))
            return
        self.view.conditions.show_problem("")
        self.session.do(patients.change, patient)

    # --- acts ---------------------------------------------------------------------------------

    def undo(self) -> None:
        """Turn the last act of the exam back."""
        self.view.flush()
        self.session.do(examinations.undo, self.examination)

    def redo(self) -> None:
        """Bring back what was undone last."""
        self.view.flush()
        self.session.do(examinations.redo, self.examination)

    def go_back(self) -> None:
        """Go back to review and sign; every answer is kept."""
        self.session.go(
            Destination(
                screen=Screen.REVIEW,
                patient_id=self.patient.id,
                examination_id=self.examination.id,
            )
        )

    def key_table(self) -> tuple[PageKey, ...]:
        undo = ("Backspace", "Ctrl+Z")
        return (
            PageKey(names=("Esc",), words=_("Back to the review"), act=lambda _ms: self.go_back()),
            PageKey(names=undo, words=_("Undo"), act=lambda _ms: self.undo(), repeats=True),
            PageKey(
                names=("Ctrl+Y", "Ctrl+Shift+Z"),
                words=_("Redo"),
                act=lambda _ms: self.redo(),
                repeats=True,
            ),
        )

    def key_groups(self) -> tuple[KeyGroup, ...]:
        # The answers differ from question to question: each is typed as it is written.
        answering = (
            ListedKey(names=("0", "4"), words=_("That grade"), is_range=True),
            ListedKey(names=("+", "-"), words=_("The sign behind the grade")),
            ListedKey(names=("A", "Z"), words=_("The answer that begins so"), is_range=True),
            ListedKey(names=("Left", "Right"), words=_("The answer before, the next one")),
            ListedKey(names=("Delete",), words=_("Not assessed")),
        )
        return (*super().key_groups(), KeyGroup(title=_("On a question"), keys=answering))
