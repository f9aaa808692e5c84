"""Pages of a letter on a printer, in their true size."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from clonus_desktop.language import _
from clonus_desktop.ui import paper

_MM_PER_INCH = 25.4

AskPrinter = Callable[[QWidget, int], QPrinter | None]


def ask_printer(
    parent: QWidget, page_count: int, *, document: str = "", title: str = ""
) -> QPrinter | None:
    """The printer that the clinician chose for so many pages, or None when nothing is printed.

    Args:
        document: What a print queue calls it; a letter when not given.
        title: Of the dialog.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    # A print queue shows this name to everybody: never the patient's.
    printer.setDocName(document or _("Clonus letter"))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title or _("Print the letter"))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, page_count)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def print_pages(pages: Sequence[bytes], printer: QPrinter) -> bool:
    """Paint the chosen pages on the printer; False when it refused."""
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    chosen = paper.renderers(pages[first - 1 : last])
    for index, renderer in enumerate(chosen):
        if index and not printer.newPage():
            painter.end()
            return False
        paper.paint(renderer, painter, _sheet_on(printer))
    return painter.end() and printer.printerState() is not QPrinter.PrinterState.Error


def _sheet_on(printer: QPrinter) -> QRectF:
    """A4 in the printer's own dots; smaller where its paper is smaller."""
    dots_per_mm = printer.resolution() / _MM_PER_INCH
    size = paper.A4_MM * dots_per_mm
    available = printer.paperRect(QPrinter.Unit.DevicePixel).size()
    if available.width() < size.width() - 1 or available.height() < size.height() - 1:
        size.scale(available, Qt.AspectRatioMode.KeepAspectRatio)
    return QRectF(0, 0, size.width(), size.height())
