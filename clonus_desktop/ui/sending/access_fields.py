"""The fields of how this program is let in by a record system: not at all, by token, by key."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from clonus_desktop.casebook.record_systems import Authentication, RecordSystem
from clonus_desktop.casebook.sending import UnusableKey, new_private_key, public_keys
from clonus_desktop.domain.record_system import LONGEST_SECRET
from clonus_desktop.language import _
from clonus_desktop.ui import clipboard
from clonus_desktop.ui.widgets.buttons import SegmentedChoice, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.form_fields import Field, TextLines

LONGEST_CLIENT_ID = 200


class AccessFields(QObject):
    """Shows only the fields of the way that is chosen. What is kept is never shown again.

    Args:
        kept: What was entered before; None for nothing.

    Attributes:
        fields: By name, in the order in which they are asked.

    Signals:
        changed: Other fields are shown.
    """

    changed = Signal()

    def __init__(self, kept: RecordSystem | None) -> None:
        super().__init__()
        self._kept = kept or RecordSystem(address="")
        self._key = self._kept.private_key
        self.way = SegmentedChoice(
            [
                (Authentication.NONE, _("Not at all")),
                (Authentication.BEARER, _("By a token")),
                (Authentication.SMART, _("By a key (SMART)")),
            ]
        )
        self.token, self.client = QLineEdit(), QLineEdit()
        self.key, self.public = TextLines(), TextLines()
        self.make_button = secondary_button(_("Make a new key"), "key-round")
        self.copy_button = secondary_button(_("Copy the public key"), "copy")
        self.fields = self._made()
        self.way.chosen.connect(lambda _key: self._show_way())
        self.make_button.clicked.connect(lambda: self._take_key(new_private_key()))
        self.copy_button.clicked.connect(lambda: clipboard.put(text=self.public.toPlainText()))
        self.key.textChanged.connect(self._show_public)

    def _made(self) -> dict[str, Field]:
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.token.setMaxLength(LONGEST_SECRET)
        self.client.setMaxLength(LONGEST_CLIENT_ID)
        self.client.setText(self._kept.client_id)
        for editor, lines in ((self.key, 3), (self.public, 5)):
            editor.show_lines(lines)
        self.public.setReadOnly(True)
        stays = _("One is kept. Leave this empty to keep it.")
        token_hint = stays if self._kept.token else ""
        key_hint = _("Paste one in PEM (P-384, or RSA of 2048 bits or more), or make a new one.")
        fields = {
            "way": Field(_("How the record system knows this program"), self.way),
            "token": Field(_("Token"), self.token, hint=token_hint),
            "client": Field(_("Client id"), self.client, hint=_("It is given on registering.")),
            "key": Field(
                _("Private key"), self.key, hint=f"{stays} {key_hint}" if self._key else key_hint
            ),
            "public": Field(
                _("Public key, to be registered"),
                self.public,
                hint=_("A JSON Web Key Set. It may be known to everybody."),
            ),
        }
        for name, button in (("key", self.make_button), ("public", self.copy_button)):
            line = Flow()
            line.add(button)
            fields[name].add_below(line)
        return fields

    def begin(self) -> None:
        """Show the way that is kept; the fields are in their sheet by now."""
        self.way.choose(self._kept.authentication)
        self._show_public()

    def _show_way(self) -> None:
        way = self.way.choice
        self.fields["token"].setVisible(way == Authentication.BEARER)
        for name in ("client", "key"):
            self.fields[name].setVisible(way == Authentication.SMART)
        has_public = bool(self.public.toPlainText())
        self.fields["public"].setVisible(way == Authentication.SMART and has_public)
        self.changed.emit()

    # --- keys ---------------------------------------------------------------------------------

    def _take_key(self, pem: str) -> None:
        self._key = pem
        self.key.clear()
        self._show_public()

    def _show_public(self) -> None:
        key = self.key.toPlainText().strip() or self._key
        try:
            self.public.setPlainText(public_keys(key) if key else "")
        except UnusableKey:
            self.public.clear()
        self._show_way()

    # --- what was entered ---------------------------------------------------------------------

    def entered(self, system: RecordSystem) -> RecordSystem:
        """The system with what stands in the fields of its way, and no secret of another."""
        way = Authentication(self.way.choice)
        is_smart, is_bearer = way is Authentication.SMART, way is Authentication.BEARER
        return replace(
            system,
            authentication=way,
            token=(self.token.text().strip() or self._kept.token) if is_bearer else "",
            client_id=self.client.text().strip() if is_smart else "",
            private_key=(self.key.toPlainText().strip() or self._key) if is_smart else "",
        )

    def problems(self) -> dict[str, str]:
        """What is wrong in the fields that are shown."""
        found = {}
        entered = self.entered(RecordSystem(address=""))
        if entered.authentication is Authentication.BEARER and not _is_token(entered.token):
            found["token"] = _("Enter the token as it was given: one word without spaces.")
        if entered.authentication is not Authentication.SMART:
            return found
        if not entered.client_id:
            found["client"] = _("Enter the client id that was given on registering.")
        try:
            public_keys(entered.private_key)
        except UnusableKey:
            found["key"] = _("Paste a private key of one of these kinds, or make a new one.")
        return found

    def forget(self) -> None:
        """Forget the secrets that were typed."""
        self._key = ""
        self.token.clear()
        self.key.clear()


def _is_token(text: str) -> bool:
    return bool(text) and text.isascii() and text.isprintable() and " " not in text
