"""Asks whose passphrase it is and for a new one: at first, and after the recovery code."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit

from clonus_desktop.casebook.keys import WayIn
from clonus_desktop.language import _
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.door.door_page import DoorPage
from clonus_desktop.ui.door.new_passphrase import NewPassphrase
from clonus_desktop.ui.widgets.buttons import primary_button
from clonus_desktop.ui.widgets.form_fields import Field
from clonus_desktop.ui.widgets.labels import plain_label

LONGEST_NAME = 120

_LEAST_WIDTH_FOR_TWO = 600


class NewKeysPage(DoorPage):
    """Name, role and passphrase of the first clinician of a casebook.

    Signals:
        submitted: All is well in the fields.
    """

    submitted = Signal()

    def __init__(self, icon_name: str, title: str, *words: str, go_on: str) -> None:
        super().__init__(icon_name, title, *words, width=640)
        self.name, self.role = QLineEdit(), QLineEdit()
        for line in (self.name, self.role):
            line.setMaxLength(LONGEST_NAME)
        self.new = NewPassphrase(self, about=lambda: (self.name.text(), self.role.text()))
        fields = {
            "name": Field(_("Your name"), self.name, hint=_("Signs exams and letters.")),
            "role": Field(_("Role (optional)"), self.role, hint=_("Such as Consultant.")),
        }
        self.ask(fields | self.new.fields)
        self._names = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for field in fields.values():
            self._names.addWidget(field, 1)
        self.body.insertLayout(0, self._names)
        only = _("Only this passphrase opens the records. Nobody can look it up for you.")
        self.body.addWidget(plain_label(only, role="caption", wrap=True))
        self.go_on = primary_button(go_on, "arrow-right")
        self.add_buttons(self.go_on)
        self.name.returnPressed.connect(self.role.setFocus)
        self.role.returnPressed.connect(lambda: self.go_to("passphrase"))
        self.new.fields["again"].edit.entered.connect(self.submit)
        self.go_on.clicked.connect(self.submit)
        self.name.textChanged.connect(lambda _text: self.new.reckon())

    @property
    def typed_name(self) -> str:
        """The name without space around it."""
        return " ".join(self.name.text().split())

    @property
    def typed_role(self) -> str:
        """The role without space around it; may be empty."""
        return " ".join(self.role.text().split())

    def submit(self) -> None:
        """Check, and go on when nothing is wrong."""
        problems = {} if self.typed_name else {"name": _("Enter your name.")}
        problems |= self.new.problems()
        self.show_problems(problems)
        if not problems:
            self.submitted.emit()

    def forget(self) -> None:
        self.new.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Two fields in a line where there is room for both.
        is_wide = self.width() >= appearance().px(_LEAST_WIDTH_FOR_TWO)
        direction = QBoxLayout.Direction
        self._names.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        self._names.setSpacing(appearance().gap(16))


class ResetPage(DoorPage):
    """After the recovery code: whose passphrase is set anew, and to what.

    Signals:
        submitted: The WayIn; the passphrase is in ``new``.
    """

    submitted = Signal(object)

    def __init__(self, ways: Sequence[WayIn]) -> None:
        super().__init__(
            "key-round",
            _("Set a new passphrase"),
            _("The recovery code is right. The old passphrase will open the casebook no more."),
        )
        self._ways = tuple(ways)
        self.who = QComboBox()
        self.who.addItems([way.name for way in self._ways])
        self.new = NewPassphrase(self, about=lambda: (self.who.currentText(),))
        who = Field(_("Whose passphrase?"), self.who)
        self.ask({"who": who} | self.new.fields)
        self.set_button = primary_button(_("Set passphrase and open"), "lock-open")
        self.add_buttons(self.set_button)
        self.new.fields["again"].edit.entered.connect(self.submit)
        self.set_button.clicked.connect(self.submit)

    def submit(self) -> None:
        """Check, and go on when nothing is wrong."""
        problems = self.new.problems()
        self.show_problems(problems)
        if not problems:
            self.submitted.emit(self._ways[self.who.currentIndex()])

    def forget(self) -> None:
        self.new.forget()
