"""Who is being looked at: always at the top, never covered (NHS CUI patient banner)."""

from datetime import date

from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from clonus_desktop.domain.patient import Patient
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.patient_words import born_words, breakable, sex_words
from clonus_desktop.ui.widgets.labels import plain_label


class PatientBanner(QFrame):
    """Name, alert, born, sex and record number, in one line or (narrow windows) in two."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._layout = QGridLayout(self)
        self.name = plain_label(role="name", wrap=True)
        self.preferred = plain_label(role="label", wrap=True)
        self.alert = plain_label(role="alert")
        self.alert.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._who = QWidget()
        who = QVBoxLayout(self._who)
        who.setContentsMargins(0, 0, 0, 0)
        who.setSpacing(0)
        who.addWidget(self.name)
        who.addWidget(self.preferred)
        self._facts = QWidget()
        facts = QHBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        self.born = self._fact(facts, _("Born"))
        self.sex = self._fact(facts, _("Sex"))
        self.number = self._fact(facts, _("Record No."))
        facts.addStretch(1)
        self.arrange(Arrangement.WIDE)

    def _fact(self, layout: QHBoxLayout, label: str) -> QLabel:
        column = QVBoxLayout()
        column.setSpacing(0)
        value = plain_label(role="value")
        column.addWidget(plain_label(label, role="label"))
        column.addWidget(value)
        layout.addLayout(column)
        return value

    def show_patient(self, patient: Patient, today: date) -> None:
        """Show that patient; what is not known says so."""
        self.name.setText(breakable(patient.formal_name))
        self.preferred.setText(
            _("Preferred name {name}").format(name=breakable(patient.preferred_name))
        )
        self.preferred.setVisible(bool(patient.preferred_name))
        self.alert.setText(patient.alert)
        self.alert.setVisible(bool(patient.alert))
        self.alert.setAccessibleName(_("Alert: {alert}").format(alert=patient.alert))
        self.born.setText(born_words(patient, today))
        self.sex.setText(sex_words(patient.sex))
        self.number.setText(breakable(patient.number or _("Not known")))
        self.setAccessibleName(
            f"{patient.formal_name}. {self.born.text()}. {self.sex.text()}. {patient.number}"
        )

    def arrange(self, arrangement: Arrangement) -> None:
        """One line in wide windows, two in narrow ones."""
        look = appearance()
        for widget in (self._who, self.alert, self._facts):
            self._layout.removeWidget(widget)
        side, edge = look.gap(24), look.gap(8)
        self._layout.setContentsMargins(side, edge, side, edge)
        self._layout.setHorizontalSpacing(look.gap(24))
        self._layout.setVerticalSpacing(look.gap(4))
        facts = self._facts.layout()
        assert facts is not None
        facts.setSpacing(look.gap(24))
        self._layout.addWidget(self._who, 0, 0)
        self._layout.addWidget(self.alert, 0, 1)
        if arrangement.is_upright:
            self._layout.addWidget(self._facts, 1, 0, 1, 2)
            self._layout.setColumnStretch(0, 1)
            self._layout.setColumnStretch(2, 0)
        else:
            self._layout.addWidget(self._facts, 0, 3)
            self._layout.setColumnStretch(0, 0)
            self._layout.setColumnStretch(2, 1)
