"""The letter: what goes into it on one side, the paper on the other."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from clonus_desktop.casebook import examinations, letter_choices, letters, patients, stationery
from clonus_desktop.casebook.change import Change, Deed
from clonus_desktop.casebook.letters import InvalidLetter, Letter, LetterOptions
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.letter_typing import LetterTyping
from clonus_desktop.ui.navigation import Destination
from clonus_desktop.ui.page_keys import KeyGroup, PageKey, group
from clonus_desktop.ui.pages.letter_addressing import Addressing
from clonus_desktop.ui.pages.letter_issued import IssuedLetters
from clonus_desktop.ui.pages.letter_out import WaysOut
from clonus_desktop.ui.pages.letter_view import LetterView
from clonus_desktop.ui.pages.page_with_sheet import PageWithSheet
from clonus_desktop.ui.session import Session

PAUSE_MS = 250
"""The paper follows so long after the last change."""

WAIT_MS = 300
"""What takes longer than this says that it is at work."""

TYPING_PAUSE_MS = 1000


class LetterPage(PageWithSheet):
    """A letter on one examination: a new one, or one from the record as it was issued.

    Attributes:
        letter: The letter on the paper; None when there is nothing to write about.
        issued: Which letter of the record is shown; none while a new one is written.
        addressing: The addressee book.
        out: The ways in which it leaves the program.
    """

    patient: Patient

    def __init__(self, session: Session, background: Background) -> None:
        super().__init__(session)
        self._background = background
        self.letter: Letter | None = None
        self._kept: dict[int, LetterOptions] = {}
        self._typing = LetterTyping(session)
        self._cancel: Callable[[], None] = lambda: None
        self._pause = _timer(self, PAUSE_MS, self.write)
        self._wait = _timer(self, WAIT_MS, self._say_waiting)
        self._keeping = _timer(self, TYPING_PAUSE_MS, self.keep)
        self.view = LetterView(self)
        self.out = WaysOut(
            self,
            session.book,
            background,
            self.view.actions,
            compose=self._composed,
            made_with=self._made_with,
            open_sheet=self._open_sheet,
            issue=self._issue,
            say=self._say,
        )
        self.addressing = Addressing(self, self.view.options, open_sheet=self._open_sheet)
        self.issued = IssuedLetters(
            self, self.view, open_sheet=self._open_sheet, write=self.write, say=self._say
        )
        self._connect()

    def _connect(self) -> None:
        options, actions, out = self.view.options, self.view.actions, self.out
        options.changed.connect(self._take_change)
        options.examination_chosen.connect(self._take_examination)
        options.recipient.book_button.clicked.connect(lambda: self.addressing.show_book())
        options.usual_button.clicked.connect(lambda: self._keep_usual())
        options.issued_button.clicked.connect(lambda: self.issued.list_of(self.patient))
        self.view.issued.new_button.clicked.connect(lambda: self.write_new())
        actions.save_pressed.connect(out.save)
        actions.word_pressed.connect(out.save_for_word)
        actions.copy_pressed.connect(out.copy)
        actions.print_pressed.connect(out.print)

    def key_table(self) -> tuple[PageKey, ...]:
        if self._sheet is not None or (self.issued.letter is None and not self._has_exam):
            return ()
        # A field keeps C for itself, and Ctrl+C for what is selected in it.
        return (
            PageKey(names=("Ctrl+S",), words=_("Save as PDF"), act=lambda _ms: self.out.save()),
            PageKey(names=("Ctrl+Shift+S",), words=_("Save for Word"), act=self._save_for_word),
            PageKey(names=("Ctrl+C", "C"), words=_("Copy text"), act=lambda _ms: self.out.copy()),
            PageKey(names=("Ctrl+P",), words=_("Print"), act=lambda _ms: self.out.print()),
        )

    def _save_for_word(self, _ms: int) -> None:
        self.out.save_for_word()

    def key_groups(self) -> tuple[KeyGroup, ...]:
        paper = self.view.paper.key_table()
        return (*super().key_groups(), *((group(_("On the paper"), paper),) if paper else ()))

    @property
    def _has_exam(self) -> bool:
        return self.view.options.examination_id is not None

    # -- coming and going -------------------------------------------------------------------

    def open(self, destination: Destination) -> None:
        assert destination.patient_id is not None
        self.patient = patients.get(self.session.book, destination.patient_id)
        # Never the words that were typed about somebody else.
        options = self._kept.get(self.patient.id) or self._typing.before(self.patient)
        self.view.options.show_options(options)
        self.view.actions.say("")
        self.issued.put_away()
        self._read(destination.examination_id)
        if destination.letter_id is not None:
            self.issued.show(destination.letter_id)

    def _read(self, examination_id: int | None) -> None:
        choices = letters.choices(self.session.book, self.patient)
        self.view.show_something(is_something=bool(choices))
        self.view.options.show_examinations(choices, examination_id)
        self._offer_comparable()
        self._offer_more()
        self.write()

    def _offer_more(self) -> None:
        """What was issued before, and to make these choices the usual ones."""
        self.issued.offer(self.patient)
        self._offer_usual()

    def _offer_usual(self) -> None:
        options = self.view.options
        is_usual = letter_choices.is_usual(self.session.book, options.options)
        options.show_usual(is_usual=is_usual)

    def read_again(self, change: Change) -> None:
        if change.patient_id not in {None, self.patient.id}:
            return
        if change.deed in {Deed.ISSUED, Deed.ADDRESSEES, Deed.PRACTICE}:
            self._offer_more()
            return
        self.patient = patients.get(self.session.book, self.patient.id)
        if self.issued.letter_id is None:
            self._read(self.view.options.examination_id)
        else:
            self.issued.show(self.issued.letter_id)

    def keep(self) -> None:
        self._typing.keep(self.patient, self.view.options.options)

    def leave(self) -> None:
        self._close_sheet()
        self._kept[self.patient.id] = self.view.options.options
        self.keep()
        for timer in (self._pause, self._wait, self._keeping):
            timer.stop()
        self._cancel()
        self.view.paper.say("")
        self.out.finish()

    def arrange(self, arrangement: Arrangement) -> None:
        super().arrange(arrangement)
        self.view.arrange(arrangement)

    def repaint_for_theme(self) -> None:
        self.view.arrange(self.arrangement)

    def focus_first(self) -> None:
        self.view.focus_first()

    # -- choosing ---------------------------------------------------------------------------

    def _take_change(self) -> None:
        self.view.actions.say("")
        self._pause.start()
        self._keeping.start()
        self._offer_usual()

    def _take_examination(self) -> None:
        self._offer_comparable()
        self._take_change()

    def _offer_comparable(self) -> None:
        chosen = self.view.options.examination_id
        if chosen is None:
            return
        book = self.session.book
        examination = examinations.get(book, chosen)
        usual = letters.usual_comparison(book, examination)
        self.view.options.show_comparable(
            letters.comparable(book, examination), None if usual is None else usual.id
        )
        self.view.show_draft(is_draft=examination.signature is None)

    def _keep_usual(self) -> None:
        options = self.view.options.options
        if self.session.do(letter_choices.keep_usual, options) is not None:
            self._offer_more()
            self._say(_("Every new letter begins with these headings, language and parts."))

    def write_new(self) -> None:
        """Go back from a letter of the record to a new one."""
        self.view.actions.say("")
        self.issued.put_away()
        self._read(self.view.options.examination_id)
        self.focus_first()

    # -- writing ----------------------------------------------------------------------------

    def _composed(self) -> Letter | None:
        if self.issued.letter is not None:
            return self.issued.letter
        options = self.view.options
        if options.examination_id is None:
            return None
        try:
            return letters.compose(
                self.session.book,
                options.examination_id,
                options.options,
                compare_with_id=options.compared_id,
            )
        except InvalidLetter:
            self._say_withdrawn()
            return None

    def _made_with(self) -> stationery.Stationery:
        return self.issued.made_with or stationery.in_use(self.session.book)

    def write(self) -> None:
        """Make the letter again and put it on the paper."""
        self._pause.stop()
        self._cancel()
        self.letter = letter = self._composed()
        if letter is None:
            return
        self._wait.start()
        self._cancel = self._background.run(
            partial(letters.pages, letter, self._made_with()),
            done=partial(self._show, letter),
            failed=self._say_not_shown,
        )

    def _show(self, letter: Letter, pages: tuple[bytes, ...]) -> None:
        self._wait.stop()
        self.view.paper.say("")
        self.view.paper.show_pages(pages, letters.text(letter))

    def _say_waiting(self) -> None:
        self.view.paper.say(_("Making the letter…"))

    def _say_not_shown(self, error: BaseException) -> None:
        self._wait.stop()
        self.view.paper.say(
            _("The letter could not be shown. The record is safe. Change an option to try again.")
        )
        # A fault of the program: the excepthook logs it.
        raise error

    # -- what came of it ----------------------------------------------------------------------

    def _say_withdrawn(self) -> None:
        # By another program on the same file: what is withdrawn here is not offered any more.
        said = _(
            "This exam, or the one it is compared with, was withdrawn. The record keeps no letter "
            "on it from now on. Choose another exam."
        )
        self._say(said, is_problem=True)

    def _issue(self, letter: Letter) -> None:
        # A copy of what the record holds is not issued once more.
        if not letter.is_draft and not letter.is_copy:
            self.session.do(letters.issue, letter)
            self._typing.take_sent(self.patient, self.view.options.options)

    def _say(self, words: str, *, is_problem: bool = False) -> None:
        self.view.actions.say(words, is_problem=is_problem)
        self.session.announced.emit(words)


def _timer(parent: LetterPage, ms: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(act)
    return timer
