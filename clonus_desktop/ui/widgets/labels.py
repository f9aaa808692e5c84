"""Text on the screen. Always plain: a name with markup in it shows its markup."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def plain_label(
    text: str = "", role: str = "body", *, wrap: bool = False, parent: QWidget | None = None
) -> QLabel:
    """A label that shows its text letter by letter, in a role of the style sheet."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
    return label


def heading(text: str) -> QLabel:
    """The heading of a page."""
    return plain_label(text, role="h1")


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Give a widget another property of the style sheet, and let it show."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
