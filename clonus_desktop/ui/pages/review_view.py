"""What the review page shows: findings with Change, the summary, a comment, the signature."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination, Examiner
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement, margin_beside
from clonus_desktop.ui.dates import hour_and_minute, short_date
from clonus_desktop.ui.revision_words import (
    amending_because_words,
    because_words,
    taken_in_words,
    withdrawn_words,
)
from clonus_desktop.ui.widgets.bottom_bar import BottomBar
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.error_summary import ErrorSummary
from clonus_desktop.ui.widgets.findings_matrix import Entry, FindingsMatrix
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import TextLines
from clonus_desktop.ui.widgets.labels import OneLine, heading, plain_label
from clonus_desktop.ui.widgets.scrolled import Content, scroll_area

NO_NAME = "no-name"
"""Key of the line that asks for the examiner's name."""


class ReviewView(QWidget):
    """The parts of the page; the page listens to their signals."""

    change_requested = Signal(object)
    name_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._arrangement = Arrangement.WIDE
        self.back = quiet_button(_("Back to exam"), "arrow-left")
        self.saved = OneLine("", role="saved")
        self.context = secondary_button(_("Context"), "clipboard-check", "C")
        self.serotonin = secondary_button(_("Serotonin features"), "activity", "T")
        self.beside = Flow()
        self.beside.set_centred(True)
        self.beside.add(plain_label(_("Optional:"), role="muted"))
        self.beside.add(self.context)
        self.beside.add(self.serotonin)
        self.problems = ErrorSummary()
        self.problems.followed.connect(self._follow)
        self.amending = plain_label(role="notice", wrap=True)
        self.signed = plain_label(role="strong", wrap=True)
        self.withdrawn = plain_label(role="notice", wrap=True)
        self.matrix = FindingsMatrix(with_change=True)
        self.matrix.change_requested.connect(self.change_requested)
        self.read_only = FindingsMatrix()
        self.when = OneLine("", role="muted")
        self.summary = plain_label(wrap=True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.comment = TextLines()
        self.comment.setPlaceholderText(_("Add a comment (optional)"))
        self.comment.setAccessibleName(_("Comment on the exam"))
        self.comment.show_lines(2)
        self.signer = plain_label(role="muted", wrap=True)
        self.keep = secondary_button(_("Keep as draft"))
        self.sign = primary_button(_("Sign exam"), "pen-line", _("Enter"))
        self.chart = secondary_button(_("Back to chart"), "chart-line")
        self.amend = secondary_button(_("Amend"), "pencil", "A")
        self.letter = primary_button(_("Write letter"), "file-text")
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.saved)
        findings = Card(_("Findings"))
        findings.head.addStretch(1)
        findings.head.addWidget(self.when)
        findings.add(self.matrix)
        findings.add(self.read_only)
        summary = Card(_("Summary for the record"))
        summary.add(self.summary)
        summary.add(self.comment)
        room = Content()
        self._column = QVBoxLayout(room)
        self._column.addLayout(head)
        self.heading = heading(_("Review and sign"))
        told = (self.heading, self.amending, self.problems, self.signed, self.withdrawn)
        for widget in (*told, findings, self.beside, summary):
            self._column.addWidget(widget)
        # Not in the bar: in large text that has room for two.
        self._column.addWidget(self.amend, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch(1)
        self._scroll = scroll_area(room)
        self.bar = BottomBar()
        self.bar.add(self.signer, 1)
        for button in (self.keep, self.sign, self.chart, self.letter):
            self.bar.add(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self.bar)

    def arrange(self, arrangement: Arrangement) -> None:
        """Margins for the window; words under the pills where it is narrow."""
        self._arrangement = arrangement
        self._space()
        self.matrix.set_stacked(arrangement is Arrangement.LARGE_TEXT)
        self.read_only.set_stacked(arrangement is Arrangement.LARGE_TEXT)
        is_large = arrangement is Arrangement.LARGE_TEXT
        self.sign.say(_("Sign exam"), "" if is_large else _("Enter"))
        self.serotonin.say(_("Serotonin features"), "" if is_large else "T")
        self.context.say(_("Context"), "" if is_large else "C")
        self.amend.say(_("Amend"), "" if is_large else "A")
        self.signer.setVisible(not is_large)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    def _space(self) -> None:
        look = appearance()
        margin = look.gap(16 if self._arrangement is not Arrangement.WIDE else 32)
        margin += margin_beside(self.width(), look.scale)
        self._column.setContentsMargins(margin, look.gap(16), margin, look.gap(16))
        self._column.setSpacing(look.gap(16))
        self.beside.set_gaps(look.gap(12), look.gap(8))

    # -- showing ----------------------------------------------------------------------------

    def show_findings(
        self, entries: Mapping[Place, Entry], site_words: Callable[[str], str], when: str
    ) -> None:
        """Show the findings in words, each with its Change."""
        self.matrix.show_entries(entries, site_words)
        self.read_only.show_entries(entries, site_words)
        self.when.setText(when)

    def show_unsigned(self, examiner: Examiner | None) -> None:
        """Show the page of a draft."""
        if examiner is None:
            self.signer.setText(_("No name is entered for signing. Enter it in Settings."))
        else:
            said = _("Signing as {name}. A signed exam cannot be edited, only amended.")
            self.signer.setText(said.format(name=examiner.name))
        self._show_signed(False)

    def show_amending(self, examination: Examination) -> None:
        """Show which version a draft will be, and why; nothing of a first version."""
        words = amending_because_words(examination) if examination.signature is None else ""
        self.amending.setText(words)
        self.amending.setVisible(bool(words))

    def show_signed(self, examination: Examination) -> None:
        """Show the page of a signed examination: to be read."""
        signature = examination.signature
        assert signature is not None
        by_whom = _("Signed {date} {time} by {name}").format(
            date=short_date(signature.signed_at),
            time=hour_and_minute(signature.signed_at),
            name=signature.examiner.name,
        )
        if examination.revision > 1:
            version = _("Version {n}").format(n=examination.revision)
            by_whom = f"{by_whom}. {version}{because_words(examination)}"
        if examination.taken_in_at is not None:
            by_whom = f"{by_whom.rstrip('.')}. {taken_in_words(examination)}"
        self.signed.setText(by_whom)
        self.withdrawn.setText(withdrawn_words(examination))
        said = _("This exam is signed and can no longer be edited, only amended.")
        if examination.withdrawal is not None:
            said = _("This exam was withdrawn, and can only be read.")
        self.signer.setText(said)
        self._show_signed(True)
        stands = examination.withdrawal is None and not examination.superseded
        self.withdrawn.setVisible(examination.withdrawal is not None)
        for button in (self.amend, self.letter):
            button.setVisible(stands)

    def _show_signed(self, signed: bool) -> None:
        self.heading.setText(_("Signed exam") if signed else _("Review and sign"))
        self.back.setVisible(not signed)
        self.beside.setVisible(not signed)
        self.matrix.setVisible(not signed)
        self.read_only.setVisible(signed)
        self.signed.setVisible(signed)
        self.comment.setReadOnly(signed)
        self.comment.setVisible(not signed or bool(self.comment.toPlainText()))
        for button in (self.keep, self.sign):
            button.setVisible(not signed)
        for button in (self.chart, self.amend, self.letter):
            button.setVisible(signed)
        if not signed:
            self.withdrawn.hide()

    # -- problems ---------------------------------------------------------------------------

    def show_problems(self, missing: Mapping[Place, str], *, nobody_signs: bool) -> None:
        """Say what is missing, each line a way to it."""
        lines: list[tuple[object, str]] = list(missing.items())
        if nobody_signs:
            lines.append((NO_NAME, _("Enter the name you sign with in Settings")))
        self.problems.show_problems(lines)
        self._scroll.ensureWidgetVisible(self.problems)

    def _follow(self, key: object) -> None:
        if isinstance(key, Place):
            self.change_requested.emit(key)
        else:
            self.name_requested.emit()
