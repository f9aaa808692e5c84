"""Where a casebook sends to, and how it is let in there: entered, tested, kept."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from clonus_desktop.casebook.record_systems import (
    InvalidAddress,
    RecordSystem,
    address_of,
)
from clonus_desktop.casebook.sending import (
    Cancel,
    Found,
    NotNow,
    Tokens,
    UnusableAuthority,
    look,
    trust_for,
)
from clonus_desktop.domain.record_system import LONGEST_ADDRESS, LONGEST_AUTHORITY
from clonus_desktop.language import _
from clonus_desktop.ui.accessible import announce
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.sending.access_fields import AccessFields
from clonus_desktop.ui.sending.sending_words import (
    address_words,
    advice_words,
    found_words,
    problem_words,
)
from clonus_desktop.ui.widgets.buttons import primary_button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.form_fields import Field, TextLines
from clonus_desktop.ui.widgets.form_sheet import FormSheet
from clonus_desktop.ui.widgets.labels import plain_label, set_property


class RecordSystemSheet(FormSheet):
    """Asks for all that is needed, and tests it before anything is sent.

    Args:
        owner: A widget of the window.
        system: What is kept; None when nothing is.
        worker: Gives the worker of the network.

    Attributes:
        forget_button: Takes address and secrets out of the casebook.
    """

    def __init__(
        self,
        owner: QWidget,
        system: RecordSystem | None,
        worker: Callable[[], Background],
    ) -> None:
        words = _(
            "A server that speaks FHIR R4. Whoever runs it gives you the address and access. Both "
            "are kept encrypted with the keys of this casebook, and in its backups."
        )
        super().__init__(
            owner, _("Record system"), words, go_on=primary_button(_("Save"), "check"), width=760
        )
        self._kept, self._worker, self._cancel = system, worker, Cancel()
        self.address, self.numbers = QLineEdit(), QLineEdit()
        self.authority = TextLines()
        self.access = AccessFields(system)
        self.test_button = secondary_button(_("Test the connection"))
        self.result = plain_label("", wrap=True)
        self.forget_button = quiet_button(_("Remove the record system"))
        self._ask_all()
        self._show(system)
        self.test_button.clicked.connect(lambda: self.test())
        self.access.changed.connect(self.fit_again)

    def _ask_all(self) -> None:
        self.address.setMaxLength(LONGEST_ADDRESS)
        self.numbers.setMaxLength(LONGEST_ADDRESS)
        self.authority.show_lines(3)
        fields = {
            "address": Field(
                _("Address"), self.address, hint=_("Such as https://records.example/fhir")
            ),
            **self.access.fields,
            "numbers": Field(
                _("Name of its record numbers"),
                self.numbers,
                hint=_(
                    "A URI such as urn:oid:1.2.3, so that it knows its patients by their number. "
                    "Leave it empty when there is none."
                ),
            ),
            "authority": Field(
                _("Certificate of your own authority"),
                self.authority,
                hint=_("In PEM, when this computer does not trust the server by itself."),
            ),
        }
        self.ask(fields)
        at_start = Qt.AlignmentFlag.AlignLeading
        self.body.addWidget(self.test_button, 0, at_start)
        self.body.addWidget(self.result)
        self.body.addWidget(self.forget_button, 0, at_start)
        self.body.addStretch(1)
        self.access.begin()
        self.result.hide()

    def _show(self, system: RecordSystem | None) -> None:
        self.forget_button.setVisible(system is not None)
        if system is not None:
            self.address.setText(system.address)
            self.numbers.setText(system.number_system)
            self.authority.setPlainText(system.authority)

    # --- what was entered ---------------------------------------------------------------------

    @property
    def entered(self) -> RecordSystem:
        """What stands in the fields; ask only when there is no problem."""
        entered = replace(
            self._kept or RecordSystem(address=""),
            address=address_of(self.address.text()),
            number_system=self.numbers.text().strip(),
            authority=self.authority.toPlainText().strip(),
        )
        return self.access.entered(entered)

    def problems(self) -> dict[str, str]:
        found = {}
        try:
            address_of(self.address.text())
        except InvalidAddress as error:
            found["address"] = address_words(error.problem)
        found |= self.access.problems()
        if not _is_uri(self.numbers.text().strip()):
            found["numbers"] = _("Enter a URI such as urn:oid:1.2.3, or nothing.")
        pem = self.authority.toPlainText().strip()
        try:
            trust_for(pem)
        except UnusableAuthority:
            found["authority"] = _("Paste certificates that begin with BEGIN CERTIFICATE.")
        if len(pem) > LONGEST_AUTHORITY:
            found["authority"] = _("Paste the certificate of the authority alone.")
        return found

    # --- testing ------------------------------------------------------------------------------

    def test(self) -> None:
        """Look at what is there; nothing is sent, and nothing is kept."""
        problems = self.problems()
        self.show_problems(problems)
        if problems or self.is_working:
            return
        self._say(_("Looking at the record system…"), "muted")
        self.test_button.setEnabled(False)
        task = partial(look, self.entered, tokens=Tokens(), cancel=self._cancel)
        self._worker().run(task, done=self._show_found, failed=self._fail)

    def _show_found(self, found: Found | NotNow) -> None:
        self.test_button.setEnabled(True)
        if isinstance(found, NotNow):
            words = f"{problem_words(found)} {advice_words(found.trouble)}"
            self._say(words, "error")
            return
        self._say("\n".join(found_words(found)), "saved" if found.can_take else "error")

    def _fail(self, error: BaseException) -> None:
        self.test_button.setEnabled(True)
        self._say("", "muted")
        raise error

    def show_refusal(self, words: str) -> None:
        """Say why it was not kept; what was entered stays in the fields."""
        self._say(words, "error")

    def _say(self, words: str, role: str) -> None:
        set_property(self.result, "role", role)
        self.result.setText(words)
        self.result.setVisible(bool(words))
        announce(self, words)
        self.reveal(self.result)

    def forget(self) -> None:
        self._cancel.cancel()
        self.access.forget()


def _is_uri(text: str) -> bool:
    head, colon, rest = text.partition(":")
    return not text or bool(colon and head.isalnum() and rest and " " not in text)
