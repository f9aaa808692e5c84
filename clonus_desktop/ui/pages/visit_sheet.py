"""A signed visit, to be read: every place in words, the notes, and what was signed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from clonus_desktop.casebook import contexts, findings, techniques, words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.examination import Examination
from clonus_desktop.domain.finding import Finding, FindingKind, printed_seconds
from clonus_desktop.domain.patient import Patient
from clonus_desktop.domain.trial import CountMethod
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.pill import Pill
from clonus_desktop.ui.widgets.sheet import Sheet
from clonus_desktop.ui.widgets.side_badge import SideBadge


class VisitSheet(Sheet):
    """What one signed examination holds. Nothing in it can be changed.

    Args:
        owner: A widget of the window.
        book: The record.
        patient: Whose visit it is.
        visit: The signed examination.
    """

    def __init__(
        self, owner: QWidget, book: Casebook, patient: Patient, visit: Examination
    ) -> None:
        when = f"{short_date(visit.started_at)} {visit.started_at:%H:%M}"
        super().__init__(owner, _("Visit of {date}").format(date=when), width=760)
        self._book, self._visit = book, visit
        self.close_button = primary_button(_("Close"))
        self._said: list[str] = []
        self._add_signature()
        self._add_findings(findings.findings_of(book, patient, visit))
        self._add_text(_("Context"), "\n".join(contexts.in_words(book, visit)))
        self._add_text(_("Comment"), visit.comment)
        self._add_text(_("As signed"), "" if visit.signature is None else visit.signature.text)
        self.body.addStretch(1)
        self.foot.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTrailing)
        self.close_button.clicked.connect(lambda: self.close_sheet())
        self.setAccessibleDescription(" ".join(self._said))

    @property
    def said(self) -> str:
        """All that the sheet says, one paragraph per line."""
        return "\n".join(self._said)

    def first_focus(self) -> QWidget:
        return self.close_button

    def _say(self, text: str, role: str = "body") -> None:
        self._said.append(text)
        self.body.addWidget(plain_label(text, role, wrap=True))

    def _add_signature(self) -> None:
        visit, signature = self._visit, self._visit.signature
        if signature is None:
            return
        said = _("Signed {date} {time} by {name}. Rule {rule}, version {version}.")
        self._say(
            said.format(
                date=short_date(signature.signed_at),
                time=f"{signature.signed_at:%H:%M}",
                name=signature.examiner.name,
                rule=signature.rule_id,
                version=signature.rule_version,
            ),
            "caption",
        )
        if visit.revision > 1:
            said = _("Amended, version {n}. Reason: {reason}")
            self._say(said.format(n=visit.revision, reason=visit.revision_reason), "caption")

    def _add_findings(self, found: tuple[Finding, ...]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(appearance().gap(12))
        grid.setVerticalSpacing(appearance().gap(8))
        grid.setColumnStretch(3, 1)
        top = Qt.AlignmentFlag.AlignTop
        for row, finding in enumerate(found):
            lines = finding_lines(self._book, self._visit, finding)
            place = words.place_words(self._book, finding.place, capital=True)
            self._said.append(f"{place}: " + " ".join(lines))
            grid.addWidget(SideBadge(finding.place.side), row, 0, top)
            grid.addWidget(plain_label(place, "strong"), row, 1, top)
            grid.addWidget(Pill(finding), row, 2, top)
            first, *others = lines
            text = plain_label(first, wrap=True)
            grid.addWidget(text, row, 3, top)
            if others:
                text.setText("\n".join(lines))
        self.body.addLayout(grid)

    def _add_text(self, title: str, text: str) -> None:
        if text.strip():
            self.body.addSpacing(appearance().gap(8))
            self._say(title, "h3")
            self._say(text)


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
        said.append(_("lasted {seconds} s").format(seconds=printed_seconds(trial)))
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
