"""Settings: the letterhead and the Word template that letters are made with."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QPixmap, QShowEvent

from clonus_desktop.casebook import stationery
from clonus_desktop.casebook.stationery import Checked, Kept, StationeryKind, Unusable
from clonus_desktop.language import _, say
from clonus_desktop.ui import chosen_file
from clonus_desktop.ui.background import Background
from clonus_desktop.ui.dates import short_date
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.buttons import secondary_button
from clonus_desktop.ui.widgets.form_fields import FieldsCard
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.stationery_part import StationeryPart

LARGEST_READ = 5_000_000
"""In bytes: more than any file that can be used."""

_LETTERHEAD, _TEMPLATE = StationeryKind.LETTERHEAD, StationeryKind.WORD_TEMPLATE


class StationeryCard(FieldsCard):
    """What the practice chose, checked before it is kept in the casebook.

    Args:
        session: The open casebook.
        worker: Gives the worker of the window.

    Attributes:
        choose_file: Asks which file is to be used.
        choose_path: Asks where the copy of the template goes.
    """

    def __init__(self, session: Session, worker: Callable[[], Background]) -> None:
        super().__init__(_("Letterhead and Word template"))
        self._session = session
        self._worker = worker
        self._shown: dict[StationeryKind, Kept | None] = {}
        self.choose_file: Callable[..., str] = chosen_file.choose_file
        self.choose_path: Callable[..., str] = chosen_file.choose_path
        about = _("Letters are made with these. They are kept in the casebook, encrypted like it.")
        self.fields.addWidget(plain_label(about, role="muted", wrap=True))
        self.parts = {_LETTERHEAD: _letterhead_part(), _TEMPLATE: _template_part()}
        self.copy_button = secondary_button(_("Save a copy of the default template"), "file-down")
        self.copy_button.clicked.connect(lambda: self.save_copy())
        self.parts[_TEMPLATE].add_button(self.copy_button)
        for kind, part in self.parts.items():
            self.fields.addWidget(part)
            part.choose_pressed.connect(partial(self.choose, kind))
            part.remove_pressed.connect(partial(self.put_away, kind))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.show_state()

    # --- reading ------------------------------------------------------------------------------

    def show_state(self) -> None:
        """Show what is in use."""
        if self._session.book.is_aside:
            return
        for kind, part in self.parts.items():
            kept = stationery.kept(self._session.book, kind)
            if kind in self._shown and kept == self._shown[kind]:
                continue
            self._shown[kind] = kept
            part.show_file(_file_words(kept))
            if kept is not None:
                look = self._look_at_picture if kind is _LETTERHEAD else self._look_at_tags
                look(part, kept)

    def _look_at_picture(self, part: StationeryPart, kept: Kept) -> None:
        def show(png: bytes) -> None:
            drawn = QPixmap()
            drawn.loadFromData(png)
            part.show_picture(drawn, _("Letterhead as it is printed"))

        self._look(part, partial(stationery.picture, kept), show)

    def _look_at_tags(self, part: StationeryPart, kept: Kept) -> None:
        def show(tags: tuple[str, ...]) -> None:
            part.show_inside(_("Tags: {tags}").format(tags=", ".join(tags)))

        self._look(part, partial(stationery.tags, kept), show)

    def _look(
        self, part: StationeryPart, make: Callable[[], Any], show: Callable[[Any], None]
    ) -> None:
        self._worker().run(make, done=show, failed=partial(self._say_outdated, part))

    def _say_outdated(self, part: StationeryPart, error: BaseException) -> None:
        """What was kept fits no longer: a newer program can ask for more."""
        if not isinstance(error, Unusable):
            raise error
        words = _("This file fits this version of the program no longer. Choose another one.")
        part.say("\n".join((words, *map(say, error.messages))), is_problem=True)

    # --- choosing -----------------------------------------------------------------------------

    def choose(self, kind: StationeryKind) -> None:
        """Ask for a file, and keep it when letters can be made with it."""
        title = _("Letterhead") if kind is _LETTERHEAD else _("Word template")
        files = _("Picture") + " (*.svg *.png)"
        if kind is _TEMPLATE:
            files = _("Word document") + " (*.docx)"
        first = str(chosen_file.documents_folder())
        chosen = self.choose_file(self, title, first, kind=files)
        if not chosen:
            return
        self.parts[kind].say(_("Checking the file…"))
        self._worker().run(
            partial(_checked, kind, Path(chosen)),
            done=self._keep,
            failed=partial(self._say_not_taken, kind),
        )

    def _keep(self, checked: Checked) -> None:
        part = self.parts[checked.kind]
        part.say("")
        if self._session.do(stationery.keep, checked) is None:
            return
        self.show_state()
        said = [_("In use from the next letter on.")]
        if checked.left_out:
            left_out = ", ".join(checked.left_out)
            said.append(_("Left out of the drawing: {names}.").format(names=left_out))
        if checked.has_words:
            said.append(_("Its words are printed in the font of the letter."))
        self._say(part, " ".join(said))

    def _say_not_taken(self, kind: StationeryKind, error: BaseException) -> None:
        words = _("The file was not taken. Letters are made as before.")
        if isinstance(error, Unusable):
            words = "\n".join((words, *map(say, error.messages)))
        else:
            words = _(
                "The file could not be read. Letters are made as before. Copy the file to this "
                "computer and choose it there."
            )
        self._say(self.parts[kind], words, is_problem=True)
        if not isinstance(error, Unusable | OSError):
            raise error

    def put_away(self, kind: StationeryKind) -> None:
        """Make letters without the file from now on; what was printed with it stays so."""
        part = self.parts[kind]
        part.say("")
        if self._session.do(stationery.put_away, kind) is not None:
            self.show_state()
            self._say(part, _("Removed. Letters are made without it from now on."))

    def save_copy(self) -> None:
        """Save the template of the program, to be changed in a word processor."""
        proposed = chosen_file.documents_folder() / _("clonus-letter-template.docx")
        kind = _("Word document") + " (*.docx)"
        title = self.copy_button.accessibleName()
        chosen = self.choose_path(self, title, str(proposed), kind=kind)
        if not chosen:
            return
        path, part = Path(chosen), self.parts[_TEMPLATE]
        try:
            chosen_file.write_whole(path, stationery.default_word_template())
        except OSError as error:
            words = say(chosen_file.why_not_saved(error, path, chosen_file.OF_WORD))
            self._say(part, words, is_problem=True)
            return
        said = _("Saved as {name} in {folder}").format(name=path.name, folder=path.parent)
        self._say(part, said)

    def _say(self, part: StationeryPart, words: str, *, is_problem: bool = False) -> None:
        part.say(words, is_problem=is_problem)
        self._session.announced.emit(words)


def _checked(kind: StationeryKind, path: Path) -> Checked:
    with path.open("rb") as file:
        # No more than it takes to say that it is too large.
        return stationery.check(kind, path.name, file.read(LARGEST_READ))


def _file_words(kept: Kept | None) -> str:
    if kept is None:
        return ""
    day = short_date(kept.added_at.astimezone().date())
    return _("{name}, since {date}").format(name=kept.name, date=day)


def _letterhead_part() -> StationeryPart:
    return StationeryPart(
        _("Letterhead"),
        usual=_("The words of your clinic stand at the top of a letter."),
        hint=_("A picture (SVG or PNG) for PDF and print, in place of these words."),
        choose=_("Choose picture…"),
        remove=_("Use no picture"),
    )


def _template_part() -> StationeryPart:
    return StationeryPart(
        _("Word template"),
        usual=_("The template of this program."),
        hint=_(
            "A Word document with tags for what a letter says. Begin with a copy of the default "
            "template, and change it in your word processor."
        ),
        choose=_("Choose template…"),
        remove=_("Use the default template"),
    )
