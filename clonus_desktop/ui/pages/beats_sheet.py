"""Correct the beats of a tapped trial: delete one, add one, split an interval."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from clonus_desktop.domain.beat_times import (
    InvalidCorrection,
    Times,
    with_beat,
    with_beat_after,
    with_split,
    without_beat,
)
from clonus_desktop.domain.trial import CountMethod, Trial
from clonus_desktop.language import _, ngettext
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.page_keys import PageKey
from clonus_desktop.ui.pages.beats_in_hand import BeatsInHand
from clonus_desktop.ui.pages.tap_words import tapped_words
from clonus_desktop.ui.widgets.beat_editor import BeatEditor
from clonus_desktop.ui.widgets.buttons import Button, primary_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import plain_label
from clonus_desktop.ui.widgets.sheet import Sheet


class BeatsSheet(Sheet):
    """The strip, larger; every act by key and by press, each undone by itself.

    Signals:
        said: What was done, for screen readers.
    """

    said = Signal(str)

    def __init__(self, owner: QWidget, at_place: str, beats: BeatsInHand) -> None:
        title = _("Correct the beats {at_place}").format(at_place=at_place)
        super().__init__(owner, title, width=860)
        self._beats = beats
        self.editor = BeatEditor()
        self.editor.chosen.connect(self._show_chosen)
        self.chosen_label = plain_label(role="strong", wrap=True)
        self.words = plain_label(wrap=True)
        self.problem = plain_label(role="error", wrap=True)
        self.problem.hide()
        self._make_buttons()
        hint = _("The dots are the taps as they came. They stay in the record.")
        for part in (
            self.editor,
            self.chosen_label,
            self.words,
            self.problem,
            self._acts,
            plain_label(hint, role="caption", wrap=True),
        ):
            self.body.addWidget(part)
        self._show()

    def _make_buttons(self) -> None:
        self.delete = secondary_button(_("Delete this beat"), "trash-2", _("Del"))
        self.add = secondary_button(_("Add a beat after"), "plus", "A")
        self.split = secondary_button(_("Split the interval after"), key_hint="S")
        self.add_here = secondary_button(_("Add a beat where pressed"), "plus")
        self.undo = secondary_button(_("Undo"), "undo-2", _("Ctrl+Z"))
        self.redo = secondary_button(_("Redo"), "redo-2", _("Ctrl+Y"))
        self._acts = Flow()
        self._acts.set_gaps(appearance().gap(8), appearance().gap(8))
        acts: tuple[tuple[Button, Callable[[], None]], ...] = (
            (self.delete, self.delete_beat),
            (self.add, self.add_beat),
            (self.split, self.split_interval),
            (self.add_here, self.add_where_pressed),
            (self.undo, self.undo_correction),
            (self.redo, self.redo_correction),
        )
        for button, act in acts:
            button.clicked.connect(lambda _on=False, act=act: act())
            self._acts.add(button)
        done = primary_button(_("Done"), "check", _("Enter"))
        done.clicked.connect(self.close_sheet)
        self.add_buttons(done)

    def first_focus(self) -> QWidget:
        return self.editor

    # -- showing ----------------------------------------------------------------------------

    def _show(self) -> None:
        times = self._beats.times_s
        self.editor.show_beats(times, self._beats.raw_s)
        beats = ngettext("{n} beat.", "{n} beats.", len(times)).format(n=len(times))
        trial = Trial(beats=len(times), count_method=CountMethod.TAPPED, beat_times_s=tuple(times))
        more = tapped_words(trial) if len(times) > 2 else ""
        self.words.setText(f"{beats} {more}".strip())
        self.undo.setEnabled(self._beats.can_undo)
        self.redo.setEnabled(self._beats.can_redo)
        self._show_chosen()

    def _show_chosen(self) -> None:
        editor = self.editor
        self.chosen_label.setText(editor.chosen_words())
        self.delete.setEnabled(bool(editor.times_s))
        self.add.setEnabled(bool(editor.times_s))
        self.split.setEnabled(editor.index + 1 < len(editor.times_s))
        self.add_here.setEnabled(editor.pressed_s is not None)

    # -- acts -------------------------------------------------------------------------------

    def delete_beat(self) -> None:
        """Take the beat in hand away: a press that was no beat."""
        index = self.editor.index
        self._put(lambda times: without_beat(times, index), _("beat {number} deleted"), index)

    def add_beat(self) -> None:
        """Put a beat behind the one in hand: one that was missed."""
        index = self.editor.index
        self._put(lambda times: with_beat_after(times, index), _("beat {number} added"), index + 1)

    def split_interval(self) -> None:
        """Halve the interval behind the beat in hand."""
        index = self.editor.index
        self._put(
            lambda times: with_split(times, index), _("interval {number} split"), index, index + 1
        )

    def add_where_pressed(self) -> None:
        """Put a beat where the strip was pressed."""
        at_s = self.editor.pressed_s
        if at_s is not None:
            index = sum(time < at_s for time in self._beats.times_s)
            self._put(lambda times: with_beat(times, at_s), _("beat {number} added"), index)

    def _put(
        self,
        correct: Callable[[Times], Times],
        template: str,
        index: int,
        then: int | None = None,
    ) -> None:
        try:
            times = correct(self._beats.times_s)
        except InvalidCorrection:
            self._say_no_room()
            return
        label = template.format(number=index + 1)
        self._beats.put(times, label)
        self.editor.index = index if then is None else then
        self._say_done(label)

    def undo_correction(self) -> None:
        """Take the last correction back."""
        self._beats.undo()
        self._say_done(_("Undone"))

    def redo_correction(self) -> None:
        """Make the correction again."""
        self._beats.redo()
        self._say_done(_("Done again"))

    def _say_done(self, label: str) -> None:
        self.problem.hide()
        self._show()
        self._cover()
        self.said.emit(f"{label}. {self.editor.chosen_words()}")

    def _say_no_room(self) -> None:
        text = _(
            "There is no room for a beat there: another stands within a fiftieth of a second. "
            "Nothing was changed. Choose another beat or another place on the strip."
        )
        self.problem.setText(text if self._beats.times_s else _("No beats are left."))
        self.problem.show()
        self._cover()
        self.said.emit(self.problem.text())

    # -- keys -------------------------------------------------------------------------------

    def key_table(self) -> tuple[PageKey, ...]:
        own = (
            _key(("Delete", "-"), _("Delete this beat"), self.delete_beat),
            _key(("A", "+", "Insert"), _("Add a beat after"), self.add_beat),
            _key(("S", "/"), _("Split the interval after"), self.split_interval),
            _key(("Backspace", "Ctrl+Z", "."), _("Undo"), self.undo_correction),
            _key(("Ctrl+Y", "Ctrl+Shift+Z"), _("Redo"), self.redo_correction),
            _key(("Enter",), _("Done"), self.close_sheet),
        )
        return (*own, *super().key_table())


def _key(names: tuple[str, ...], words: str, act: Callable[[], None]) -> PageKey:
    return PageKey(names=names, words=words, act=lambda _ms: act())
