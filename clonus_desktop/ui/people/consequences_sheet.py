"""Before a clinician is removed: what becomes of the person, the record and the key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui.widgets.buttons import Button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet


class ConsequencesSheet(Sheet):
    """Says what follows, and asks.

    Args:
        owner: A widget of the window.
        title: The question.
        words: What follows, a sentence or two each.
        go_on: Does it.
        leave: The other button.

    Signals:
        confirmed: It is wanted.
    """

    confirmed = Signal()

    def __init__(
        self, owner: QWidget, title: str, *words: str, go_on: Button, leave: str = ""
    ) -> None:
        super().__init__(owner, title)
        for line in words:
            self.body.addWidget(plain_label(line, wrap=True))
        self.go_on = go_on
        self.cancel = secondary_button(leave or _("Cancel"), key_hint=_("Esc"))
        # Cancel first: nobody is removed by an Enter too many.
        self.add_buttons(self.cancel, self.go_on)
        self.cancel.clicked.connect(self.close_sheet)
        self.go_on.clicked.connect(self._confirm)

    def first_focus(self) -> QWidget:
        return self.cancel

    def _confirm(self) -> None:
        self.close_sheet()
        self.confirmed.emit()


def removal(owner: QWidget, name: str) -> ConsequencesSheet:
    """Asks before the clinician of that name is removed."""
    stays = _(
        "{name} can then open this casebook no more. Exams and letters that {name} signed stay in "
        "the record, signed by {name}."
    )
    key = _(
        "After that the casebook gets a new key, because {name} may know the present one. This "
        "takes a moment, with many records some minutes. All other passphrases and the recovery "
        "code stay as they are."
    )
    backups = _(
        "Backups made before today still open with the passphrase of {name}: keep them where "
        "{name} does not get at them."
    )
    return ConsequencesSheet(
        owner,
        _("Remove {name}?").format(name=name),
        *(words.format(name=name) for words in (stays, key, backups)),
        go_on=Button(_("Remove {name}").format(name=name), "danger"),
    )


def renewal(owner: QWidget) -> ConsequencesSheet:
    """Asks before the casebook gets another key for no other reason."""
    return ConsequencesSheet(
        owner,
        _("Give the casebook a new key?"),
        _(
            "Do this when a passphrase or a copy of this folder may have come into other hands, "
            "after the passphrase was changed: copies made before open with the old one for ever, "
            "what is recorded from now on does not."
        ),
        _(
            "It takes a moment, with many records some minutes. All passphrases and the recovery "
            "code stay as they are."
        ),
        go_on=Button(_("Make the new key"), "primary"),
    )


def unfinished(owner: QWidget) -> ConsequencesSheet:
    """Offers to finish a removal that was interrupted."""
    return ConsequencesSheet(
        owner,
        _("Finish the removal?"),
        _(
            "Somebody was removed from the clinicians, and the work was interrupted. They cannot "
            "come in, but the casebook still has the key that they may know."
        ),
        _(
            "Finishing gives the casebook a new key. This takes a moment, with many records some "
            "minutes. It can also be done later, in the settings."
        ),
        go_on=Button(_("Finish now"), "primary"),
        leave=_("Later"),
    )
