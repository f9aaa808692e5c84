"""The head and the foot of the exam page: which place, and the ways to and from it."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.language import _
from clonus_desktop.ui import tokens
from clonus_desktop.ui.appearance import appearance
from clonus_desktop.ui.breakpoints import Arrangement
from clonus_desktop.ui.widgets.bottom_bar import BottomBar
from clonus_desktop.ui.widgets.buttons import icon_button, quiet_button, secondary_button
from clonus_desktop.ui.widgets.flow import Flow
from clonus_desktop.ui.widgets.labels import FittedLine, plain_label, set_property, tell_tip
from clonus_desktop.ui.widgets.side_badge import SideBadge


class ExamHead(QWidget):
    """Badge, place and number at the left; Not tested, Note, how-to and keys at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.badge = SideBadge(size=48)
        # A line and no box: what it takes in height the pad of the exam would lose.
        self.amending = plain_label(role="warn", wrap=True)
        self.title = FittedLine("place", 36, tokens.BOLD)
        self.under = FittedLine("muted", tokens.TYPE["body"][0])
        self.previous = FittedLine("caption", tokens.TYPE["caption"][0])
        self.not_tested = secondary_button(_("Not tested"), "ban", "N")
        self.note = secondary_button(_("Note"), "pencil", "O")
        self.how_to = icon_button(_("How the test is done, larger (H)"), "info")
        self.keys = icon_button(_("Keys (?)"), "circle-help")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.under)
        names.addWidget(self.previous)
        self.previous.hide()
        self.amending.hide()
        self._place, self._buttons = QHBoxLayout(), Flow()
        self._place.addWidget(self.badge)
        self._place.addLayout(names, 1)
        for button in (self.not_tested, self.note, self.how_to, self.keys):
            self._buttons.add(button)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.addWidget(self.amending)
        self._lines.addLayout(self._row)
        self._row.addLayout(self._place, 1)
        self._row.addWidget(self._buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_place(
        self, side: Side, title: str, position: tuple[int, int], *, has_note: bool
    ) -> None:
        """Show which place it is, in words, shape and colour."""
        self.badge.show_side(side)
        self.title.setText(title)
        set_property(self.title, "side", side.value)
        whose = {
            Side.RIGHT: _("Patient’s right."),
            Side.LEFT: _("Patient’s left."),
            Side.MIDLINE: _("On the midline."),
        }
        where = _("Place {n} of {all}").format(n=position[0], all=position[1])
        self.under.setText(f"{whose[side]} {where}")
        self.note.say(_("Note written") if has_note else _("Note"))

    def show_amending(self, words: str) -> None:
        """Show which signed exam is being amended; empty words show nothing."""
        self.amending.setText(words)
        self.amending.setVisible(bool(words))

    def show_previous(self, words: str) -> None:
        """Show what was found here before; empty words show nothing."""
        self.previous.setText(words)
        self.previous.setVisible(bool(words))

    def arrange(self, arrangement: Arrangement) -> None:
        """Leave the key hints away where there is no room for them."""
        wide = not arrangement.is_upright
        self.not_tested.say(_("Not tested"), "N" if wide else "")
        self.note.say(self.note.accessibleName(), "O" if wide else "")
        gap = appearance().gap(12)
        for layout in (self._place, self._row):
            layout.setSpacing(gap)
        self._lines.setSpacing(appearance().gap(4))
        self._buttons.set_gaps(gap, gap)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        was_taken = super().event(event)
        # Other words: only now do the layouts know what they need.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return was_taken

    def minimumSizeHint(self) -> QSize:
        """What it needs with the buttons below: that they stand beside must not hold it open."""
        hint, buttons = super().minimumSizeHint(), (self.not_tested, self.note)
        below = max(button.minimumSizeHint().width() for button in buttons)
        least = max(self._place.minimumSize().width(), below)
        return QSize(min(hint.width(), least), hint.height())

    def _fit(self) -> None:
        """The buttons beside the place, or below it where there is no room."""
        beside = self._buttons.sizeHint().width()
        is_short = self._place.minimumSize().width() + self._row.spacing() + beside > self.width()
        # Beside the place the buttons keep their one line, and the name is written smaller.
        self._buttons.set_least_width(0 if is_short else beside)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_short else direction.LeftToRight)


class ExamBar(BottomBar):
    """Leave, Undo, Redo, when the draft was saved, and Review.

    Where the window is too narrow for all words, some are left away: the time of saving first,
    then what Undo names (its accessible name keeps it), then "and sign", then the number of places,
    then the word Undo beside its arrow.
    """

    def __init__(self) -> None:
        super().__init__()
        self.leave = quiet_button(_("Leave exam"), "log-out")
        self.undo = secondary_button(_("Undo"), "undo-2")
        self.redo = icon_button(_("Redo"), "redo-2")
        self.saved = plain_label(role="saved")
        self.review = secondary_button(_("Review and sign"), "clipboard-check")
        self._undo: str | None = None
        self._redo: str | None = None
        self._counts = (0, 0)
        for widget in (self.leave, self.undo, self.redo, self.saved):
            self.add(widget)
        self.add_gap()
        self.add(self.review)

    def show_acts(self, *, undo: str | None, redo: str | None, counts: tuple[int, int]) -> None:
        """Name what Undo and Redo would do, and how many places are recorded.

        Called at each beat too: where nothing is other than before, nothing is laid out.
        """
        if (undo, redo, counts) == (self._undo, self._redo, self._counts):
            return
        self._undo, self._redo, self._counts = undo, redo, counts
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        words = _("Redo {act}").format(act=redo) if redo else _("Redo")
        self.redo.setAccessibleName(words)
        tell_tip(self.redo, words)
        self.fit()

    def show_saved(self, words: str) -> None:
        """Say when the draft was saved."""
        if words != self.saved.text():
            self.saved.setText(words)
            self.fit()

    def fit(self) -> None:
        """Show as many words as the width has room for."""
        for shorter in range(6):
            self._say(shorter)
            if self.needed_width <= self.width():
                return

    def _say(self, shorter: int) -> None:
        named = _("Undo {act}").format(act=self._undo) if self._undo else _("Undo")
        self.saved.setVisible(shorter < 1)
        self.undo.say(named if shorter < 2 else _("Undo") if shorter < 5 else "")
        self.undo.setAccessibleName(named)
        self.leave.say(_("Leave exam") if shorter < 3 else _("Leave"))
        done, places = self._counts
        review = _("Review and sign") if shorter < 3 else _("Review")
        counted = _("{review} ({done} of {all})").format(review=review, done=done, all=places)
        self.review.say(counted if shorter < 4 else review)
        self.review.setAccessibleName(counted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
