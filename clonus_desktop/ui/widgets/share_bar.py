"""A bar that fills while something long is done."""

from PySide6.QtWidgets import QProgressBar

_STEPS = 1000


class ShareBar(QProgressBar):
    """How much of a long work is done, without a number.

    Args:
        name: What a screen reader calls it.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setAccessibleName(name)

    def show_share(self, share: float) -> None:
        """Show how much is done, from 0 to 1."""
        self.setValue(round(share * _STEPS))
