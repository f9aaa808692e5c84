"""One version of a signed exam in words: every place, the notes, what was signed and sent."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from clonus_desktop.casebook import amendments, contexts, findings, outbox, techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.casebook.issued_letters import issued_on
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, FindingKind, printed_seconds
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import CountMethod
from clonus_desktop.language import _, number
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.issued_words import letter_words
from clonus_desktop.ui.revision_words import signature_words, version_words, withdrawn_words
from clonus_desktop.ui.sending.sending_words import visit_words
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.labels import OneLine, plain_label
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.side_badge import SideBadge


class VisitReading(QWidget):
    """What one signed version holds. Nothing in it can be changed.

    Args:
        book: The record.
        patient: Whose exam it is.
        versions: Every signed version, the first one first.
        shown: Which of them, from 0.

    Attributes:
        said: All that it says, one paragraph each.

    Signals:
        letter_wanted: Row of an issued letter that is to be opened.
    """

    letter_wanted = Signal(int)

    def __init__(
        self,
        book: Casebook,
        patient: Patient,
        versions: tuple[Examination, ...],
        shown: int,
    ) -> None:
        super().__init__()
        self._book, self._visit = book, versions[shown]
        self.said: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(appearance().gap(8))
        visit = self._visit
        self._say(withdrawn_words(visit), "notice")
        self._say(version_words(visit, len(versions)), "strong")
        self._say(signature_words(book, visit), "caption")
        self._say("\n".join(_shipments(book, visit)), "caption")
        if shown > 0:
            self._add_differences(versions[shown - 1])
        self._add_findings(findings.findings_of(book, patient, visit))
        self._add_text(_("Context"), "\n".join(contexts.in_words(book, visit)))
        self._add_text(_("Comment"), visit.comment)
        self._add_text(_("As signed"), "" if visit.signature is None else visit.signature.text)
        self._add_letters(self._since(versions, shown))

    def _say(self, text: str, role: str = "body") -> None:
        if text:
            self.said.append(text)
            self._column.addWidget(plain_label(text, role, wrap=True))

    def _add_differences(self, before: Examination) -> None:
        title = _("What version {n} says otherwise than version {before}").format(
            n=self._visit.revision, before=before.revision
        )
        found = amendments.differences(self._book, before, self._visit)
        self._add_text(title, "\n".join(found) or _("Nothing: signed again as it was."))

    def _add_findings(self, found: tuple[Finding, ...]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(appearance().gap(12))
        grid.setVerticalSpacing(appearance().gap(8))
        grid.setColumnStretch(3, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, finding in enumerate(found):
            lines = finding_lines(self._book, self._visit, finding)
            place = words.place_words(self._book, finding.place, capital=True)
            self.said.append(f"{place}: " + " ".join(lines))
            grid.addWidget(SideBadge(finding.place.side), row, 0, top)
            grid.addWidget(OneLine(place, "strong"), row, 1, top)
            grid.addWidget(Pill(finding), row, 2, top)
            grid.addWidget(plain_label("\n".join(lines), wrap=True), row, 3, top)
        self._column.addLayout(grid)

    def _add_text(self, title: str, text: str) -> None:
        if text.strip():
            self._column.addSpacing(appearance().gap(8))
            self._say(title, "h3")
            self._say(text)

    def _since(self, versions: tuple[Examination, ...], shown: int) -> str:
        """What became of the exam after its letters; empty when this version stands."""
        visit = self._visit
        if visit.withdrawal is not None:
            said = _("The exam was withdrawn after it, on {date}.")
            return said.format(date=short_date(visit.withdrawal.at))
        if shown < len(versions) - 1:
            said = _("It tells version {n}; the exam was amended after it.")
            return said.format(n=visit.revision)
        return ""

    def _add_letters(self, since: str) -> None:
        """What was issued on this version, each with the way to open it as it was issued."""
        issued = issued_on(self._book, self._visit)
        if not issued:
            return
        self._column.addSpacing(appearance().gap(8))
        self._column.addWidget(plain_label(_("Letters"), "strong"))
        self.said.append(_("Letters"))
        for letter in issued:
            said = letter_words(letter)
            self._say(f"{said} {since}".rstrip())
            if not letter.is_whole:
                continue
            button = quiet_button(_("Open letter"), "file-text")
            button.setAccessibleName(_("Open: {letter}").format(letter=said))
            button.clicked.connect(lambda _on=False, row=letter.id: self.letter_wanted.emit(row))
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)


def _shipments(book: Casebook, visit: Examination) -> list[str]:
    """Where it stands with the record system; nothing where none is told of it."""
    return [visit_words(one) for one in outbox.sent(book, visit)]


def finding_lines(book: Casebook, visit: Examination, finding: Finding) -> tuple[str, ...]:
    """What was found at a place, how it was counted and tested, and the note, each a sentence."""
    lines = [f"{words.finding_words(book, finding)}."]
    how = how_words(book, finding)
    if how:
        lines.append(f"{how}.")
    technique = techniques.short_words(book, visit, finding.place)
    if technique:
        lines.append(_("Technique: {words}.").format(words=technique))
    note = visit.notes.get(finding.place, "").strip()
    if note:
        lines.append(_("Note: {note}").format(note=note))
    return tuple(lines)


def how_words(book: Casebook, finding: Finding) -> str:
    """How the count was obtained, how long it lasted, and of how many trials it is the largest."""
    trial = finding.trial
    if trial is None:
        return ""
    said = [_method_words(trial.count_method)]
    if finding.kind is FindingKind.COUNTED and trial.duration_s is not None:
        said.append(_("lasted {seconds} s").format(seconds=number(printed_seconds(trial))))
    said += words.tapping_words(book, finding)
    of_all = words.trials_words(book, finding)
    said += [of_all] if of_all else []
    return ", ".join(said)


def _method_words(method: CountMethod) -> str:
    return {
        CountMethod.NUMBER: _("Entered as a number"),
        CountMethod.TAPPED: _("Tapped beat by beat"),
        CountMethod.TIMED: _("Timed"),
        CountMethod.EXACT: _("Exact number entered"),
    }[method]
