"""What waits on the pad at each place: kept in the record until it is used."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer

from clonus_desktop.casebook import examinations
from clonus_desktop.domain.anatomy import Place
from clonus_desktop.domain.examination import Examination
from clonus_desktop.language import _
from clonus_desktop.ui.pad_state import InvalidPad, PadState
from clonus_desktop.ui.session import Session
from clonus_desktop.ui.widgets.count_pad import CountPad

KEEP_AFTER_MS = 700
"""Longer than between two beats: the disk is not asked in the middle of a train."""


class WaitingPads(QObject):
    """One pad on the screen, and what it holds at each place of the draft.

    A tapped result that nobody used yet is no finding, but it is not lost either: not by
    turning to another place, by leaving the exam, or by a crash.
    """

    def __init__(self, session: Session, pad: CountPad) -> None:
        super().__init__(pad)
        self._session, self._pad = session, pad
        self._draft: Examination | None = None
        self._place: Place | None = None
        self._kept: dict[Place, Mapping[str, object]] = {}
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEEP_AFTER_MS)
        self._pause.timeout.connect(self.keep)
        pad.changed.connect(self._pause.start)

    @property
    def place(self) -> Place | None:
        """Where something waited last, or None."""
        return next(reversed(self._kept), None)

    def open(self, draft: Examination) -> None:
        """Read what waits in a draft; the pad itself is set by ``turn_to``."""
        self._draft, self._place = draft, None
        self._kept = dict(examinations.pads_of(self._session.book, draft))

    def turn_to(self, place: Place) -> None:
        """Keep what the pad holds, and show what waits at that place."""
        if place == self._place:
            return
        self.keep()
        self._place = place
        self._take_up(self._kept.get(place, {}))

    def _take_up(self, content: Mapping[str, object]) -> None:
        try:
            if content:
                self._pad.take_up_kept(content)
            else:
                self._pad.take_up(PadState())
        except InvalidPad:
            # Written by another program: it is no finding, so it is left where it is.
            self._pad.take_up(PadState())
        self._pause.stop()

    def used(self) -> None:
        """What the pad held is in the record now: it waits no more."""
        self._pad.take_up(PadState())
        self.keep()

    def keep(self) -> None:
        """Keep what the pad holds now, when that is other than what was kept."""
        self._pause.stop()
        if self._draft is None or self._place is None or self._pad.is_holding:
            return
        content = self._pad.state.to_content()
        if content == self._kept.get(self._place, {}):
            return
        self._kept.pop(self._place, None)
        if content:
            self._kept[self._place] = content
        said = _("what waits on the pad")
        keep, draft, place = examinations.keep_pad, self._draft, self._place
        self._session.do(keep, draft, place, content, entry=said)
