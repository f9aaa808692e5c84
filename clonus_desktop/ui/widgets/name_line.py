"""A patient's name with the family name in bold, painted so that nothing in it is markup."""

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from clonus_desktop.domain.patient import Patient
from clonus_desktop.ui.accessible import Role, Spoken
from clonus_desktop.ui.appearance import appearance

_SIZE = 18
# Stacked accents, as in NGUYỄN, rise above the ascent of the letters.
_ROOM_ABOVE = 4


class NameLine(QWidget):
    """``MACILROY, Iain (Mr)``; a long name wraps, even inside a word, and is never cut."""

    spoken = Spoken(role=Role.StaticText)

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = ""
        self._bold = 0
        appearance().changed.connect(self.updateGeometry)

    def show_patient(self, patient: Patient) -> None:
        """Show the formal name."""
        self._text = " ".join(patient.formal_name.split())
        self._bold = len(" ".join(patient.family_name.upper().split()))
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What is painted."""
        return self._text

    def sizeHint(self) -> QSize:
        layout = self._laid_out(100_000)
        return QSize(math.ceil(layout.maximumWidth()) + 1, self.heightForWidth(100_000))

    def minimumSizeHint(self) -> QSize:
        line = appearance().px(_SIZE)
        return QSize(line * 4, line)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        text = self._laid_out(width).boundingRect().height()
        return math.ceil(text) + appearance().px(_ROOM_ABOVE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(appearance().color("ink"))
        layout = self._laid_out(self.width())
        above = appearance().px(_ROOM_ABOVE)
        spare = self.height() - layout.boundingRect().height() - above
        layout.draw(painter, QPointF(0.0, above + max(0.0, spare / 2)))
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._text, appearance().font_of(_SIZE))
        option = QTextOption(Qt.AlignmentFlag.AlignLeading)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        layout.setTextOption(option)
        layout.setFormats([self._bold_range()])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0.0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _bold_range(self) -> QTextLayout.FormatRange:
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, self._bold
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        bold.format = look
        return bold
