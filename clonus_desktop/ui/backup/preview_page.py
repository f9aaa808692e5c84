"""What a restore would do, before anybody decides on it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal

from clonus_desktop.casebook.backups import Lost, Present, RestorePreview
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.backup.backup_words import content_words, day_and_time, kind_words
from clonus_desktop.ui.backup.place import Place
from clonus_desktop.ui.door.door_page import DoorPage, path_label
from clonus_desktop.ui.widgets.buttons import primary_button, secondary_button
from clonus_desktop.ui.widgets.labels import plain_label


class PreviewPage(DoorPage):
    """Says what is in a backup, what would be out of sight, and which passphrases count.

    Args:
        preview: What the casebook says.
        place: Where it is.

    Signals:
        confirmed: Restore it.
    """

    confirmed = Signal()

    def __init__(self, preview: RestorePreview, place: Place) -> None:
        backup, now = preview.backup, place.now()
        title = _("Restore the backup of {when}?")
        super().__init__("history", title.format(when=day_and_time(backup.made_at, now)), width=680)
        self.preview = preview
        inside = f"{content_words(backup)}; {kind_words(backup.kind)}."
        self.body.addWidget(plain_label(_("In the backup"), role="field", wrap=True))
        self.body.addWidget(plain_label(inside, wrap=True))
        for words in _warnings(preview, place):
            self.body.addWidget(plain_label(words, role="notice", wrap=True))
        for words in _calm(preview):
            self.body.addWidget(plain_label(words, wrap=True))
        aside = _("The present files are set aside, never deleted, in a folder of their own in:")
        self.body.addWidget(plain_label(aside, wrap=True))
        self.body.addWidget(path_label(place.path.parent))
        self.restore = primary_button(_("Restore this backup"), "history")
        self.cancel = secondary_button(_("Do not restore"), key_hint=_("Esc"))
        self.add_buttons(self.restore, self.cancel)
        self.restore.clicked.connect(lambda: self.confirmed.emit())
        self.cancel.clicked.connect(lambda: self.back_wanted.emit())
        self.offer_back()

    def focus_first(self) -> None:
        # Not on the button that replaces the record.
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)


def _warnings(preview: RestorePreview, place: Place) -> Iterator[str]:
    if preview.is_same_casebook is False:
        yield _("This is the backup of another casebook: its patients would be in the list.")
    if preview.lost is not None and preview.lost.first_at is not None:
        yield _lost_words(preview.lost, place)
    elif preview.lost is None and preview.content is not None:
        yield _(
            "What would be lost cannot be told: the present casebook went its own way since this "
            "backup."
        )
    elif preview.present is Present.KEY_NEEDED:
        yield _(
            "The present casebook is encrypted and not unlocked: what was recorded in it after "
            "this backup cannot be told, and would be lost from sight."
        )
    if preview.has_other_keys and preview.present is not Present.MISSING:
        yield _(
            "The passphrases and the recovery code of that day count again; those that were made "
            "since do not. Whoever was removed since could come in again."
        )


def _calm(preview: RestorePreview) -> Iterator[str]:
    said = {
        Present.MISSING: _("There is no casebook now: nothing would be lost."),
        Present.EMPTY: _("The present file is empty: nothing in it would be lost."),
        Present.UNREADABLE: _("The present casebook cannot be read."),
    }
    if preview.present in said:
        yield said[preview.present]
    if preview.lost is not None and preview.lost.first_at is None:
        yield _("Nothing would be lost: everything in the present casebook is in the backup.")
    if preview.brought_back:
        words = ngettext(
            "{n} act comes back that the present casebook does not have.",
            "{n} acts come back that the present casebook does not have.",
            preview.brought_back,
        )
        yield words.format(n=preview.brought_back)


def _lost_words(lost: Lost, place: Place) -> str:
    assert lost.first_at is not None
    assert lost.last_at is not None
    now = place.now()
    said = {
        "acts": ngettext("{n} act", "{n} acts", lost.acts).format(n=lost.acts),
        "first": day_and_time(lost.first_at, now),
        "last": day_and_time(lost.last_at, now),
        "what": ", ".join(_lost_parts(lost)),
    }
    if not said["what"]:
        words = _("Not in this backup and lost from sight: {acts} from {first} to {last}.")
    else:
        words = _(
            "Not in this backup and lost from sight: {what}; in all {acts} from {first} to {last}."
        )
    return words.format_map(said)


def _lost_parts(lost: Lost) -> Iterator[str]:
    exams, entered, issued = lost.examinations, lost.patients, lost.letters
    if exams:
        words = ngettext("{n} exam worked on or signed", "{n} exams worked on or signed", exams)
        yield words.format(n=exams)
    if entered:
        words = ngettext(
            "{n} patient entered or changed", "{n} patients entered or changed", entered
        )
        yield words.format(n=entered)
    if issued:
        yield ngettext("{n} letter issued", "{n} letters issued", issued).format(n=issued)
