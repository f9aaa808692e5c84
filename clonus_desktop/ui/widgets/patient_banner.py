"""Who is being looked at: always at the top, never covered (NHS CUI patient banner)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.casebook import regions
from clonus_desktop.casebook.merging import Identity
from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.patient_words import (
    born_words,
    breakable,
    known_as_words,
    label_words,
    number_label,
    sex_words,
)
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import OneLine, plain_label

_FACTS_IN_A_LINE = 480
"""Room for three usual facts beside the name of a landscape window, in pixels at 100 %."""


class PatientBanner(QFrame):
    """Name, alert, born, sex and record number, in one line or (narrow windows) in two."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._layout = QGridLayout(self)
        self.name = plain_label(role="name", wrap=True)
        # A label that a style sheet pads is indented by half a letter: it would stand out of line.
        self.name.setIndent(0)
        self.preferred = plain_label(role="label", wrap=True)
        self.known_as = OneLine("", "label")
        self.alert = plain_label(role="alert", wrap=True)
        self.alert.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._who = QWidget()
        who = QVBoxLayout(self._who)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.preferred)
        who.addWidget(self.known_as)
        self._facts = Flow()
        _label, self.born = self._fact(_("Born"))
        self.sex_label, self.sex = self._fact(_("Sex"))
        self.number_label, self.number = self._fact(_("Record No."))
        self._arrangement = Arrangement.WIDE
        self._space()
        appearance().changed.connect(self._space)

    def _fact(self, label: str) -> tuple[QLabel, QLabel]:
        fact = QWidget()
        column = QVBoxLayout(fact)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        value = plain_label(role="value", wrap=True)
        named = plain_label(label, role="label")
        column.addWidget(named)
        column.addWidget(value)
        self._facts.add(fact)
        return named, value

    def show_patient(
        self,
        patient: Patient,
        today: date,
        *,
        others: Sequence[Patient] = (),
        sex_label: str = "Sex",
    ) -> None:
        """Show that patient; what is not known says so.

        Args:
            others: Records of the same person that are merged into this one.
            sex_label: What the region of the practice calls it, in English.
        """
        self.name.setText(breakable(patient.formal_name))
        self.preferred.setText(
            _("Preferred name {name}").format(name=breakable(patient.preferred_name))
        )
        self.preferred.setVisible(bool(patient.preferred_name))
        self.known_as.setText(breakable(known_as_words(others)))
        self.known_as.setVisible(bool(others))
        self.alert.setText(breakable(patient.alert))
        self.alert.setVisible(bool(patient.alert))
        self.alert.setAccessibleName(_("Alert: {alert}").format(alert=patient.alert))
        self.born.setText(born_words(patient, today))
        self.sex.setText(sex_words(patient.sex))
        self.sex_label.setText(label_words(sex_label))
        self.number_label.setText(number_label(patient))
        self.number.setText(breakable(regions.shown_number(patient) or _("Not known")))
        said = (patient.formal_name, self.born.text(), self.sex.text(), self.number.text())
        self.setAccessibleName(". ".join(said))

    def show_identity(self, who: Identity, today: date) -> None:
        """Show a patient with all names and numbers, labelled as the practice's region does."""
        self.show_patient(who.patient, today, others=who.others, sex_label=who.region.sex_label)

    def arrange(self, arrangement: Arrangement) -> None:
        """One line in wide windows, two in narrow ones."""
        self._arrangement = arrangement
        self._space()

    def _space(self) -> None:
        look, layout = appearance(), self._layout
        for widget in (self._who, self.alert, self._facts):
            layout.removeWidget(widget)
        side, edge = look.gap(24), look.gap(8)
        layout.setContentsMargins(side, edge, side, edge)
        layout.setHorizontalSpacing(look.gap(24))
        layout.setVerticalSpacing(look.gap(4))
        self._facts.set_gaps(look.gap(24), look.gap(4))
        upright = self._arrangement.is_upright
        self._facts.set_least_width(0 if upright else look.px(_FACTS_IN_A_LINE))
        middle = Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(self._who, 0, 0)
        layout.addWidget(self.alert, 0, 1, middle)
        if upright:
            layout.addWidget(self._facts, 1, 0, 1, 2)
        else:
            layout.addWidget(self._facts, 0, 3, middle)
        layout.setColumnStretch(0, 1 if upright else 0)
        layout.setColumnStretch(2, 0 if upright else 1)
