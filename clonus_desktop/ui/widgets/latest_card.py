"""The card of the latest signed exam, with what changed since the one before."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout

from clonus_desktop.casebook import words
from clonus_desktop.casebook.book import Casebook
from clonus_desktop.domain.finding import Finding
from clonus_desktop.language import _
from clonus_desktop.ui.chart_reading import ChartReading, limit_caption
from clonus_desktop.ui.comparison_words import beside_words
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.widgets.buttons import quiet_button
from clonus_desktop.ui.widgets.card import Card
from clonus_desktop.ui.widgets.findings_matrix import Entry, FindingsMatrix
from clonus_desktop.ui.widgets.labels import plain_label


class LatestCard(Card):
    """Findings of the latest exam, each beside the one before, and the rule that labels them.

    Signals:
        changes_wanted: What changed since the visit before is to be told in full.
    """

    changes_wanted = Signal()

    def __init__(self, book: Casebook) -> None:
        super().__init__(_("Latest exam"))
        self._book = book
        self.signed = plain_label("", "muted", wrap=True)
        self.matrix = FindingsMatrix()
        self.caption = plain_label("", "caption", wrap=True)
        self.changes_button = quiet_button(_("What changed"), "git-compare", key_hint="C")
        self.changes_button.clicked.connect(lambda: self.changes_wanted.emit())
        self.head.addWidget(self.signed, 1)
        self.body.addWidget(self.matrix)
        self.head.addWidget(self.changes_button)
        self.body.addWidget(self.caption)

    def show_latest(self, chart: ChartReading) -> None:
        """Show the newest signed visit of a chart that has one."""
        latest = chart.latest
        assert latest is not None
        assert latest.signature is not None
        said = _("{date}, signed by {name}")
        if latest.revision > 1:
            said = _("{date}, version {n}, amended {amended} by {name}")
        self.signed.setText(
            said.format(
                date=short_date(latest.started_at),
                name=latest.signature.examiner.name,
                n=latest.revision,
                amended=short_date(latest.signature.signed_at),
            )
        )
        self.matrix.show_entries(
            {finding.place: self._entry(chart, finding) for finding in chart.findings},
            lambda key: words.site_words(self._book, key),
        )
        self.changes_button.setVisible(chart.before is not None)
        self.caption.setText(" ".join(self._captions(chart)))

    def set_stacked(self, stacked: bool) -> None:
        """Put the words of change below the findings, and those of the head too, for large text."""
        self.matrix.set_stacked(stacked)
        across = QBoxLayout.Direction
        self.head.setDirection(across.TopToBottom if stacked else across.LeftToRight)
        leading = Qt.AlignmentFlag.AlignLeading if stacked else Qt.AlignmentFlag(0)
        self.head.setAlignment(self.changes_button, leading)

    def _entry(self, chart: ChartReading, finding: Finding) -> Entry:
        comparison = chart.comparisons.get(finding.place)
        beside = "" if comparison is None else beside_words(self._book, comparison)
        if finding.not_tested is not None:
            # The reason belongs beside "NT": nobody has to open the visit to learn it.
            reason = words.reason_words(self._book, finding.not_tested)
            beside = _("Not tested: {reason}").format(reason=reason) + (
                f"; {beside}" if beside else ""
            )
        return Entry(
            finding=finding,
            beside=beside,
            place_words=words.place_words(self._book, finding.place, capital=True),
        )

    def _captions(self, chart: ChartReading) -> list[str]:
        before = chart.before
        found = []
        if before is not None:
            found.append(_("Compared with {date}.").format(date=short_date(before.started_at)))
        found += [
            _("The exam of {date} was withdrawn and does not count.").format(
                date=short_date(visit.started_at)
            )
            for visit in chart.withdrawn_since
        ]
        found.append(_("Beats after a rapid stretch."))
        found.append(limit_caption(self._book, chart.rule))
        return found
