"""The card of the own profile: what is printed of whoever is signed in, and the own passphrase."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from clonus_desktop.domain.clinician import LONGEST_NAME, LONGEST_SIGNATURE, Clinician
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import Field, FieldsCard, TextLines
from clonus_desktop.ui.widgets.labels import plain_label

_LINES = 4


class ProfileCard(FieldsCard):
    """Name, role, registration number and signature text of one clinician.

    Attributes:
        shown: Whose profile it shows; None before the first.

    Signals:
        edited: A field was left or Save was pressed.
        passphrase_wanted: The passphrase is to be changed.
        code_wanted: A new recovery code is to be made.
    """

    edited = Signal()
    passphrase_wanted = Signal()
    code_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("You"))
        self.shown: Clinician | None = None
        self.lines = {key: QLineEdit() for key in ("name", "role", "registration")}
        self.signature = TextLines()
        self.asked = self._ask()
        for field in self.asked.values():
            self.fields.addWidget(field)
        self.save_button = secondary_button(_("Save"), "save")
        self.status = plain_label("", role="saved")
        row = QHBoxLayout()
        row.addWidget(self.save_button)
        row.addWidget(self.status, 1)
        self.fields.addLayout(row)
        # What happened to the list at the lock, when it could not follow a new name.
        self.trouble = plain_label("", role="notice", wrap=True)
        self.trouble.hide()
        self.fields.addWidget(self.trouble)
        self._add_keys()
        self._connect()
        self.arrange()

    def _ask(self) -> dict[str, Field]:
        name, role, registration = self.lines.values()
        for line in self.lines.values():
            line.setMaxLength(LONGEST_NAME)
        return {
            "name": Field(
                _("Your name"), name, hint=_("Signs exams and letters, and stands at the lock.")
            ),
            "role": Field(_("Role"), role, hint=_("Stands under your name in a letter.")),
            "registration": Field(
                _("Registration No."),
                registration,
                hint=_("Your number in a professional register. Stands last in a letter."),
            ),
            "signature_text": Field(
                _("Signature text"),
                self.signature,
                hint=_(
                    "Several lines that stand at the end of a letter in place of name and role. "
                    "Empty: name and role stand there."
                ),
            ),
        }

    def _add_keys(self) -> None:
        self.change_passphrase = secondary_button(_("Change your passphrase…"), "key-round")
        self.new_code = secondary_button(_("New recovery code…"), "rotate-ccw")
        self._keys = Flow()
        self._keys.add(self.change_passphrase)
        self._keys.add(self.new_code)
        words = _("The recovery code is one for all: it opens when a passphrase is forgotten.")
        title = _("Passphrase and recovery code")
        self.fields.addWidget(Field(title, self._keys, hint=words))

    def _connect(self) -> None:
        for line in self.lines.values():
            line.editingFinished.connect(lambda: self.edited.emit())
        self.signature.left.connect(lambda: self.edited.emit())
        self.save_button.clicked.connect(lambda: self.edited.emit())
        self.change_passphrase.clicked.connect(lambda: self.passphrase_wanted.emit())
        self.new_code.clicked.connect(lambda: self.code_wanted.emit())

    def arrange(self) -> None:
        """Take the text size again."""
        self.signature.show_lines(_LINES)
        self._keys.set_gaps(appearance().gap(12), appearance().gap(8))

    def show_profile(self, clinician: Clinician) -> None:
        """Show what is stored."""
        self.shown = clinician
        for key, line in self.lines.items():
            line.setText(getattr(clinician, key))
        self.signature.setPlainText(clinician.signature_text)
        self.show_problems({})

    @property
    def typed(self) -> dict[str, str]:
        """What stands in the fields, without space around it."""
        lines = {key: line.text().strip() for key, line in self.lines.items()}
        rows = (row.rstrip() for row in self.signature.toPlainText().splitlines())
        return lines | {"signature_text": "\n".join(rows).strip()}

    def changed(self, before: Clinician) -> Clinician:
        """The profile as it is typed; only without problems.

        Raises:
            InvalidClinician: There are some.
        """
        typed = self.typed
        return replace(
            before,
            name=typed["name"],
            role=typed["role"],
            registration=typed["registration"],
            signature_text=typed["signature_text"],
        )

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when it can be stored."""
        found = {}
        if not self.typed["name"]:
            found["name"] = _("Enter your name.")
        if len(self.typed["signature_text"]) > LONGEST_SIGNATURE:
            said = _("Use at most {most} characters.")
            found["signature_text"] = said.format(most=LONGEST_SIGNATURE)
        return found

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at each field what is wrong with it; nothing when empty."""
        for key, field in self.asked.items():
            field.show_problem(problems.get(key, ""))

    def say_trouble(self, words: str) -> None:
        """Say what went wrong beside the record; empty words take it away."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
